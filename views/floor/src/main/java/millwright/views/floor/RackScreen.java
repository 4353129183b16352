package millwright.views.floor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import millwright.desk.ViewContext;
import millwright.desk.draw.Look;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.Plant;
import millwright.views.floor.HallPlan.RackPlace;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.LegendHistogram;
import org.jspecify.annotations.Nullable;

/**
 * One rack of the hall from near: which one, where the reader is in it, and when it is drawn anew. FX thread; asks for
 * values only while a rack is open.
 */
final class RackScreen {
    /** What the hall knows. @param scale of the map, null where it is not that of the cells of a rack */
    record Hall(
            Plant plant,
            HallPlan plan,
            RackAlarms alarms,
            Metric metric,
            @Nullable Scale scale,
            Set<Outline> outlines,
            LegendHistogram legend,
            int selected,
            int hovered,
            Set<Integer> together,
            long now) {}

    private final ViewContext context;
    private final RackColumns columns;
    private final RackDrawing drawing;
    private final RackBar bar;
    private final Runnable back;
    private final Turns<RackScene> turns;
    private @Nullable EntityId rack;
    private @Nullable RackContents contents;
    private @Nullable RackScene scene;
    private @Nullable Hall hall;
    private @Nullable Scale scale;
    /** What the cells were coloured by last, while the map had {@link #ofMap}. */
    private @Nullable Scale scaled;

    private @Nullable Scale ofMap;
    private @Nullable Metric asked;
    private double scroll;
    private final Consumer<RackScene> counted;
    private long drawnStamp;
    private boolean dirty = true;
    private boolean recount = true;
    private boolean moved = true;
    private String spoken = "";

    /** @param counted told what is drawn when other values are, for the legends @param back to the hall */
    RackScreen(
            ViewContext context,
            ObservableValue<Look> looks,
            LongSupplier nanoTime,
            Consumer<RackScene> counted,
            Runnable back) {
        this.context = context;
        this.back = back;
        columns = new RackColumns(context);
        drawing = new RackDrawing(looks);
        bar = new RackBar(this::changed, this::step, back);
        turns = new Turns<>(nanoTime, List.of(this::draw, this::count));
        this.counted = counted;
        drawing.setFocusTraversable(true);
        drawing.setOnKeyPressed(this::key);
        drawing.addEventHandler(MouseEvent.MOUSE_MOVED, e -> context.selection().hover(at(e)));
        drawing.addEventHandler(
                MouseEvent.MOUSE_EXITED, _ -> context.selection().hover(null));
        drawing.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        drawing.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        CopyMenu.install(drawing, "rack", this::csv, context);
    }

    Node node() {
        return drawing;
    }

    /** The rack that is open, if one is, and what stands in its cells. */
    Map<String, String> save() {
        EntityId open = rack();
        return open == null ? Map.of("cells", bar.save()) : Map.of("cells", bar.save(), "rack", open.text());
    }

    /** Of {@link #save} what does not need the plant. */
    void restore(Map<String, String> saved) {
        bar.restore(saved.get("cells"));
    }

    Node controls() {
        return bar.node();
    }

    /** The rack that is open, null while the hall is seen. */
    @Nullable
    EntityId rack() {
        return rack;
    }

    void open(EntityId next) {
        if (!next.equals(rack)) {
            rack = next;
            contents = null;
            scroll = 0;
            spoken = "";
            changed();
        }
    }

    void close() {
        rack = null;
        contents = null;
        scene = null;
        asked = null;
        scale = null;
        scaled = null;
        columns.close();
    }

    /** Something other is to be shown. */
    void changed() {
        dirty = true;
        recount = true;
    }

    /** The same values, but something else is selected or pointed at. */
    void pointed() {
        dirty = true;
    }

