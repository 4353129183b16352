package millwright.series;

import java.util.Arrays;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;

/**
 * The newest value of one metric for every entity of a kind: an immutable snapshot for drawing. Arrays are indexed by
 * slot of plant revision {@code revision}; do not change them.
 *
 * @param values NaN where there is no number
 * @param states ordinal of {@link DataState} per value
 * @param times source time of each value, epoch ns; 0 where none ever came
 * @param version grows with every change of this column
 */
public record Latest(
        MetricId metric, EntityKind kind, long revision, double[] values, byte[] states, long[] times, long version) {
    public static Latest none(MetricId metric, EntityKind kind, long revision, int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        byte[] states = new byte[size];
        Arrays.fill(states, (byte) DataState.NO_DATA.ordinal());
        return new Latest(metric, kind, revision, values, states, new long[size], 0);
    }

    public int size() {
        return values.length;
    }

    public DataState state(int slot) {
        return DataState.values()[states[slot]];
    }

    public boolean ok(int slot) {
        return slot >= 0 && slot < states.length && states[slot] == DataState.OK.ordinal();
    }
}
