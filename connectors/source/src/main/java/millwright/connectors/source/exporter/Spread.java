package millwright.connectors.source.exporter;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.IntStream;
import millwright.connectors.source.Buckets;

/**
 * How many values lie at or below each of some bounds. Of two that have other bounds only the common ones tell of both.
 * Immutable by agreement: nobody writes to its arrays.
 *
 * @param bounds rising, the last of them infinite
 * @param below as many, never falling
 * @param sum of the values, NaN when unknown
 */
public record Spread(double[] bounds, double[] below, double sum) {
    /** @param value spread evenly within its bucket @param error the most that it can be off; infinite in the last bucket */
    public record Quantile(double value, double error) {}

    /** @param marks upper bound to how many lie at or below @param count NaN when unknown */
    public static Spread of(TreeMap<Double, Double> marks, double count, double sum) {
        TreeMap<Double, Double> whole = new TreeMap<>(marks);
        if (!whole.containsKey(Double.POSITIVE_INFINITY)) {
            double all = Double.isNaN(count)
                    ? (whole.isEmpty() ? 0 : whole.lastEntry().getValue())
                    : count;
            whole.put(Double.POSITIVE_INFINITY, all);
        }
        double[] bounds = new double[whole.size()];
        double[] below = new double[whole.size()];
        int i = 0;
        for (var mark : whole.entrySet()) {
            bounds[i] = mark.getKey();
            below[i] = Math.max(mark.getValue(), i == 0 ? 0 : below[i - 1]);
            i++;
        }
        return new Spread(bounds, below, sum);
    }

    public double count() {
        return below[below.length - 1];
    }

    /** Each bucket by itself, rounded to whole counts without losing any. @param scale of bounds and sum */
    public Buckets buckets(double scale) {
        double[] upper = new double[bounds.length];
        long[] counts = new long[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            upper[i] = bounds[i] * scale;
            counts[i] = Math.round(below[i]) - (i == 0 ? 0 : Math.round(below[i - 1]));
        }
        return new Buckets(upper, counts, sum * scale);
    }

    public double mean() {
        return count() > 0 ? sum / count() : Double.NaN;
    }

    /** The same values by those bounds alone that another one has too; the infinite one is always among them. */
    private Spread within(Spread other) {
        if (Arrays.equals(bounds, other.bounds)) {
            return this;
        }
        int[] common = IntStream.range(0, bounds.length)
                .filter(i -> Arrays.binarySearch(other.bounds, bounds[i]) >= 0)
                .toArray();
        return new Spread(
                Arrays.stream(common).mapToDouble(i -> bounds[i]).toArray(),
                Arrays.stream(common).mapToDouble(i -> below[i]).toArray(),
                sum);
    }

    /** What fell since then; all of it where counting began anew meanwhile. */
    public Spread since(Spread earlier) {
        Spread now = within(earlier);
        Spread then = earlier.within(this);
        double[] rest = new double[now.below.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = now.below[i] - then.below[i];
            if (rest[i] < 0) {
                return this;
            }
            rest[i] = Math.max(rest[i], i == 0 ? 0 : rest[i - 1]);
        }
        return new Spread(now.bounds, rest, sum - earlier.sum);
    }

    /** Both, by the bounds that both have: between others nobody knows where the values of one lie. */
    public Spread plus(Spread other) {
        Spread mine = within(other);
        Spread theirs = other.within(this);
        double[] both = new double[mine.below.length];
        Arrays.setAll(both, i -> mine.below[i] + theirs.below[i]);
        return new Spread(mine.bounds, both, sum + other.sum);
    }

    /**
     * The value below which a share of all lie. In the last bucket, which has no upper bound, its lower one, which is then
     * too low.
     *
     * @return NaN when nothing fell anywhere
     */
    public Quantile quantile(double share) {
        double wanted = share * count();
        if (!(count() > 0)) {
            return new Quantile(Double.NaN, Double.NaN);
        }
        int bucket = 0;
        while (below[bucket] < wanted || below[bucket] <= 0) {
            bucket++;
        }
        double lower = bucket > 0 ? bounds[bucket - 1] : Math.min(0, bounds[0]);
        double upper = bounds[bucket];
        if (Double.isInfinite(upper) || Double.isInfinite(lower)) {
            return new Quantile(bucket > 0 ? lower : Double.NaN, Double.POSITIVE_INFINITY);
        }
        double before = bucket > 0 ? below[bucket - 1] : 0;
        double part = (wanted - before) / (below[bucket] - before);
        double value = lower + part * (upper - lower);
        return new Quantile(value, Math.max(value - lower, upper - value));
    }
}
