package millwright.views.timeline;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.paint.Color;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.styles.Token;
import millwright.views.kit.Axis;
import org.jspecify.annotations.Nullable;

/** Incidents and runs as brackets over the lanes: one layout serves drawing, clicks and tips. FX thread; stateless. */
final class Brackets {
    static final double TALL = 26;
    static final int MOST = 3;

    /** Room for the first cause beside a bracket that is too short for words, px. */
    private static final double CAUSE = 180;

    /** A bracket of a moment is one pixel wide, a pointer is not. */
    private static final double REACH = 4;

    private Brackets() {}

    /** @param shown from top to bottom @param others titles of those for which there is no room */
    record Laid(List<Bracket> shown, List<String> others) {}

    static Laid lay(Lanes.Content c, Axis x, Look look, double top) {
        List<Bracket> shown = new ArrayList<>();
        List<String> others = new ArrayList<>();
        Incident chosen = c.chosen();
        for (Incident incident : chosen == null ? c.incidents() : List.of(chosen)) {
            long end = incident.open() ? c.range().to() : incident.closed();
            if (end < c.range().from() || incident.opened() > c.range().to()) {
                continue;
            }
            if (shown.size() < MOST) {
                double from = Math.max(x.first(), x.at(incident.opened()));
                shown.add(incident(
                        incident, look, from, Math.min(x.last(), x.at(end)), top + shown.size() * TALL, x.first()));
            } else {
                others.add(title(incident));
            }
        }
        for (Interval run : chosen == null ? c.intervals() : List.<Interval>of()) {
            if (shown.size() < MOST) {
                double from = Math.max(x.first(), x.at(run.from()));
                shown.add(
                        run(run, look, from, Math.min(x.last(), x.at(run.to())), top + shown.size() * TALL, x.first()));
            } else {
                others.add(run.name());
            }
        }
        return new Laid(shown, others);
    }

    static String title(Incident incident) {
        return incident.id() + "  " + incident.title();
    }

    private static Bracket incident(Incident incident, Look look, double from, double to, double top, double leftmost) {
        if (to - from - 60 >= 120) {
            return new Bracket.OfIncident(incident, from, to, from, to, top);
        }
        double wished = look.width(title(incident), look.strong(12)) + 60 + CAUSE;
        double left = Math.max(leftmost, from - wished);
        boolean told = from - left - 10 > 60;
        return new Bracket.OfIncident(incident, from, Math.max(from + 2, to), told ? left : from, to, top);
    }

    private static Bracket run(Interval run, Look look, double from, double to, double top, double leftmost) {
        double width =
                look.width(run.name(), look.strong(12)) + 12 + look.width(IntervalWords.facts(run), look.body(11));
        double left = to - from > width + 12 ? from : Math.max(leftmost, from - width - 8);
        return new Bracket.OfRun(run, from, Math.max(from + 2, to), left, Math.max(to, left + width), top);
    }

    static @Nullable Bracket at(Laid laid, double px, double py) {
        for (Bracket bracket : laid.shown()) {
            boolean row = py >= bracket.top() && py < bracket.top() + TALL;
            if (row && px >= bracket.left() - REACH && px <= bracket.right() + REACH) {
                return bracket;
            }
        }
        return null;
    }

    static void draw(Pen pen, Laid laid) {
        for (Bracket bracket : laid.shown()) {
            switch (bracket) {
                case Bracket.OfIncident incident -> incident(pen, incident);
                case Bracket.OfRun run -> run(pen, run);
            }
        }
    }

    private static void incident(Pen pen, Bracket.OfIncident b) {
        Look look = pen.look();
        Incident incident = b.incident();
        int number = Math.min(4, incident.priority().number());
        Color ink = look.palette().alarm(number).ink();
        double width = Math.max(2, b.to() - b.from());
        pen.fill(look.palette().alarm(number).tint(), b.from(), b.top() + 3, width, TALL - 6);
        pen.frame(ink, 1, b.from(), b.top() + 3, width, TALL - 6);
        boolean beside = b.left() < b.from();
        double start = beside ? b.left() : b.from() + 6;
        double room = beside ? b.from() - start - 10 : b.to() - b.from() - 60;
        if (room > 60) {
            words(pen, incident, start, room, b.top() + 17);
        }
        if (b.to() - b.from() > 60) {
            pen.right(incident.open() ? "open" : "closed", look.strong(11), ink, b.to() - 6, b.top() + 17);
        }
    }

    private static void words(Pen pen, Incident incident, double start, double room, double baseline) {
        Look look = pen.look();
        pen.alarm(incident.priority(), true, start, baseline - 11, 14);
        double end =
                pen.text(title(incident), look.strong(12), Token.STRONG, start + 20, baseline, Math.max(0, room - 24));
        StringBuilder causes = new StringBuilder();
        for (int i = 0; i < Math.min(3, incident.causes().size()); i++) {
            Incident.Cause cause = incident.causes().get(i);
            causes.append("  ")
                    .append(i + 1)
                    .append(' ')
                    .append(cause.text())
                    .append(' ')
                    .append(Figures.fixed(cause.score(), 2));
        }
        double left = Math.max(0, start + room - end - 8);
        pen.text(causes.toString(), look.body(11), Token.MUTED, end + 8, baseline, left);
    }

    private static void run(Pen pen, Bracket.OfRun b) {
        Look look = pen.look();
        double width = Math.max(2, b.to() - b.from());
        pen.fill(Token.BRUSH, b.from(), b.top() + 3, width, TALL - 6);
        pen.frame(Token.SET, b.from(), b.top() + 3, width, TALL - 6);
        double start = b.left() < b.from() ? b.left() : b.from() + 6;
        double end = pen.text(b.run().name(), look.strong(12), Token.STRONG, start, b.top() + 17);
        pen.text(IntervalWords.facts(b.run()), look.body(11), Token.SET, end + 8, b.top() + 17);
    }
}
