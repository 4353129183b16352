package millwright.views.floor;

import millwright.desk.draw.Pen;
import millwright.plant.DataState;
import millwright.styles.Symbol;
import millwright.styles.Token;
import millwright.views.floor.HallPlan.RackPlace;

/** Signs on racks that are wholly in one state. FX thread. */
final class RackMarks {
    private RackMarks() {}

    static boolean anySign(MapPainter.Scene s, double w, double h) {
        return s.plan().racks().stream().anyMatch(rack -> seen(s, rack, w, h) && signed(RackPainter.whole(s, rack)));
    }

    static void signs(Pen pen, MapPainter.Scene s, double w, double h) {
        Camera camera = s.camera();
        for (RackPlace rack : s.plan().racks()) {
            if (seen(s, rack, w, h)) {
                double x = camera.left(rack) + camera.rackWidth() / 2.0;
                sign(pen, RackPainter.whole(s, rack), x, camera.top(rack.line()) + camera.rackHeight() / 2.0);
            }
        }
    }

    private static boolean seen(MapPainter.Scene s, RackPlace rack, double w, double h) {
        Camera camera = s.camera();
        double x = camera.left(rack);
        double y = camera.top(rack.line());
        boolean room = camera.rackWidth() >= 20 && camera.rackHeight() >= 30;
        return room && x < w && x + camera.rackWidth() > 0 && y < h && y + camera.rackHeight() > 0;
    }

    private static boolean signed(DataState state) {
        return state == DataState.STALE || state == DataState.FORBIDDEN;
    }

    private static void sign(Pen pen, DataState state, double x, double y) {
        switch (state) {
            case STALE -> {
                pen.fill(Token.BG, x - 9, y - 9, 18, 18);
                pen.symbol(Symbol.CLOCK, Token.TEXT, x - 8, y - 8, 16);
            }
            case FORBIDDEN -> {
                pen.fill(Token.BG, x - 8, y - 8, 16, 16);
                pen.symbol(Symbol.LOCK, Token.TEXT, x - 7, y - 7, 14);
            }
            case OK, NO_DATA, NOT_SUPPORTED, BAD -> {}
        }
    }
}
