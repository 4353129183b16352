package millwright.connectors.otlp;

import java.util.Arrays;
import java.util.TreeMap;
import millwright.connectors.source.exporter.Spread;

/**
 * How often values fell into each of some buckets. Immutable by agreement: nobody writes to its arrays.
 *
 * @param sum of the values, NaN when the sender does not say
 * @param bounds upper bounds of all but the last bucket, which has none; rising
 * @param counts one more than bounds, or none at all when only count and sum are known
 */
record Buckets(long count, double sum, double[] bounds, long[] counts) {
    Buckets minus(Buckets earlier) {
        long[] rest = counts.clone();
        for (int i = 0; i < rest.length; i++) {
            rest[i] -= earlier.counts[i];
        }
        return new Buckets(count - earlier.count, sum - earlier.sum, bounds, rest);
    }

    boolean alike(Buckets other) {
        return counts.length == other.counts.length && Arrays.equals(bounds, other.bounds);
    }

    /** True when it cannot have grown from {@code earlier}: its counting began anew. */
    boolean restartedSince(Buckets earlier) {
        if (count < earlier.count) {
            return true;
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < earlier.counts[i]) {
                return true;
            }
        }
        return false;
    }

    /** The same by how many lie at or below each bound; where only count and sum are known, between none. */
    Spread spread() {
        TreeMap<Double, Double> marks = new TreeMap<>();
        double below = 0;
        for (int i = 0; i < counts.length && i < bounds.length; i++) {
            below += counts[i];
            marks.put(bounds[i], below);
        }
        double all = counts.length == 0 ? count : below + counts[counts.length - 1];
        return Spread.of(marks, all, sum);
    }
}
