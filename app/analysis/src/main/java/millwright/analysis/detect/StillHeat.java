package millwright.analysis.detect;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.Locale;
import java.util.function.Consumer;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import millwright.series.Latest;

/**
 * GPU temperatures that stand still although the GPU's own power moved far: the die must follow it by many degrees within
 * seconds. Under steady load a frozen one cannot be told from a sound one. Four numbers per GPU; one thread.
 */
final class StillHeat {
    static final Setting MOVED = new Setting("moved", "%", 30, "change of power, of its limit, that heat must follow");
    static final Setting TIME = new Setting("follow", "s", 45, "how long the temperature has to follow");

    /** Power is smoothed over about this long, so that steps of a training job cancel out. */
    private static final double SMOOTH_SECONDS = 15;

    private final String rule;
    private final double moved;
    private final long follow;
    private double[] degrees = new double[0];
    private double[] watts = new double[0];
    /** Smoothed power when the temperature last changed. */
    private double[] wattsThen = new double[0];

    private long[] apart = new long[0];
    private long before;

    StillHeat(Tuning tuning, String rule) {
        this.rule = rule;
        moved = tuning.of(rule, MOVED) / 100;
        follow = tuning.nanos(rule, TIME);
    }

    void evaluate(Moment moment, Consumer<Condition> out) {
        Latest temperature = moment.latest(GPU_TEMPERATURE, EntityKind.GPU);
        Latest power = moment.latest(GPU_POWER, EntityKind.GPU);
        Latest limit = moment.latest(GPU_POWER_LIMIT, EntityKind.GPU);
        fit(moment, temperature.size());
        double seconds = Math.max(0, moment.now() - before) / (double) Times.SECOND;
        double share = before == 0 ? 1 : 1 - Math.exp(-seconds / SMOOTH_SECONDS);
        before = moment.now();
        for (int gpu = 0; gpu < degrees.length; gpu++) {
            if (!temperature.ok(gpu) || !power.ok(gpu) || !limit.ok(gpu)) {
                forget(gpu);
                continue;
            }
            double now = power.values()[gpu];
            watts[gpu] = Double.isNaN(watts[gpu]) ? now : watts[gpu] + share * (now - watts[gpu]);
            if (temperature.values()[gpu] != degrees[gpu]) {
                degrees[gpu] = temperature.values()[gpu];
                wattsThen[gpu] = watts[gpu];
            }
            boolean far = Math.abs(watts[gpu] - wattsThen[gpu]) > moved * limit.values()[gpu];
            apart[gpu] = !far ? Long.MAX_VALUE : Math.min(apart[gpu], moment.now());
            if (far && moment.now() - apart[gpu] >= follow) {
                out.accept(condition(moment, gpu));
            }
        }
    }

    private Condition condition(Moment moment, int gpu) {
        return Condition.of(
                        rule,
                        "frozen." + GPU_TEMPERATURE,
                        moment.plant().at(EntityKind.GPU, gpu).id(),
                        Priority.LOW,
                        apart[gpu],
                        moment.catalogue().get(GPU_TEMPERATURE).title() + " frozen",
                        String.format(
                                Locale.ROOT,
                                "the same value although its power went from %.0f to %.0f W",
                                wattsThen[gpu],
                                watts[gpu]),
                        "Do not trust it; reset the collector")
                .measured(GPU_TEMPERATURE, degrees[gpu], Double.NaN, true)
                .gathered();
    }

    private void forget(int gpu) {
        degrees[gpu] = Double.NaN;
        watts[gpu] = Double.NaN;
        wattsThen[gpu] = Double.NaN;
        apart[gpu] = Long.MAX_VALUE;
    }

    private void fit(Moment moment, int size) {
        if (degrees.length != size || moment.moves().moved(EntityKind.GPU)) {
            degrees = new double[size];
            watts = new double[size];
            wattsThen = new double[size];
            apart = new long[size];
            for (int gpu = 0; gpu < size; gpu++) {
                forget(gpu);
            }
        }
    }
}
