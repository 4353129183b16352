package millwright.views.floor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import millwright.plant.MetricId;
import millwright.series.Latest;
import millwright.views.floor.HallPlan.RackPlace;

/** Which racks run under a power cap, told by what their boards enforce. Pure. */
final class Caps {
    static final MetricId LIMIT = new MetricId("gpu.power.limit");

    private static final double BELOW = 0.98;

    private Caps() {}

    /** W per GPU by slot of the rack, for racks whose every known board enforces less than the usual one. */
    static Map<Integer, Double> enforced(HallPlan plan, Latest limits) {
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
        Arrays.sort(known, 0, count);
        return count == 0 ? Double.NaN : known[count / 2];
    }
}
