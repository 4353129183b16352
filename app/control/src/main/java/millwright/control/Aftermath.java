package millwright.control;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress.Target;
import millwright.feed.ControlAction;
import millwright.plant.Bound;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.InBandProfile;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import millwright.series.Latest;
import millwright.series.LatestValues;
import org.jspecify.annotations.Nullable;

/** Whether an action that raised power broke a limit above its targets after all, and what takes it back. */
final class Aftermath {
    private Aftermath() {}

    /** Power devices above the targets, and racks, that are over their limit now. */
    static Set<EntityId> overLimit(Plant plant, LatestValues latest, ControlAction action, long now) {
        Set<Integer> above = new TreeSet<>();
        for (EntityId target : action.targets()) {
            int index = plant.indexOf(target);
            for (int node : index < 0 ? new int[0] : plant.within(index, EntityKind.NODE)) {
                climb(plant, node, above);
                int rack = plant.ancestor(node, EntityKind.RACK);
                if (rack >= 0) {
                    above.add(rack);
                }
            }
        }
        Set<EntityId> over = new TreeSet<>();
        for (int index : above) {
            EntityKind kind = plant.entity(index).kind();
            EntityId id = plant.entity(index).id();
            var metric = kind == EntityKind.RACK ? RACK_POWER : POWER_OBSERVED;
            Latest watts = latest.latest(metric, kind);
            int slot = plant.slotOf(index);
            boolean broken = watts.ok(slot)
                    && plant.binding(id, metric, Bound.UPPER, now)
                            .filter(l -> watts.values()[slot] > l.at(now))
                            .isPresent();
            if (broken) {
                over.add(id);
            }
        }
        return over;
    }

    private static void climb(Plant plant, int index, Set<Integer> above) {
        for (int feeder : plant.origins(RelationKind.FEEDS, index)) {
            if (above.add(feeder)) {
                climb(plant, feeder, above);
            }
        }
    }

    /** The action that restores what was before; null when there is none or it was not the same everywhere. */
    static @Nullable ControlAction inverse(ControlAction action, List<Target> values, long now) {
        List<Double> before = new ArrayList<>();
        values.forEach(v -> before.add(v.before()));
        boolean same = !before.isEmpty() && before.stream().allMatch(b -> Math.abs(b - before.getFirst()) < 0.5);
        if (!same) {
            return null;
        }
        ActionHeader old = action.header();
        String key = old.key().length() > 95 ? old.key().substring(0, 95) : old.key();
        ActionHeader header = new ActionHeader(
                key + ".back",
                old.proposer(),
                old.proposerKind(),
                now,
                Math.max(old.expires(), now + 60_000_000_000L),
                0,
                "takes back " + old.key());
        return switch (action) {
            case ControlAction.SetPowerCap cap ->
                new ControlAction.SetPowerCap(header, cap.targets(), before.getFirst());
            case ControlAction.SetPowerProfile set ->
                new ControlAction.SetPowerProfile(
                        header, set.targets(), new InBandProfile((int) Math.round(before.getFirst())));
            case ControlAction.Drain _,
                    ControlAction.Resume _,
                    ControlAction.SteerJobs _,
                    ControlAction.SetPoint _,
                    ControlAction.Acknowledge _ -> null;
        };
    }
}
