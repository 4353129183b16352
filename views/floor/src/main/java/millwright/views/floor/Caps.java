package millwright.views.floor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.desk.Situation;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.series.LatestValues;
import millwright.views.floor.HallPlan.RackPlace;
import org.jspecify.annotations.Nullable;

/**
 * Which racks run under a power cap: those that a limit of the plant or an action in effect names, and those whose boards
 * enforce less than they would by default. Only of boards that tell no default is it reckoned from the highest limit of
 * boards of the same model; the highest that a board could be set to is none, as one may stand below it uncapped. Found
 * anew only when something of that changed. FX thread.
 */
final class Caps {
    static final MetricId LIMIT = new MetricId("gpu.power.limit");
    static final MetricId DEFAULT = new MetricId("gpu.power.limit.default");

    private static final double BELOW = 0.98;
    private static final int UNKNOWN = -1;

    /** What boards enforce in a rack. @param most W per GPU, NaN unknown @param below every known board is under its usual */
    private record Enforced(double most, boolean below) {}

    private Plant plant = Plant.empty();
    private List<Limit> limits = List.of();
    /** By slot of the GPU, a number per model. */
    private int[] models = {};

    private int modelCount;
    private Map<Integer, Enforced> found = Map.of();
    private @Nullable HallPlan foundIn;
    private long foundAt;
    private long foundDefaults;

    /** The caps that the plant's limits name, and the models of its boards. */
    void known(Plant newPlant) {
        plant = newPlant;
        foundIn = null;
        limits = plant.limits().values().stream()
                .flatMap(List::stream)
                .filter(limit -> limit.origin() == LimitOrigin.CAP)
                .toList();
        Map<String, Integer> numbers = new HashMap<>();
        models = new int[plant.count(EntityKind.GPU)];
        for (int slot = 0; slot < models.length; slot++) {
            String model = plant.at(EntityKind.GPU, slot) instanceof Entity.Gpu gpu ? gpu.model() : "";
            models[slot] = model.isEmpty() ? UNKNOWN : numbers.computeIfAbsent(model, _ -> numbers.size());
        }
        modelCount = numbers.size();
    }

    /** W per GPU by slot of the capped rack, NaN where nobody knows how many. */
    Map<Integer, Double> capped(HallPlan plan, Situation situation, LatestValues latest, long now) {
        Map<Integer, Double> capped = new HashMap<>();
        for (Limit limit : limits) {
            int index = plant.indexOf(limit.entity());
            int rack = index < 0 || Double.isNaN(limit.at(now)) ? -1 : plant.ancestor(index, EntityKind.RACK);
            if (rack >= 0) {
                boolean gpu = plant.entity(index).kind() == EntityKind.GPU;
                capped.put(plant.slotOf(rack), gpu ? limit.at(now) : Double.NaN);
            }
        }
        Map<Integer, Enforced> enforced = enforced(plan, latest);
        Map<Integer, Double> asked = asked(situation);
        asked.values().removeIf(watts -> Double.isNaN(watts)); // lifted
        asked.forEach((rack, watts) -> {
            double most = enforced.getOrDefault(rack, new Enforced(Double.NaN, false)).most;
            if (!(BELOW * most > watts)) { // what boards enforce counts more than what was asked of them
                capped.put(rack, Double.isNaN(most) ? watts : most);
            }
        });
        enforced.forEach((rack, e) -> {
            if (e.below) {
                capped.put(rack, e.most);
            }
        });
        return capped;
    }

    /** By slot of the rack, W per GPU of the newest cap in effect that was asked of all of it; NaN where that lifted it. */
    private Map<Integer, Double> asked(Situation situation) {
        Map<Integer, Double> asked = new HashMap<>();
        for (ActionProgress action : situation.actions().values()) {
            if (inEffect(action.stage()) && action.action() instanceof ControlAction.SetPowerCap cap) {
                for (EntityId target : cap.targets()) {
                    int index = plant.indexOf(target);
                    int[] racks = index < 0 ? new int[0] : plant.within(index, EntityKind.RACK);
                    Arrays.stream(racks).forEach(rack -> asked.put(plant.slotOf(rack), cap.wattsPerGpu()));
                }
            }
        }
        return asked;
    }

    private static boolean inEffect(ActionStage stage) {
        return stage == ActionStage.OBSERVING || stage == ActionStage.CONFIRMED || stage == ActionStage.PARTIAL;
    }

    private Map<Integer, Enforced> enforced(HallPlan plan, LatestValues latest) {
        Latest enforced = latest.latest(LIMIT, EntityKind.GPU);
        Latest defaults = latest.latest(DEFAULT, EntityKind.GPU);
        if (plan != foundIn || enforced.version() != foundAt || defaults.version() != foundDefaults) {
            found = find(plan, enforced, defaults);
            foundIn = plan;
            foundAt = enforced.version();
            foundDefaults = defaults.version();
        }
        return found;
    }

    private Map<Integer, Enforced> find(HallPlan plan, Latest enforced, Latest defaults) {
        double[] highest = highest(enforced);
        Map<Integer, Enforced> racks = new HashMap<>();
        for (RackPlace rack : plan.racks()) {
            double most = Double.NaN;
            boolean below = true;
            for (int[] tray : rack.gpus()) {
                for (int slot : tray) {
                    if (enforced.ok(slot)) {
                        double watts = enforced.values()[slot];
                        most = watts <= most ? most : watts;
                        below &= watts < BELOW * usual(slot, defaults, highest);
                    }
                }
            }
            if (!Double.isNaN(most)) {
                racks.put(rack.rackSlot(), new Enforced(most, below));
            }
        }
        return racks;
    }

    /** W without a cap, NaN unknown. A default that was told long ago is the default still. */
    private double usual(int slot, Latest defaults, double[] highest) {
        double told = slot < defaults.size() ? defaults.values()[slot] : Double.NaN;
        int model = slot < models.length ? models[slot] : UNKNOWN;
        return !Double.isNaN(told) || model == UNKNOWN ? told : highest[model];
    }

    /** By model. */
    private double[] highest(Latest enforced) {
        double[] highest = new double[modelCount];
        Arrays.fill(highest, Double.NaN);
        for (int slot = 0; slot < Math.min(models.length, enforced.size()); slot++) {
            int model = models[slot];
            if (model != UNKNOWN && enforced.ok(slot) && !(enforced.values()[slot] <= highest[model])) {
                highest[model] = enforced.values()[slot];
            }
        }
        return highest;
    }
}
