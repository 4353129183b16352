package millwright.views.floor;

import java.util.Map;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.styles.HeatRamp;
import millwright.styles.Palette;
import millwright.styles.Token;
import millwright.views.floor.HallPlan.RackPlace;
import millwright.views.kit.CellPainter;
import millwright.views.kit.LegendHistogram;
import millwright.views.kit.PixelSurface;
import org.jspecify.annotations.Nullable;

/** Fills the pixels of the map: rack bodies, cells by value and state, outlines of alarms, selection and hover. FX thread. */
final class MapPainter {
    /** What is drawn; all of one plant revision. @param capped W per GPU in force by slot of the rack, NaN unknown */
    record Scene(
            Plant plant,
            HallPlan plan,
            Camera camera,
            Level level,
            CellValues cells,
            Scale scale,
            LegendHistogram legend,
            RackAlarms alarms,
            boolean outlines,
            int selected,
            int hovered,
            Map<Integer, Double> capped) {}

    /** values() copies its array, once for each of very many cells. */
    private static final DataState[] STATES = DataState.values();

    private static final byte OK = (byte) DataState.OK.ordinal();

    private int[] edges = {0};
    private int[] inks = {};
    private int[] ground = {};
    private String groundOf = "";
    private @Nullable HallPlan groundPlan;

    void paint(PixelSurface surface, Scene scene, Palette palette) {
        CellPainter cells = new CellPainter(surface.pixels(), surface.width(), surface.height(), palette);
        HeatRamp ramp = scene.scale().diverging() ? palette.diverging() : palette.heat();
        Camera camera = scene.camera();
        ground(surface, scene, palette, cells);
        for (RackPlace rack : scene.plan().racks()) {
            int x = camera.left(rack);
            int y = camera.top(rack.line());
            if (inSight(surface, camera, x, y)) {
                rack(cells, scene, rack, ramp, palette, x, y);
            }
        }
        outlines(cells, scene, palette);
        surface.show();
    }

    /** What lies under the cells, drawn anew only when it looks different: copying is faster than many small fills. */
    private void ground(PixelSurface surface, Scene scene, Palette palette, CellPainter cells) {
        Camera camera = scene.camera();
        String of = camera.where() + " " + palette.argb(Token.RACK_BODY) + " " + surface.width();
        boolean same = scene.plan() == groundPlan && of.equals(groundOf);
        if (same && ground.length == surface.pixels().length) {
            System.arraycopy(ground, 0, surface.pixels(), 0, ground.length);
            return;
        }
        surface.clear(palette.argb(Token.BG));
        for (RackPlace rack : scene.plan().racks()) {
            int x = camera.left(rack);
            int y = camera.top(rack.line());
            if (inSight(surface, camera, x, y)) {
                cells.fill(x, y, camera.rackWidth(), camera.rackHeight(), palette.argb(Token.RACK_BODY));
            }
        }
        ground = surface.pixels().clone();
        groundOf = of;
        groundPlan = scene.plan();
    }

    private static boolean inSight(PixelSurface surface, Camera camera, int x, int y) {
        return x < surface.width() && x + camera.rackWidth() > 0 && y < surface.height() && y + camera.rackHeight() > 0;
    }

    private void rack(CellPainter cells, Scene scene, RackPlace rack, HeatRamp ramp, Palette palette, int x, int y) {
        int w = scene.camera().rackWidth();
        int h = scene.camera().rackHeight();
        if (scene.level() == Level.RACK || rack.nodes().length == 0) {
            cell(cells, scene, ramp, palette, rack.rackSlot(), x, y, w, h);
            return;
        }
        DataState whole = whole(scene, rack);
        if (whole == DataState.NO_DATA || whole == DataState.FORBIDDEN) {
            cells.cell(x, y, w, h, whole, 0);
            return;
        }
        columns(rack.columns(), w);
        for (int t = 0; t < rack.rows(); t++) {
            int top = y + Camera.edge(t, rack.rows(), h);
            int tall = y + Camera.edge(t + 1, rack.rows(), h) - top;
            int gap = tall > 2 ? 1 : 0;
            if (scene.level() == Level.TRAY) {
                cell(cells, scene, ramp, palette, rack.nodes()[t], x, top, w, tall - gap);
            } else if (!plain(cells, scene, rack.gpus()[t], ramp, palette, x, top, tall - gap)) {
                gpus(cells, scene, rack, t, ramp, palette, x, top, w, tall - gap);
            }
        }
        if (scene.capped().containsKey(rack.rackSlot())) {
            cells.fill(x, y - 4, w, 3, palette.argb(Token.SET));
        }
    }

    /** The state that all cells of a rack are in; OK when they differ. */
    static DataState whole(Scene scene, RackPlace rack) {
        byte[] states = scene.cells().states();
        int found = -1;
        for (int t = 0; t < rack.nodes().length; t++) {
            int[] gpus = rack.gpus()[t];
            for (int g = 0; g < (scene.level() == Level.GPU ? gpus.length : 1); g++) {
                int slot = switch (scene.level()) {
                    case GPU -> gpus[g];
                    case TRAY -> rack.nodes()[t];
                    case RACK -> rack.rackSlot();
                };
                if (slot >= states.length || states[slot] == OK || found >= 0 && states[slot] != found) {
                    return DataState.OK;
                }
                found = states[slot];
            }
        }
        return found < 0 ? DataState.OK : STATES[found];
    }

