package millwright.views.floor;

import java.util.Arrays;
import java.util.List;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Pen;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Side;
import millwright.styles.Fonts;
import millwright.styles.Token;

/** Below the trays: switches, power shelves, leak detectors and coolant, which no source gives a rack unit. FX thread. */
final class RackBands {
    /** Px at text scale 1 for what the rack's own coolant says. */
    static final double COOLANT = 290;

    private static final String[] LEAKS = {"dry", "suspected", "leak"};

    private RackBands() {}

    static void draw(Pen pen, RackScene s, RackGrid g) {
        for (int b = 0; b < s.rack().bands().size(); b++) {
            RackContents.Band band = s.rack().bands().get(b);
            double y = g.bandYs.get(b);
            if (!g.inside(y)) {
                continue;
            }
            pen.hline(Token.HAIR, g.unitX, g.w, y - 2);
            pen.text(title(band), pen.look().body(Fonts.LABEL), Token.MUTED, g.nameX, y + 14 * g.s);
            if (band.kind() == EntityKind.CDU) {
                coolant(pen, s, g, y);
            }
            shown(pen, band, g, y);
            sum(pen, s, g, band, y);
        }
        g.chips.forEach(chip -> chip(pen, s, g, chip));
    }

    /** In all, under the power of trays, where every one of them has told. */
    private static void sum(Pen pen, RackScene s, RackGrid g, RackContents.Band band, double y) {
        boolean power = band.kind() == EntityKind.SWITCH || band.kind() == EntityKind.POWER_SHELF;
        List<Told> told = Arrays.stream(band.things()).mapToObj(i -> told(s, i)).toList();
        if (power && told.stream().allMatch(Told::number)) {
            double watts = told.stream().mapToDouble(Told::value).sum();
            boolean stale = told.stream().anyMatch(t -> t.state() == DataState.STALE);
            Told all = new Told(watts, stale ? DataState.STALE : DataState.OK, 0);
            StateInk.number(
                    pen,
                    all,
                    Figures.fixed(watts / 1000, 2),
                    pen.look().strong(Fonts.CELL),
                    Token.VALUE,
                    g.columns.getLast().right(),
                    y + 14 * g.s);
        }
    }

    private static String title(RackContents.Band band) {
        boolean many = band.kind() != EntityKind.CDU && band.things().length > 1;
        return many ? band.title() + ", " + Figures.whole(band.things().length) : band.title();
    }

    /** That not all found room. */
    private static void shown(Pen pen, RackContents.Band band, RackGrid g, double y) {
        long drawn = g.chips.stream()
                .filter(c -> Arrays.stream(band.things()).anyMatch(i -> i == c.index()))
                .count();
        if (drawn < band.things().length && g.inside(y + 20 * g.s)) {
            pen.text(
                    "and " + (band.things().length - drawn) + " more",
                    pen.look().condensed(Fonts.LABEL),
                    Token.MUTED,
                    g.nameX,
                    y + 34 * g.s);
        }
    }

    private static void coolant(Pen pen, RackScene s, RackGrid g, double y) {
        double x = g.chipsFrom();
        int slot = s.rack().slot();
        x = quantity(pen, g, "supply", s.columns().told(RackColumns.RACK_SUPPLY, EntityKind.RACK, slot), "Cel", x, y);
        x = quantity(pen, g, "return", s.columns().told(RackColumns.RACK_RETURN, EntityKind.RACK, slot), "Cel", x, y);
        quantity(pen, g, "flow", s.columns().told(RackColumns.RACK_FLOW, EntityKind.RACK, slot), "L/min", x, y);
    }

    private static double quantity(Pen pen, RackGrid g, String label, Told told, String unit, double x, double y) {
        double at = pen.text(label, pen.look().body(Fonts.LABEL), Token.MUTED, x, y + 14 * g.s) + 5 * g.s;
        String text = Figures.of(told.value(), unit).joined();
        double wide = told.number() ? pen.look().width(text, pen.look().strong(Fonts.CELL)) : 22 * g.s;
        StateInk.number(pen, told, text, pen.look().strong(Fonts.CELL), Token.VALUE, at + wide, y + 14 * g.s);
        return at + wide + 12 * g.s;
    }

