package millwright.views.floor;

import millwright.desk.draw.Pen;
import millwright.plant.DataState;
import millwright.views.floor.HallPlan.RackPlace;

/** The values of cells on them, where these are large enough to read them. FX thread. */
final class CellNumbers {
    private CellNumbers() {}

    static boolean any(MapPainter.Scene s) {
        return s.plan().racks().stream().anyMatch(rack -> readable(s, rack));
    }

    static void draw(Pen pen, MapPainter.Scene s, double w, double h) {
        Camera camera = s.camera();
        for (RackPlace rack : s.plan().racks()) {
            int x = camera.left(rack);
            int y = camera.top(rack.line());
            boolean seen = x < w && x + camera.rackWidth() > 0 && y < h && y + camera.rackHeight() > 0;
            if (seen && readable(s, rack)) {
                numbers(pen, s, rack, x, y);
            }
        }
    }

    private static boolean readable(MapPainter.Scene s, RackPlace rack) {
        int wide = s.camera().rackWidth() / columns(s, rack);
        int tall = s.camera().rackHeight() / rows(s, rack);
        return wide >= 20 && tall >= 12;
    }

    private static int columns(MapPainter.Scene s, RackPlace rack) {
        return s.level() == Level.GPU ? Math.max(1, rack.columns()) : 1;
    }

    private static int rows(MapPainter.Scene s, RackPlace rack) {
        return s.level() == Level.RACK ? 1 : rack.rows();
    }

    /** Slots of the cells of a tray, or the rack's own. */
    private static int[] slots(MapPainter.Scene s, RackPlace rack, int tray) {
        return switch (s.level()) {
            case RACK -> new int[] {rack.rackSlot()};
            case TRAY -> tray < rack.nodes().length ? new int[] {rack.nodes()[tray]} : new int[0];
            case GPU -> tray < rack.gpus().length ? rack.gpus()[tray] : new int[0];
        };
    }

    private static void numbers(Pen pen, MapPainter.Scene s, RackPlace rack, int x, int y) {
        Camera camera = s.camera();
        int rows = rows(s, rack);
        int columns = columns(s, rack);
        for (int t = 0; t < rows; t++) {
            int top = y + Camera.edge(t, rows, camera.rackHeight());
            int tall = y + Camera.edge(t + 1, rows, camera.rackHeight()) - top;
            int[] slots = slots(s, rack, t);
            for (int g = 0; g < slots.length; g++) {
                int slot = slots[g];
                boolean ok = slot < s.cells().states().length && s.cells().states()[slot] == DataState.OK.ordinal();
                if (ok) {
                    double value = s.cells().values()[slot];
                    int left = x + Camera.edge(g, columns, camera.rackWidth());
                    int wide = x + Camera.edge(g + 1, columns, camera.rackWidth()) - left;
                    CellInk.number(
                            pen,
                            s.scale(),
                            value,
                            left,
                            top,
                            wide,
                            tall,
                            s.legend().keeps(value));
                }
            }
        }
    }
}
