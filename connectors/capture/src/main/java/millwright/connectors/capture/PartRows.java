package millwright.connectors.capture;

import java.util.List;
import millwright.feed.Column;
import millwright.feed.States;
import org.jspecify.annotations.Nullable;

/**
 * The values and states of a part, tick after tick.
 *
 * @param values an array of float, double or long; of histograms their sums
 * @param counts of histograms, bucket after bucket; null for numbers
 */
record PartRows(int width, Object values, byte[] states, long @Nullable [] counts, double[] upper) {
    /** Memory that it takes. */
    long bytes() {
        int each = values instanceof float[] ? Float.BYTES : Double.BYTES;
        return (each + 1L) * states.length + (counts == null ? 0 : (long) Long.BYTES * counts.length);
    }

    /** True when parts can stand side by side in one frame. */
    boolean fits(PartRows other) {
        return values.getClass() == other.values.getClass()
                && (counts == null) == (other.counts == null)
                && java.util.Arrays.equals(upper, other.upper);
    }

    /** One tick of parts side by side, as it stood in its frame. @throws CaptureException when they do not fit */
    static Column column(List<PartRows> parts, int tick) {
        PartRows first = parts.getFirst();
        int size = size(parts);
        if (first.values instanceof float[]) {
            float[] all = new float[size];
            copy(parts, tick, all);
            return new Column.F32(all);
        }
        if (first.values instanceof long[]) {
            long[] all = new long[size];
            copy(parts, tick, all);
            return new Column.I64(all);
        }
        double[] all = new double[size];
        copy(parts, tick, all);
        return first.counts == null
                ? new Column.F64(all)
                : new Column.Histograms(first.upper, counts(parts, tick, size), all);
    }

    private static long[] counts(List<PartRows> parts, int tick, int size) {
        int buckets = parts.getFirst().upper.length;
        long[] all = new long[size * buckets];
        int at = 0;
        for (PartRows part : parts) {
            int width = part.width * buckets;
            if (part.counts != null) {
                System.arraycopy(part.counts, tick * width, all, at, width);
            }
            at += width;
        }
        return all;
    }

    private static void copy(List<PartRows> parts, int tick, Object all) {
        int at = 0;
        for (PartRows part : parts) {
            System.arraycopy(part.values, tick * part.width, all, at, part.width);
            at += part.width;
        }
    }

    static States states(List<PartRows> parts, int tick) {
        byte[] all = new byte[size(parts)];
        int at = 0;
        for (PartRows part : parts) {
            System.arraycopy(part.states, tick * part.width, all, at, part.width);
            at += part.width;
        }
        return States.of(all);
    }

    private static int size(List<PartRows> parts) {
        return parts.stream().mapToInt(PartRows::width).sum();
    }
}
