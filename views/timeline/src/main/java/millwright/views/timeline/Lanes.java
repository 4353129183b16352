package millwright.views.timeline;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import millwright.desk.ClockFace;
import millwright.desk.TimeControl.Range;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Missing;
import millwright.desk.draw.Pen;
import millwright.desk.draw.Ticks;
import millwright.desk.draw.TimeKeys;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.plant.Layer;
import millwright.plant.Plant;
import millwright.styles.Token;
import millwright.views.kit.Axis;
import millwright.views.kit.Looks;
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
    static final double BRACKET = Brackets.TALL;
    static final double LANE = 38;
    /** In a large window. */
    static final double MOST_LANE = 54;
    /** In a low window the source stands beside the name of its lane. */
    static final double LEAST_LANE = 24;

    /** Below this height of the screen lanes move together, px. */
    private static final double LOW = 640;
    /** Of the height of a large screen, for each lane. */
    private static final double LANE_SHARE = 0.04;

    /** Least distance of two labels of time, px: that of the strips below, so that their lines meet. */
    private static final double APART = 86;

    /**
     * @param brush null for none
     * @param layers those shown, in their order; none where nothing at all happened, which is then said in their place
     * @param sources one line for each layer
     * @param intervals named stretches in the range, such as the measured window of a benchmark
     * @param lane height of a lane, px, {@link #LEAST_LANE} to {@link #MOST_LANE}
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
            List<Interval> intervals,
            double lane,
            List<Missing.Stretch> missing,
            Plant plant) {}

    private @Nullable Content content;
    private long pointed = TimeKeys.NONE;

    Lanes(ObservableValue<Look> looks) {
        super(Looks.plain(looks), looks.getValue().textScale());
        tall(Layer.values().length, Brackets.MOST, LANE);
        setAccessibleText(
                "Lanes of events. Left and Right point at an instant, with Shift they brush, Enter goes there.");
        focusedProperty().subscribe(this::repaint);
    }

    /** Marks an instant for a reader with keys. */
    void point(long at) {
        pointed = at;
        repaint();
    }

    /** Lanes are high enough for two lines of words, in a large window a little more. @param height of the screen, px */
    static double lane(double height) {
        return height < LOW ? LEAST_LANE : Math.clamp(Math.floor(LANE_SHARE * height), LANE, MOST_LANE);
    }

    private void tall(int lanes, int brackets, double lane) {
        double height = zoom() * (AXIS + brackets * BRACKET + (lanes == 0 ? LEAST_LANE : lanes * lane) + 4);
        setMinHeight(height);
        setPrefHeight(height);
    }

    /** A chosen incident stands alone. */
    private static int brackets(Content c) {
        int wanted = c.incidents().size() + c.intervals().size();
        return c.chosen() == null ? Math.clamp(wanted, 1, Brackets.MOST) : 1;
    }

    /** How far marks, which are placed for a lane of full height, move up in this one. */
    private static double shift(Content c) {
        return (LANE - c.lane()) / 2;
    }

    /** Where the marks of a layer stand, px; NaN for a layer that is left out. */
    static double middle(Content c, Layer layer) {
        int lane = c.layers().indexOf(layer);
        return lane < 0 ? Double.NaN : AXIS + brackets(c) * BRACKET + lane * c.lane() + 18 - shift(c);
    }

    void show(Content newContent) {
        Content before = content;
        content = newContent;
        boolean same = before != null
                && before.layers().size() == newContent.layers().size()
                && before.lane() == newContent.lane()
                && brackets(before) == brackets(newContent);
        if (!same) {
            tall(newContent.layers().size(), brackets(newContent), newContent.lane());
        }
        repaint();
    }

    /** Of time, in px of this region. */
    Axis axis(double w, Range range) {
        return new Axis(range.from(), range.to(), left(), w - 18 * zoom());
    }

    /** Where the lanes begin, px of this region. */
    double left() {
        return LEFT * zoom();
    }

    /** In px of the drawing, which is enlarged as a whole. */
    private Axis drawn(double w, Range range) {
        return new Axis(range.from(), range.to(), LEFT, w - 18);
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        Content c = content;
        if (c == null) {
            return;
        }
        Axis x = drawn(w, c.range());
        Missing.draw(pen, c.missing(), c.range().from(), c.range().to(), LEFT, x.last(), AXIS, h);
        times(pen, c, x, h);
        double y = brackets(pen, c, x, AXIS);
        LaneMarks marks = new LaneMarks(pen, x, c.lane());
        for (Layer layer : c.layers()) {
            lane(pen, c, marks, layer, y, w);
            y += c.lane();
        }
        if (c.layers().isEmpty()) {
            pen.hline(Token.HAIR, 0, w, y);
            pen.text("Events", look().strong(12), Token.MUTED, 0, y + 17);
            pen.text("none was recorded, of no layer", look().body(11), Token.MUTED, LEFT, y + 17);
        }
        marks.path(c);
        Range brush = c.brush();
        if (brush != null) {
            double from = Math.max(LEFT, x.at(brush.from()));
            pen.fill(Token.BRUSH, from, AXIS, Math.max(1, x.at(brush.to()) - from), h - AXIS);
        }
        if (c.range().has(pointed)) {
            pen.vline(Token.FOCUS, Math.round(x.at(pointed)), AXIS - 4, h);
            pen.fill(Token.BG, x.at(pointed) - 30, 0, 60, 15);
            pen.center(c.clock().seconds(pointed), look().condensed(11), Token.STRONG, x.at(pointed), 12);
        }
        if (isFocusVisible()) {
            pen.frame(Token.FOCUS, 0, 0, w, h);
        }
    }

    private void times(Pen pen, Content c, Axis x, double h) {
        Range range = c.range();
        int most = Math.max(1, (int) ((x.last() - x.first()) / look().scaled(APART)));
        List<Long> ticks = Ticks.times(range.from(), range.to(), most, c.clock().zone());
        List<String> words = Ticks.words(ticks, range.length(), most, c.clock());
        for (int i = 0; i < ticks.size(); i++) {
            double at = x.at(ticks.get(i));
            pen.vline(Token.HAIR, at, AXIS - 4, h);
            pen.center(words.get(i), look().condensed(11), Token.MUTED, at, 12);
        }
        pen.hline(Token.LINE, LEFT, x.last(), AXIS - 1);
    }

    private double brackets(Pen pen, Content c, Axis x, double top) {
        boolean runs = c.incidents().isEmpty() && !c.intervals().isEmpty();
        pen.text(runs ? "Run" : "Incident", look().strong(12), Token.MUTED, 0, top + 17);
        Brackets.Laid laid = Brackets.lay(c, x, look(), top);
        Brackets.draw(pen, laid);
        if (!laid.others().isEmpty()) {
            String more = "and " + Figures.whole(laid.others().size()) + " more";
            pen.text(more, look().condensed(11), Token.MUTED, 0, top + 31, LEFT - 8);
        }
        return top + brackets(c) * BRACKET;
    }

    private void lane(Pen pen, Content c, LaneMarks marks, Layer layer, double y, double w) {
        pen.hline(Token.HAIR, 0, w, y);
        String source = c.sources().get(layer.ordinal());
        double end = pen.text(LayerMenu.name(layer), look().strong(12), Token.TEXT, 0, y + 17);
        boolean below = c.lane() >= LANE;
        double start = below ? 0 : end + 8;
        List<Mark> seen = seen(c, layer);
        double count = pen.right(LaneMarks.count(seen), look().body(11), Token.MUTED, LEFT - 8, y + 17);
        double room = (below || count >= LEFT - 8 ? LEFT : count) - 8 - start;
        pen.text(source, look().condensed(11), Token.MUTED, start, y + (below ? 31 : 17), room);
        marks.draw(seen, y - shift(c), w);
    }

    private static List<Mark> seen(Content c, Layer layer) {
        List<Mark> seen = new ArrayList<>();
        for (Mark mark : c.marks()) {
            boolean inside =
                    mark.time() >= c.range().from() && mark.time() <= c.range().to();
            if (mark.layer() == layer && inside) {
                seen.add(mark);
            }
        }
        return seen;
    }

    /** What is said of a place: a bracket, marks, a cut name, else what was not received; null for nothing. */
    @Nullable
    String tip(double atX, double atY) {
        double px = atX / zoom();
        double py = atY / zoom();
        Content c = content;
        if (c == null) {
            return null;
        }
        Axis x = drawn(getWidth() / zoom(), c.range());
        Brackets.Laid laid = Brackets.lay(c, x, look(), AXIS);
        Bracket bracket = Brackets.at(laid, px, py);
        if (bracket != null) {
            return LaneTips.bracket(bracket, c.clock(), c.range());
        }
        if (px < LEFT && py >= AXIS && py < AXIS + brackets(c) * BRACKET) {
            return laid.others().isEmpty() ? null : LaneTips.others(laid.others());
        }
        Layer layer = layer(c, py);
        String said = layer == null ? null : px < LEFT ? source(c, layer) : marks(c, layer, x, px);
        return said == null ? missing(px) : said;
    }

    private static @Nullable String source(Content c, Layer layer) {
        String source = c.sources().get(layer.ordinal());
        return source.isEmpty() ? null : LayerMenu.name(layer) + ": " + source;
    }

    private @Nullable String marks(Content c, Layer layer, Axis x, double px) {
        List<Mark> seen = seen(c, layer);
        if (seen.size() > Crowds.MOST_SHAPES) {
            List<Mark> here = seen.stream()
                    .filter(m -> Math.abs(x.at(m.time()) - px) <= 2)
                    .toList();
            return here.isEmpty()
                    ? null
                    : LaneTips.column(here, c.plant(), c.clock(), c.range().length());
        }
        Crowds.Crowd crowd = Crowds.at(Crowds.of(seen, x, look(), Math.floor(getWidth() / zoom()) - 4), px);
        return crowd == null
                ? null
                : LaneTips.members(
                        crowd.members(), c.plant(), c.clock(), c.range().length());
    }

    /** The layer whose lane is there; null above and below the lanes. */
    private static @Nullable Layer layer(Content c, double py) {
        int lane = (int) Math.floor((py - AXIS - brackets(c) * BRACKET) / c.lane());
        return lane < 0 || lane >= c.layers().size() ? null : c.layers().get(lane);
    }

    /** What was not received at a pixel, in words; null where nothing is missing. */
    private @Nullable String missing(double px) {
        Content c = content;
        if (c == null || px < LEFT) {
            return null;
        }
        Axis x = drawn(getWidth() / zoom(), c.range());
        long slack = (long) (x.value(px + 3) - x.value(px));
        Missing.Stretch under = Missing.at(c.missing(), (long) x.value(px), slack);
        return under == null ? null : Missing.words(under, c.clock(), c.range().length());
    }

    /** The bracket at a pixel, or that of the words beside it; null where there is none. */
    @Nullable
    Bracket bracket(double atX, double atY) {
        double px = atX / zoom();
        double py = atY / zoom();
        Content c = content;
        return c == null
                ? null
                : Brackets.at(Brackets.lay(c, drawn(getWidth() / zoom(), c.range()), look(), AXIS), px, py);
    }

    /** The mark nearest to a pixel, or null when none is within 8 px. */
    @Nullable
    Mark near(double atX, double atY) {
        double px = atX / zoom();
        double py = atY / zoom();
        Content c = content;
        if (c == null) {
            return null;
        }
        Axis x = drawn(getWidth() / zoom(), c.range());
        Layer layer = layer(c, py);
        Mark best = null;
        for (Mark mark : c.marks()) {
            double off = Math.abs(x.at(mark.time()) - px);
            boolean nearer = best == null || off < Math.abs(x.at(best.time()) - px);
            if (mark.layer() == layer && off <= 8 && nearer) {
                best = mark;
            }
        }
        return best;
    }
}
