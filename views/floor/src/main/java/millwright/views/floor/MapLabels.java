package millwright.views.floor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;
import millwright.desk.draw.Look;
import millwright.series.Latest;
import millwright.views.floor.HallPlan.RackPlace;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is text or a shape over the map: rows with their power, rack numbers, jobs, alarm shapes, values. On
 * sheets no larger than what they show: whatever lies over the map is blended into it in every frame. FX thread; a sheet
 * a line of racks and three more.
 */
final class MapLabels extends Region {
    /** An alarm's shape, or a name, below a rack. */
    private static final int AISLE = 24;

    /** Numbers of large halls are a little wider than the room of names. */
    private static final int WIDER = 16;

    private final ObservableValue<Look> looks;
    private final Sheet names;
    private final Sheet numbers;
    private final Sheet inside;
    private final List<Sheet> aisles = new ArrayList<>();
    private final StatesSeen states = new StatesSeen();
    private @Nullable Shown shown;

    MapLabels(ObservableValue<Look> looks) {
        this.looks = looks;
        names = new Sheet(looks);
        numbers = new Sheet(looks);
        inside = new Sheet(looks);
        setMouseTransparent(true);
        getChildren().addAll(inside, names, numbers);
    }

    /** @param time ns, for limits that end */
    void show(MapPainter.Scene scene, Latest rackPower, long time) {
        int w = (int) getWidth();
        int h = (int) getHeight();
        Shown next = Shown.of(scene, states.number(scene.cells().states()), rackPower, looks.getValue(), w, h);
        if (w < 1 || h < 1 || next.equals(shown)) {
            return;
        }
        shown = next;
        RowNames rows = new RowNames(scene, rackPower, time);
        boolean bands = scene.plan().depth() < scene.plan().lines().size();
        names.show(0, 0, bands ? w : Math.min(w, (int) scene.camera().leftRoom() + WIDER), h, pen -> rows.rows(pen, h));
        numbers.show(0, 0, w, Math.min(h, (int) scene.camera().topRoom()), pen -> rows.columns(pen, w));
        if (CellNumbers.any(scene) || RackMarks.anySign(scene, w, h)) {
            inside.show(0, 0, w, h, pen -> {
                RackMarks.signs(pen, scene, w, h);
                CellNumbers.draw(pen, scene, w, h);
            });
        } else {
            inside.hide();
        }
        aisles(scene, w, h);
    }

    private void aisles(MapPainter.Scene scene, int w, int h) {
        int lines = scene.plan().depth();
        while (aisles.size() < lines) {
            Sheet made = new Sheet(looks);
            aisles.add(made);
            getChildren().add(made);
        }
        for (int line = 0; line < aisles.size(); line++) {
            if (line < lines) {
                aisle(aisles.get(line), scene, line, w, h);
            } else {
                aisles.get(line).hide();
            }
        }
    }

    private static void aisle(Sheet sheet, MapPainter.Scene scene, int line, int w, int h) {
        List<RackPlace> racks = scene.plan().racks().stream()
                .filter(rack -> rack.line() == line && AisleMarks.any(scene, rack))
                .toList();
        int y = scene.camera().top(line) + scene.camera().rackHeight();
        if (racks.isEmpty() || y + AISLE < 0 || y > h) {
            sheet.hide();
            return;
        }
        int from = Math.max(0, scene.camera().left(racks.getFirst()) - 12);
        int to = Math.min(
                w, scene.camera().left(racks.getLast()) + scene.camera().rackWidth() + 12);
        if (AisleMarks.roomy(scene)) {
            from = 0;
            to = w;
        }
        if (to <= from) {
            sheet.hide();
            return;
        }
        sheet.show(from, y, to - from, AISLE, pen -> AisleMarks.draw(pen, scene, line));
    }

    /** All that the labels say: text is the dearest to draw, and most changes of the map change none of it. */
    private record Shown(
            HallPlan plan,
            String camera,
            Level level,
            RackAlarms alarms,
            boolean alarmed,
            Map<Integer, Double> capped,
            int states,
            long power,
            @Nullable CellValues numbers,
            Look look,
            double width,
            double height) {
        static Shown of(MapPainter.Scene s, int states, Latest power, Look look, double w, double h) {
            return new Shown(
                    s.plan(),
                    s.camera().where(),
                    s.level(),
                    s.alarms(),
                    s.alarmed(),
                    s.capped(),
                    states,
                    power.version(),
                    CellNumbers.any(s) ? s.cells() : null,
                    look,
                    w,
                    h);
        }
    }
}
