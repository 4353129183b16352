package millwright.series;

import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.States;

/** One instant of one series: what a frame said. @param hold ns before {@code time} that the values speak for */
record Row(long time, long hold, Column values, States states) {
    /** A source that says no interval is taken to hold since its previous sample, up to this. */
    private static final long MAX_IMPLIED_HOLD = LatestColumns.MIN_AGE;

    static Row of(Frame frame, long previousTime) {
        long implied = Math.clamp(frame.sourceTime() - previousTime, 0, MAX_IMPLIED_HOLD);
        long hold = frame.interval() > 0 ? frame.interval() : previousTime == Long.MIN_VALUE ? 0 : implied;
        return new Row(frame.sourceTime(), hold, frame.values(), frame.states());
    }

    long bytes() {
        long width = switch (values) {
            case Column.F32 f -> 4L * f.size();
            case Column.F64 f -> 8L * f.size();
            case Column.I64 f -> 8L * f.size();
            case Column.Histograms h -> 8L * (h.counts().length + h.size() + h.upper().length);
        };
        return width + 5L * states.runs() + 64;
    }

    void fold(int[] places, WindowFold[] folds) {
        for (int i = 0; i < places.length; i++) {
            byte state = (byte) states.at(places[i]).ordinal();
            folds[i].add(time, hold, values.asDouble(places[i]), state);
        }
    }
}
