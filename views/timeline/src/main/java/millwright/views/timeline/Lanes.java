package millwright.views.timeline;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.paint.Color;
import millwright.desk.ClockFace;
import millwright.desk.TimeControl.Range;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Missing;
import millwright.desk.draw.Pen;
import millwright.desk.draw.Ticks;
import millwright.feed.Incident;
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
    static final double LANE = 38;
    private static final int MOST_BRACKETS = 3;

    /**
     * @param brush null for none
     * @param layers those shown, in their order
     * @param sources one line for each layer
     * @param missing where this desk did not receive anything; samples that were left out are on their strips
     */
    record Content(
            Range range,
            @Nullable Range brush,
            ClockFace clock,
            List<Mark> marks,
            List<Incident> incidents,
            @Nullable Incident chosen,
            List<Layer> layers,
            List<String> sources,
            List<Missing.Stretch> missing) {}

    private @Nullable Content content;

    Lanes(ObservableValue<Look> looks) {
        super(looks);
        tall(Layer.values().length, MOST_BRACKETS);
    }

    private void tall(int lanes, int brackets) {
        double height = look().scaled(AXIS + brackets * BRACKET + lanes * LANE + 4);
        setMinHeight(height);
        setPrefHeight(height);
    }

    /** A chosen incident stands alone. */
    private static int brackets(Content c) {
        return c.chosen() == null ? Math.clamp(c.incidents().size(), 1, MOST_BRACKETS) : 1;
    }

    /** Where the marks of a layer stand, px; NaN for a layer that is left out. */
    static double middle(Content c, Layer layer) {
        int lane = c.layers().indexOf(layer);
        return lane < 0 ? Double.NaN : AXIS + brackets(c) * BRACKET + lane * LANE + 18;
    }

    void show(Content newContent) {
        Content before = content;
        content = newContent;
        boolean same = before != null
                && before.layers().size() == newContent.layers().size()
                && brackets(before) == brackets(newContent);
        if (!same) {
            tall(newContent.layers().size(), brackets(newContent));
        }
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
        Missing.draw(pen, c.missing(), c.range().from(), c.range().to(), LEFT, x.last(), AXIS, h);
        times(pen, c, x, h);
        double y = brackets(pen, c, x, AXIS);
        LaneMarks marks = new LaneMarks(pen, x);
        for (Layer layer : c.layers()) {
            lane(pen, c, marks, layer, y, w);
            y += LANE;
        }
        marks.path(c);
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
        Incident chosen = c.chosen();
        for (Incident incident : chosen == null ? c.incidents() : List.of(chosen)) {
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
        return top + brackets(c) * BRACKET;
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

    private void lane(Pen pen, Content c, LaneMarks marks, Layer layer, double y, double w) {
        pen.hline(Token.HAIR, 0, w, y);
        pen.text(LayerMenu.name(layer), look().strong(12), Token.TEXT, 0, y + 17);
        pen.text(c.sources().get(layer.ordinal()), look().condensed(11), Token.MUTED, 0, y + 31, LEFT - 8);
        List<Mark> seen = new ArrayList<>();
        for (Mark mark : c.marks()) {
            if (mark.layer() == layer
                    && mark.time() >= c.range().from()
                    && mark.time() <= c.range().to()) {
                seen.add(mark);
            }
        }
        marks.draw(seen, y, w);
    }

    /** What was not received at a pixel, in words; null where nothing is missing. */
    @Nullable
    String missing(double px) {
        Content c = content;
        if (c == null || px < LEFT) {
            return null;
        }
        Axis x = axis(getWidth(), c.range());
        long slack = (long) (x.value(px + 3) - x.value(px));
        Missing.Stretch under = Missing.at(c.missing(), (long) x.value(px), slack);
        return under == null ? null : Missing.words(under, c.clock());
    }

    /** The mark nearest to a pixel, or null when none is within 8 px. */
    @Nullable
    Mark near(double px, double py) {
        Content c = content;
        if (c == null) {
            return null;
        }
        Axis x = axis(getWidth(), c.range());
        int lane = (int) Math.floor((py - AXIS - brackets(c) * BRACKET) / LANE);
        Mark best = null;
        for (Mark mark : c.marks()) {
            double off = Math.abs(x.at(mark.time()) - px);
            boolean nearer = best == null || off < Math.abs(x.at(best.time()) - px);
            if (c.layers().indexOf(mark.layer()) == lane && off <= 8 && nearer) {
                best = mark;
            }
        }
        return best;
    }
}
