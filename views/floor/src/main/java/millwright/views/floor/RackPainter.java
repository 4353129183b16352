package millwright.views.floor;

import java.util.List;
import millwright.plant.DataState;
import millwright.styles.HeatRamp;
import millwright.styles.Palette;
import millwright.styles.Token;
import millwright.views.floor.HallPlan.RackPlace;
import millwright.views.floor.MapPainter.Scene;
import millwright.views.kit.CellPainter;

/** Fills the cells of racks by value and state. One thread at a time; two of these may paint different racks at once. */
final class RackPainter {
    /** Px by which the mark of a cap stands above its rack. */
    static final int ABOVE = 4;

    /** values() copies its array, once for each of very many cells. */
    private static final DataState[] STATES = DataState.values();

    private static final byte OK = (byte) DataState.OK.ordinal();

    private int[] edges = {0};
    private int[] inks = {};

    void paint(CellPainter cells, Scene scene, List<RackPlace> racks, Palette palette) {
        HeatRamp ramp = scene.scale().diverging() ? palette.diverging() : palette.heat();
        for (RackPlace rack : racks) {
            rack(
                    cells,
                    scene,
                    rack,
                    ramp,
                    palette,
                    scene.camera().left(rack),
                    scene.camera().top(rack.line()));
        }
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
            cells.fill(x, y - ABOVE, w, 3, palette.argb(Token.SET));
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
}
