package millwright.views.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.scene.paint.Color;
import millwright.desk.ClockFace;
import millwright.desk.TimeControl.Range;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.desk.draw.Ticks;
import millwright.feed.Incident;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.Layer;
import millwright.plant.Times;
import millwright.styles.Token;
import millwright.views.kit.Axis;
import org.jspecify.annotations.Nullable;

/**
 * The axis, the brackets of incidents and the eight lanes. A lane that holds more than it can print draws a bar per
 * pixel column instead of labels, so that ten thousand events cost no more than a hundred. FX thread.
 */
final class Lanes extends Drawn {
    /** Room for names; the plot of a strip begins here too, behind its own 44 px of values. */
    static final double LEFT = 172;

    static final double NAMES = 128;
    static final double AXIS = 24;
    static final double BRACKET = 26;
    private static final double LANE = 38;
    private static final int MOST_BRACKETS = 3;
    private static final int MOST_SHAPES = 60;

    /** @param brush null for none @param factor how many times wider whiskers are drawn than they are */
    record Content(
            Range range,
            @Nullable Range brush,
            ClockFace clock,
            List<Mark> marks,
            List<Incident> incidents,
            @Nullable Incident chosen,
            List<String> sources) {}

    private @Nullable Content content;

    Lanes(ObservableValue<Look> looks) {
        super(looks);
        double height = AXIS + MOST_BRACKETS * BRACKET + Layer.values().length * LANE + 4;
        setMinHeight(look().scaled(height));
        setPrefHeight(look().scaled(height));
    }

    void show(Content newContent) {
        content = newContent;
        repaint();
    }

    Axis axis(double w, Range range) {
        return new Axis(range.from(), range.to(), LEFT, w - 18);
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        Content c = content;
        if (c == null) {
            return;
        }
        Axis x = axis(w, c.range());
        times(pen, c, x, h);
        double y = brackets(pen, c, x, AXIS);
        for (Layer layer : Layer.values()) {
            lane(pen, c, x, layer, y, w);
            y += LANE;
        }
        path(pen, c, x);
        Range brush = c.brush();
        if (brush != null) {
            double from = Math.max(LEFT, x.at(brush.from()));
            pen.fill(Token.BRUSH, from, AXIS, Math.max(1, x.at(brush.to()) - from), h - AXIS);
        }
    }

    private void times(Pen pen, Content c, Axis x, double h) {
        for (long tick : Ticks.times(c.range().from(), c.range().to(), 8, offset(c))) {
            double at = x.at(tick);
            pen.vline(Token.HAIR, at, AXIS - 4, h);
            String text = c.range().length() < 20 * Times.MINUTE
                    ? c.clock().seconds(tick)
                    : c.clock().minutes(tick);
            pen.center(text, look().condensed(11), Token.MUTED, at, 12);
        }
        pen.hline(Token.LINE, LEFT, x.last(), AXIS - 1);
    }

    private static long offset(Content c) {
        return c.clock()
                        .zone()
                        .getRules()
                        .getOffset(Times.instant(c.range().to()))
                        .getTotalSeconds()
                * Times.SECOND;
    }

    private double brackets(Pen pen, Content c, Axis x, double top) {
        pen.text("Incident", look().strong(12), Token.MUTED, 0, top + 17);
        double y = top;
        int drawn = 0;
        for (Incident incident : c.incidents()) {
            long end = incident.open() ? c.range().to() : incident.closed();
            boolean seen =
                    end >= c.range().from() && incident.opened() <= c.range().to();
            if (seen && drawn++ < MOST_BRACKETS) {
                bracket(pen, incident, Math.max(LEFT, x.at(incident.opened())), Math.min(x.last(), x.at(end)), y);
                y += BRACKET;
            }
        }
        if (drawn > MOST_BRACKETS) {
            pen.right("and " + (drawn - MOST_BRACKETS) + " more", look().body(11), Token.MUTED, x.last(), top - 2);
        }
        return top + MOST_BRACKETS * BRACKET;
    }

    private void bracket(Pen pen, Incident incident, double from, double to, double y) {
        int number = Math.min(4, incident.priority().number());
        Color ink = look().palette().alarm(number).ink();
        pen.fill(look().palette().alarm(number).tint(), from, y + 3, Math.max(2, to - from), BRACKET - 6);
        pen.frame(ink, 1, from, y + 3, Math.max(2, to - from), BRACKET - 6);
        double room = to - from - 60;
        double start = from + 6;
        if (room < 120) {
            start = Math.max(LEFT, from - 330);
            room = from - start - 10;
        }
        if (room > 60) {
            pen.alarm(incident.priority(), true, start, y + 6, 14);
            double end = pen.text(
                    incident.id() + "  " + incident.title(),
                    look().strong(12),
                    Token.STRONG,
                    start + 20,
                    y + 17,
                    room - 24);
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
            pen.text(
                    causes.toString(),
                    look().body(11),
                    Token.MUTED,
                    end + 8,
                    y + 17,
                    Math.max(0, start + room - end - 8));
        }
        if (to - from > 60) {
            pen.right(incident.open() ? "open" : "closed", look().strong(11), ink, to - 6, y + 17);
        }
    }

