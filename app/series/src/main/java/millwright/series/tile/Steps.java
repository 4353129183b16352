package millwright.series.tile;

import java.util.Arrays;
import millwright.plant.DataState;

/**
 * Values reduced: cell {@code step * columns + column} holds what one column said in one stretch of time. Only values in
 * state OK count. Arrays are not copied; do not change them.
 *
 * @param low lowest, NaN where count is 0; likewise {@code high}, {@code last} and {@code sum}
 * @param last newest; of several entities together it is their mean at the last tick
 * @param state ordinal of the newest state that was not OK, else OK
 */
public record Steps(
        int columns,
        int steps,
        int ticksPerStep,
        double[] low,
        double[] high,
        double[] last,
        double[] sum,
        int[] count,
        byte[] state) {
    static final byte OK = (byte) DataState.OK.ordinal();

    static Steps of(int columns, int ticks, int ticksPerStep) {
        int steps = (ticks + ticksPerStep - 1) / ticksPerStep;
        int size = columns * steps;
        byte[] state = new byte[size];
        Arrays.fill(state, OK);
        return new Steps(
                columns,
                steps,
                ticksPerStep,
                new double[size],
                new double[size],
                new double[size],
                new double[size],
                new int[size],
                state);
    }

    void add(int cell, double value, byte valueState) {
        if (valueState != OK) {
            state[cell] = valueState;
            return;
        }
        boolean first = count[cell]++ == 0;
        low[cell] = first ? value : Math.min(low[cell], value);
        high[cell] = first ? value : Math.max(high[cell], value);
        sum[cell] = first ? value : sum[cell] + value;
        last[cell] = value;
    }

    /** Cells without a number say so. */
    Steps blanked() {
        for (int i = 0; i < count.length; i++) {
            if (count[i] == 0) {
                low[i] = Double.NaN;
                high[i] = Double.NaN;
                last[i] = Double.NaN;
                sum[i] = Double.NaN;
            }
        }
        return this;
    }

    /** Both together, cell by cell; the other's columns stand beside ours. */
    Steps with(Steps other) {
        for (int i = 0; i < count.length; i++) {
            if (other.state[i] != OK) {
                state[i] = other.state[i];
            }
            if (other.count[i] > 0) {
                boolean first = count[i] == 0;
                low[i] = first ? other.low[i] : Math.min(low[i], other.low[i]);
                high[i] = first ? other.high[i] : Math.max(high[i], other.high[i]);
                sum[i] = first ? other.sum[i] : sum[i] + other.sum[i];
                count[i] += other.count[i];
            }
        }
        return this;
    }

    public int firstTick(int step) {
        return step * ticksPerStep;
    }
}
