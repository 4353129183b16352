package millwright.views.floor;

import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.views.floor.HallPlan.RackPlace;
import org.jspecify.annotations.Nullable;

/** Which entity lies under a pixel, by arithmetic on the plan: the cost does not grow with the hall. */
final class MapHit {
    private MapHit() {}

    static @Nullable EntityId at(Plant plant, HallPlan plan, Camera camera, Level level, double px, double py) {
        int line = camera.lineAt(py);
        int column = camera.columnAt(px);
        for (RackPlace rack : plan.racks()) {
            if (rack.line() == line && rack.column() == column) {
                double x = px - camera.left(rack);
                double y = py - camera.top(line);
                boolean inside = x >= 0 && y >= 0 && x < camera.rackWidth() && y < camera.rackHeight();
                return inside ? cell(plant, camera, level, rack, x, y) : null;
            }
        }
        return null;
    }

    /** The rack whose middle is nearest. */
    static RackPlace nearest(HallPlan plan, Camera camera, double px, double py) {
        RackPlace best = plan.racks().getFirst();
        double least = Double.POSITIVE_INFINITY;
        for (RackPlace rack : plan.racks()) {
            double x = camera.left(rack) + camera.rackWidth() / 2.0 - px;
            double y = camera.top(rack.line()) + camera.rackHeight() / 2.0 - py;
            double away = Math.hypot(x, y);
            best = away < least ? rack : best;
            least = Math.min(least, away);
        }
        return best;
    }

    private static EntityId cell(Plant plant, Camera camera, Level level, RackPlace rack, double x, double y) {
        if (level == Level.RACK || rack.nodes().length == 0) {
            return plant.at(EntityKind.RACK, rack.rackSlot()).id();
        }
        int tray = Math.min(rack.nodes().length - 1, (int) (y / camera.rackHeight() * rack.rows()));
        int gpu = (int) (x / camera.rackWidth() * rack.columns());
        if (level == Level.TRAY || gpu >= rack.gpus()[tray].length) {
            return plant.at(EntityKind.NODE, rack.nodes()[tray]).id();
        }
        return plant.at(EntityKind.GPU, rack.gpus()[tray][gpu]).id();
    }
}
