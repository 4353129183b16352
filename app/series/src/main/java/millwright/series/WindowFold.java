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
    private int open;
    private long openFrom;
    private long openTo = Long.MIN_VALUE;
    private int openCount;
    private double openLow;
    private double openHigh;
    private double openSum;
    private double openLast;
    private long openTime;

    /** @param entity whose samples; null for those of several together */
    public WindowFold(WindowQuery query, @Nullable EntityId entity) {
        window = Window.empty(query.metric(), entity, query.from(), query.to(), query.columns());
        sum = new double[query.columns()];
        lastTime = new long[query.columns()];
        badTime = new long[query.columns()];
        Arrays.fill(lastTime, Long.MIN_VALUE);
        Arrays.fill(badTime, Long.MIN_VALUE);
        close();
    }

    public void add(long time, long hold, double value, byte state) {
        add(time, hold, value, value, value, state);
    }

    /** @param time end of the stretch @param hold its length in ns, 0 for an instant */
    public void add(long time, long hold, double low, double high, double mean, byte state) {
        long start = hold > 1 ? time - hold + 1 : time;
        if (state == OK && time < openTo && start >= openFrom) {
            take(time, low, high, mean);
            return;
        }
        int first = column(start);
        int end = column(time);
        if (end < 0 || first >= window.columns()) {
            return;
        }
        if (state == OK && first == end) {
            open(first);
            take(time, low, high, mean);
            return;
        }
        close();
        for (int c = Math.max(0, first); c <= Math.min(end, window.columns() - 1); c++) {
            if (state == OK) {
                merge(c, time, low, high, mean, mean, 1);
            } else if (time >= badTime[c]) {
                badTime[c] = time;
                window.state()[c] = state;
            }
        }
    }

    /**
     * Adds samples that are all OK and evenly spaced, as {@link #add} of each would, column by column.
     *
     * @param first time of {@code values[from]} @param step ns from one to the next, at least 1 @param hold of each, ns
     */
    public void addEven(long first, long step, long hold, double[] values, int from, int to) {
        close();
        long before = Math.max(0, hold - 1);
        int at = from;
        while (at < to) {
            long time = first + (at - from) * step;
            int c = column(time);
            if (c < 0 || c >= window.columns() || column(time - before) != c) {
                add(time, hold, values[at], OK);
                at++;
            } else {
                long left = (firstOf(c + 1) - time + step - 1) / step;
                int end = (int) Math.min(to, at + left);
                reduce(c, first + (end - 1 - from) * step, values, at, end);
                at = end;
            }
        }
    }

    /** Four sums side by side: one alone would wait for itself. */
    private void reduce(int c, long last, double[] values, int from, int to) {
        double low = values[from];
        double high = low;
        double a = 0;
        double b = 0;
        double d = 0;
        double e = 0;
        int at = from;
        for (; at + 4 <= to; at += 4) {
            double v = values[at];
            double w = values[at + 1];
            double x = values[at + 2];
            double y = values[at + 3];
            low = v < low ? v : low;
            low = w < low ? w : low;
            low = x < low ? x : low;
            low = y < low ? y : low;
            high = v > high ? v : high;
            high = w > high ? w : high;
            high = x > high ? x : high;
            high = y > high ? y : high;
            a += v;
            b += w;
            d += x;
            e += y;
        }
        for (; at < to; at++) {
            low = values[at] < low ? values[at] : low;
            high = values[at] > high ? values[at] : high;
            a += values[at];
        }
        merge(c, last, low, high, values[to - 1], a + b + d + e, to - from);
    }

    /** Most samples fall into the column of the one before: that one is kept at hand and its bounds spare a division. */
    private void open(int column) {
        close();
        open = column;
        openFrom = firstOf(column);
        openTo = firstOf(column + 1);
    }

    private void take(long time, double low, double high, double mean) {
        openCount++;
        openLow = low < openLow ? low : openLow;
        openHigh = high > openHigh ? high : openHigh;
        openSum += mean;
        if (time >= openTime) {
            openTime = time;
            openLast = mean;
        }
    }

    private void close() {
        if (openCount > 0) {
            merge(open, openTime, openLow, openHigh, openLast, openSum, openCount);
        }
        openCount = 0;
        openLow = Double.POSITIVE_INFINITY;
        openHigh = Double.NEGATIVE_INFINITY;
        openSum = 0;
        openTime = Long.MIN_VALUE;
    }

    /** The first instant of a column, by the same rounding as {@link #column}. */
    private long firstOf(int column) {
        long at = window.from() + (long) Math.ceil(column * window.width());
        while (column(at - 1) >= column) {
            at--;
        }
        while (column(at) < column) {
            at++;
        }
        return at;
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
        close();
        int first = column(time - Math.max(0, hold - 1));
        int end = column(time);
        for (int c = Math.max(0, first); c <= Math.min(end, window.columns() - 1) && count > 0; c++) {
            // what ends in a later column is not this one's newest, unless there is nothing else
            long newest = c == end ? time : Long.MIN_VALUE;
            merge(c, newest, low, high, last, sum, count);
        }
    }

    private void merge(int c, long time, double low, double high, double newest, double total, int samples) {
        boolean first = window.count()[c] == 0;
        window.count()[c] += samples;
        window.min()[c] = first ? low : Math.min(window.min()[c], low);
        window.max()[c] = first ? high : Math.max(window.max()[c], high);
        sum[c] += total;
        if (time >= lastTime[c]) {
            lastTime[c] = time;
            window.last()[c] = newest;
        }
    }

    private int column(long time) {
        return (int) Math.floor((time - window.from()) / window.width());
    }

    public Window done() {
        close();
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
