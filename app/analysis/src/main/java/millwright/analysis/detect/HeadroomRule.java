package millwright.analysis.detect;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.series.Latest;

/** GPUs close to the temperature at which they slow down: by their own margin, else by the slowdown temperature. */
final class HeadroomRule implements Rule {
    private static final Setting LEAST = new Setting("least", "K", 5, "headroom that must be left");
    private static final Setting HOLD = new Setting("hold", "s", 10, "how long it must be short");
    private static final Setting BAND = new Setting("hysteresis", "K", 2, "how much more clears it");

    private final Hold hold;
    private final double least;
    private final double band;

    HeadroomRule(Tuning tuning) {
        hold = new Hold(EntityKind.GPU, tuning.nanos(id(), HOLD), tuning.nanos(id(), HOLD));
        least = tuning.of(id(), LEAST);
        band = tuning.of(id(), BAND);
    }

    @Override
    public String id() {
        return "headroom";
    }

    @Override
    public String title() {
        return "Thermal headroom";
    }

    @Override
    public Set<MetricId> needs() {
        return Set.of(GPU_MARGIN, GPU_TEMPERATURE, GPU_SLOWDOWN);
    }

    @Override
    public List<Setting> settings() {
        return List.of(LEAST, HOLD, BAND);
    }

    @Override
    public void evaluate(Moment moment, Consumer<Condition> out) {
        Latest margin = moment.latest(GPU_MARGIN, EntityKind.GPU);
        Latest hot = moment.latest(GPU_TEMPERATURE, EntityKind.GPU);
        Latest slowdown = moment.latest(GPU_SLOWDOWN, EntityKind.GPU);
        hold.fit(moment);
        for (int gpu = 0; gpu < margin.size(); gpu++) {
            double left = Double.NaN;
            if (margin.ok(gpu)) {
                left = margin.values()[gpu];
            } else if (hot.ok(gpu) && slowdown.ok(gpu)) {
                left = slowdown.values()[gpu] - hot.values()[gpu];
            }
            boolean holds = Double.isNaN(left)
                    ? hold.unchanged(gpu, moment.now())
                    : hold.update(gpu, left < least, left >= least + band, moment.now());
            if (holds) {
                out.accept(condition(moment, gpu, left));
            }
        }
    }

    private Condition condition(Moment moment, int gpu, double left) {
        return Condition.of(
                        id(),
                        "low",
                        moment.plant().at(EntityKind.GPU, gpu).id(),
                        Priority.MEDIUM,
                        hold.since(gpu),
                        "Thermal headroom low",
                        String.format(Locale.ROOT, "%.0f K left before slowdown, at least %.0f K wanted", left, least),
                        "Check coolant supply and flow")
                .measured(GPU_MARGIN, left, least, false)
                .gathered();
    }
}
