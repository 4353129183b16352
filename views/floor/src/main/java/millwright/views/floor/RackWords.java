package millwright.views.floor;

import java.util.ArrayList;
import java.util.List;
import millwright.desk.draw.Figures;
import millwright.plant.CsvLine;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;

/** A rack from near in words and as rows: for readers that speak, and for copying. Stateless. */
final class RackWords {
    private static final String KEYS =
            " Arrow keys move, Page Up and Page Down change the rack, Escape goes back to the hall.";

    private RackWords() {}

    /** The rack, what its power is made of, what is selected in it, and the keys. */
    static String spoken(RackScene s) {
        RackTotal total = RackTotal.of(s.plant(), s.rack(), s.columns());
        String lacking = total.lacking();
        RackAlarms.Mark mark = s.alarms().racks().get(s.rack().slot());
        return "Rack " + s.rack().name() + ": " + s.rack().counts() + ", "
                + s.rack().jobs() + ". "
                + (mark == null ? "" : "Alarm of priority " + mark.priority().number() + ". ")
                + total.sentence() + ". " + (s.rack().trays().isEmpty() ? "There no tray is known. " : "")
                + (lacking.isEmpty() ? "" : lacking + ". ") + selected(s) + KEYS;
    }

    private static String selected(RackScene s) {
        int index = s.selected();
        if (index < 0 || s.plant().ancestor(index, EntityKind.RACK) != s.rack().index()) {
            return "";
        }
        EntityKind kind = s.plant().entity(index).kind();
        int slot = s.plant().slotOf(index);
        String name = s.plant().entity(index).name();
        return switch (kind) {
            case GPU -> {
                String tray = s.plant().entity(s.plant().parent(index)).name();
                yield "Selected " + tray + " " + name + ": " + gpu(s, slot) + alarm(s, index) + ".";
            }
            case NODE -> "Selected " + name + ": " + tray(s, slot) + alarm(s, index) + ".";
            case SWITCH, POWER_SHELF, LEAK_DETECTOR ->
                "Selected " + name + ": " + RackBands.spoken(kind, s, index) + ".";
            default -> "";
        };
    }

    private static String alarm(RackScene s, int index) {
        RackAlarms.Mark mark = s.alarms().own().get(index);
        return mark == null ? "" : ", alarm of priority " + mark.priority().number();
    }

    private static String gpu(RackScene s, int slot) {
        List<String> words = new ArrayList<>();
        words.add("power " + said(s.columns().gpu(RackColumns.GPU_POWER, slot), "W", 0));
        words.add("busy " + said(s.columns().busy(slot), "%", 0));
        words.add("temperature " + said(s.columns().gpu(RackColumns.GPU_HEAT, slot), "°C", 0));
        Chosen chosen = s.chosen();
        if (chosen.level() == Level.GPU) {
            Told told = chosen.told(slot);
            words.add(chosen.metric().title() + " "
                    + (told.number()
                            ? CellInk.text(s.scale(), told.value()) + stale(told)
                            : RackTotal.word(told.state())));
        }
        return String.join(", ", words);
    }

    private static String tray(RackScene s, int slot) {
        Told power = s.columns().node(RackColumns.NODE_POWER, slot);
        Told kw = power.number() ? new Told(power.value() / 1000, power.state(), power.time()) : power;
        return String.join(
                ", ",
                "node state " + state(s.columns().node(RackColumns.NODE_STATE, slot)),
                "power " + said(kw, "kW", 2),
                "in " + said(s.columns().node(RackColumns.NODE_IN, slot), "°C", 1),
                "out " + said(s.columns().node(RackColumns.NODE_OUT, slot), "°C", 1),
                "flow " + said(s.columns().node(RackColumns.NODE_FLOW, slot), "LPM", 2));
    }

    private static String state(Told told) {
        return told.number() ? RackRows.stateWord(told) + stale(told) : RackTotal.word(told.state());
    }

    private static String said(Told told, String unit, int decimals) {
        return told.number()
                ? Figures.fixed(told.value(), decimals) + " " + unit + stale(told)
                : RackTotal.word(told.state());
    }

    private static String stale(Told told) {
        return told.state() == DataState.STALE ? " stale" : "";
    }

    /** {@code entity,metric,state,value}, a row a value: what colours cells, then what stands beside it. */
    static String csv(RackScene s) {
        StringBuilder rows = new StringBuilder("entity,metric,state,value\n");
        Metric metric = s.chosen().metric();
        for (int slot : s.rack().slots(s.chosen().level())) {
            row(
                    rows,
                    s,
                    s.chosen().level().kind(),
                    slot,
                    metric.id(),
                    s.chosen().told(slot));
        }
        for (RackContents.Tray tray : s.rack().trays()) {
            for (int gpu : tray.gpus()) {
                for (MetricId id : List.of(
                        RackColumns.GPU_POWER, RackColumns.GPU_LIMIT, RackColumns.GPU_BUSY, RackColumns.GPU_HEAT)) {
                    other(rows, s, EntityKind.GPU, gpu, id);
                }
            }
            for (MetricId id : List.of(
                    RackColumns.NODE_POWER,
                    RackColumns.NODE_STATE,
                    RackColumns.NODE_IN,
                    RackColumns.NODE_OUT,
                    RackColumns.NODE_FLOW)) {
                other(rows, s, EntityKind.NODE, tray.slot(), id);
            }
        }
        for (RackContents.Band band : s.rack().bands()) {
            for (int thing : band.things()) {
                other(rows, s, band.kind(), s.plant().slotOf(thing), RackBands.metric(band.kind()));
            }
        }
        other(rows, s, EntityKind.RACK, s.rack().slot(), RackColumns.RACK_POWER);
        return rows.toString();
    }

    private static void other(StringBuilder rows, RackScene s, EntityKind kind, int slot, MetricId id) {
        boolean written = kind == s.chosen().level().kind()
                && id.equals(s.chosen().metric().id());
        if (!written) {
            row(rows, s, kind, slot, id, s.columns().told(id, kind, slot));
        }
    }

    private static void row(StringBuilder rows, RackScene s, EntityKind kind, int slot, MetricId id, Told told) {
        Double value = told.number() ? told.value() : Double.NaN;
        rows.append(CsvLine.of(s.plant().at(kind, slot).id(), id, told.state(), value));
    }
}
