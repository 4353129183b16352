package millwright.analysis.kpi;

import static millwright.analysis.kpi.MetricNames.GPU_POWER;
import static millwright.analysis.kpi.MetricNames.GPU_TEMPERATURE;

import millwright.plant.EntityKind;
import millwright.series.Latest;
import millwright.series.LatestValues;

/** Counts GPUs: how many there are, how many tell anything, tell how busy they are, and work. One thread, one tick. */
final class GpuCount {
    private final Roster roster;
    private final Activity activity;
    private final Latest power;
    private final Latest temperature;

    GpuCount(Roster roster, LatestValues latest, Activity activity) {
        this.roster = roster;
        this.activity = activity;
        power = latest.latest(GPU_POWER, EntityKind.GPU);
        temperature = latest.latest(GPU_TEMPERATURE, EntityKind.GPU);
    }

    Gpus of(int gpu) {
        double busy = activity.of(gpu);
        boolean known = !Double.isNaN(busy);
        return new Gpus(
                1,
                power.ok(gpu) || temperature.ok(gpu) || known ? 1 : 0,
                known ? 1 : 0,
                roster.jobOfGpu(gpu) >= 0 && busy >= Activity.IDLE_BELOW ? 1 : 0);
    }

    /** So many of them. */
    record Gpus(int all, int telling, int known, int working) {
        static final Gpus NONE = new Gpus(0, 0, 0, 0);

        Gpus and(Gpus more) {
            return new Gpus(all + more.all, telling + more.telling, known + more.known, working + more.working);
        }

        Reading reporting() {
            return all == 0 ? Reading.NONE : Reading.ok(telling);
        }

        /** Whether as many tell how busy they are as a number of all needs. */
        boolean enough() {
            return known > 0 && known >= Tally.ENOUGH * all;
        }

        Reading useful() {
            return enough() ? Reading.ok(working) : Reading.NONE;
        }
    }
}
