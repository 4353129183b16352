package millwright.series.tile;

/** Prediction of 32-bit values, tick-major within a group of columns. Plain loops that the compiler vectorises. */
final class Lanes32 {
    private static final int FULL = TileEncoder.GROUP;

    private Lanes32() {}

    static long base(int[] v, int size, Predictor by) {
        if (size == 0 || by != Predictor.LOWEST) {
            return size == 0 ? 0 : v[0];
        }
        int low = v[0];
        for (int i = 1; i < size; i++) {
            low = Math.min(low, v[i]);
        }
        return low;
    }

    /** Bits that some of the rows would need, a guess at what the planes will cost. */
    static long cost(int[] v, int columns, int size, Predictor by) {
        int base = (int) base(v, size, by);
        int step = size < 64 * columns ? 1 : 8;
        long bits = 0;
        for (int row = columns; row < size; row += step * columns) {
            for (int i = row; i < row + columns; i++) {
                int left = switch (by) {
                    case LOWEST -> v[i] - base;
                    case PREVIOUS -> zigzag(v[i] - v[i - columns]);
                    case XOR -> v[i] ^ v[i - columns];
                };
                bits += 32 - Integer.numberOfLeadingZeros(left);
            }
        }
        return bits;
    }

    static int zigzag(int x) {
        return x << 1 ^ x >> 31;
    }

    /** Writes what is left of each value to {@code left} and returns all their bits or-ed together. */
    static int forward(int[] v, int columns, int size, Predictor by, int base, int[] left) {
        int first = by == Predictor.LOWEST ? size : Math.min(columns, size);
        int or = 0;
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
                int d = v[i] - v[i - columns];
                left[i] = d << 1 ^ d >> 31;
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

    static void backward(int[] v, int columns, int size, Predictor by, int base) {
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

    private static void previous(int[] v, int columns, int size, int base) {
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
