package millwright.series;

import java.util.Arrays;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Shares;
import org.jspecify.annotations.Nullable;

/**
 * Folds samples of one series, in any order, into the columns of a window. A sample speaks for the stretch that it
 * averages over, so slow sources draw no false gaps; what is not OK is counted in no number and shows in the state.
 */
public final class WindowFold {
    private static final byte OK = (byte) DataState.OK.ordinal();

    /** Samples from which on other cores are worth waking. */
    private static final int MANY = 1 << 19;

    /** Samples of one share of the work, a tenth of a millisecond: nobody waits for another core longer than that. */
    private static final int SHARE = 1 << 17;

    private final Window window;
    private final long from;
    private final double width;
    private final int columns;
    private final int[] count;
    private final double[] min;
    private final double[] max;
    private final double[] last;
    private final double[] mean;
    private final byte[] state;
    private final double[] sum;
    private final long[] lastTime;
    private long[] badTime = {}; // only where something is not OK
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
        from = window.from();
        width = window.width();
        columns = window.columns();
        count = window.count();
        min = window.min();
        max = window.max();
        last = window.last();
        mean = window.mean();
        state = window.state();
        sum = new double[query.columns()];
        lastTime = new long[query.columns()];
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
        if (end < 0 || first >= columns) {
            return;
        }
        if (state == OK && first == end) {
            open(first);
            take(time, low, high, mean);
            return;
        }
        close();
        for (int c = Math.max(0, first); c <= Math.min(end, columns - 1); c++) {
            if (state == OK) {
                merge(c, time, low, high, mean, mean, 1);
            } else {
                bad(c, time, state);
            }
        }
    }

    private void bad(int c, long time, byte state) {
        if (badTime.length == 0) {
            badTime = new long[columns];
            Arrays.fill(badTime, Long.MIN_VALUE);
        }
        if (time >= badTime[c]) {
            badTime[c] = time;
            this.state[c] = state;
        }
    }

    /**
     * Adds samples that are all OK and evenly spaced, as {@link #add} of each would, column by column. Of very many
     * instants other cores take some of the columns; all of it is done on return.
     *
     * @param first time of {@code values[from]} @param step ns from one to the next, at least 1 @param hold of each, ns
     */
    public void addEven(long first, long step, long hold, double[] values, int from, int to) {
        close();
        if (hold <= 1 && to - from >= MANY) {
            int[] borders = borders(first, step, from, to);
            Shares.run(borders.length - 1, share -> {
                int begin = borders[share];
                new Walk(first + (begin - from) * step, step, 0, values).over(begin, borders[share + 1]);
            });
        } else {
            new Walk(first, step, hold, values).over(from, to);
        }
    }

    /** Places at which columns begin, about {@link #SHARE} samples apart: what lies between two touches no other's. */
    private int[] borders(long first, long step, int from, int to) {
        int[] borders = new int[(to - from) / SHARE + 2];
        int n = 1;
        borders[0] = from;
        for (int at = from + SHARE; at < to - SHARE; at += SHARE) {
            int c = column(first + (at - from) * step);
            if (c > 0 && c < columns) {
                int border = from + (int) ((firstOf(c) - first + step - 1) / step);
                if (border > borders[n - 1]) {
                    borders[n++] = border;
                }
            }
        }
        borders[n++] = to;
        return Arrays.copyOf(borders, n);
    }

    /** Evenly spaced samples and the column that they have come to. One thread; others may walk over other columns. */
    private final class Walk {
        private final long step;
        private final long hold;
        private final double[] values;
        private long time;
        private int column = -1;
        private long begin = firstOf(0);
        private long end = begin;

        Walk(long first, long step, long hold, double[] values) {
            time = first;
            this.step = step;
            this.hold = hold;
            this.values = values;
        }

        void over(int from, int to) {
            int at = from;
            while (at < to) {
                int next = column(at, to);
                time += (next - at) * step;
                at = next;
            }
        }

        /** Those of one column, in a method of its own: often called, it is compiled soon. @return place of the next */
        private int column(int at, int to) {
            if (time >= end && column < columns) { // mostly the very next column, whose start is known
                begin = end;
                column++;
                end = endOf(column);
                if (time >= end) {
                    column = WindowFold.this.column(time);
                    begin = firstOf(column);
                    end = endOf(column);
                }
            }
            if (column < 0 || column >= columns || time - Math.max(0, hold - 1) < begin) {
                add(time, hold, values[at], OK);
                return at + 1;
            }
            long left = (end - time + step - 1) / step;
            int stop = left < to - at ? at + (int) left : to;
            if (stop - at == 1) {
                double value = values[at];
                merge(column, time, value, value, value, value, 1);
            } else {
                reduce(column, time + (stop - 1 - at) * step, values, at, stop);
            }
            return stop;
        }
    }

    private long endOf(int column) {
        return column < columns ? firstOf(column + 1) : Long.MAX_VALUE;
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
        long at = from + (long) (column * width);
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
        for (int c = Math.max(0, first); c <= Math.min(end, columns - 1) && count > 0; c++) {
            // what ends in a later column is not this one's newest, unless there is nothing else
            long newest = c == end ? time : Long.MIN_VALUE;
            merge(c, newest, low, high, last, sum, count);
        }
    }

    private void merge(int c, long time, double low, double high, double newest, double total, int samples) {
        boolean first = count[c] == 0;
        count[c] += samples;
        min[c] = first ? low : Math.min(min[c], low);
        max[c] = first ? high : Math.max(max[c], high);
        sum[c] += total;
        mean[c] = sum[c] / count[c];
        if (first || time >= lastTime[c]) {
            lastTime[c] = time;
            last[c] = newest;
        }
        if (first && (badTime.length == 0 || badTime[c] == Long.MIN_VALUE)) {
            state[c] = OK;
        }
    }

    /** Its column; -1 for all before the window, as many as there are for all after it. */
    private int column(long time) {
        double at = (time - from) / width;
        if (at < 0) {
            return -1;
        }
        return at < columns ? (int) at : columns; // Math.floor takes as long as the rest in code not yet compiled
    }

    public Window done() {
        close();
        return window;
    }
}
