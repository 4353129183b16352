package millwright.views.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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

/**
 * The marks on the lanes. Marks nearer to each other than their shapes are wide stand as one, told by the worst of them
 * and a count; a lane with very many is drawn as bars. FX thread; made for one drawing.
 */
final class LaneMarks {
    private static final int MOST_SHAPES = 400;
    private static final double NEAR = 15;
    private static final String UNKNOWN = "order unknown";

    private final Pen pen;
    private final Look look;
    private final Axis x;

    /** What stands at one place of a lane. */
    private record Cluster(double from, double to, Mark worst, int others) {}

    private record Told(String text, double x, double y) {}

    LaneMarks(Pen pen, Axis x) {
        this.pen = pen;
        this.look = pen.look();
        this.x = x;
    }

    /** @param seen of one layer, oldest first @param y top of the lane */
    void draw(List<Mark> seen, double y, double w) {
        if (seen.size() > MOST_SHAPES) {
            density(seen, y);
            return;
        }
        List<Cluster> clusters = clusters(seen);
        for (Mark mark : seen) {
            whisker(mark, y);
        }
        double free = Lanes.LEFT;
        for (int i = 0; i < clusters.size(); i++) {
            Cluster cluster = clusters.get(i);
            shape(cluster, y);
            double next = i + 1 < clusters.size() ? clusters.get(i + 1).from() - 12 : w - 4;
            free = words(cluster, y, free, next);
        }
    }

    private List<Cluster> clusters(List<Mark> seen) {
        List<Cluster> clusters = new ArrayList<>();
        List<Mark> group = new ArrayList<>();
        for (Mark mark : seen) {
            if (!group.isEmpty() && x.at(mark.time()) - x.at(group.getFirst().time()) > NEAR) {
                clusters.add(cluster(group));
                group = new ArrayList<>();
            }
            group.add(mark);
        }
        if (!group.isEmpty()) {
            clusters.add(cluster(group));
        }
        return clusters;
    }

    private Cluster cluster(List<Mark> group) {
        Mark worst = group.stream().min(Comparator.comparing(Mark::priority)).orElseThrow();
        return new Cluster(x.at(group.getFirst().time()), x.at(group.getLast().time()), worst, group.size() - 1);
    }

    private void whisker(Mark mark, double y) {
        double at = x.at(mark.time());
        double reach = mark.uncertainty() / (double) (x.high() - x.low()) * (x.last() - x.first());
        if (reach > 3) {
            double from = Math.max(Lanes.LEFT, at - reach);
            double to = Math.min(x.last(), at + reach);
            pen.line(Token.MUTED, 1, from, y + 18, to, y + 18);
            pen.line(Token.MUTED, 1, from, y + 14, from, y + 22);
            pen.line(Token.MUTED, 1, to, y + 14, to, y + 22);
        }
    }

    private void shape(Cluster cluster, double y) {
        double at = x.at(cluster.worst().time());
        if (cluster.worst().priority() == Priority.INFO) {
            boolean control = cluster.worst().layer() == Layer.CONTROL;
            pen.graphics().setFill(look.color(control ? Token.SET : Token.EQUIP));
            pen.graphics().fillOval(at - 3, y + 15, 6, 6);
        } else {
            pen.alarm(cluster.worst().priority(), cluster.worst().open(), at - 7, y + 11, 14);
        }
    }

    /** At the right of the shape, or at its left where that is free. @return px up to which the lane is taken */
    private double words(Cluster cluster, double y, double free, double next) {
        Mark worst = cluster.worst();
        String text = worst.count() > 1 ? worst.text() + " × " + Figures.whole(worst.count()) : worst.text();
        String more = cluster.others() > 0 ? "  and " + cluster.others() + " more" : "";
        double width = look.width(text + more, look.body(11));
        double start = cluster.to() + 11;
        double room = next - start;
        if (width <= room || room > 110) {
            double extra = look.width(more, look.body(11));
            double end = pen.text(text, look.body(11), Token.TEXT, start, y + 22, Math.max(0, room - extra));
            return pen.text(more, look.body(11), Token.MUTED, end, y + 22) + 10;
        }
        double left = cluster.from() - 11 - width;
        if (left >= free) {
            double end = pen.text(text, look.body(11), Token.TEXT, left, y + 22);
            pen.text(more, look.body(11), Token.MUTED, end, y + 22);
        }
        return cluster.to() + 10;
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
                double tall = Math.max(2, (Lanes.LANE - 10) * Math.sqrt(counts[b] / (double) most));
                Priority priority = Priority.values()[worst[b]];
                Color ink =
                        priority.ordinal() <= Priority.HIGH.ordinal() ? pen.ink(priority) : look.color(Token.FILL_3);
                pen.fill(ink, x.first() + b * 4, y + Lanes.LANE - 4 - tall, 3, tall);
            }
        }
        pen.right(Figures.whole(seen.size()) + " events", look.body(11), Token.MUTED, x.last(), y + 14);
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
