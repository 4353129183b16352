package millwright.analysis.kpi;

import static millwright.analysis.kpi.MetricNames.*;

import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.series.Latest;
import millwright.series.LatestValues;

/** Racks and nodes from their GPUs. */
final class RackRollup {
    private final Roster roster;
    private final LatestValues latest;
    private final Activity activity;
    private final Tally tally = new Tally();

    RackRollup(Roster roster, LatestValues latest, Activity activity) {
        this.roster = roster;
        this.latest = latest;
        this.activity = activity;
    }

    /** What is in force, by slot of the rack. */
    record Racks(Reading[] power, Reading[] committed, Reading[] hottest, Reading[] output) {}

    Racks tell(Derived.Tick tick) {
        Latest nodePower = latest.latest(NODE_POWER, EntityKind.NODE);
        Latest temperature = latest.latest(GPU_TEMPERATURE, EntityKind.GPU);
        Reading[] nodeCommitted = tick.tell(NODE_COMMITTED, EntityKind.NODE, this::committed);
        Reading[] committed = tick.tell(RACK_COMMITTED, EntityKind.RACK, rack -> {
            tally.clear();
            for (int node : roster.nodesOfRack(rack)) {
                tally.add(nodeCommitted[node]);
            }
            return tally.sum();
        });
        Reading[] hottest = tick.tell(RACK_TEMPERATURE, EntityKind.RACK, rack -> {
            tally.clear();
            for (int gpu : roster.gpusOfRack(rack)) {
                tally.add(temperature, gpu);
            }
            return tally.highest();
        });
        tick.tell(RACK_CLOCK, EntityKind.RACK, this::clockWhileActive);
        Reading[] output = tellOutput(tick);
        Reading[] power = tick.tell(RACK_POWER, EntityKind.RACK, rack -> {
            tally.clear();
            for (int node : roster.nodesOfRack(rack)) {
                tally.add(nodePower, node);
            }
            return tally.sum();
        });
        return new Racks(power, committed, hottest, output);
    }

    /** Enforced limits of its GPUs, and what the node draws besides them now. */
    private Reading committed(int node) {
        Reading limits = sum(GPU_POWER_LIMIT, roster.gpusOfNode(node));
        Reading gpus = sum(GPU_POWER, roster.gpusOfNode(node));
        Latest power = latest.latest(NODE_POWER, EntityKind.NODE);
        if (!power.ok(node) || !gpus.known() || !limits.known()) {
            return Reading.NONE;
        }
        return new Reading(limits.value() + Math.max(0, power.values()[node] - gpus.value()), limits.state());
    }

    private Reading sum(MetricId metric, int[] gpus) {
        Latest values = latest.latest(metric, EntityKind.GPU);
        tally.clear();
        for (int gpu : gpus) {
            tally.add(values, gpu);
        }
        return tally.sum();
    }

    private Reading clockWhileActive(int rack) {
        Latest clock = latest.latest(GPU_CLOCK, EntityKind.GPU);
        tally.clear();
        for (int gpu : roster.gpusOfRack(rack)) {
            if (activity.of(gpu) >= Activity.IDLE_BELOW) {
                tally.add(clock, gpu);
            }
        }
        return tally.parts() == 0 ? Reading.NONE : tally.mean();
    }

    /** A job's tokens are shared among its racks by their GPUs: no source says which GPU made which token. */
    private Reading[] tellOutput(Derived.Tick tick) {
        Latest output = latest.latest(JOB_OUTPUT, EntityKind.JOB);
        Reading[] perGpu = new Reading[roster.jobs()];
        for (int job = 0; job < perGpu.length; job++) {
            int gpus = roster.gpusOfJob(job).length;
            perGpu[job] = gpus == 0 || job >= output.size()
                    ? Reading.NONE
                    : new Reading(output.values()[job] / gpus, output.state(job));
        }
        return tick.tell(RACK_OUTPUT, EntityKind.RACK, rack -> {
            tally.clear();
            for (int gpu : roster.gpusOfRack(rack)) {
                int job = roster.jobOfGpu(gpu);
                if (job >= 0) {
                    tally.add(perGpu[job]);
                }
            }
            return tally.parts() == 0 ? Reading.ok(0) : tally.sum();
        });
    }
}
