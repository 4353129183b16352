package millwright.views.floor;

import java.util.List;
import javafx.beans.value.ObservableValue;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.plant.EntityKind;
import millwright.styles.Fonts;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/** One rack from near: its face, its trays with live cells, what has no unit, and what its power is made of. FX thread. */
final class RackDrawing extends Drawn {
    private @Nullable RackScene scene;
    private @Nullable RackGrid grid;

    RackDrawing(ObservableValue<Look> looks) {
        super(looks);
        setMinSize(0, 0);
    }

    void show(RackScene next) {
        scene = next;
        repaint();
    }

    /** Where everything stands as drawn last; null before. */
    @Nullable
    RackGrid grid() {
        return grid;
    }

    /** What was shown last; null before. */
    @Nullable
    RackScene scene() {
        return scene;
    }

    /** Px by which trays are moved up; 0 before anything was drawn. */
    double scroll() {
        RackScene s = scene;
        return s == null ? 0 : s.scroll();
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        RackScene s = scene;
        if (s == null) {
            return;
        }
        RackGrid g = new RackGrid(s, look(), w, h);
        grid = g;
        title(pen, s, g);
        RackFace.draw(pen, s, g);
        new RackRows(pen, s, g).draw();
        if (s.rack().trays().isEmpty()) {
            pen.text(
                    "No tray of this rack is known: what a source names as a host here appears in its unit.",
                    look().body(Fonts.CELL),
                    Token.MUTED,
                    g.nameX,
                    g.top + 24 * g.s);
        }
        more(pen, s, g);
        RackBands.draw(pen, s, g);
        total(pen, s, g);
    }

    private void title(Pen pen, RackScene s, RackGrid g) {
        double base = 14 * g.s;
        double x = 0;
        RackAlarms.Mark mark = s.alarms().racks().get(s.rack().slot());
        if (mark != null) {
            pen.alarm(mark.priority(), mark.unacknowledged(), x, base - 12 * g.s, 14 * g.s);
            x += 20 * g.s;
        }
        x = pen.text(s.rack().name(), look().strong(Fonts.KPI), Token.STRONG, x, base + 1) + 12 * g.s;
        x = pen.text(s.rack().counts(), look().body(Fonts.CELL), Token.TEXT, x, base) + 12 * g.s;
        String right = hidden(s, g) + titleOf(s);
        double until = pen.right(right, look().body(Fonts.LABEL), Token.MUTED, g.w - 4 * g.s, base);
        pen.text(s.rack().jobs(), look().condensed(Fonts.CELL), Token.MUTED, x, base, until - x - 12 * g.s);
    }

    private static String titleOf(RackScene s) {
        return s.chosen().level() == Level.RACK ? whole(s) : s.chosen().metric().title();
    }

    /** What is told of whole racks alone colours no cell. */
    private static String whole(RackScene s) {
        Told told = s.chosen().told(s.rack().slot());
        String text =
                told.number() ? Figures.of(told.value(), s.chosen().metric()).joined() : RackTotal.word(told.state());
        return s.chosen().metric().title() + " " + text + ", told of the whole rack";
    }

    /** That trays lie above or below what is seen. */
    private void more(Pen pen, RackScene s, RackGrid g) {
        if (g.overflow > 0) {
            double tall = (g.bottom - g.top) * (g.bottom - g.top) / (g.bottom - g.top + g.overflow);
            double y = g.top + (g.bottom - g.top - tall) * s.scroll() / g.overflow;
            pen.fill(Token.THUMB, g.w - 3, y, 3, tall);
        }
    }

    private static String hidden(RackScene s, RackGrid g) {
        long hidden = g.overflow == 0
                ? 0
                : g.lines.stream()
                        .filter(l -> !g.seen(l))
                        .filter(l -> s.rack().items().get(l.item()).tray() >= 0)
                        .count();
        return hidden == 0 ? "" : Figures.count(hidden, "tray") + " out of sight, scroll · ";
    }

    private void total(Pen pen, RackScene s, RackGrid g) {
        RackTotal total = RackTotal.of(s.plant(), s.rack(), s.columns());
        pen.hline(Token.LINE, 0, g.w, g.totalY - 4 * g.s);
        double base = g.totalY + 13 * g.s;
        double x = 0;
        List<RackTotal.Word> words = total.words();
        for (int i = 0; i < words.size(); i++) {
            boolean number = words.get(i).number();
            boolean first = i <= 1;
            x = pen.text(
                            words.get(i).text(),
                            number || i == 0
                                    ? look().strong(first ? Fonts.TITLE : Fonts.CELL)
                                    : look().body(Fonts.CELL),
                            i == 0 ? Token.STRONG : number ? Token.VALUE : Token.MUTED,
                            x,
                            base)
                    + (number ? 8 : 5) * g.s;
            if (i == 1) {
                x = limit(pen, s, g, x, base);
            }
        }
        String notes = total.lacking();
        String read = reading(s);
        double until = pen.right(read, look().body(Fonts.LABEL), Token.MUTED, g.w - 4 * g.s, base + 17 * g.s);
        pen.text(notes, look().body(Fonts.LABEL), Token.MUTED, 0, base + 17 * g.s, until - 16 * g.s);
    }

    private double limit(Pen pen, RackScene s, RackGrid g, double x, double base) {
        double limit = s.limit(s.rack().index(), RackColumns.RACK_POWER);
        Told own = s.columns()
                .told(RackColumns.RACK_POWER, EntityKind.RACK, s.rack().slot());
        return Double.isNaN(limit) || !own.number()
                ? x
                : pen.text(
                                "of " + Figures.of(limit, "W").joined(),
                                look().body(Fonts.CELL),
                                Token.MUTED,
                                x - 2 * g.s,
                                base)
                        + 8 * g.s;
    }

    /** How the cells are to be read. */
    private static String reading(RackScene s) {
        if (s.chosen().level() != Level.GPU || s.rack().gpus() == 0) {
            return "";
        }
        String bar = s.chosen().watts()
                ? "bar: share of the enforced limit"
                : "colour: " + s.chosen().metric().title();
        boolean near = s.inCell().contains(InCell.HEAT);
        boolean busy = s.inCell().contains(InCell.BUSY);
        return bar + (busy ? ", %: kernel resident" : "") + (near ? ", triangle: under 5 K to slowdown" : "");
    }
}
