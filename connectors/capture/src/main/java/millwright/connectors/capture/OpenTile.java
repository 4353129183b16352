package millwright.connectors.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.plant.Metric;
import millwright.series.tile.Pyramid;

/** Frames of one series that are not in the file yet. One thread. Bounded by {@link #isFull}. */
final class OpenTile {
    /** Six steps of the pyramid: each tile costs its reader a row and a table of ticks, whatever it holds. */
    static final int MAX_TICKS = 6 * Pyramid.STEP;

    private static final int MAX_VALUES = 2_000_000;

    private final Metric metric;
    private final long slots;
    private final String source;
    private final List<Frame> frames = new ArrayList<>();
    private final List<Tick> ticks = new ArrayList<>();
    private final long openedAt;

    OpenTile(Metric metric, long slots, String source, long openedAt) {
        this.metric = metric;
        this.slots = slots;
        this.source = source;
        this.openedAt = openedAt;
    }

    void add(Frame frame, long seq) {
        frames.add(frame);
        ticks.add(new Tick(seq, frame.revision(), frame.sourceTime(), frame.receiveTime(), frame.interval()));
    }

    boolean isFull() {
        return frames.size() >= MAX_TICKS || (long) frames.size() * width() >= MAX_VALUES;
    }

    long openedAt() {
        return openedAt;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    Metric metric() {
        return metric;
    }

    long slots() {
        return slots;
    }

    String source() {
        return source;
    }

    List<Frame> frames() {
        return frames;
    }

    List<Tick> ticks() {
        return ticks;
    }

    private int width() {
        return frames.isEmpty() ? 0 : Math.max(1, frames.getFirst().size());
    }

    /** True when the frame can join: same width and the same sort of column, histograms with the same buckets. */
    boolean accepts(Frame frame) {
        return frames.isEmpty()
                || frames.getFirst().size() == frame.size()
                        && sameSort(frames.getFirst().values(), frame.values());
    }

    private static boolean sameSort(Column a, Column b) {
        return a instanceof Column.Histograms x && b instanceof Column.Histograms y
                ? Arrays.equals(x.upper(), y.upper())
                : a.getClass() == b.getClass();
    }
}
