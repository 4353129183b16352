package millwright.views.floor;

import java.util.Map;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
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
            if (named(pen.look(), s, rack)) {
                double end = end(pen.look(), s, rack, mark);
                pen.fill(Token.BG, x + 16, y - 1, end - x - 12, 16);
                pen.text(mark.text(), pen.look().condensedStrong(Fonts.LABEL), Token.STRONG, x + 18, y + 11);
            }
        }
    }

    /** Where the name beside its shape ends, px. */
    private static double end(Look look, MapPainter.Scene s, RackPlace rack, RackAlarms.Mark mark) {
        double shape = s.camera().left(rack) + s.camera().rackWidth() / 2.0 - 7;
        return shape + 18 + look.width(mark.text(), look.condensedStrong(Fonts.LABEL));
    }

    /** What of the rack has an alarm is named below the racks beside it, where nothing else stands there. */
    private static boolean named(Look look, MapPainter.Scene s, RackPlace rack) {
        RackAlarms.Mark mark = roomy(s) && s.camera().rackWidth() >= 20 ? mark(s, rack) : null;
        return mark != null
                && !mark.text().isEmpty()
                && s.alarms().racks().size() <= MOST_NAMED
                && free(s, rack, end(look, s, rack, mark), true);
    }

    /** No alarm, nor a cap if that matters, stands below the racks to the right as far as {@code end}. */
    private static boolean free(MapPainter.Scene s, RackPlace rack, double end, boolean caps) {
        RackPlace next = s.plan().beside(rack, 1);
        while (next != null && s.camera().left(next) < end) {
            if (mark(s, next) != null || caps && s.capped().containsKey(next.rackSlot())) {
                return false;
            }
            next = s.plan().beside(next, 1);
        }
        return true;
    }

    /** Something else than the name of a job stands below the rack: its own alarm or cap, or the name of one to the left. */
    static boolean taken(Look look, MapPainter.Scene s, RackPlace rack) {
        RackPlace at = rack;
        while (at != null && mark(s, at) == null) {
            if (s.capped().containsKey(at.rackSlot())) {
                return at == rack;
            }
            at = s.plan().beside(at, -1);
        }
        RackAlarms.Mark mark = at == null ? null : mark(s, at);
        return at != null
                && mark != null
                && (at == rack
                        || named(look, s, at)
                                && end(look, s, at, mark) > s.camera().left(rack));
    }

    /** Where no alarm stands below the rack or beside it. */
    private static void cap(Pen pen, MapPainter.Scene s, RackPlace rack) {
        Map<Integer, Double> capped = s.capped();
        Double watts = capped.get(rack.rackSlot());
        if (watts == null || capped.size() > 12 || s.camera().rackWidth() < 20 || !roomy(s)) {
            return;
        }
        boolean alarmed = mark(s, rack) != null;
        String text = Double.isNaN(watts) ? "cap" : "cap " + Figures.fixed(watts, 0) + " W";
        double wide = pen.look().width(text, pen.look().condensedStrong(Fonts.LABEL));
        double x = s.camera().left(rack);
        if (!alarmed && free(s, rack, x + wide + 4, false)) {
            double base = s.camera().top(rack.line()) + s.camera().rackHeight() + 16;
            pen.fill(Token.BG, x - 4, base - 11, wide + 8, 14);
            pen.text(text, pen.look().condensedStrong(Fonts.LABEL), Token.SET, x, base);
        }
    }
}
