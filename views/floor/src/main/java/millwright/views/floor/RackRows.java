package millwright.views.floor;

import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Pen;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.RackSlot;
import millwright.styles.Fonts;
import millwright.styles.HeatRamp;
import millwright.styles.Symbol;
import millwright.styles.Token;
import millwright.views.floor.RackContents.Item;
import millwright.views.floor.RackContents.Tray;

/** The trays of a rack, a line each: name, state, cells of its GPUs, coolant and power. FX thread; made for one drawing. */
final class RackRows {
    private static final String[] STATES = {"Ready", "Draining", "Drained", "Down"};
    /** K to slowdown from which a temperature is marked. */
    private static final double NARROW = 5;

    private final Pen pen;
    private final RackScene scene;
    private final RackGrid g;
    private final HeatRamp ramp;
    private final Font label;
    private final Font value;
    private final boolean alarms;

    RackRows(Pen pen, RackScene scene, RackGrid grid) {
        this.pen = pen;
        this.scene = scene;
        g = grid;
        ramp = scene.ramp(pen.look().palette());
        label = pen.look().condensed(Fonts.LABEL);
        value = pen.look().body(Fonts.CELL);
        alarms = scene.outlines().contains(Outline.ALARMS);
    }

    void draw() {
        head();
        for (RackGrid.Line line : g.lines) {
            double y = line.y() - scene.scroll();
            if (g.seen(line)) {
                Item item = scene.rack().items().get(line.item());
                if (item.tray() < 0) {
                    gap(item, y, line.h());
                } else {
                    tray(item.tray(), y, line.h());
                }
            }
        }
    }

    private void head() {
        double base = g.top - 7 * g.s;
        pen.fill(Token.CHROME, g.faceWidth, g.top - 20 * g.s, g.w - g.faceWidth, 19 * g.s);
        if (scene.rack().placed()) {
            pen.right("U", label, Token.MUTED, g.nameX - 8 * g.s, base);
        }
        pen.text("Tray", label, Token.MUTED, g.nameX, base);
        if (g.stateX > g.hostX) {
            pen.text("Host", label, Token.MUTED, g.hostX, base);
        }
        pen.text("Node", label, Token.MUTED, g.stateX, base);
        if (scene.chosen().level() == Level.TRAY) {
            pen.text(unit(), label, Token.MUTED, g.leadX, base, 60 * g.s);
        }
        for (int n = 0; n < g.perLine && scene.rack().gpus() > 0; n++) {
            blockHead(n, base);
        }
        for (RackGrid.Column column : g.columns) {
            pen.right(column.label(), label, Token.MUTED, column.right(), base);
        }
    }

    private void blockHead(int n, double base) {
        double x = g.gpuX + n * g.gpuWidth + g.prefix;
        String name = g.prefix > 0 ? "" : "G" + n;
        double end = pen.text(name, pen.look().condensedStrong(Fonts.LABEL), Token.TEXT, x, base);
        boolean heat = scene.chosen().level() == Level.GPU && !scene.chosen().watts();
        pen.text(heat ? unit() : "W", label, Token.MUTED, end + (name.isEmpty() ? 0 : 8 * g.s), base, 80 * g.s);
        double right = x + g.leadWidth;
        for (InCell what : g.cols) {
            right += what.width() * g.s;
            pen.right(what.label(), label, Token.MUTED, right, base);
        }
    }

    private String unit() {
        String unit = Figures.unit(scene.chosen().metric().unit());
        return unit.isEmpty()
                ? scene.scale().high() <= 1.5 ? "%" : scene.chosen().metric().title()
                : unit;
    }

    private void gap(Item item, double y, double h) {
        int units = item.fromUnit() - item.toUnit() + 1;
        String which = units == 1 ? "U" + item.fromUnit() : "U" + item.fromUnit() + "–" + item.toUnit();
        String text = which + ": no source places anything here";
        double end = pen.text(text, label, Token.MUTED, g.nameX, y + h / 2 + 4 * g.s);
        pen.hline(Token.HAIR, end + 8 * g.s, g.w, y + h / 2);
    }

