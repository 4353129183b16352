package millwright.analysis.twin;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import millwright.series.Latest;
import millwright.series.LatestValues;

/** Watts along the feeds with a change applied: node loads upwards, evenly over the feeders that are left. */
final class Flow {
    private final Plant plant;
    private final LatestValues latest;
    private final Change change;
    private final double coolingShare;
    private final Map<Integer, Double> memo = new HashMap<>();
    private final Map<Integer, Double> memoAlone = new HashMap<>();
    private final Map<Integer, Double> memoShare = new HashMap<>();
    private final Set<Integer> open = new HashSet<>();

    Flow(Plant plant, LatestValues latest, Change change) {
        this.plant = plant;
        this.latest = latest;
        this.change = change;
        double it = nodes(false);
        double cooling = 0;
        for (int m = 0; m < plant.count(EntityKind.MECHANICAL); m++) {
            cooling += Math.max(0, value(POWER_OBSERVED, EntityKind.MECHANICAL, m, 0));
        }
        coolingShare = it > 0 ? cooling / it : 0;
    }

    double allNodes() {
        return nodes(true);
    }

    private double nodes(boolean changed) {
        double sum = 0;
        for (int node = 0; node < plant.count(EntityKind.NODE); node++) {
            sum += value(NODE_POWER, EntityKind.NODE, node, 0) + (changed ? change.nodeWatts(node) : 0);
        }
        return sum;
    }

    /** W carried by a power device, a rack or a node. */
    double watts(int index) {
        Double known = memo.get(index);
        if (known == null) {
            known = change.lost(index) ? 0 : down(index, false);
            memo.put(index, known);
        }
        return known;
    }

    /** W if every other feeder of what it feeds were lost as well. */
    double alone(int index) {
        Double known = memoAlone.get(index);
        if (known == null) {
            known = down(index, true);
            memoAlone.put(index, known);
        }
        return known;
    }

    private double down(int index, boolean alone) {
        EntityKind kind = plant.entity(index).kind();
        if (kind == EntityKind.RACK) {
            double sum = 0;
            for (int node : plant.within(index, EntityKind.NODE)) {
                sum += watts(node);
            }
            return sum;
        }
        int[] fed = plant.targets(RelationKind.FEEDS, index);
        if (kind == EntityKind.MECHANICAL) {
            return mechanical(index);
        } else if (!kind.isPower() || fed.length == 0 || !open.add(index)) {
            return end(index, kind);
        }
        double sum = 0;
        for (int target : fed) {
            int feeders = alive(target);
            sum += alone ? feeders <= 1 ? alone(target) : watts(target) : watts(target) / Math.max(1, feeders);
        }
        open.remove(index);
        return sum;
    }

    /** Cooling follows IT power in proportion, over all mechanical boards alike. */
    private double mechanical(int index) {
        double now = value(POWER_OBSERVED, EntityKind.MECHANICAL, plant.slotOf(index), 0);
        double delta = allNodes() - nodes(false);
        return now + coolingShare * delta / plant.count(EntityKind.MECHANICAL);
    }

    private double end(int index, EntityKind kind) {
        int slot = plant.slotOf(index);
        return switch (kind) {
            case NODE -> value(NODE_POWER, kind, slot, 0) + change.nodeWatts(slot);
            case SWITCH -> value(SWITCH_POWER, kind, slot, 0);
            case CDU, PUMP, CHILLER -> value(COOLING_POWER, kind, slot, 0);
            case UTILITY, SWITCHBOARD, UPS, PDU, BUSWAY, POWER_SHELF, MECHANICAL, RACK, GPU -> 0;
            case SITE, HALL, ROW, NIC, LINK, LOOP, LEAK_DETECTOR, JOB, PROCESS, ENDPOINT, REPLICA, MODEL -> 0;
            case ORG, TARIFF, SOURCE, GPU_INSTANCE -> 0;
        };
    }

    private int alive(int index) {
        int count = 0;
        for (int feeder : plant.origins(RelationKind.FEEDS, index)) {
            count += change.lost(feeder) ? 0 : 1;
        }
        return count;
    }

    /** How many of the touched GPUs' watts pass through the entity: GPUs, by the share that comes this way. */
    double share(int index) {
        Double known = memoShare.get(index);
        if (known == null) {
            known = shareBelow(index);
            memoShare.put(index, known);
        }
        return known;
    }

    boolean touched(int index) {
        return share(index) > 0;
    }

    private double shareBelow(int index) {
        EntityKind kind = plant.entity(index).kind();
        if (kind == EntityKind.NODE || kind == EntityKind.RACK) {
            int count = 0;
            for (int gpu : plant.within(index, EntityKind.GPU)) {
                count += change.touched().contains(plant.slotOf(gpu)) ? 1 : 0;
            }
            return count;
        }
        if (kind == EntityKind.MECHANICAL) {
            return coolingShare * change.touched().size() / plant.count(EntityKind.MECHANICAL);
        }
        double sum = 0;
        if (kind.isPower() && open.add(index)) {
            for (int target : plant.targets(RelationKind.FEEDS, index)) {
                sum += share(target) / Math.max(1, alive(target));
            }
            open.remove(index);
        }
        return sum;
    }

    private double value(MetricId metric, EntityKind kind, int slot, double absent) {
        Latest column = latest.latest(metric, kind);
        return column.ok(slot) ? column.values()[slot] : absent;
    }
}
