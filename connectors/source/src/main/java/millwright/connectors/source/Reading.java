package millwright.connectors.source;

import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import org.jspecify.annotations.Nullable;

/**
 * One understood value.
 *
 * @param value in the catalogue's unit; NaN unless the state is OK
 * @param buckets of a histogram, whose value is how many there are in them; null for everything else
 * @param time when the source says it was, epoch ns; {@link #UNSAID} for "when it was received"
 */
public record Reading(
        EntityId entity,
        Metric metric,
        double value,
        DataState state,
        long time,
        @Nullable Buckets buckets) {
    public static final long UNSAID = Long.MIN_VALUE;

    public Reading(EntityId entity, Metric metric, double value, DataState state, long time) {
        this(entity, metric, value, state, time, null);
    }

    /** What fell into a histogram. */
    public static Reading of(EntityId entity, Metric metric, Buckets buckets, long time) {
        return new Reading(entity, metric, buckets.count(), DataState.OK, time, buckets);
    }

    /** The same as of another instant, epoch ns. */
    public Reading at(long instant) {
        return new Reading(entity, metric, value, state, instant, buckets);
    }

    /** Of two of one thing whichever holds more: histograms of unlike bounds cannot be put together. */
    public Reading larger(Reading other) {
        return Buckets.larger(buckets, other.buckets) == buckets ? this : other;
    }

    /** A number of the metric's unit; BAD when it is outside what the metric can be, NO_DATA when it is none. */
    public static Reading of(EntityId entity, Metric metric, double value, long time) {
        if (Double.isNaN(value)) {
            return new Reading(entity, metric, Double.NaN, DataState.NO_DATA, time);
        }
        boolean plausible = metric.isPlausible(value);
        return new Reading(
                entity, metric, plausible ? value : Double.NaN, plausible ? DataState.OK : DataState.BAD, time);
    }
}
