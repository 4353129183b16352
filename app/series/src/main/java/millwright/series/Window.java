package millwright.series;

import java.util.Arrays;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of one series reduced to columns. Column c covers from + c * width to from + (c + 1) * width. Where
 * {@code count} is 0 the numbers are NaN and {@code state} says why there are none: a gap is a gap.
 *
 * @param entity whose series; null when several were merged
 * @param width ns per column
 * @param state ordinal of the {@link DataState} that describes each column worst
 */
public record Window(
        MetricId metric,
        @Nullable EntityId entity,
        long from,
        double width,
        double[] min,
        double[] max,
        double[] mean,
        double[] last,
        int[] count,
        byte[] state) {
    public static Window empty(MetricId metric, @Nullable EntityId entity, long from, long to, int columns) {
        double[] nan = new double[columns];
        byte[] state = new byte[columns];
        if (columns > 0) {
            nan[0] = Double.NaN;
            state[0] = (byte) DataState.NO_DATA.ordinal();
        }
        // copies of what is filled: in a process that has just begun they are far quicker than a loop
        for (int filled = 1; filled < columns; filled *= 2) {
            System.arraycopy(nan, 0, nan, filled, Math.min(filled, columns - filled));
            System.arraycopy(state, 0, state, filled, Math.min(filled, columns - filled));
        }
        double width = (double) (to - from) / columns;
        return new Window(
                metric, entity, from, width, nan, nan.clone(), nan.clone(), nan.clone(), new int[columns], state);
    }

    public int columns() {
        return count.length;
    }

    public DataState stateAt(int column) {
        return DataState.values()[state[column]];
    }

    public boolean isEmpty() {
        return Arrays.stream(count).allMatch(c -> c == 0);
    }

    /** The same window with nothing in it after an instant; itself where nothing has to go. @param to epoch ns */
    public Window until(long to) {
        int end = (int) Math.clamp(Math.ceil((to - from) / width), 0, columns());
        if (end == columns()) {
            return this;
        }
        Window cut = empty(metric, entity, from, from + Math.round(width * columns()), columns());
        System.arraycopy(min, 0, cut.min, 0, end);
        System.arraycopy(max, 0, cut.max, 0, end);
        System.arraycopy(mean, 0, cut.mean, 0, end);
        System.arraycopy(last, 0, cut.last, 0, end);
        System.arraycopy(count, 0, cut.count, 0, end);
        System.arraycopy(state, 0, cut.state, 0, end);
        return cut;
    }

    /** The newest number in the window, NaN when there is none. */
    public double newest() {
        for (int c = count.length - 1; c >= 0; c--) {
            if (count[c] > 0) {
                return last[c];
            }
        }
        return Double.NaN;
    }
}
