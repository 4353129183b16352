package millwright.views.floor;

import java.util.Comparator;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Polyline;
import millwright.desk.draw.Look;
import millwright.plant.Bound;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.styles.Token;
import millwright.views.floor.HallPlan.RackPlace;

/** Which rack is docked beside the map, and the dotted line that leads there from it. FX thread. */
final class Dock {
    /** Of the dock, px from its top: where its rack is named. */
    private static final double TITLE = 14;

    private final ObservableValue<Look> looks;
    private final Elevation elevation;
    private final Polyline leader = new Polyline();
    private final Pane over = new Pane(leader);

    Dock(ObservableValue<Look> looks) {
        this.looks = looks;
        elevation = new Elevation(looks);
        leader.getStrokeDashArray().setAll(2.0, 3.0);
        leader.setManaged(false);
        over.setMouseTransparent(true);
        over.setPickOnBounds(false);
    }

    Elevation node() {
        return elevation;
    }

    /** To lie over map and dock, beginning where the map does. */
    Pane over() {
        return over;
    }

    Polyline leader() {
        return leader;
    }

    /** Slot of the rack that holds the entity, else of the one with the worst alarm, else of the first. */
    static int rack(Plant plant, HallPlan plan, RackAlarms alarms, int index) {
        int rack = index < 0 ? -1 : plan.rackOf(plant.entity(index).kind(), plant.slotOf(index));
        return rack >= 0
                ? rack
                : alarms.racks().isEmpty()
                        ? plan.racks().getFirst().rackSlot()
                        : alarms.racks().entrySet().stream()
                                .min(Map.Entry.comparingByValue(
                                        Comparator.comparing(m -> m.priority().ordinal())))
                                .map(Map.Entry::getKey)
                                .orElse(0);
    }

    /** @param mapWidth px @param mapHeight px */
    void show(MapPainter.Scene scene, Latest power, String metric, long now, double mapWidth, double mapHeight) {
        Plant plant = scene.plant();
        int index = scene.hovered() >= 0 ? scene.hovered() : scene.selected();
        EntityKind kind = index < 0 ? EntityKind.SITE : plant.entity(index).kind();
        boolean named = index >= 0 && scene.plan().rackOf(kind, plant.slotOf(index)) >= 0;
        String how = !named
                ? scene.alarms().racks().isEmpty() ? "first" : "worst"
                : scene.hovered() >= 0 ? "hovered" : "selected";
        int rack = rack(plant, scene.plan(), scene.alarms(), index);
        int gpu = kind == EntityKind.GPU
                ? plant.slotOf(index)
                : Peers.lowest(scene.plan(), scene.cells(), rack, scene.level());
        EntityId id = plant.at(EntityKind.RACK, rack).id();
        double limit = plant.binding(id, RackColumns.RACK_POWER, Bound.UPPER, now)
                .map(l -> l.at(now))
                .orElse(Double.NaN);
        double watts = rack < power.size() ? power.values()[rack] : Double.NaN;
        elevation.show(scene, rack, gpu, how, metric, watts, limit);
        lead(scene.camera(), scene.plan().ofRack(rack), mapWidth, mapHeight);
        leader.setVisible(named && leader.isVisible());
    }

    /** Along the aisle above the rack to the edge of the map, then up to the name of the docked rack. */
    private void lead(Camera camera, RackPlace rack, double w, double h) {
        double x = camera.left(rack) + camera.rackWidth() + 2.5;
        double y = camera.top(rack.line()) - 2.5;
        leader.setVisible(x >= camera.leftRoom() && x < w && y > 0 && y < h);
        leader.setStroke(looks.getValue().color(Token.MUTED));
        double edge = w + 3.5;
        double title = looks.getValue().scaled(TITLE) + 0.5;
        Double[] points = {x, y, edge, y, edge, title, elevation.getLayoutX(), title};
        leader.getPoints().setAll(points);
    }
}