    /** Draws what changed; goes back when the rack is gone. */
    void pulse(Hall next) {
        EntityId open = rack;
        Hall before = hall;
        hall = next;
        int index = open == null ? -1 : next.plant().indexOf(open);
        if (index < 0 || next.plant().entity(index).kind() != EntityKind.RACK) {
            back.run();
            return;
        }
        RackContents known = contents;
        if (known == null || before == null || before.plant() != next.plant()) {
            known = RackContents.of(next.plant(), next.plant().slotOf(index));
            contents = known;
            beside(next, known.slot());
            changed();
        }
        if (asked != next.metric()) {
            asked = next.metric();
            scale = null;
            columns.open(next.metric());
            changed();
        }
        moved |= before == null || before.alarms() != next.alarms();
        if (!dirty && !turns.free()) {
            turns.pulse();
            return;
        }
        long stamp = columns.take();
        if (!dirty && !moved && stamp == drawnStamp) {
            return;
        }
        moved = false;
        recount |= stamp != drawnStamp;
        drawnStamp = stamp;
        show(next, known);
    }

    private void show(Hall now, RackContents known) {
        Chosen chosen = columns.chosen(now.metric());
        RackScene made = new RackScene(
                now.plant(),
                known,
                columns,
                chosen,
                scaled(now, chosen, known),
                now.legend(),
                now.alarms(),
                now.outlines(),
                bar.inCell(),
                now.selected(),
                now.hovered(),
                now.together(),
                now.now(),
                scroll);
        scene = made;
        if (dirty) {
            dirty = false;
            turns.now(made);
        } else {
            turns.show(made);
        }
    }

    private void count(RackScene shown) {
        if (recount) {
            recount = false;
            counted.accept(shown);
        }
    }

    /** Of the same values it is the same. */
    private Scale scaled(Hall now, Chosen chosen, RackContents known) {
        Scale made = scaled;
        if (made == null || recount || ofMap != now.scale()) {
            made = scale(now, chosen, known);
            scaled = made;
            ofMap = now.scale();
        }
        return made;
    }

    /** That of the map, where it shows the same cells: colours must compare. */
    private Scale scale(Hall now, Chosen chosen, RackContents known) {
        Scale hall = now.scale();
        Scale own = hall == null ? scale : hall;
        double[] values = values(chosen, known);
        if (own == null || own.leavesOut(values)) {
            double[] all = CellValues.of(now.plant(), now.plan(), context.latest(), now.metric(), chosen.level())
                    .values();
            own = Scale.of(now.metric(), all, false);
            boolean any = Arrays.stream(all).anyMatch(v -> !Double.isNaN(v));
            scale = any ? own : null;
            return own;
        }
        scale = own;
        return own;
    }

    /** What colours the cells of the rack. */
    static double[] values(Chosen chosen, RackContents rack) {
        int[] slots = rack.slots(chosen.level());
        double[] values = new double[slots.length];
        for (int i = 0; i < slots.length; i++) {
            Told told = chosen.told(slots[i]);
            values[i] = told.number() ? told.value() : Double.NaN;
        }
        return values;
    }

    static byte[] states(Chosen chosen, RackContents rack) {
        int[] slots = rack.slots(chosen.level());
        byte[] states = new byte[slots.length];
        for (int i = 0; i < slots.length; i++) {
            states[i] = (byte) chosen.told(slots[i]).state().ordinal();
        }
        return states;
    }

    private void draw(RackScene shown) {
        drawing.show(shown);
        RackGrid grid = drawing.grid();
        if (grid != null && scroll > grid.overflow) {
            scroll = grid.overflow;
            pointed();
        }
        String words = RackWords.spoken(shown);
        if (!words.equals(spoken)) {
            spoken = words;
            drawing.setAccessibleText(words);
        }
    }

    private void beside(Hall now, int slot) {
        bar.beside(name(now, slot, -1), name(now, slot, 1));
    }

    private static String name(Hall now, int slot, int step) {
        RackPlace place = beside(now.plan(), slot, step);
        return place == null
                ? ""
                : now.plant().at(EntityKind.RACK, place.rackSlot()).name();
    }

    private static @Nullable RackPlace beside(HallPlan plan, int slot, int step) {
        List<RackPlace> racks = plan.racks();
        int at = racks.indexOf(plan.ofRack(slot)) + step;
        return at < 0 || at >= racks.size() ? null : racks.get(at);
    }

