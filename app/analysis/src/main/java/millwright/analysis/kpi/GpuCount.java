package millwright.analysis.kpi;

import static millwright.analysis.kpi.MetricNames.GPU_POWER;
import static millwright.analysis.kpi.MetricNames.GPU_TEMPERATURE;

import millwright.plant.EntityKind;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * Counts GPUs: how many there are, how many tell anything, tell how busy they are, and work. Whether one that is busy works
 * is not known where nobody tells of jobs. One thread, one tick.
 */
final class GpuCount {
    private final Roster roster;
    private final Activity activity;
    private final Latest power;
    private final Latest temperature;
    private final boolean jobs;

    GpuCount(Roster roster, LatestValues latest, Activity activity) {
        this.roster = roster;
        this.activity = activity;
        power = latest.latest(GPU_POWER, EntityKind.GPU);
        temperature = latest.latest(GPU_TEMPERATURE, EntityKind.GPU);
        jobs = roster.plant().count(EntityKind.JOB) > 0;
    }

    Gpus of(int gpu) {
        double busy = activity.of(gpu);
        boolean known = !Double.isNaN(busy);
        boolean active = busy >= Activity.IDLE_BELOW;
        return new Gpus(
                1,
                power.ok(gpu) || temperature.ok(gpu) || known ? 1 : 0,
                known ? 1 : 0,
                known && (jobs || !active) ? 1 : 0,
                active && roster.jobOfGpu(gpu) >= 0 ? 1 : 0);
    }

    /**
     * So many of them.
     *
     * @param judged of which it is known whether they work
     */
    record Gpus(int all, int telling, int known, int judged, int working) {
        static final Gpus NONE = new Gpus(0, 0, 0, 0, 0);

        Gpus and(Gpus more) {
            return new Gpus(
                    all + more.all,
                    telling + more.telling,
                    known + more.known,
                    judged + more.judged,
                    working + more.working);
        }

        Reading reporting() {
            return all == 0 ? Reading.NONE : Reading.ok(telling);
        }

        /** Whether as many tell how busy they are as a number of all needs. */
        boolean enough() {
            return known > 0 && known >= Tally.ENOUGH * all;
        }

        Reading useful() {
            return judged > 0 && judged >= Tally.ENOUGH * all ? Reading.ok(working) : Reading.NONE;
        }
    }
}
