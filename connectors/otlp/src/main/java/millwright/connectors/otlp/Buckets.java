package millwright.connectors.otlp;

import java.util.Arrays;

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

    Buckets plus(Buckets other) {
        long[] both = counts.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] += other.counts[i];
        }
        return new Buckets(count + other.count, sum + other.sum, bounds, both);
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

    /**
     * The value below which a share of all lie, spread evenly within its bucket; in the last bucket its lower bound, which
     * is then too low. NaN when nothing fell anywhere.
     */
    double quantile(double share) {
        long all = Arrays.stream(counts).sum();
        if (all <= 0 || bounds.length == 0) {
            return Double.NaN;
        }
        double wanted = share * all;
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && below + counts[i] >= wanted) {
                return within(i, (wanted - below) / counts[i]);
            }
            below += counts[i];
        }
        return bounds[bounds.length - 1];
    }

    private double within(int bucket, double part) {
        if (bucket >= bounds.length) {
            return bounds[bounds.length - 1];
        }
        double upper = bounds[bucket];
        double lower = bucket > 0 ? bounds[bucket - 1] : Math.min(0, upper);
        return lower + part * (upper - lower);
    }

    double mean() {
        return count > 0 ? sum / count : Double.NaN;
    }
}