    /** Selects the rack beside, which opens it. */
    private void step(int by) {
        Hall now = hall;
        RackContents known = contents;
        RackPlace place = now == null || known == null ? null : beside(now.plan(), known.slot(), by);
        if (now != null && place != null) {
            context.selection()
                    .select(now.plant().at(EntityKind.RACK, place.rackSlot()).id());
        }
    }

    private @Nullable EntityId at(MouseEvent e) {
        RackGrid grid = drawing.grid();
        RackScene shown = scene;
        int index = grid == null || shown == null ? -1 : grid.at(e.getX(), e.getY());
        return index < 0 || shown == null ? null : shown.plant().entity(index).id();
    }

    private void press(MouseEvent e) {
        drawing.requestFocus();
        EntityId id = e.getButton() == MouseButton.PRIMARY ? at(e) : null;
        Hall now = hall;
        if (id != null && now != null) {
            gathering(now).pick(id, e);
        }
    }

    private Gathering gathering(Hall now) {
        return new Gathering(context.selection(), now.plant(), now.plan(), EntityKind.NODE);
    }

    /** Where trays lie below each other out of sight the wheel moves them; else, or with Ctrl, it zooms out. */
    private void scroll(ScrollEvent e) {
        RackGrid grid = drawing.grid();
        if (grid != null && grid.overflow > 0 && !e.isShortcutDown()) {
            scrollTo(scroll - e.getDeltaY(), grid);
        } else if (e.getDeltaY() < 0) {
            back.run();
        }
        e.consume();
    }

    private void scrollTo(double y, RackGrid grid) {
        scroll = Math.clamp(y, 0, grid.overflow);
        pointed();
    }

    private void key(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        switch (e.getCode()) {
            case ESCAPE, MINUS, SUBTRACT, HOME -> back.run();
            case PLUS, ADD, EQUALS -> pointed(); // nothing is nearer
            case PAGE_UP -> step(-1);
            case PAGE_DOWN -> step(1);
            case LEFT -> move(-1, 0, false);
            case RIGHT -> move(1, 0, false);
            case UP -> move(0, -1, e.isShiftDown());
            case DOWN -> move(0, 1, e.isShiftDown());
            default -> {
                return;
            }
        }
        e.consume(); // else the desk would also step in time
    }

    /**
     * From what is selected to what stands beside it: a tray and its GPUs in a line, then the bands.
     *
     * @param also what was selected stays so, and the trays in between are too
     */
    private void move(int right, int down, boolean also) {
        RackScene shown = scene;
        List<int[]> lines = shown == null ? List.of() : shown.rack().reach(shown.plant());
        if (shown == null || lines.isEmpty()) {
            return;
        }
        int line = -1;
        int column = 0;
        for (int l = 0; l < lines.size(); l++) {
            for (int c = 0; c < lines.get(l).length; c++) {
                boolean here = lines.get(l)[c] == shown.selected();
                line = here ? l : line;
                column = here ? c : column;
            }
        }
        int to = line < 0 ? 0 : Math.clamp(line + down, 0, lines.size() - 1);
        int at = line < 0 ? 0 : Math.clamp(column + right, 0, lines.get(to).length - 1);
        EntityId next = shown.plant().entity(lines.get(to)[at]).id();
        Hall now = hall;
        if (also && now != null) {
            gathering(now).reach(next);
        } else {
            context.selection().select(next);
        }
        RackGrid grid = drawing.grid();
        if (grid != null && to < shown.rack().trays().size()) {
            RackGrid.Line seen = grid.lineOf(to);
            double least = seen.y() + seen.h() - grid.bottom;
            scrollTo(Math.clamp(scroll, Math.min(least, seen.y() - grid.top), seen.y() - grid.top), grid);
        } else if (grid != null) {
            scrollTo(grid.overflow, grid);
        }
    }

    private String csv() {
        RackScene shown = scene;
        return shown == null ? "" : RackWords.csv(shown);
    }
}
