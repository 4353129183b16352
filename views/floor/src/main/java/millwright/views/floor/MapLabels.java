package millwright.views.floor;

import java.util.Arrays;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.plant.Bound;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.series.Latest;
import millwright.styles.Token;
import millwright.views.floor.HallPlan.RackPlace;
import org.jspecify.annotations.Nullable;

/** Everything that is text or a shape over the map: rows with their power, rack numbers, jobs, alarm shapes, values. */
final class MapLabels extends Drawn {
    private static final MetricId RACK_POWER = new MetricId("rack.power");
    private MapPainter.@Nullable Scene scene;
    private @Nullable Latest power;
    private long now;
    private boolean mega;
    private @Nullable Shown shown;

    MapLabels(ObservableValue<Look> looks) {
        super(looks);
        setMouseTransparent(true);
    }

    void show(MapPainter.Scene newScene, Latest rackPower, long time) {
        scene = newScene;
        power = rackPower;
        now = time;
        Shown next = Shown.of(newScene, rackPower, look(), getWidth(), getHeight());
        if (!next.equals(shown)) {
            shown = next;
            repaint();
        }
    }

    /** All that the labels say: text is the dearest to draw, and most changes of the map change none of it. */
    private record Shown(
            HallPlan plan,
            String camera,
            Level level,
            RackAlarms alarms,
            boolean outlines,
            Map<Integer, Double> capped,
            int states,
            long power,
            @Nullable CellValues numbers,
            Look look,
            double width,
            double height) {
        static Shown of(MapPainter.Scene s, Latest power, Look look, double w, double h) {
            return new Shown(
                    s.plan(),
                    s.camera().where(),
                    s.level(),
                    s.alarms(),
                    s.outlines(),
                    s.capped(),
                    Arrays.hashCode(s.cells().states()),
                    power.version(),
                    s.plan().racks().stream().anyMatch(r -> readable(s, r)) ? s.cells() : null,
                    look,
                    w,
                    h);
        }
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        MapPainter.Scene s = scene;
        if (s == null) {
            return;
        }
        columns(pen, s, w);
        mega = large(s);
        if (!s.camera().zoomed()) {
            pen.text(mega ? "MW" : "kW", look().condensed(11), Token.MUTED, 0, Camera.TOP - 5);
        }
        for (int line = 0; line < s.plan().lines().size(); line++) {
            rowName(pen, s, line, h);
        }
        JobRibbons.draw(pen, s);
        RackMarks.draw(pen, s, w, h);
        if (s.outlines()) {
            s.alarms().racks().forEach((slot, mark) -> alarm(pen, s, s.plan().ofRack(slot), mark));
        }
        cellNumbers(pen, s, w, h);
    }

    private void columns(Pen pen, MapPainter.Scene s, double w) {
        if (s.camera().zoomed()) {
            return;
        }
        for (RackPlace rack : s.plan().racks()) {
            if (rack.line() == 0) {
                Entity entity = s.plant().at(EntityKind.RACK, rack.rackSlot());
                int position = ((Entity.Rack) entity).position();
                double x = s.camera().left(rack) + s.camera().rackWidth() / 2.0;
                if (s.camera().rackWidth() >= 14 && x < w) {
                    pen.center("%02d".formatted(position), look().condensed(11), Token.MUTED, x, Camera.TOP - 5);
                }
            }
        }
    }

