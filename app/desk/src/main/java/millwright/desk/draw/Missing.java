package millwright.desk.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import millwright.desk.ClockFace;
import millwright.feed.Gap;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.styles.StateMarks;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/**
 * Stretches of time in which this desk did not receive what the gateway had: told as {@link Gap}, drawn as a hatched
 * band over whatever the history holds of them. Arithmetic on any thread, drawing on the FX thread; holds nothing.
 */
public final class Missing {
    private static final double NARROWEST = 3;
    private static final int LONGEST_REASON = 160;

    private Missing() {}

    /** Gaps that overlap, as one. @param from first instant missing @param to first instant present again */
    public record Stretch(long from, long to, long messages, String reason) {
        private Stretch and(Gap gap) {
            boolean says = reason.contains(gap.reason())
                    || reason.length() + gap.reason().length() > LONGEST_REASON;
            return new Stretch(
                    from,
                    Math.max(to, gap.to()),
                    messages + Math.max(0, gap.count()),
                    says ? reason : reason + "; " + gap.reason());
        }
    }

    /** What is missing of everything between two instants, in order of time. */
    public static List<Stretch> ofAll(List<Gap> gaps, long from, long to) {
        return merged(
                gaps.stream().filter(g -> g.metric() == null && g.entities().isEmpty()), from, to);
    }

    /** What is missing of one metric of one entity: gaps that name others leave it whole. */
    public static List<Stretch> of(List<Gap> gaps, MetricId metric, EntityId entity, long from, long to) {
        return merged(gaps.stream().filter(g -> concerns(g, metric, entity)), from, to);
    }

    private static boolean concerns(Gap gap, MetricId metric, EntityId entity) {
        return (gap.metric() == null || gap.metric().equals(metric))
                && (gap.entities().isEmpty() || gap.entities().contains(entity));
    }

    /** Whatever the metric. */
    public static List<Stretch> any(List<Gap> gaps, long from, long to) {
        return merged(gaps.stream(), from, to);
    }

    private static List<Stretch> merged(Stream<Gap> gaps, long from, long to) {
        List<Gap> sorted = gaps.filter(g -> g.from() > 0 && g.to() >= from && g.from() <= to)
                .sorted(Comparator.comparingLong(Gap::from))
                .toList();
        List<Stretch> all = new ArrayList<>();
        for (Gap gap : sorted) {
            if (!all.isEmpty() && gap.from() <= all.getLast().to()) {
                all.set(all.size() - 1, all.getLast().and(gap));
            } else {
                all.add(new Stretch(gap.from(), gap.to(), Math.max(0, gap.count()), gap.reason()));
            }
        }
        return all;
    }

    /**
     * Draws them as bands. The plot spans from {@code left} to {@code right} px, which are instants {@code from} and
     * {@code to}.
     */
    public static void draw(
            Pen pen,
            List<Stretch> stretches,
            long from,
            long to,
            double left,
            double right,
            double top,
            double bottom) {
        StateMarks marks = new StateMarks(pen.look().palette());
        double scale = (right - left) / (to - from);
        for (Stretch stretch : stretches) {
            double a = Math.floor(Math.max(left, left + (stretch.from() - from) * scale));
            double b = Math.ceil(Math.min(right, left + (stretch.to() - from) * scale));
            b = Math.min(right, Math.max(b, a + NARROWEST));
            if (b > a) {
                pen.fill(Token.BAND, a, top, b - a, bottom - top);
                marks.hatch(
                        pen.graphics(), a, top, b - a, bottom - top, pen.look().color(Token.LINE));
            }
        }
    }

    /** The stretch that an instant lies in, give or take {@code slack} ns; null when nothing is missing there. */
    public static @Nullable Stretch at(List<Stretch> stretches, long instant, long slack) {
        for (Stretch stretch : stretches) {
            if (instant >= stretch.from() - slack && instant <= stretch.to() + slack) {
                return stretch;
            }
        }
        return null;
    }

    /** For people: {@code not received 12:01:03 – 12:01:09 (the gateway was restarted)}. @param span ns that is shown */
    public static String words(Stretch stretch, ClockFace clock, long span) {
        return "not received " + clock.between(stretch.from(), stretch.to(), span)
                + (stretch.messages() > 0 ? ", " + Figures.whole(stretch.messages()) + " messages" : "")
                + (stretch.reason().isEmpty() ? "" : " (" + stretch.reason() + ")");
    }
}
