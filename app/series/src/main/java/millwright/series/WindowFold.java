package millwright.series;

import java.util.Arrays;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import org.jspecify.annotations.Nullable;

/**
 * Folds samples of one series, in any order, into the columns of a window. A sample speaks for the stretch that it
 * averages over, so slow sources draw no false gaps; what is not OK is counted in no number and shows in the state.
 */
public final class WindowFold {
    private static final byte OK = (byte) DataState.OK.ordinal();

    private final Window window;
    private final double[] sum;
    private final long[] lastTime;
    private final long[] badTime;

    /** @param entity whose samples; null for those of several together */
    public WindowFold(WindowQuery query, @Nullable EntityId entity) {
        window = Window.empty(query.metric(), entity, query.from(), query.to(), query.columns());
        sum = new double[query.columns()];
        lastTime = new long[query.columns()];
        badTime = new long[query.columns()];
        Arrays.fill(lastTime, Long.MIN_VALUE);
        Arrays.fill(badTime, Long.MIN_VALUE);
    }

    public void add(long time, long hold, double value, byte state) {
        add(time, hold, value, value, value, state);
    }

    /** @param time end of the stretch @param hold its length in ns, 0 for an instant */
    public void add(long time, long hold, double low, double high, double mean, byte state) {
        int first = column(time - Math.max(0, hold - 1));
        int end = column(time);
        if (end < 0 || first >= window.columns()) {
            return;
        }
        for (int c = Math.max(0, first); c <= Math.min(end, window.columns() - 1); c++) {
            if (state == OK) {
                put(c, time, low, high, mean);
            } else if (time >= badTime[c]) {
                badTime[c] = time;
                window.state()[c] = state;
            }
        }
    }

    /**
     * Adds samples that were reduced before.
     *
     * @param time of the last of them @param hold ns before it that they spread over
     * @param last the newest, sum of all, count how many; with count 0 only the state counts
     * @param state ordinal of a state among them that is not OK, else OK
     */
    public void addAll(long time, long hold, double low, double high, double last, double sum, int count, byte state) {
        if (state != OK) {
            add(time, hold, Double.NaN, state);
        }
        int first = column(time - Math.max(0, hold - 1));
        int end = column(time);
        for (int c = Math.max(0, first); c <= Math.min(end, window.columns() - 1) && count > 0; c++) {
            // what ends in a later column is not this one's newest, unless there is nothing else
            long newest = c == end ? time : Long.MIN_VALUE;
            put(c, newest, low, high, last);
            this.sum[c] += sum - last;
            window.count()[c] += count - 1;
        }
    }

    private void put(int c, long time, double low, double high, double mean) {
        boolean first = window.count()[c]++ == 0;
        window.min()[c] = first ? low : Math.min(window.min()[c], low);
        window.max()[c] = first ? high : Math.max(window.max()[c], high);
        sum[c] += mean;
        if (time >= lastTime[c]) {
            lastTime[c] = time;
            window.last()[c] = mean;
        }
    }

    private int column(long time) {
        return (int) Math.floor((time - window.from()) / window.width());
    }

    public Window done() {
        for (int c = 0; c < sum.length; c++) {
            if (window.count()[c] > 0) {
                window.mean()[c] = sum[c] / window.count()[c];
                if (badTime[c] == Long.MIN_VALUE) {
                    window.state()[c] = OK;
                }
            }
        }
        return window;
    }
}
