package millwright.views.floor;

import java.util.Map;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Pen;
import millwright.styles.Fonts;
import millwright.styles.Token;
import millwright.views.floor.HallPlan.RackPlace;
import org.jspecify.annotations.Nullable;

/** What stands in the aisle below a line of racks: names of jobs, alarm shapes, caps in force. FX thread. */
final class AisleMarks {
    /** Of more alarms than that shapes say where, and the docked rack what. */
    private static final int MOST_NAMED = 24;

    private AisleMarks() {}

    /** Names and caps fit, not only alarm shapes. */
    static boolean roomy(MapPainter.Scene s) {
        return s.camera().rackHeight() >= 30;
    }

    /** Something may stand below the rack. */
    static boolean any(MapPainter.Scene s, RackPlace rack) {
        return roomy(s) || s.camera().rackWidth() >= 10 && mark(s, rack) != null;
    }

    static void draw(Pen pen, MapPainter.Scene s, int line) {
        if (roomy(s)) {
            JobRibbons.draw(pen, s, line);
        }
        for (RackPlace rack : s.plan().racks()) {
            if (rack.line() == line) {
                cap(pen, s, rack);
                alarm(pen, s, rack);
            }
        }
    }

    private static RackAlarms.@Nullable Mark mark(MapPainter.Scene s, RackPlace rack) {
        return s.alarmed() ? s.alarms().racks().get(rack.rackSlot()) : null;
    }

    private static void alarm(Pen pen, MapPainter.Scene s, RackPlace rack) {
        RackAlarms.Mark mark = mark(s, rack);
        if (mark != null && s.camera().rackWidth() >= 10) {
            double x = s.camera().left(rack) + s.camera().rackWidth() / 2.0 - 7;
            double y = s.camera().top(rack.line()) + s.camera().rackHeight() + 5;
            pen.fill(Token.BG, x - 2, y - 1, 18, 16);
            pen.alarm(mark.priority(), mark.unacknowledged(), x, y, 14);
            if (named(s, rack.rackSlot())) {
                double end = x + 18 + pen.look().width(mark.text(), pen.look().condensedStrong(Fonts.LABEL));
                pen.fill(Token.BG, x + 16, y - 1, end - x - 12, 16);
                pen.text(mark.text(), pen.look().condensedStrong(Fonts.LABEL), Token.STRONG, x + 18, y + 11);
            }
        }
    }

    /** What of the rack has an alarm is named below the rack beside it, where nothing else stands there. */
    static boolean named(MapPainter.Scene s, int rackSlot) {
        Map<Integer, RackAlarms.Mark> marks = s.alarms().racks();
        RackAlarms.Mark mark = s.alarmed() && roomy(s) ? marks.get(rackSlot) : null;
        int next = rackSlot + 1;
        return mark != null
                && !mark.text().isEmpty()
                && marks.size() <= MOST_NAMED
                && s.camera().rackWidth() >= 20
                && !marks.containsKey(next)
                && !s.capped().containsKey(next);
    }

    /** Where no alarm stands below the rack or beside it. */
    private static void cap(Pen pen, MapPainter.Scene s, RackPlace rack) {
        Map<Integer, Double> capped = s.capped();
        Double watts = capped.get(rack.rackSlot());
        if (watts == null || capped.size() > 12 || s.camera().rackWidth() < 20 || !roomy(s)) {
            return;
        }
        boolean alarmed = mark(s, rack) != null;
        boolean next = s.alarmed() && s.alarms().racks().containsKey(rack.rackSlot() + 1);
        if (!alarmed && !next) {
            String text = Double.isNaN(watts) ? "cap" : "cap " + Figures.fixed(watts, 0) + " W";
            double wide = pen.look().width(text, pen.look().condensedStrong(Fonts.LABEL));
            double x = s.camera().left(rack);
            double base = s.camera().top(rack.line()) + s.camera().rackHeight() + 16;
            pen.fill(Token.BG, x - 4, base - 11, wide + 8, 14);
            pen.text(text, pen.look().condensedStrong(Fonts.LABEL), Token.SET, x, base);
        }
    }
}
