package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line that touches the lower hull of delays from below, and how the delays lie above it. Its slope is that of the hull's
 * edge under the middle, believed as far as its noise allows: clocks drift apart by 100 ppm at most, few points show far
 * more. The weights were set so that over generated streams of late, early and late, even and skewed jitter the offset lies
 * within its uncertainty in 19 of 20 ({@code ClockOffsetTest}). All in ns; immutable.
 *
 * @param first the instant at which {@code base} holds
 * @param slope ns a ns
 * @param spread mean of the middle half of what the delays lie above the line
 * @param noise how far the drift may carry the newest point off
 */
record HullLine(long first, double base, double slope, double spread, double noise, int points) {
    /** Of the spread: jitter that only delays has its offset at 0, jitter that is early as often as late at 1. */
    private static final double MIDDLE = 0.65;

    private static final double DRIFT = 100e-6;

    /** @param points in order of time, at least one */
    static HullLine under(List<ClockOffset.Point> points) {
        ClockOffset.Point first = points.getFirst();
        double span = points.getLast().at() - first.at();
        int n = points.size();
        double level =
                points.stream().mapToDouble(ClockOffset.Point::delay).min().orElse(0);
        double wide = Math.max(500_000, middleHalf(points, first.at(), level, 0));
        double doubt = span == 0 ? Double.MAX_VALUE : 2.4 * wide * (1 + 100.0 / n / n) / (span * Math.sqrt(n));
        double slope = span == 0 ? 0 : edge(points) * DRIFT * DRIFT / (DRIFT * DRIFT + doubt * doubt);
        double base = points.stream()
                .mapToDouble(p -> p.delay() - slope * (p.at() - first.at()))
                .min()
                .orElse(0);
        double left = DRIFT * doubt / Math.hypot(DRIFT, doubt);
        return new HullLine(
                first.at(), base, slope, middleHalf(points, first.at(), base, slope), 0.45 * left * span, n);
    }

    double above(ClockOffset.Point p) {
        return p.delay() - at(p.at());
    }

    /** Where the delay without jitter is most likely. */
    double middle(long time) {
        return at(time) + MIDDLE * spread;
    }

    double uncertainty() {
        double few = Math.min(3.5, 160.0 / points / points);
        return spread * (MIDDLE + 0.5 / Math.sqrt(points) + few) + noise;
    }

    private double at(long time) {
        return base + slope * (time - first);
    }

    private static double middleHalf(List<ClockOffset.Point> points, long first, double base, double slope) {
        double[] off = new double[points.size()];
        for (int i = 0; i < off.length; i++) {
            ClockOffset.Point p = points.get(i);
            off[i] = p.delay() - base - slope * (p.at() - first);
        }
        Arrays.sort(off);
        int quarter = off.length / 4;
        double sum = 0;
        for (int i = quarter; i < off.length - quarter; i++) {
            sum += off[i];
        }
        return off.length == 0 ? 0 : sum / (off.length - 2 * quarter);
    }

    /** The slope of the edge of the lower hull that passes below the middle of all points. */
    private static double edge(List<ClockOffset.Point> points) {
        ClockOffset.Point first = points.getFirst();
        List<ClockOffset.Point> hull = new ArrayList<>();
        for (ClockOffset.Point p : points) {
            while (hull.size() > 1 && !turnsUp(hull.get(hull.size() - 2), hull.getLast(), p)) {
                hull.removeLast();
            }
            hull.add(p);
        }
        double middle =
                points.stream().mapToDouble(p -> p.at() - first.at()).average().orElse(0);
        for (int i = 1; i < hull.size(); i++) {
            ClockOffset.Point a = hull.get(i - 1);
            ClockOffset.Point b = hull.get(i);
            if (b.at() - first.at() >= middle && b.at() > a.at()) {
                return (b.delay() - a.delay()) / (double) (b.at() - a.at());
            }
        }
        return 0;
    }

    private static boolean turnsUp(ClockOffset.Point a, ClockOffset.Point b, ClockOffset.Point c) {
        double left = (b.delay() - a.delay()) * (double) (c.at() - a.at());
        double right = (c.delay() - a.delay()) * (double) (b.at() - a.at());
        return left < right;
    }
}