    private void lane(Pen pen, Content c, Axis x, Layer layer, double y, double w) {
        pen.hline(Token.HAIR, 0, w, y);
        String name = layer.name().charAt(0) + layer.name().substring(1).toLowerCase(Locale.ROOT);
        pen.text(layer == Layer.GPU ? "GPU" : name, look().strong(12), Token.TEXT, 0, y + 17);
        pen.text(c.sources().get(layer.ordinal()), look().condensed(11), Token.MUTED, 0, y + 31, LEFT - 8);
        List<Mark> seen = new ArrayList<>();
        for (Mark mark : c.marks()) {
            if (mark.layer() == layer
                    && mark.time() >= c.range().from()
                    && mark.time() <= c.range().to()) {
                seen.add(mark);
            }
        }
        if (seen.size() > MOST_SHAPES) {
            density(pen, seen, x, y);
        } else {
            shapes(pen, seen, x, y, w);
        }
    }

    private void density(Pen pen, List<Mark> seen, Axis x, double y) {
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
                double tall = Math.max(2, (LANE - 10) * Math.sqrt(counts[b] / (double) most));
                Priority priority = Priority.values()[worst[b]];
                Color ink =
                        priority.ordinal() <= Priority.HIGH.ordinal() ? pen.ink(priority) : look().color(Token.FILL_3);
                pen.fill(ink, x.first() + b * 4, y + LANE - 4 - tall, 3, tall);
            }
        }
        pen.right(Figures.whole(seen.size()) + " events", look().body(11), Token.MUTED, x.last(), y + 14);
    }

    private void shapes(Pen pen, List<Mark> seen, Axis x, double y, double w) {
        double free = LEFT;
        for (int i = 0; i < seen.size(); i++) {
            Mark mark = seen.get(i);
            double at = x.at(mark.time());
            double next = i + 1 < seen.size() ? x.at(seen.get(i + 1).time()) - 10 : w - 8;
            double reach = mark.uncertainty() / (double) (x.high() - x.low()) * (x.last() - x.first());
            if (reach > 3) {
                pen.line(Token.MUTED, 1, Math.max(LEFT, at - reach), y + 18, Math.min(x.last(), at + reach), y + 18);
            }
            if (mark.priority() == Priority.INFO) {
                pen.graphics().setFill(look().color(mark.layer() == Layer.CONTROL ? Token.SET : Token.EQUIP));
                pen.graphics().fillOval(at - 3, y + 15, 6, 6);
            } else {
                pen.alarm(mark.priority(), mark.open(), at - 7, y + 11, 14);
            }
            String text = mark.count() > 1 ? mark.text() + " × " + Figures.whole(mark.count()) : mark.text();
            double width = look().width(text, look().body(11));
            double room = Math.min(320, next - at - 12);
            if (at + 12 >= free && Math.min(width, 60) < room) {
                free = pen.text(text, look().body(11), Token.TEXT, at + 11, y + 22, room) + 10;
            } else if (at - width - 12 > free && i == seen.size() - 1) {
                pen.right(text, look().body(11), Token.TEXT, at - 11, y + 22);
            }
        }
    }

    /** The chosen incident's way from its cause to its victims, through the first mark of each entity. */
    private void path(Pen pen, Content c, Axis x) {
        Incident chosen = c.chosen();
        if (chosen == null) {
            return;
        }
        double lanes = AXIS + MOST_BRACKETS * BRACKET;
        for (Incident.Step step : chosen.path()) {
            Mark from = first(c.marks(), step.from());
            Mark to = first(c.marks(), step.to());
            if (from != null && to != null) {
                double x1 = Math.clamp(x.at(from.time()), LEFT, x.last());
                double x2 = Math.clamp(x.at(to.time()), LEFT, x.last());
                double y1 = lanes + from.layer().ordinal() * LANE + 18;
                double y2 = lanes + to.layer().ordinal() * LANE + 18;
                double[] dash = step.orderUnknown() ? new double[] {2, 3} : new double[0];
                pen.line(Token.STRONG, 2, x1, y1, x2, y1, dash);
                pen.line(Token.STRONG, 2, x2, y1, x2, y2, dash);
                String delay = step.orderUnknown() ? "order unknown" : "+" + Figures.age(Math.max(0, step.delay()));
                pen.right(delay, look().strong(11), Token.STRONG, Math.max(x1, x2) - 4, Math.min(y1, y2) - 4);
            }
        }
    }

    private static @Nullable Mark first(List<Mark> marks, EntityId entity) {
        for (Mark mark : marks) {
            if (mark.entity().equals(entity) && mark.priority() != Priority.INFO) {
                return mark;
            }
        }
        return null;
    }

    /** The mark nearest to a pixel, or null when none is within 8 px. */
    @Nullable
    Mark near(double px, double py) {
        Content c = content;
        if (c == null) {
            return null;
        }
        Axis x = axis(getWidth(), c.range());
        int lane = (int) Math.floor((py - AXIS - MOST_BRACKETS * BRACKET) / LANE);
        Mark best = null;
        for (Mark mark : c.marks()) {
            double off = Math.abs(x.at(mark.time()) - px);
            boolean nearer = best == null || off < Math.abs(x.at(best.time()) - px);
            if (mark.layer().ordinal() == lane && off <= 8 && nearer) {
                best = mark;
            }
        }
        return best;
    }
}