    private void tray(int t, double y, double h) {
        Tray tray = scene.rack().trays().get(t);
        ground(tray, y, h);
        double base = y + g.lineHeight / 2 + 4 * g.s;
        unit(tray, y, base);
        pen.text(tray.label(), pen.look().strong(Fonts.CELL), Token.STRONG, g.nameX, base, g.hostX - g.nameX - 6 * g.s);
        if (g.stateX > g.hostX) {
            pen.text(tray.host(), label, Token.MUTED, g.hostX, base, g.stateX - g.hostX - 6 * g.s);
        }
        state(tray, base);
        if (scene.chosen().level() == Level.TRAY) {
            lead(scene.chosen().told(tray.slot()), Told.NOTHING, g.leadX, y, 60 * g.s, false);
        }
        for (int n = 0; n < tray.gpus().length; n++) {
            int line = n / g.perLine;
            gpu(tray.gpus()[n], g.gpuX(n), y + line * g.lineHeight);
        }
        if (tray.gpus().length == 0 && scene.rack().gpus() > 0) {
            pen.text("no GPU", label, Token.MUTED, g.gpuX, base);
        }
        power(tray, y, base);
        pen.hline(Token.HAIR, g.unitX, g.w, y + h - 1);
    }

    private void ground(Tray tray, double y, double h) {
        boolean selected = within(tray, scene.selected()) || scene.picked(tray.index());
        if (selected || within(tray, scene.hovered())) {
            pen.fill(selected ? Token.ROW_SELECTED : Token.ROW_HOVER, g.unitX, y, g.w - g.unitX, h - 1);
        }
        if (scene.picked(tray.index())) {
            pen.frame(pen.look().color(Token.SEL), 2, g.unitX, y, g.w - g.unitX, h);
        }
    }

    private boolean within(Tray tray, int index) {
        return index >= 0 && scene.plant().ancestor(index, EntityKind.NODE) == tray.index();
    }

    private void unit(Tray tray, double y, double base) {
        RackSlot place = tray.place();
        if (!scene.rack().placed()) {
            return;
        }
        double right = g.nameX - 8 * g.s;
        if (place.unit() == 0) {
            pen.right("–", label, Token.MUTED, right, base);
            return;
        }
        if (place.width() != RackSlot.Width.FULL) {
            double half = 5 * g.s;
            double x = right - 2 * half;
            double top = y + g.lineHeight / 2 - 4 * g.s;
            pen.frame(Token.EQUIP, x, top, 2 * half, 8 * g.s);
            pen.fill(Token.EQUIP, place.width() == RackSlot.Width.LEFT_HALF ? x : x + half, top, half, 8 * g.s);
            right = x - 3 * g.s;
        }
        int top = place.unit() + place.height() - 1;
        String text = place.height() == 1 ? String.valueOf(top) : top + "–" + place.unit();
        pen.right(text, label, Token.MUTED, right, base);
    }

    private void state(Tray tray, double base) {
        double x = g.stateX;
        RackAlarms.Mark mark = alarms ? scene.alarms().own().get(tray.index()) : null;
        if (mark != null) {
            pen.alarm(mark.priority(), mark.unacknowledged(), x, base - 10 * g.s, 12 * g.s);
            x += 16 * g.s;
        }
        Told power = scene.columns().node(RackColumns.NODE_POWER, tray.slot());
        Told told = scene.columns().node(RackColumns.NODE_STATE, tray.slot());
        if (aged(power, told)) {
            pen.symbol(Symbol.CLOCK, Token.TEXT, x, base - 10 * g.s, 11 * g.s);
            String age = Figures.age(scene.now() - power.time());
            pen.text(age, label, Token.TEXT, x + 14 * g.s, base, g.leadX - x - 16 * g.s);
            return;
        }
        boolean odd = odd(told);
        if (odd && told.state() == DataState.STALE) {
            pen.symbol(Symbol.CLOCK, Token.TEXT, x, base - 10 * g.s, 11 * g.s);
            x += 14 * g.s;
        }
        pen.text(
                stateWord(told),
                odd ? pen.look().condensedStrong(Fonts.LABEL) : label,
                odd ? Token.STRONG : Token.MUTED,
                x,
                base,
                g.leadX - x - 4 * g.s);
    }

    private static boolean odd(Told state) {
        return state.number() && Math.round(state.value()) != 0;
    }