    static String name(RackScene s, int index) {
        Entity entity = s.plant().entity(index);
        return switch (entity) {
            case Entity.PowerDevice shelf when shelf.side() != Side.NONE -> shelf.name() + " " + shelf.side();
            case Entity.CoolingDevice leak when leak.kind() == EntityKind.LEAK_DETECTOR -> "";
            default -> entity.name();
        };
    }

    private static void chip(Pen pen, RackScene s, RackGrid g, RackGrid.Chip chip) {
        boolean selected = chip.index() == s.selected();
        pen.fill(selected ? Token.ROW_SELECTED : Token.WELL, chip.x(), chip.y(), chip.w(), chip.h());
        RackAlarms.Mark mark =
                s.outlines().contains(Outline.ALARMS) ? s.alarms().own().get(chip.index()) : null;
        double base = chip.y() + 14 * g.s;
        double x = chip.x() + 6 * g.s;
        if (mark != null) {
            pen.alarm(mark.priority(), mark.unacknowledged(), x, chip.y() + 3 * g.s, 12 * g.s);
            x += 15 * g.s;
        }
        EntityKind kind = s.plant().entity(chip.index()).kind();
        String label = name(s, chip.index());
        pen.text(label, pen.look().condensed(Fonts.LABEL), Token.MUTED, x, base, chip.w() - 40 * g.s);
        Told told = told(s, chip.index());
        StateInk.number(
                pen,
                told,
                words(kind, told, s, chip.index()),
                pen.look().strong(Fonts.LABEL),
                leak(kind, told) ? Token.ALARM_1_INK : Token.VALUE,
                chip.x() + chip.w() - 6 * g.s,
                base);
        if (selected) {
            pen.frame(pen.look().color(Token.SEL), 2, chip.x() - 2, chip.y() - 2, chip.w() + 4, chip.h() + 4);
        } else if (chip.index() == s.hovered()) {
            pen.frame(Token.SEL, chip.x() - 1, chip.y() - 1, chip.w() + 2, chip.h() + 2, 3, 2);
        }
    }

    private static boolean leak(EntityKind kind, Told told) {
        return kind == EntityKind.LEAK_DETECTOR && told.number() && told.value() >= 1;
    }

    static MetricId metric(EntityKind kind) {
        return switch (kind) {
            case SWITCH -> RackColumns.SWITCH_POWER;
            case LEAK_DETECTOR -> RackColumns.LEAK;
            case CDU -> RackColumns.CDU_FLOW;
            default -> RackColumns.SHELF_POWER;
        };
    }

    static Told told(RackScene s, int index) {
        EntityKind kind = s.plant().entity(index).kind();
        return s.columns().told(metric(kind), kind, s.plant().slotOf(index));
    }

    /** The same as heard, where nothing shows that it is of long ago. */
    static String spoken(EntityKind kind, RackScene s, int index) {
        Told told = told(s, index);
        Told supply = kind == EntityKind.CDU
                ? s.columns().told(RackColumns.CDU_SUPPLY, kind, s.plant().slotOf(index))
                : Told.NOTHING;
        boolean stale = told.number() && (told.state() == DataState.STALE || supply.state() == DataState.STALE);
        return words(kind, told, s, index) + (stale ? " stale" : "");
    }

    /** Without its name: {@code 768 W}, {@code dry}, {@code supply 30.0 °C, flow 1,480 LPM}. */
    static String words(EntityKind kind, Told told, RackScene s, int index) {
        if (!told.number()) {
            return RackTotal.word(told.state() == DataState.OK ? DataState.NO_DATA : told.state());
        }
        return switch (kind) {
            case LEAK_DETECTOR -> LEAKS[(int) Math.clamp(told.value(), 0, 2)];
            case CDU -> {
                Told supply = s.columns()
                        .told(RackColumns.CDU_SUPPLY, EntityKind.CDU, s.plant().slotOf(index));
                String first = supply.number()
                        ? "supply " + Figures.of(supply.value(), "Cel").joined() + ", "
                        : "";
                yield first + "flow " + Figures.of(told.value(), "L/min").joined();
            }
            default -> Figures.of(told.value(), "W").joined();
        };
    }
}
