package millwright.connectors.source;

import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;

/**
 * One understood value.
 *
 * @param value in the catalogue's unit; NaN unless the state is OK
 * @param time when the source says it was, epoch ns; {@link #UNSAID} for "when it was received"
 */
public record Reading(EntityId entity, Metric metric, double value, DataState state, long time) {
    public static final long UNSAID = Long.MIN_VALUE;

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