    /** Whether the age of what a tray last told stands in place of its state: never of one that is to be seen. */
    static boolean aged(Told power, Told state) {
        return power.state() == DataState.STALE && power.time() > 0 && !odd(state);
    }

    /** What the scheduler says of a node; a code that has no word is told as it is. */
    static String stateWord(Told told) {
        int code = told.number() ? (int) Math.round(told.value()) : -1;
        return code < 0 ? word(told.state()) : code < STATES.length ? STATES[code] : "state " + code;
    }

    private static String word(DataState state) {
        return switch (state) {
            case OK, NO_DATA -> "–";
            case STALE -> "stale";
            case NOT_SUPPORTED -> "n/s";
            case FORBIDDEN -> "locked";
            case BAD -> "bad";
        };
    }

    private void gpu(int slot, double blockX, double y) {
        double x = blockX + g.prefix;
        double base = y + g.lineHeight / 2 + 4 * g.s;
        int index = scene.gpu(slot);
        if (g.prefix > 0) {
            pen.text(scene.plant().entity(index).name(), label, Token.MUTED, blockX, base, g.prefix - 3 * g.s);
        }
        pen.fill(Token.WELL, x, y + 1, g.gpuWidth - g.prefix - 6 * g.s, g.lineHeight - 3);
        boolean coloured = scene.chosen().level() == Level.GPU;
        Told watts = scene.columns().gpu(RackColumns.GPU_POWER, slot);
        if (coloured && scene.chosen().watts()) {
            lead(scene.chosen().told(slot), watts, x, y, g.leadWidth, true, scene.share(slot));
        } else if (coloured) {
            lead(scene.chosen().told(slot), Told.NOTHING, x, y, g.leadWidth, false);
        } else {
            StateInk.number(pen, watts, Figures.fixed(watts.value(), 0), value, Token.VALUE, x + 40 * g.s, base);
        }
        double right = x + g.leadWidth;
        for (InCell what : g.cols) {
            right += what.width() * g.s;
            inCell(what, slot, right, base);
        }
        frames(index, blockX, y);
    }

    private void inCell(InCell what, int slot, double right, double base) {
        Told told = scene.columns().inCell(what, slot);
        Told margin = scene.columns().gpu(RackColumns.GPU_MARGIN, slot);
        boolean narrow = what == InCell.HEAT && margin.state() == DataState.OK && margin.value() < NARROW;
        Font font = narrow ? pen.look().strong(Fonts.CELL) : value;
        Token ink = narrow ? Token.ALARM_2_INK : what == InCell.WATTS ? Token.VALUE : Token.TEXT;
        double x = StateInk.number(pen, told, Figures.fixed(told.value(), 0), font, ink, right, base);
        if (narrow && told.number()) {
            triangle(pen, x - 10 * g.s, base, 7 * g.s);
        }
    }

    /** Pointed up, without a number: near a limit, which is no alarm yet. */
    static void triangle(Pen pen, double x, double base, double size) {
        pen.graphics().setFill(pen.look().color(Token.ALARM_2_INK));
        pen.graphics()
                .fillPolygon(
                        new double[] {x, x + size, x + size / 2}, new double[] {base, base, base - size * 0.95}, 3);
    }

    private void frames(int index, double x, double y) {
        double wide = g.gpuWidth - 5 * g.s;
        RackAlarms.Mark mark = alarms ? scene.alarms().own().get(index) : null;
        if (mark != null) {
            Color ink = pen.ink(mark.priority());
            pen.frame(ink, mark.priority().number() <= 2 ? 2 : 1, x - 1, y, wide + 1, g.lineHeight - 1);
            pen.alarm(
                    mark.priority(),
                    mark.unacknowledged(),
                    x + g.leadWidth + g.prefix - 14 * g.s,
                    y + 4 * g.s,
                    12 * g.s);
        }
        if (scene.alarms().in(Outline.LIMITS, index, scene.outlines())) {
            pen.frame(Token.SET, x + 1, y + 2, wide - 3, g.lineHeight - 5, 4, 3);
        }
        if (scene.alarms().in(Outline.PEERS, index, scene.outlines())) {
            pen.frame(Token.FORCED, x + 1, y + 2, wide - 3, g.lineHeight - 5, 1, 2);
        }
        if (scene.picked(index)) {
            pen.frame(pen.look().color(Token.SEL), 2, x - 3, y - 2, wide + 5, g.lineHeight + 3);
        } else if (index == scene.hovered()) {
            pen.frame(Token.SEL, x - 2, y - 1, wide + 3, g.lineHeight + 1, 3, 2);
        }
    }

