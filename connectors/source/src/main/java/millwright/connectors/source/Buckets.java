package millwright.connectors.source;

import org.jspecify.annotations.Nullable;

/**
 * What fell into a histogram since it was told last. Nobody writes to its arrays.
 *
 * @param upper upper bounds in the unit of the metric, rising, the last may be infinite
 * @param counts as many, each of its own bucket alone
 * @param sum of what fell, in the unit of the metric; NaN when unknown
 */
public record Buckets(double[] upper, long[] counts, double sum) {
    public Buckets {
        if (upper.length == 0 || upper.length != counts.length) {
            throw new IllegalArgumentException(upper.length + " bounds for " + counts.length + " counts");
        }
    }

    /** The same bounds with nothing in them, for what is known of a histogram without its counts. */
    Buckets none() {
        return new Buckets(upper, new long[counts.length], Double.NaN);
    }

    public long count() {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        return all;
    }

    /** Whichever of two holds more, where nobody knows how to put them together. */
    static @Nullable Buckets larger(@Nullable Buckets a, @Nullable Buckets b) {
        return b == null || a != null && a.count() >= b.count() ? a : b;
    }
}
