package millwright.series.tile;

/** Splits values into planes of bytes, lowest first, and joins them again. */
final class Planes {
    private Planes() {}

    static int width32(int bits) {
        return (39 - Integer.numberOfLeadingZeros(bits)) / 8;
    }

    static int width64(long bits) {
        return (71 - Long.numberOfLeadingZeros(bits)) / 8;
    }

    static void split(int[] values, int size, int plane, byte[] out) {
        int shift = 8 * plane;
        for (int i = 0; i < size; i++) {
            out[i] = (byte) (values[i] >>> shift);
        }
    }

    static void split(long[] values, int size, int plane, byte[] out) {
        int shift = 8 * plane;
        for (int i = 0; i < size; i++) {
            out[i] = (byte) (values[i] >>> shift);
        }
    }

    static void join(byte[][] planes, int width, int size, int[] out) {
        byte[] a = planes[0];
        byte[] b = planes[1];
        byte[] c = planes[2];
        switch (width) {
            case 0 -> java.util.Arrays.fill(out, 0, size, 0);
            case 1 -> {
                for (int i = 0; i < size; i++) {
                    out[i] = a[i] & 255;
                }
            }
            case 2 -> {
                for (int i = 0; i < size; i++) {
                    out[i] = a[i] & 255 | (b[i] & 255) << 8;
                }
            }
            case 3 -> {
                for (int i = 0; i < size; i++) {
                    out[i] = a[i] & 255 | (b[i] & 255) << 8 | (c[i] & 255) << 16;
                }
            }
            default -> {
                byte[] d = planes[3];
                for (int i = 0; i < size; i++) {
                    out[i] = a[i] & 255 | (b[i] & 255) << 8 | (c[i] & 255) << 16 | d[i] << 24;
                }
            }
        }
    }

    static void join(byte[][] planes, int width, int size, long[] out) {
        java.util.Arrays.fill(out, 0, size, 0);
        for (int p = 0; p < width; p++) {
            byte[] plane = planes[p];
            int shift = 8 * p;
            for (int i = 0; i < size; i++) {
                out[i] |= (plane[i] & 255L) << shift;
            }
        }
    }
}
