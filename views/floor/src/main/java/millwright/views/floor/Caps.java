package millwright.views.floor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.views.floor.HallPlan.RackPlace;
import org.jspecify.annotations.Nullable;

/** Which racks run under a power cap, told by what their boards enforce; found anew only when that changed. FX thread. */
final class Caps {
    static final MetricId LIMIT = new MetricId("gpu.power.limit");

    private static final double BELOW = 0.98;

    private List<Limit> limits = List.of();
    private Map<Integer, Double> found = Map.of();
    private @Nullable HallPlan foundIn;
    private long foundAt;

    /** The caps that the plant's limits name. */
    void known(Plant plant) {
        limits = plant.limits().values().stream()
                .flatMap(List::stream)
                .filter(limit -> limit.origin() == LimitOrigin.CAP)
                .toList();
    }

    /** Racks under a cap: one that the plant's limits name, or one that boards enforce below what others may draw. */
    Map<Integer, Double> capped(Plant plant, HallPlan plan, Latest enforced, long now) {
        Map<Integer, Double> capped = new HashMap<>();
        for (Limit limit : limits) {
            int index = plant.indexOf(limit.entity());
            int rack = index < 0 || Double.isNaN(limit.at(now)) ? -1 : plant.ancestor(index, EntityKind.RACK);
            if (rack >= 0) {
                boolean gpu = plant.entity(index).kind() == EntityKind.GPU;
                capped.put(plant.slotOf(rack), gpu ? limit.at(now) : Double.NaN);
            }
        }
        capped.putAll(enforced(plan, enforced));
        return capped;
    }

    /** W per GPU by slot of the rack, for racks whose every known board enforces less than the usual one. */
    private Map<Integer, Double> enforced(HallPlan plan, Latest limits) {
        if (plan != foundIn || limits.version() != foundAt) {
            found = find(plan, limits);
            foundIn = plan;
            foundAt = limits.version();
        }
        return found;
    }

    private static Map<Integer, Double> find(HallPlan plan, Latest limits) {
        double usual = usual(limits);
        Map<Integer, Double> capped = new HashMap<>();
        for (RackPlace rack : plan.racks()) {
            double most = Double.NaN;
            for (int[] tray : rack.gpus()) {
                for (int slot : tray) {
                    if (limits.ok(slot) && !(limits.values()[slot] <= most)) {
                        most = limits.values()[slot];
                    }
                }
            }
            if (most < BELOW * usual) {
                capped.put(rack.rackSlot(), most);
            }
        }
        return capped;
    }

    /** The median of what is enforced; NaN when nothing is known. */
    private static double usual(Latest limits) {
        double[] known = new double[limits.size()];
        int count = 0;
        for (int slot = 0; slot < limits.size(); slot++) {
            if (limits.ok(slot)) {
                known[count++] = limits.values()[slot];
            }
        }
        return count == 0 ? Double.NaN : new Quantiles().of(Arrays.copyOf(known, count), 0.5)[0];
    }
}
