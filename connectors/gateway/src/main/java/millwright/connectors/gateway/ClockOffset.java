package millwright.connectors.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * How far a source's clock is ahead of ours, from nothing but when its messages say they were made and when they came. The
 * earliest message of each second counts. Under (received - made) of ten minutes lies a line that touches the lower hull,
 * with the slope by which the clocks drift apart. Where messages are only ever late, that line is the offset; where they are
 * early as often as late, it lies half of the spread above; the stream cannot tell which, so the uncertainty covers both. A
 * jump of the clock starts anew. What every message takes at least cannot be told from an offset and stays in it. One
 * thread; at most one point a second is kept.
 */
final class ClockOffset {
    private static final long WINDOW = 10 * Times.MINUTE;
    private static final int FEWEST = 4;
    /** So many seconds in a row with messages far above the line are no jitter; fewer points than this say nothing of jumps. */
    private static final int JUMPED = 15;

    private static final int SETTLED = 10;
    private static final long LEAST_JUMP = 100 * Times.MILLI;

    /** Clocks drift apart by a millisecond in it at most. */
    private static final long LINE_HOLDS = 10 * Times.SECOND;

    private static final long LEAST_UNCERTAINTY = Times.MILLI;

    record Point(long at, long delay) {}

    /**
     * @param ahead ns by which the source's clock is ahead at the newest message
     * @param plusMinus ns
     * @param over ns between the first and the last message that tell of it
     */
    record Estimate(long ahead, long plusMinus, long over) {}

    private final Deque<Point> points = new ArrayDeque<>();
    private final Deque<Point> above = new ArrayDeque<>();
    /** The earliest of the second that is not over yet; not among the points. */
    private @Nullable Point current;

    private @Nullable HullLine line;
    private long lineMade;

    /**
     * A message. Times are epoch ns, {@code made} by the source's clock; equal ones are of a message that does not say when it
     * was made.
     */
    void heard(long made, long received) {
        Point last = current;
        if (made == received || last != null && received < last.at()) {
            return;
        }
        Point point = new Point(received, received - made);
        if (last != null && last.at() / Times.SECOND == received / Times.SECOND) {
            current = point.delay() < last.delay() ? point : last;
            return;
        }
        if (last != null) {
            keep(last);
        }
        current = point;
    }

    private void keep(Point point) {
        if (points.size() >= SETTLED && jumped(point)) {
            points.clear();
            points.addAll(above);
            above.clear();
            line = null;
        }
        points.addLast(point);
        while (points.getFirst().at() < point.at() - WINDOW) {
            points.removeFirst();
        }
    }

    private boolean jumped(Point point) {
        HullLine fit = line(point.at());
        double off = fit.above(point);
        double far = Math.max(LEAST_JUMP, 4 * fit.spread());
        if (off < -far) {
            above.clear();
            return true;
        }
        if (off <= far) {
            above.clear();
            return false;
        }
        above.addLast(point);
        return above.size() >= JUMPED;
    }

    private HullLine line(long now) {
        HullLine known = line;
        if (known == null || now - lineMade >= LINE_HOLDS) {
            known = HullLine.under(List.copyOf(points));
            line = known;
            lineMade = now;
        }
        return known;
    }

    /** Ns by which a message of the last ten minutes came before it was made, by the two clocks; 0 where none did. */
    long mostAhead() {
        long least = current == null ? 0 : Math.min(0, current.delay());
        for (Point point : points) {
            least = Math.min(least, point.delay());
        }
        return -least;
    }

    /** Null while too little was heard, and for sources that have no clock of their own. */
    @Nullable
    Estimate estimate() {
        Point newest = current;
        if (newest == null || points.size() + 1 < FEWEST) {
            return null;
        }
        List<Point> all = new ArrayList<>(points);
        all.add(newest);
        HullLine fit = HullLine.under(all);
        long ahead = -Math.round(fit.middle(newest.at()));
        long plusMinus = Math.max(LEAST_UNCERTAINTY, Math.round(fit.uncertainty()));
        return new Estimate(ahead, plusMinus, newest.at() - all.getFirst().at());
    }
}