    private void lead(Told told, Told watts, double x, double y, double wide, boolean bar) {
        lead(told, watts, x, y, wide, bar, Double.NaN);
    }

    /** A cell in the colour of the chosen metric, its number on it. @param bar as long as the share, where that is told */
    private void lead(Told told, Told watts, double x, double y, double wide, boolean bar, double share) {
        double top = Math.round(y) + 1;
        double tall = Math.round(g.lineHeight) - 3;
        double position = scene.scale().position(told.value());
        Told number = bar ? watts : told;
        String text = bar ? Figures.fixed(watts.value(), 0) : CellInk.text(scene.scale(), told.value());
        pen.fill(Token.RACK_BODY, x, top, wide, tall);
        double length = Double.isNaN(share) || !bar ? wide : wide * Math.clamp(share, 0.02, 1);
        boolean ok = told.state() == DataState.OK && told.number();
        boolean kept = !ok || scene.legend().keeps(told.value());
        if (ok) {
            Color fill = kept ? ramp.color(position) : pen.look().color(Token.OUT_OF_BRUSH);
            pen.fill(fill, x, top, length, tall);
        } else {
            StateInk.cell(
                    pen,
                    told.state() == DataState.OK ? DataState.NO_DATA : told.state(),
                    ramp.argb(position),
                    x,
                    top,
                    wide,
                    tall);
        }
        double right = x + Math.min(wide - 4 * g.s, 40 * g.s);
        double base = y + g.lineHeight / 2 + 4 * g.s;
        boolean covered = ok && length > 26 * g.s;
        if (ok && number.state() == DataState.OK) {
            Color ink = covered && kept ? ramp.ink(position) : pen.look().color(Token.CELL_INK_LIGHT);
            pen.right(text, pen.look().strong(Fonts.CELL), ink, right, base);
        } else if (number.number() || !ok && told.state() != DataState.BAD && told.state() != DataState.NO_DATA) {
            double room = number.number() ? pen.look().width(text, pen.look().strong(Fonts.CELL)) + 6 : 20 * g.s;
            pen.fill(Token.BG, right - room + 2, top + 1, room + 2, tall - 2);
            StateInk.number(pen, number, text, pen.look().strong(Fonts.CELL), Token.VALUE, right, base);
        }
    }

    private void power(Tray tray, double y, double base) {
        double end = 0;
        for (RackGrid.Column column : g.columns) {
            Told told = scene.columns().node(column.metric(), tray.slot());
            boolean kw = column.metric().equals(RackColumns.NODE_POWER);
            double limit = scene.limit(tray.index(), column.metric());
            boolean beyond = told.number() && told.value() > limit;
            String text = Figures.fixed(kw ? told.value() / 1000 : told.value(), column.decimals());
            Font font = kw || beyond ? pen.look().strong(Fonts.CELL) : value;
            Token ink = beyond ? Token.ALARM_2_INK : kw ? Token.VALUE : Token.TEXT;
            double x = StateInk.number(pen, told, text, font, ink, column.right(), base);
            if (beyond) {
                triangle(pen, x - 10 * g.s, base, 7 * g.s);
            }
            end = column.right();
        }
        double limit = scene.limit(tray.index(), RackColumns.NODE_POWER);
        Told told = scene.columns().node(RackColumns.NODE_POWER, tray.slot());
        if (!Double.isNaN(limit) && told.number() && end + 40 * g.s < g.w) {
            double wide = (g.w - end - 14 * g.s) / 1.25;
            double top = y + g.lineHeight / 2 - 4 * g.s;
            pen.fill(Token.TRACK, end + 10 * g.s, top, wide * 1.25, 8 * g.s);
            pen.fill(Token.FILL, end + 10 * g.s, top, wide * Math.min(1.25, told.value() / limit), 8 * g.s);
            pen.fill(Token.SET, end + 10 * g.s + wide, top - 2 * g.s, 2, 12 * g.s);
        }
    }
}
