package millwright.analysis.kpi;

import static millwright.analysis.kpi.MetricNames.*;

import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.series.Latest;
import millwright.series.LatestValues;

/** Jobs from their GPUs: how many, how many useful, and what the nodes under them draw, by their share of the GPUs. */
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
        Latest nodePower = latest.latest(NODE_POWER, EntityKind.NODE);
        tick.tell(JOB_GPUS, EntityKind.JOB, job -> Reading.ok(roster.gpusOfJob(job).length));
        tick.tell(JOB_USEFUL, EntityKind.JOB, this::useful);
        tick.tell(JOB_POWER, EntityKind.JOB, job -> {
            tally.clear();
            for (int gpu : roster.gpusOfJob(job)) {
                int node = roster.nodeOfGpu(gpu);
                int sharers = node < 0 ? 1 : Math.max(1, roster.gpusOfNode(node).length);
                double watts = node >= 0 && node < nodePower.size() ? nodePower.values()[node] / sharers : Double.NaN;
                tally.add(watts, node >= 0 && node < nodePower.size() ? nodePower.state(node) : DataState.NO_DATA);
            }
            return tally.sum();
        });
    }

    private Reading useful(int job) {
        tally.clear();
        for (int gpu : roster.gpusOfJob(job)) {
            double busy = activity.of(gpu);
            tally.add(busy >= Activity.IDLE_BELOW ? 1 : 0, Double.isNaN(busy) ? DataState.NO_DATA : DataState.OK);
        }
        return tally.sum();
    }
}