    /** The usual tray, every GPU of which has a value. @return false, nothing drawn, for any other */
    private boolean plain(
            CellPainter cells, Scene scene, int[] gpus, HeatRamp ramp, Palette palette, int x, int y, int h) {
        double[] values = scene.cells().values();
        byte[] states = scene.cells().states();
        if (gpus.length != edges.length - 1) {
            return false;
        }
        for (int g = 0; g < gpus.length; g++) {
            int slot = gpus[g];
            if (slot >= values.length || states[slot] != OK) {
                return false;
            }
            inks[g] = scene.legend().keeps(values[slot])
                    ? ramp.argb(scene.scale().position(values[slot]))
                    : palette.argb(Token.OUT_OF_BRUSH);
        }
        cells.row(x, y, h, edges, inks);
        return true;
    }

    /** Where the cells of a tray begin; racks of one width are the rule. */
    private void columns(int count, int w) {
        if (edges.length != count + 1 || edges[count] != w) {
            edges = new int[count + 1];
            for (int g = 0; g <= count; g++) {
                edges[g] = Camera.edge(g, count, w);
            }
            inks = new int[count];
        }
    }

    private static void gpus(
            CellPainter cells,
            Scene scene,
            RackPlace rack,
            int tray,
            HeatRamp ramp,
            Palette palette,
            int x,
            int top,
            int w,
            int tall) {
        int[] gpus = rack.gpus()[tray];
        for (int g = 0; g < gpus.length; g++) {
            int left = x + Camera.edge(g, rack.columns(), w);
            int wide = x + Camera.edge(g + 1, rack.columns(), w) - left;
            cell(cells, scene, ramp, palette, gpus[g], left, top, wide - (wide > 2 ? 1 : 0), tall);
        }
    }

    private static void cell(
            CellPainter cells, Scene scene, HeatRamp ramp, Palette palette, int slot, int x, int y, int w, int h) {
        CellValues values = scene.cells();
        if (slot >= values.values().length) {
            return;
        }
        double value = values.values()[slot];
        DataState state = STATES[values.states()[slot]];
        boolean out = !Double.isNaN(value) && !scene.legend().keeps(value);
        int argb =
                out ? palette.argb(Token.OUT_OF_BRUSH) : ramp.argb(scene.scale().position(value));
        cells.cell(x, y, w, h, state, argb);
    }

    private static void outlines(CellPainter cells, Scene scene, Palette palette) {
        if (scene.outlines()) {
            scene.alarms().racks().forEach((slot, mark) -> {
                if (mark.priority().ordinal() <= Priority.MEDIUM.ordinal()) {
                    int thickness = mark.priority().ordinal() <= Priority.HIGH.ordinal() ? 2 : 1;
                    outlineRack(
                            cells,
                            scene,
                            slot,
                            thickness,
                            palette,
                            mark.priority().number());
                }
            });
        }
        around(cells, scene, scene.hovered(), 1, palette.argb(Token.SEL), 3);
        around(cells, scene, scene.selected(), 2, palette.argb(Token.SEL), 0);
    }

    private static void outlineRack(
            CellPainter cells, Scene scene, int slot, int thickness, Palette palette, int priority) {
        RackPlace rack = scene.plan().ofRack(slot);
        Camera camera = scene.camera();
        int grow = thickness;
        int argb = argb(palette, priority);
        cells.frame(
                camera.left(rack) - grow,
                camera.top(rack.line()) - grow,
                camera.rackWidth() + 2 * grow,
                camera.rackHeight() + 2 * grow,
                thickness,
                argb,
                0);
    }

    private static int argb(Palette palette, int priority) {
        return palette.argb(
                switch (priority) {
                    case 1 -> Token.ALARM_1_INK;
                    case 2 -> Token.ALARM_2_INK;
                    default -> Token.ALARM_3_INK;
                });
    }

    /** Frames an entity 3 px outside its alarm outline: its rack, and its own cell when that is large enough. */
    private static void around(CellPainter cells, Scene scene, int index, int thickness, int argb, int dash) {
        if (index < 0) {
            return;
        }
        EntityKind kind = scene.plant().entity(index).kind();
        int slot = scene.plant().slotOf(index);
        int rackSlot = scene.plan().rackOf(kind, slot);
        if (rackSlot < 0) {
            return;
        }
        RackPlace rack = scene.plan().ofRack(rackSlot);
        Camera camera = scene.camera();
        int x = camera.left(rack);
        int y = camera.top(rack.line());
        cells.frame(
                x - 3 - thickness,
                y - 3 - thickness,
                camera.rackWidth() + 2 * (3 + thickness),
                camera.rackHeight() + 2 * (3 + thickness),
                thickness,
                argb,
                dash);
        for (int t = 0; t < rack.nodes().length && kind != EntityKind.RACK; t++) {
            int top = y + Camera.edge(t, rack.rows(), camera.rackHeight());
            int tall = y + Camera.edge(t + 1, rack.rows(), camera.rackHeight()) - top;
            if (kind == EntityKind.NODE && rack.nodes()[t] == slot) {
                cells.frame(x - 1, top - 1, camera.rackWidth() + 2, tall + 1, 1, argb, 0);
            }
            for (int g = 0; g < rack.gpus()[t].length && kind == EntityKind.GPU; g++) {
                if (rack.gpus()[t][g] == slot) {
                    int left = x + Camera.edge(g, rack.columns(), camera.rackWidth());
                    int wide = x + Camera.edge(g + 1, rack.columns(), camera.rackWidth()) - left;
                    cells.frame(left - 2, top - 2, wide + 3, tall + 3, 2, argb, 0);
                }
            }
        }
    }
}
