package millwright.views.floor;

import javafx.scene.text.Font;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.plant.Bound;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.styles.Token;
import millwright.views.floor.HallPlan.RackPlace;
import org.jspecify.annotations.Nullable;

/** Names of rows with their power, and the numbers of racks above the map. FX thread; made for one drawing. */
final class RowNames {
    private static final MetricId RACK_POWER = new MetricId("rack.power");
    private static final MetricId OBSERVED = new MetricId("power.observed");
    /** From this height on, px, the power of a row stands below its name. */
    private static final int ROOMY = 44;

    private final MapPainter.Scene scene;
    private final Camera camera;
    private final double[] power;
    private final double[] limits;
    private final boolean mega;

    /** @param rackPower latest power of racks, W @param now ns, for limits that end */
    RowNames(MapPainter.Scene scene, Latest rackPower, long now) {
        this.scene = scene;
        camera = scene.camera();
        int lines = scene.plan().lines().size();
        power = new double[lines];
        limits = limits(scene.plant(), scene.plan(), now);
        sum(rackPower);
        boolean large = false;
        for (int line = 0; line < lines; line++) {
            large |= power[line] >= 1e6 || limits[line] >= 1e6;
        }
        mega = large;
    }

    /** Power of a row that wraps stands at its first line. */
    private void sum(Latest rackPower) {
        int[] first = first(scene.plan());
        boolean[] any = new boolean[first.length];
        for (RackPlace rack : scene.plan().racks()) {
            int into = first[rack.row()];
            if (rack.rackSlot() < rackPower.size()) {
                double value = rackPower.values()[rack.rackSlot()];
                any[into] |= !Double.isNaN(value);
                power[into] += Double.isNaN(value) ? 0 : value;
            }
        }
        for (int line = 0; line < any.length; line++) {
            power[line] = any[line] ? power[line] : Double.NaN;
        }
    }

    /** The line at which each line's row begins. */
    private static int[] first(HallPlan plan) {
        int[] first = new int[plan.lines().size()];
        for (int line = 0; line < first.length; line++) {
            first[line] = plan.lines().get(line).first() ? line : first[line - 1];
        }
        return first;
    }

    /**
     * What a row may draw, W, at its first line: what all of its racks may, or less where one busway has to carry it; NaN
     * where neither is known.
     */
    static double[] limits(Plant plant, HallPlan plan, long now) {
        int[] first = first(plan);
        double[] limits = new double[first.length];
        for (RackPlace rack : plan.racks()) {
            limits[first[rack.row()]] += limit(plant, plant.indexAt(EntityKind.RACK, rack.rackSlot()), RACK_POWER, now);
        }
        for (int line = 0; line < first.length; line++) {
            int row = plan.lines().get(line).rowIndex();
            for (int busway : row < 0 ? new int[0] : plan.busways(row)) {
                double one = limit(plant, busway, OBSERVED, now);
                limits[line] = one < limits[line] || Double.isNaN(limits[line]) ? one : limits[line];
            }
        }
        return limits;
    }

    private static double limit(Plant plant, int index, MetricId metric, long now) {
        return plant.binding(plant.entity(index).id(), metric, Bound.UPPER, now)
                .map(l -> l.at(now))
                .orElse(Double.NaN);
    }

    void columns(Pen pen, double w) {
        if (camera.zoomed()) {
            return;
        }
        if (camera.rackHeight() >= pen.look().scaled(ROOMY)) {
            pen.text(
                    mega ? "MW" : "kW",
                    pen.look().condensed(11),
                    Token.MUTED,
                    0,
                    camera.topRoom() - pen.look().scaled(5));
        }
        for (RackPlace rack : scene.plan().racks()) {
            if (rack.line() == 0) {
                Entity entity = scene.plant().at(EntityKind.RACK, rack.rackSlot());
                int position = ((Entity.Rack) entity).position();
                double x = camera.left(rack) + camera.rackWidth() / 2.0;
                if (camera.rackWidth() >= pen.look().scaled(14) && x < w) {
                    pen.center(
                            "%02d".formatted(position),
                            pen.look().condensed(11),
                            Token.MUTED,
                            x,
                            camera.topRoom() - pen.look().scaled(5));
                }
            }
        }
    }

    void rows(Pen pen, double h) {
        int pitch = Math.max(1, camera.top(1) - camera.top(0));
        int every = Math.max(1, (int) Math.ceil(pen.look().scaled(13) / pitch)); // names must not lie on each other
        for (int line = 0; line < scene.plan().lines().size(); line++) {
            if (scene.plan().lines().get(line).line() % every == 0) {
                row(pen, line, h);
            }
        }
    }

    private void row(Pen pen, int line, double h) {
        HallPlan.Line row = scene.plan().lines().get(line);
        double y = camera.top(row.line());
        if (y < -20 || y > h || !row.first()) {
            return;
        }
        RackAlarms.Mark mark = scene.alarms().rows().get(row.rowIndex());
        if (scene.plan().depth() < scene.plan().lines().size()) {
            banded(pen, row, mark, y + camera.rackHeight() / 2.0 + 4);
            return;
        }
        double middle = y + camera.rackHeight() / 2.0;
        boolean room = camera.rackHeight() >= pen.look().scaled(ROOMY);
        double left = camera.leftRoom();
        Look look = pen.look();
        Font face = look.strong(13);
        String name = look.width(row.name(), face) <= left - 4 ? row.name() : lastWord(row.name());
        pen.text(name, face, Token.STRONG, 0, middle - look.scaled(room ? 8 : -4), left - 4);
        if (room) {
            pen.text(compact(power[line]), pen.look().strong(12), Token.VALUE, 0, middle + look.scaled(8));
            if (limits[line] > 0) {
                pen.text("/ " + compact(limits[line]), pen.look().body(11), Token.MUTED, 0, middle + look.scaled(22));
            }
        }
        if (mark != null && scene.alarmed()) {
            pen.text(mark.text(), pen.look().condensedStrong(11), Token.STRONG, 0, middle - look.scaled(24), left - 2);
            pen.alarm(
                    mark.priority(),
                    mark.unacknowledged(),
                    left - look.scaled(18),
                    middle - look.scaled(19),
                    look.scaled(12));
        }
    }

    /** Of "Row 7" what tells it from the others. */
    private static String lastWord(String name) {
        return name.substring(name.strip().lastIndexOf(' ') + 1);
    }

    /** Left of its racks, wherever these stand, with its alarm beside the name. */
    private void banded(Pen pen, HallPlan.Line row, RackAlarms.@Nullable Mark mark, double baseline) {
        double right = camera.left(row.column()) - 4;
        double x = pen.right(row.name(), pen.look().condensedStrong(12), Token.STRONG, right, baseline);
        if (mark != null && scene.alarmed()) {
            pen.alarm(mark.priority(), mark.unacknowledged(), x - 14, baseline - 10, 12);
        }
    }

    /** In the one unit of all rows, which stands above them. */
    private String compact(double watts) {
        return Double.isNaN(watts)
                ? "–"
                : mega ? Figures.fixed(watts / 1e6, 2) : Figures.fixed(watts / 1e3, watts >= 99_950 ? 0 : 1);
    }
}
