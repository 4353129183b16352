package millwright.analysis.kpi;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.function.IntFunction;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * Jobs from their GPUs: how many, how many useful, what the boards draw, and what the nodes under them draw, by their
 * share of the GPUs. An endpoint is the jobs that serve it.
 */
final class JobRollup {
    private final Roster roster;
    private final LatestValues latest;
    private final Activity activity;
    private final Tally tally = new Tally();

    JobRollup(Roster roster, LatestValues latest, Activity activity) {
        this.roster = roster;
        this.latest = latest;
        this.activity = activity;
    }

    void tell(Derived.Tick tick) {
        tell(tick, EntityKind.JOB, roster::gpusOfJob);
        tell(tick, EntityKind.ENDPOINT, roster::gpusOfEndpoint);
    }

    private void tell(Derived.Tick tick, EntityKind kind, IntFunction<int[]> gpus) {
        Latest nodePower = latest.latest(NODE_POWER, EntityKind.NODE);
        Latest gpuPower = latest.latest(GPU_POWER, EntityKind.GPU);
        boolean counted = kind == EntityKind.JOB;
        tick.tell(JOB_GPUS, kind, slot -> {
            int size = gpus.apply(slot).length;
            return size > 0 || counted ? Reading.ok(size) : Reading.NONE;
        });
        tick.tell(JOB_USEFUL, kind, slot -> useful(gpus.apply(slot)));
        tick.tell(JOB_POWER, kind, slot -> shareOfNodes(gpus.apply(slot), nodePower));
        tick.tell(JOB_GPU_POWER, kind, slot -> boards(gpus.apply(slot), gpuPower));
    }

    private Reading shareOfNodes(int[] gpus, Latest nodePower) {
        tally.clear();
        for (int gpu : gpus) {
            int node = roster.nodeOfGpu(gpu);
            int sharers = node < 0 ? 1 : Math.max(1, roster.gpusOfNode(node).length);
            double watts = node >= 0 && node < nodePower.size() ? nodePower.values()[node] / sharers : Double.NaN;
            tally.add(watts, node >= 0 && node < nodePower.size() ? nodePower.state(node) : DataState.NO_DATA);
        }
        return tally.sum();
    }

    private Reading boards(int[] gpus, Latest gpuPower) {
        tally.clear();
        for (int gpu : gpus) {
            boolean told = gpu < gpuPower.size();
            tally.add(told ? gpuPower.values()[gpu] : Double.NaN, told ? gpuPower.state(gpu) : DataState.NO_DATA);
        }
        return tally.sum();
    }

    private Reading useful(int[] gpus) {
        tally.clear();
        for (int gpu : gpus) {
            double busy = activity.of(gpu);
            tally.add(busy >= Activity.IDLE_BELOW ? 1 : 0, Double.isNaN(busy) ? DataState.NO_DATA : DataState.OK);
        }
        return tally.sum();
    }
}