    private void rowName(Pen pen, MapPainter.Scene s, int line, double h) {
        HallPlan.Line row = s.plan().lines().get(line);
        double y = s.camera().top(line);
        if (y < -20 || y > h || !row.first()) {
            return;
        }
        double middle = y + s.camera().rackHeight() / 2.0;
        boolean room = s.camera().rackHeight() >= 44;
        pen.text(row.name(), look().strong(13), Token.STRONG, 0, middle - (room ? 8 : -4), Camera.LEFT - 4);
        if (room) {
            double[] sum = rowPower(s, line);
            pen.text(compact(sum[0]), look().strong(12), Token.VALUE, 0, middle + 8);
            if (sum[1] > 0) {
                pen.text("/ " + compact(sum[1]), look().body(11), Token.MUTED, 0, middle + 22);
            }
        }
        RackAlarms.Mark mark = s.alarms().rows().get(row.rowIndex());
        if (mark != null && s.outlines()) {
            pen.text(mark.text(), look().condensedStrong(11), Token.STRONG, 0, middle - 24, Camera.LEFT - 2);
            pen.alarm(mark.priority(), mark.unacknowledged(), Camera.LEFT - 18, middle - 19, 12);
        }
    }

    /** In the one unit of all rows, which stands above them. */
    private String compact(double watts) {
        return Double.isNaN(watts)
                ? "–"
                : mega ? Figures.fixed(watts / 1e6, 2) : Figures.fixed(watts / 1e3, watts >= 99_950 ? 0 : 1);
    }

    /** MW where any row carries or may carry one, else kW. */
    private boolean large(MapPainter.Scene s) {
        for (int line = 0; line < s.plan().lines().size(); line++) {
            double[] sum = rowPower(s, line);
            if (sum[0] >= 1e6 || sum[1] >= 1e6) {
                return true;
            }
        }
        return false;
    }

    private double[] rowPower(MapPainter.Scene s, int line) {
        double sum = 0;
        double limits = 0;
        boolean any = false;
        Latest column = power;
        for (RackPlace rack : s.plan().racks()) {
            boolean same = s.plan().lines().get(rack.line()).rowIndex()
                    == s.plan().lines().get(line).rowIndex();
            if (same && column != null && rack.rackSlot() < column.size()) {
                double value = column.values()[rack.rackSlot()];
                any |= !Double.isNaN(value);
                sum += Double.isNaN(value) ? 0 : value;
                limits += s.plant()
                        .binding(s.plant().at(EntityKind.RACK, rack.rackSlot()).id(), RACK_POWER, Bound.UPPER, now)
                        .map(l -> l.at(now))
                        .orElse(0.0);
            }
        }
        return new double[] {any ? sum : Double.NaN, limits};
    }

    private void alarm(Pen pen, MapPainter.Scene s, RackPlace rack, RackAlarms.Mark mark) {
        double x = s.camera().left(rack) + s.camera().rackWidth() / 2.0 - 7;
        double y = s.camera().top(rack.line()) + s.camera().rackHeight() + 5;
        if (s.camera().rackWidth() >= 10) {
            pen.fill(Token.BG, x - 2, y - 1, 18, 16);
            pen.alarm(mark.priority(), mark.unacknowledged(), x, y, 14);
        }
    }

    private void cellNumbers(Pen pen, MapPainter.Scene s, double w, double h) {
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
        int wide = s.camera().rackWidth() / Math.max(1, rack.columns());
        int tall = s.camera().rackHeight() / rack.rows();
        return s.level() == Level.GPU && wide >= 20 && tall >= 12;
    }

    private void numbers(Pen pen, MapPainter.Scene s, RackPlace rack, int x, int y) {
        Camera camera = s.camera();
        for (int t = 0; t < rack.rows(); t++) {
            int top = y + Camera.edge(t, rack.rows(), camera.rackHeight());
            int tall = y + Camera.edge(t + 1, rack.rows(), camera.rackHeight()) - top;
            for (int g = 0; g < rack.gpus()[t].length; g++) {
                int slot = rack.gpus()[t][g];
                boolean ok = slot < s.cells().states().length && s.cells().states()[slot] == DataState.OK.ordinal();
                if (ok) {
                    double value = s.cells().values()[slot];
                    int left = x + Camera.edge(g, rack.columns(), camera.rackWidth());
                    int wide = x + Camera.edge(g + 1, rack.columns(), camera.rackWidth()) - left;
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
