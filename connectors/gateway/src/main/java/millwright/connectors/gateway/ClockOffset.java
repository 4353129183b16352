package millwright.connectors.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import millwright.plant.Times;

/**
 * How far a source's clock is ahead of ours, from nothing but when its messages say they were made and when they came. A
 * message can be late but never early: the lower hull of (received - made) over ten minutes is the way without waiting, and
 * its slope the rate at which the clocks drift apart. A jump of the clock starts anew. What every message takes at least
 * cannot be told from an offset and stays in it. One thread; at most one point a second is kept.
 */
final class ClockOffset {
    private static final long WINDOW = 10 * Times.MINUTE;
    private static final int FEWEST = 10;
    /** So many messages in a row far above the hull are no jitter. */
    private static final int JUMPED = 15;

    private static final long LEAST_JUMP = 100 * Times.MILLI;

    private record Point(long at, long delay) {}

    /** @param ahead ns by which the source's clock is ahead at the newest message @param plusMinus ns */
    record Estimate(long ahead, long plusMinus) {}

    private final Deque<Point> points = new ArrayDeque<>();
    private final Deque<Point> above = new ArrayDeque<>();
    private boolean ownClock;

    /** A message. Times are epoch ns, {@code made} by the source's clock. */
    void heard(long made, long received) {
        long delay = received - made;
        ownClock |= delay != 0;
        Point point = new Point(received, delay);
        if (!points.isEmpty() && received < points.getLast().at()) {
            return;
        }
        if (points.size() >= FEWEST && jumped(point)) {
            points.clear();
            points.addAll(above);
            above.clear();
        }
        keep(point);
        while (points.getFirst().at() < received - WINDOW) {
            points.removeFirst();
        }
    }

    /** The earliest of each second is enough: what waited longer says nothing of the clock. */
    private void keep(Point point) {
        Point last = points.peekLast();
        boolean same = last != null && last.at() / Times.SECOND == point.at() / Times.SECOND;
        if (same && last.delay() <= point.delay()) {
            return;
        }
        if (same) {
            points.removeLast();
        }
        points.addLast(point);
    }

    private boolean jumped(Point point) {
        double[] line = line();
        long off = Math.round(point.delay() - at(line, point.at()));
        long far = Math.max(LEAST_JUMP, 4 * spread(line));
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

    /** Null while too little was heard, and for sources that have no clock of their own. */
    @org.jspecify.annotations.Nullable
    Estimate estimate() {
        if (points.size() < FEWEST || !ownClock) {
            return null;
        }
        double[] line = line();
        long ahead = -Math.round(at(line, points.getLast().at()));
        return new Estimate(ahead, Math.max(Times.MILLI, spread(line)));
    }

    /** Half of the messages wait no longer than this above the hull. */
    private long spread(double[] line) {
        double[] off = points.stream()
                .mapToDouble(p -> p.delay() - at(line, p.at()))
                .sorted()
                .toArray();
        return Math.round(off[off.length / 2]);
    }

    private double at(double[] line, long time) {
        return line[0] + line[1] * (time - points.getFirst().at());
    }

    /** The edge of the lower hull that passes below the middle of all points: offset at the first of them, and slope. */
    private double[] line() {
        Point first = points.getFirst();
        List<Point> hull = new ArrayList<>();
        for (Point p : points) {
            while (hull.size() > 1 && !turnsUp(hull.get(hull.size() - 2), hull.getLast(), p)) {
                hull.removeLast();
            }
            hull.add(p);
        }
        double middle =
                points.stream().mapToDouble(p -> p.at() - first.at()).average().orElse(0);
        for (int i = 1; i < hull.size(); i++) {
            Point a = hull.get(i - 1);
            Point b = hull.get(i);
            if (b.at() - first.at() >= middle && b.at() > a.at()) {
                double slope = (b.delay() - a.delay()) / (double) (b.at() - a.at());
                return new double[] {a.delay() - slope * (a.at() - first.at()), slope};
            }
        }
        return new double[] {
            Arrays.stream(hull.stream().mapToLong(Point::delay).toArray()).min().orElse(0), 0
        };
    }

    private static boolean turnsUp(Point a, Point b, Point c) {
        double left = (b.delay() - a.delay()) * (double) (c.at() - a.at());
        double right = (c.delay() - a.delay()) * (double) (b.at() - a.at());
        return left < right;
    }
}
