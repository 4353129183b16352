package millwright.views.floor;

import java.util.Map;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Pen;
import millwright.plant.DataState;
import millwright.styles.Fonts;
import millwright.styles.Symbol;
import millwright.styles.Token;
import millwright.views.floor.HallPlan.RackPlace;

/** Signs on racks that are wholly in one state, and the caps that are in force below them. FX thread. */
final class RackMarks {
    private RackMarks() {}

    static void draw(Pen pen, MapPainter.Scene s, double w, double h) {
        Camera camera = s.camera();
        if (camera.rackWidth() < 20 || camera.rackHeight() < 30) {
            return;
        }
        for (RackPlace rack : s.plan().racks()) {
            double x = camera.left(rack);
            double y = camera.top(rack.line());
            if (x < w && x + camera.rackWidth() > 0 && y < h && y + camera.rackHeight() > 0) {
                sign(pen, RackPainter.whole(s, rack), x + camera.rackWidth() / 2.0, y + camera.rackHeight() / 2.0);
                cap(pen, s, rack, x, y);
            }
        }
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

    /** Where no alarm stands below the rack. */
    private static void cap(Pen pen, MapPainter.Scene s, RackPlace rack, double x, double y) {
        Map<Integer, Double> capped = s.capped();
        Double watts = capped.get(rack.rackSlot());
        boolean alarmed = s.outlines() && s.alarms().racks().containsKey(rack.rackSlot());
        boolean next = rack.rackSlot() + 1 < s.plan().racks().size()
                && s.outlines()
                && s.alarms().racks().containsKey(rack.rackSlot() + 1);
        if (watts != null && !alarmed && !next && capped.size() <= 12) {
            String text = Double.isNaN(watts) ? "cap" : "cap " + Figures.fixed(watts, 0) + " W";
            double wide = pen.look().width(text, pen.look().condensedStrong(Fonts.LABEL));
            double base = y + s.camera().rackHeight() + 16;
            pen.fill(Token.BG, x - 4, base - 11, wide + 8, 14);
            pen.text(text, pen.look().condensedStrong(Fonts.LABEL), Token.SET, x, base);
        }
    }
}
