package millwright.control;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.ArrayList;
import java.util.List;
import millwright.feed.ActionProgress.Target;
import millwright.feed.ControlAction;
import millwright.feed.WritablePoints;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.series.LatestValues;

/** What telemetry shows of an action: the value per target, and on what share of it the wish has come true. */
final class Sight {
    /** @param done 0 to 1; 0 too when nothing is known */
    record Seen(double value, double done, long at) {}

    private static final MetricId DEFAULT_LIMIT = new MetricId("gpu.power.limit.default");

    private final Plant plant;
    private final LatestValues latest;
    private final double tolerance;

    Sight(Plant plant, LatestValues latest, double tolerance) {
        this.plant = plant;
        this.latest = latest;
        this.tolerance = tolerance;
    }

    static double desired(ControlAction action) {
        return switch (action) {
            case ControlAction.SetPowerCap cap -> cap.wattsPerGpu();
            case ControlAction.SetPowerProfile set -> set.profile().id();
            case ControlAction.Drain _ -> 1;
            case ControlAction.Resume _ -> 0;
            case ControlAction.SteerJobs _ -> 1;
            case ControlAction.SetPoint set -> set.value();
            case ControlAction.Acknowledge _ -> Double.NaN;
        };
    }

    /** Whether it came about is for its source to say, whatever telemetry shows. */
    static boolean onlyItsSourceKnows(ControlAction action) {
        return action instanceof ControlAction.SteerJobs || action instanceof ControlAction.SetPoint;
    }

    List<Target> before(ControlAction action) {
        List<Target> values = new ArrayList<>();
        for (EntityId target : action.targets()) {
            Seen seen = see(action, target);
            values.add(new Target(target, seen.value(), desired(action), Double.NaN, seen.value(), seen.at()));
        }
        return values;
    }

    Seen see(ControlAction action, EntityId target) {
        int index = plant.indexOf(target);
        if (index < 0) {
            return new Seen(Double.NaN, 0, 0);
        }
        return switch (action) {
            case ControlAction.SetPowerCap cap -> cap(index, cap.wattsPerGpu());
            case ControlAction.SetPowerProfile set ->
                profile(index, set.profile().id());
            case ControlAction.Drain _ -> nodes(index, true);
            case ControlAction.Resume _ -> nodes(index, false);
            case ControlAction.SetPoint set -> point(index, set);
            // no telemetry shows it; the source says what it read back
            case ControlAction.SteerJobs _ -> new Seen(Double.NaN, 0, 0);
            case ControlAction.Acknowledge _ -> new Seen(Double.NaN, 1, 0);
        };
    }

    private Seen cap(int index, double wanted) {
        Latest limits = latest.latest(GPU_POWER_LIMIT, EntityKind.GPU);
        Latest defaults = latest.latest(DEFAULT_LIMIT, EntityKind.GPU);
        double sum = 0;
        int known = 0;
        int done = 0;
        long at = 0;
        int[] gpus = plant.within(index, EntityKind.GPU);
        for (int gpu : gpus) {
            int slot = plant.slotOf(gpu);
            if (limits.ok(slot)) {
                double limit = limits.values()[slot];
                double goal = Double.isNaN(wanted) && defaults.ok(slot) ? defaults.values()[slot] : wanted;
                sum += limit;
                known++;
                done += Math.abs(limit - goal) <= tolerance * goal ? 1 : 0;
                at = Math.max(at, limits.times()[slot]);
            }
        }
        return new Seen(known == 0 ? Double.NaN : sum / known, share(done, gpus.length), at);
    }

    private Seen profile(int index, int id) {
        Latest masks = latest.latest(GPU_PROFILE_ENFORCED, EntityKind.GPU);
        int done = 0;
        long at = 0;
        double other = Double.NaN;
        int[] gpus = plant.within(index, EntityKind.GPU);
        for (int gpu : gpus) {
            int slot = plant.slotOf(gpu);
            if (masks.ok(slot)) {
                long mask = (long) masks.values()[slot];
                boolean set = (mask >> id & 1) == 1;
                done += set ? 1 : 0;
                other = set || mask == 0 ? other : Long.numberOfTrailingZeros(mask);
                at = Math.max(at, masks.times()[slot]);
            }
        }
        double share = share(done, gpus.length);
        return new Seen(share == 1 ? id : other, share, at);
    }

    private Seen nodes(int index, boolean drained) {
        Latest states = latest.latest(NODE_STATE, EntityKind.NODE);
        int out = 0;
        int known = 0;
        long at = 0;
        int[] nodes = plant.within(index, EntityKind.NODE);
        for (int node : nodes) {
            int slot = plant.slotOf(node);
            if (states.ok(slot)) {
                known++;
                out += states.values()[slot] != 0 ? 1 : 0;
                at = Math.max(at, states.times()[slot]);
            }
        }
        double share = share(drained ? out : known - out, nodes.length);
        return new Seen(known == 0 ? Double.NaN : (double) out / known, share, at);
    }

    private Seen point(int index, ControlAction.SetPoint set) {
        Entity entity = plant.entity(index);
        MetricId shown = WritablePoints.shownBy(plant.nativeIds(entity.id()), set.metric())
                .orElse(null);
        if (shown == null) {
            return new Seen(Double.NaN, 0, 0);
        }
        Latest values = latest.latest(shown, entity.kind());
        int slot = plant.slotOf(index);
        if (!values.ok(slot)) {
            return new Seen(Double.NaN, 0, 0);
        }
        double value = values.values()[slot];
        boolean same = Math.abs(value - set.value()) <= tolerance * Math.abs(set.value());
        return new Seen(value, same ? 1 : 0, values.times()[slot]);
    }

    private static double share(int done, int all) {
        return all == 0 ? 0 : (double) done / all;
    }
}
