package millwright.series;

import millwright.plant.DataState;

/**
 * Puts what is remembered and what is kept elsewhere into one window: each column is told by one of the two, so that no
 * sample counts twice; where memory begins within a column the older part of that column is not lost.
 */
public final class Splice {
    private final Window live;
    private final Window past;
    private final Window both;

    private Splice(Window live, Window past) {
        this.live = live;
        this.past = past;
        this.both = Window.empty(
                live.metric(),
                live.entity(),
                live.from(),
                live.from() + Math.round(live.width() * live.columns()),
                live.columns());
    }

    /**
     * @param past of the same series; its columns need not be those of {@code live}
     * @param begins instant at which memory begins
     * @return the columns of {@code live}
     */
    public static Window of(Window live, Window past, long begins) {
        Splice splice = new Splice(live, past);
        int border = border(live, begins);
        for (int c = 0; c < live.columns(); c++) {
            splice.column(c, border);
        }
        return splice.both;
    }

    /** What a part that could not be read leaves behind: before memory begins nothing is known, which is no gap. */
    public static Window unread(Window live, long begins, DataState why) {
        Splice splice = new Splice(live, live);
        int border = border(live, begins);
        for (int c = 0; c < live.columns(); c++) {
            splice.copy(live, c, c);
            if (c < border && live.count()[c] == 0) {
                splice.both.state()[c] = (byte) why.ordinal();
            }
        }
        return splice.both;
    }

    /**
     * The first column of which memory tells anything; as many as there are where it tells nothing.
     *
     * @param begins instant before which it cannot tell anything
     */
    public static int border(Window live, long begins) {
        for (int c = columnOf(live, begins); c < live.columns(); c++) {
            if (live.count()[c] > 0 || live.state()[c] != DataState.NO_DATA.ordinal()) {
                return c;
            }
        }
        return live.columns();
    }

    /** The column that an instant lies in; as many as there are where it lies behind the last. */
    public static int columnOf(Window window, long instant) {
        double column = Math.floor(((double) instant - window.from()) / window.width());
        return (int) Math.clamp(column, 0, window.columns());
    }

    private void column(int c, int border) {
        long middle = live.from() + (long) ((c + 0.5) * live.width());
        int theirs = columnOf(past, middle);
        boolean told = middle >= past.from() && theirs < past.columns();
        boolean counted = told && past.count()[theirs] > 0;
        if (c > border || !told || !counted && live.count()[c] > 0) {
            copy(live, c, c);
        } else {
            copy(past, theirs, c);
            if (counted && live.count()[c] > 0) {
                border(c);
            }
        }
    }

    /** The past knows all of this column, memory its newest part. */
    private void border(int c) {
        both.min()[c] = Math.min(both.min()[c], live.min()[c]);
        both.max()[c] = Math.max(both.max()[c], live.max()[c]);
        both.last()[c] = live.last()[c];
    }

    private void copy(Window from, int at, int to) {
        both.min()[to] = from.min()[at];
        both.max()[to] = from.max()[at];
        both.mean()[to] = from.mean()[at];
        both.last()[to] = from.last()[at];
        both.count()[to] = from.count()[at];
        both.state()[to] = from.state()[at];
    }
}
