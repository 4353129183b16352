package millwright.series;

import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;

/**
 * Percentiles out of buckets come with what they may be off by, in a metric of their own. One with a number whose error
 * has none, told at the same time, lies beyond the last bound: it is at least that, and nobody knows by how much. Any
 * thread.
 */
public final class Beyond {
    private Beyond() {}

    /** The metric that says by how much another may be off. */
    public static MetricId errorOf(MetricId metric) {
        return new MetricId(metric.name() + ".error");
    }

    /** True when the newest value is a bound from below only. */
    public static boolean lastBound(LatestValues latest, MetricId metric, EntityKind kind, int slot) {
        return lastBound(latest.latest(metric, kind), latest.latest(errorOf(metric), kind), slot);
    }

    /** @param values of the percentile @param errors of its error */
    public static boolean lastBound(Latest values, Latest errors, int slot) {
        return slot < errors.size()
                && slot < values.size()
                && errors.state(slot) == DataState.NO_DATA
                && errors.times()[slot] != 0
                && errors.times()[slot] == values.times()[slot]
                && !Double.isNaN(values.values()[slot]);
    }
}
