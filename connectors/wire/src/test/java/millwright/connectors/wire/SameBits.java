package millwright.connectors.wire;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;

/** Whether two records hold the same, arrays bit by bit. */
final class SameBits {
    private SameBits() {}

    static boolean same(Object a, Object b) {
        if (a == null || b == null || a.getClass() != b.getClass()) {
            return a == b;
        }
        return switch (a) {
            case float[] f -> Arrays.equals(bits(f), bits((float[]) b));
            case double[] d -> Arrays.equals(bits(d), bits((double[]) b));
            case long[] l -> Arrays.equals(l, (long[]) b);
            case int[] i -> Arrays.equals(i, (int[]) b);
            case Record r -> sameParts(r, (Record) b);
            default -> Objects.equals(a, b);
        };
    }

    private static boolean sameParts(Record a, Record b) {
        try {
            for (RecordComponent part : a.getClass().getRecordComponents()) {
                part.getAccessor().setAccessible(true);
                if (!same(part.getAccessor().invoke(a), part.getAccessor().invoke(b))) {
                    return false;
                }
            }
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
