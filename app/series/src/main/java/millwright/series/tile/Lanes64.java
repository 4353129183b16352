package millwright.series.tile;

/** Prediction of 64-bit values, tick-major within a group of columns. Plain loops that the compiler vectorises. */
final class Lanes64 {
    private static final int FULL = TileEncoder.GROUP;

    private Lanes64() {}

    static long base(long[] v, int size, Predictor by) {
        if (size == 0 || by != Predictor.LOWEST) {
            return size == 0 ? 0 : v[0];
        }
        long low = v[0];
        for (int i = 1; i < size; i++) {
            low = Math.min(low, v[i]);
        }
        return low;
    }

    /** Bits that some of the rows would need, a guess at what the planes will cost. */
    static long cost(long[] v, int columns, int size, Predictor by) {
        long base = base(v, size, by);
        int step = size < 64 * columns ? 1 : 8;
        long bits = 0;
        for (int row = columns; row < size; row += step * columns) {
            for (int i = row; i < row + columns; i++) {
                long left = switch (by) {
                    case LOWEST -> v[i] - base;
                    case PREVIOUS -> zigzag(v[i] - v[i - columns]);
                    case XOR -> v[i] ^ v[i - columns];
                };
                bits += 64 - Long.numberOfLeadingZeros(left);
            }
        }
        return bits;
    }

    static long zigzag(long x) {
        return x << 1 ^ x >> 63;
    }

    /** Writes what is left of each value to {@code left} and returns all their bits or-ed together. */
    static long forward(long[] v, int columns, int size, Predictor by, long base, long[] left) {
        int first = by == Predictor.LOWEST ? size : Math.min(columns, size);
        long or = 0;
        for (int i = 0; i < first; i++) {
            left[i] = switch (by) {
                case LOWEST -> v[i] - base;
                case PREVIOUS -> zigzag(v[i] - base);
                case XOR -> v[i] ^ base;
            };
            or |= left[i];
        }
        if (by == Predictor.PREVIOUS) {
            for (int i = first; i < size; i++) {
                long d = v[i] - v[i - columns];
                left[i] = d << 1 ^ d >> 63;
                or |= left[i];
            }
        } else if (by == Predictor.XOR) {
            for (int i = first; i < size; i++) {
                left[i] = v[i] ^ v[i - columns];
                or |= left[i];
            }
        }
        return or;
    }

    static void backward(long[] v, int columns, int size, Predictor by, long base) {
        switch (by) {
            case LOWEST -> {
                for (int i = 0; i < size; i++) {
                    v[i] += base;
                }
            }
            case PREVIOUS -> previous(v, columns, size, base);
            case XOR -> {
                for (int i = 0; i < size; i++) {
                    v[i] ^= i < columns ? base : v[i - columns];
                }
            }
        }
    }

    private static void previous(long[] v, int columns, int size, long base) {
        for (int i = 0; i < size; i++) {
            v[i] = v[i] >>> 1 ^ -(v[i] & 1);
        }
        for (int i = 0; i < Math.min(columns, size); i++) {
            v[i] += base;
        }
        if (columns == FULL) {
            for (int i = FULL; i < size; i++) {
                v[i] += v[i - FULL];
            }
        } else {
            for (int i = columns; i < size; i++) {
                v[i] += v[i - columns];
            }
        }
    }
}
