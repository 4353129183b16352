package millwright.views.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.paint.Color;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.feed.Incident;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.Layer;
import millwright.styles.Token;
import millwright.views.kit.Axis;
import org.jspecify.annotations.Nullable;

/** Draws the marks on the lanes; a lane with very many is drawn as bars. FX thread; made for one drawing. */
final class LaneMarks {
    private static final String UNKNOWN = "order unknown";

    private final Pen pen;
    private final Look look;
    private final Axis x;
    private final double lane;

    private record Told(String text, double x, double y) {}

    /** @param lane height of a lane, px */
    LaneMarks(Pen pen, Axis x, double lane) {
        this.lane = lane;
        this.pen = pen;
        this.look = pen.look();
        this.x = x;
    }

    /** How many there are, where they are too many to be told one by one; else empty. */
    static String count(List<Mark> seen) {
        return seen.size() > Crowds.MOST_SHAPES ? Figures.count(seen.size(), "event") : "";
    }

    /** @param seen of one layer, oldest first @param y top of the lane */
    void draw(List<Mark> seen, double y, double w) {
        if (seen.size() > Crowds.MOST_SHAPES) {
            density(seen, y);
            return;
        }
        for (Mark mark : seen) {
            whisker(mark, y);
        }
        for (Crowds.Crowd crowd : Crowds.of(seen, x, look, w - 4)) {
            shape(crowd.worst(), y);
            double end = pen.text(crowd.words(), look.body(11), Token.TEXT, crowd.at(), y + 22);
            pen.text(crowd.more(), look.body(11), Token.MUTED, end, y + 22);
        }
    }

    private void whisker(Mark mark, double y) {
        double at = x.at(mark.time());
        double reach = mark.uncertainty() / (x.high() - x.low()) * (x.last() - x.first());
        if (reach > 3) {
            double from = Math.max(Lanes.LEFT, at - reach);
            double to = Math.min(x.last(), at + reach);
            pen.line(Token.MUTED, 1, from, y + 18, to, y + 18);
            pen.line(Token.MUTED, 1, from, y + 14, from, y + 22);
            pen.line(Token.MUTED, 1, to, y + 14, to, y + 22);
        }
    }

    private void shape(Mark worst, double y) {
        double at = x.at(worst.time());
        if (worst.priority() == Priority.INFO) {
            boolean control = worst.layer() == Layer.CONTROL;
            pen.graphics().setFill(look.color(control ? Token.SET : Token.EQUIP));
            pen.graphics().fillOval(at - 3, y + 15, 6, 6);
        } else {
            pen.alarm(worst.priority(), worst.open(), at - 7, y + 11, 14);
        }
    }

    private void density(List<Mark> seen, double y) {
        int bins = (int) ((x.last() - x.first()) / 4) + 1;
        int[] counts = new int[bins];
        int[] worst = new int[bins];
        Arrays.fill(worst, Priority.INFO.ordinal());
        int most = 1;
        for (Mark mark : seen) {
            int bin = Math.clamp((int) ((x.at(mark.time()) - x.first()) / 4), 0, bins - 1);
            counts[bin] += (int) Math.min(1_000_000, mark.count());
            worst[bin] = Math.min(worst[bin], mark.priority().ordinal());
            most = Math.max(most, counts[bin]);
        }
        for (int b = 0; b < bins; b++) {
            if (counts[b] > 0) {
                double tall = Math.max(2, (lane - 10) * Math.sqrt(counts[b] / (double) most));
                Priority priority = Priority.values()[worst[b]];
                Color ink =
                        priority.ordinal() <= Priority.HIGH.ordinal() ? pen.ink(priority) : look.color(Token.FILL_3);
                pen.fill(ink, x.first() + b * 4, y + (Lanes.LANE + lane) / 2 - 4 - tall, 3, tall);
            }
        }
    }

    /** The chosen incident's way from its cause to its victims, through the first mark of each entity. */
    void path(Lanes.Content c) {
        Incident chosen = c.chosen();
        if (chosen == null) {
            return;
        }
        List<Told> told = new ArrayList<>();
        for (Incident.Step step : chosen.path()) {
            Mark from = first(c.marks(), step.from());
            Mark to = first(c.marks(), step.to());
            double y1 = from == null ? Double.NaN : Lanes.middle(c, from.layer());
            double y2 = to == null ? Double.NaN : Lanes.middle(c, to.layer());
            if (from != null && to != null && !Double.isNaN(y1 + y2)) {
                double x1 = Math.clamp(x.at(from.time()), Lanes.LEFT, x.last());
                double x2 = Math.clamp(x.at(to.time()), Lanes.LEFT, x.last());
                double[] dash = step.orderUnknown() ? new double[] {2, 3} : new double[0];
                pen.line(Token.STRONG, 2, x1, y1, x2, y1, dash);
                pen.line(Token.STRONG, 2, x2, y1, x2, y2, dash);
                String delay = step.orderUnknown() ? UNKNOWN : "+" + Figures.age(Math.max(0, step.delay()));
                delay(delay, Math.max(x1, x2), Math.min(y1, y2), told);
            }
        }
    }

    /** An unknown order is said once; nothing is written over the names of the lanes. */
    private void delay(String text, double at, double y, List<Told> told) {
        double width = look.width(text, look.strong(11));
        double start = at - 6 - width < Lanes.LEFT ? at + 10 : at - 6 - width;
        for (Told other : told) {
            boolean meets = Math.abs(other.y() - y) < 12 && Math.abs(other.x() - start) < width + 8;
            if (meets || text.equals(UNKNOWN) && other.text().equals(UNKNOWN)) {
                return;
            }
        }
        told.add(new Told(text, start, y));
        pen.text(text, look.strong(11), Token.STRONG, start, y - 9);
    }

    private static @Nullable Mark first(List<Mark> marks, EntityId entity) {
        for (Mark mark : marks) {
            if (mark.entity().equals(entity) && mark.priority() != Priority.INFO) {
                return mark;
            }
        }
        return null;
    }
}
