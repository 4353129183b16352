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

/** Jobs and endpoints that make fewer tokens than expected: what every fault costs in the end. */
final class OutputRule implements Rule {
    private static final Setting SHORT = new Setting("short", "%", 5, "missing output that matters");
    private static final Setting SEVERE = new Setting("severe", "%", 20, "missing output that is of high priority");
    private static final Setting HOLD = new Setting("hold", "s", 20, "how long it must be missing");
    private static final Setting CLEAR = new Setting("clear", "s", 30, "how long it must be back");
    private static final double SMOOTH_SECONDS = 15;

    /** One pair of columns and its smoothed ratio. */
    private static final class Watch {
        private final EntityKind kind;
        private final MetricId output;
        private final MetricId expected;
        private final Hold hold;
        private final Smooth ratio;

        Watch(EntityKind kind, MetricId output, MetricId expected, Hold hold) {
            this.kind = kind;
            this.output = output;
            this.expected = expected;
            this.hold = hold;
            this.ratio = new Smooth(kind, SMOOTH_SECONDS);
        }
    }

    private final Tuning tuning;
    private final List<Watch> watches;

    OutputRule(Tuning tuning) {
        this.tuning = tuning;
        long raise = tuning.nanos(id(), HOLD);
        long clear = tuning.nanos(id(), CLEAR);
        watches = List.of(
                new Watch(EntityKind.JOB, JOB_OUTPUT, JOB_EXPECTED, new Hold(EntityKind.JOB, raise, clear)),
                new Watch(
                        EntityKind.ENDPOINT,
                        ENDPOINT_OUTPUT,
                        ENDPOINT_EXPECTED,
                        new Hold(EntityKind.ENDPOINT, raise, clear)));
    }

    @Override
    public String id() {
        return "output";
    }

    @Override
    public String title() {
        return "Output against expectation";
    }

    @Override
    public Set<MetricId> needs() {
        return Set.of(JOB_OUTPUT, JOB_EXPECTED, ENDPOINT_OUTPUT, ENDPOINT_EXPECTED);
    }

    @Override
    public List<Setting> settings() {
        return List.of(SHORT, SEVERE, HOLD, CLEAR);
    }

    @Override
    public void evaluate(Moment moment, Consumer<Condition> out) {
        double least = tuning.of(id(), SHORT) / 100;
        for (Watch watch : watches) {
            Latest output = moment.latest(watch.output, watch.kind);
            Latest expected = moment.latest(watch.expected, watch.kind);
            watch.hold.fit(moment);
            watch.ratio.begin(moment);
            for (int slot = 0; slot < output.size(); slot++) {
                boolean known = output.ok(slot) && expected.ok(slot) && expected.values()[slot] > 0;
                boolean holds;
                if (known) {
                    double missing = 1 - watch.ratio.update(slot, output.values()[slot] / expected.values()[slot]);
                    holds = watch.hold.update(slot, missing > least, missing < least / 2, moment.now());
                } else {
                    holds = watch.hold.unchanged(slot, moment.now());
                }
                if (holds) {
                    out.accept(condition(moment, watch, slot, output.values()[slot], expected.values()[slot]));
                }
            }
        }
    }

    private Condition condition(Moment moment, Watch watch, int slot, double output, double expected) {
        double missing = 1 - watch.ratio.value(slot);
        boolean severe = missing > tuning.of(id(), SEVERE) / 100;
        return Condition.of(
                        id(),
                        "low",
                        moment.plant().at(watch.kind, slot).id(),
                        severe ? Priority.HIGH : Priority.MEDIUM,
                        watch.hold.since(slot),
                        "Output below expected",
                        String.format(Locale.ROOT, "%.1f %% of the expected tokens are missing", missing * 100),
                        "Find the cause upstream of its GPUs")
                .measured(watch.output, output, expected, false);
    }
}
