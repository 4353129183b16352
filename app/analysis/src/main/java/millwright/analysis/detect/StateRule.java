package millwright.analysis.detect;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoublePredicate;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Latest;

/** Things that are either well or not: breakers, links, leaks, pumps. */
final class StateRule implements Rule {
    private static final Setting HOLD = new Setting("hold", "s", 1, "how long the state must last");
    private static final Setting PUMP = new Setting("pump-stopped", "%", 5, "below this a pump stands still");

    private record Watch(
            MetricId metric,
            EntityKind kind,
            String code,
            DoublePredicate wrong,
            Priority priority,
            String what,
            String guidance,
            double limit,
            boolean upper,
            Hold hold) {}

    private final List<Watch> watches = new ArrayList<>();

    StateRule(Tuning tuning) {
        long hold = tuning.nanos(id(), HOLD);
        double stopped = tuning.of(id(), PUMP);
        for (EntityKind kind : EntityKind.values()) {
            if (kind.isPower()) {
                watches.add(new Watch(
                        POWER_BREAKER,
                        kind,
                        "breaker.open",
                        v -> v < 0.5,
                        Priority.CRITICAL,
                        "Breaker open",
                        "Find why it tripped before closing it",
                        1,
                        false,
                        new Hold(kind, hold, hold)));
            }
        }
        watches.add(new Watch(
                LINK_STATE,
                EntityKind.LINK,
                "link.down",
                v -> v < 0.5,
                Priority.MEDIUM,
                "Link down",
                "Check cable and transceiver at both ends",
                1,
                false,
                new Hold(EntityKind.LINK, hold, 30 * Times.SECOND)));
        watches.add(leak("leak.warning", v -> v >= 0.5 && v < 1.5, Priority.HIGH, "Leak suspected", hold));
        watches.add(leak("leak", v -> v >= 1.5, Priority.CRITICAL, "Leak", hold));
        watches.add(new Watch(
                PUMP_SPEED,
                EntityKind.PUMP,
                "pump.stopped",
                v -> v < stopped,
                Priority.CRITICAL,
                "Pump stopped",
                "Raise the neighbouring CDUs, check the drive",
                stopped,
                false,
                new Hold(EntityKind.PUMP, hold, 10 * Times.SECOND)));
    }

    private static Watch leak(String code, DoublePredicate wrong, Priority priority, String what, long hold) {
        return new Watch(
                LEAK_STATE,
                EntityKind.LEAK_DETECTOR,
                code,
                wrong,
                priority,
                what,
                "Isolate the branch, drain what it cools",
                0,
                true,
                new Hold(EntityKind.LEAK_DETECTOR, hold, 10 * Times.SECOND));
    }

    private static String evidence(Watch watch, double value) {
        if (watch.metric().equals(PUMP_SPEED)) {
            return "the pump turns at " + Said.of(value, "%") + "; below " + Said.of(watch.limit(), "%")
                    + " it stands still";
        }
        String thing = watch.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String state = watch.what().toLowerCase(Locale.ROOT);
        return "the " + thing + " itself reports: " + state + " (state " + Said.of(value, "1") + ")";
    }

    @Override
    public String id() {
        return "state";
    }

    @Override
    public String title() {
        return "Breakers, links, leaks and pumps";
    }

    @Override
    public Set<MetricId> needs() {
        return Set.of(POWER_BREAKER, LINK_STATE, LEAK_STATE, PUMP_SPEED);
    }

    @Override
    public List<Setting> settings() {
        return List.of(HOLD, PUMP);
    }

    @Override
    public void evaluate(Moment moment, Consumer<Condition> out) {
        for (Watch watch : watches) {
            watch.hold().fit(moment);
            Latest values = moment.latest(watch.metric(), watch.kind());
            for (int slot = 0; slot < values.size(); slot++) {
                boolean holds;
                double value = values.values()[slot];
                if (values.ok(slot)) {
                    boolean wrong = watch.wrong().test(value);
                    holds = watch.hold().update(slot, wrong, !wrong, moment.now());
                } else {
                    holds = watch.hold().unchanged(slot, moment.now());
                }
                if (holds) {
                    out.accept(Condition.of(
                                    id(),
                                    watch.code(),
                                    moment.plant().at(watch.kind(), slot).id(),
                                    watch.priority(),
                                    watch.hold().since(slot),
                                    watch.what(),
                                    evidence(watch, value),
                                    watch.guidance())
                            .measured(watch.metric(), value, watch.limit(), watch.upper()));
                }
            }
        }
    }
}
