package millwright.analysis.kpi;

import static millwright.analysis.kpi.MetricNames.GPU_SM_ACTIVE;
import static millwright.analysis.kpi.MetricNames.GPU_UTILIZATION;

import millwright.plant.EntityKind;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * How busy each GPU is, 0 to 1: SM activity where it is delivered, else kernel residency, which overstates. One
 * instant; any thread.
 */
public final class Activity {
    /** Below this a GPU does no useful work. Ours, a visible setting of the rules that use it. */
    public static final double IDLE_BELOW = 0.05;

    private final Latest active;
    private final Latest resident;

    public Activity(LatestValues latest) {
        active = latest.latest(GPU_SM_ACTIVE, EntityKind.GPU);
        resident = latest.latest(GPU_UTILIZATION, EntityKind.GPU);
    }

    /** NaN when neither is known and fresh. */
    public double of(int gpu) {
        if (active.ok(gpu)) {
            return active.values()[gpu];
        }
        return resident.ok(gpu) ? resident.values()[gpu] / 100 : Double.NaN;
    }
}
