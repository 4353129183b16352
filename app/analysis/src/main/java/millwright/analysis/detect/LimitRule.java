package millwright.analysis.detect;

import static millwright.analysis.kpi.MetricNames.*;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import millwright.plant.Bound;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Beyond;
import millwright.series.Latest;

/**
 * Every limit that the plant states: nameplate, breaker, contract, policy, load target, cap, SLO. The tightest one in
 * force counts. The failover load is held against the limit of the observed load. One Hold per metric, kind and bound.
 */
final class LimitRule implements Rule {
    private static final Setting HOLD = new Setting("hold", "s", 10, "how long a limit must be broken");
    private static final Setting CLEAR = new Setting("clear", "s", 10, "how long it must be kept again");
    private static final Setting SLO_HOLD = new Setting(
            "slo-hold", "s", 60, "how long an SLO must be broken; a short burst of arrivals is not a fault");
    private static final Setting BAND = new Setting("hysteresis", "%", 1, "how far inside the limit it must be again");

    private record Test(MetricId metric, EntityKind kind, Bound bound, boolean promised) {}

    /** @param slots rising @param limits for each slot the limits that may bind */
    private record Watch(Test test, Hold hold, List<Integer> slots, List<List<Limit>> limits) {}

    private static final Comparator<Test> ORDER = Comparator.comparing(Test::metric)
            .thenComparing(Test::kind)
            .thenComparing(Test::bound)
            .thenComparing(Test::promised);

    private final Map<Test, Watch> watches = new TreeMap<>(ORDER);
    private final Tuning tuning;
    private final double hysteresis;
    private @org.jspecify.annotations.Nullable Plant compiled;

    LimitRule(Tuning tuning) {
        this.tuning = tuning;
        hysteresis = tuning.of(id(), BAND) / 100;
    }

    @Override
    public String id() {
        return "limit";
    }

    @Override
    public String title() {
        return "Limits of the plant";
    }

    @Override
    public Set<MetricId> needs() {
        return Set.of();
    }

    @Override
    public List<Setting> settings() {
        return List.of(HOLD, SLO_HOLD, CLEAR, BAND);
    }

    @Override
    public void evaluate(Moment moment, Consumer<Condition> out) {
        if (compiled != moment.plant()) {
            compile(moment.plant());
            compiled = moment.plant();
        }
        for (Watch watch : watches.values()) {
            watch.hold().fit(moment);
            Latest values = moment.latest(watch.test().metric(), watch.test().kind());
            for (int i = 0; i < watch.slots().size(); i++) {
                test(moment, watch, i, values, out);
            }
        }
    }

    private void test(Moment moment, Watch watch, int i, Latest values, Consumer<Condition> out) {
        int slot = watch.slots().get(i);
        Limit limit = binding(watch.limits().get(i), watch.test().bound(), moment.now());
        boolean upper = watch.test().bound() == Bound.UPPER;
        boolean holds;
        if (limit == null || !values.ok(slot)) {
            holds = limit != null && watch.hold().unchanged(slot, moment.now());
        } else {
            double at = limit.at(moment.now());
            double band = Math.abs(at) * hysteresis;
            double value = values.values()[slot];
            boolean failed = upper ? value > at : value < at;
            boolean open = upper && Double.isInfinite(error(moment, watch.test(), slot, values));
            boolean passed = upper ? value <= at - band && !open : value >= at + band;
            holds = watch.hold().update(slot, failed, passed, moment.now());
        }
        if (holds && limit != null) {
            out.accept(condition(moment, watch, slot, limit, values));
        }
    }

    private Condition condition(Moment moment, Watch watch, int slot, Limit limit, Latest values) {
        double value = values.values()[slot];
        Test test = watch.test();
        boolean failover = test.metric().equals(POWER_FAILOVER);
        LimitWords words = LimitWords.of(moment.catalogue(), test.metric(), limit);
        EntityId entity = moment.plant().at(test.kind(), slot).id();
        Condition condition = Condition.of(
                id(),
                test.metric() + (test.bound() == Bound.UPPER ? ".high" : ".low"),
                entity,
                failover ? millwright.feed.Priority.HIGH : words.priority(),
                watch.hold().since(slot),
                words.what(),
                words.evidence(value, error(moment, test, slot, values), moment.now()),
                words.guidance());
        boolean many = test.kind() == EntityKind.GPU || test.kind() == EntityKind.NODE;
        condition = condition.measured(test.metric(), value, limit.at(moment.now()), test.bound() == Bound.UPPER);
        return many ? condition.gathered() : condition;
    }

    private static double error(Moment moment, Test test, int slot, Latest values) {
        Latest errors = moment.latest(Beyond.errorOf(test.metric()), test.kind());
        return Beyond.lastBound(values, errors, slot)
                ? Double.POSITIVE_INFINITY
                : errors.ok(slot) ? errors.values()[slot] : Double.NaN;
    }

    private static @org.jspecify.annotations.Nullable Limit binding(List<Limit> limits, Bound bound, long now) {
        Limit best = null;
        for (Limit limit : limits) {
            double value = limit.at(now);
            boolean tighter = !Double.isNaN(value)
                    && (best == null || (bound == Bound.UPPER ? value < best.at(now) : value > best.at(now)));
            best = tighter ? limit : best;
        }
        return best;
    }

    private void compile(Plant plant) {
        Map<Test, TreeMap<Integer, List<Limit>>> found = new TreeMap<>(ORDER);
        plant.limits().forEach((entity, limits) -> {
            int index = plant.indexOf(entity);
            if (index >= 0) {
                for (Limit limit : limits) {
                    put(found, plant, index, limit, limit.metric());
                    if (limit.metric().equals(POWER_OBSERVED)) {
                        put(found, plant, index, limit, POWER_FAILOVER);
                    }
                }
            }
        });
        watches.keySet().retainAll(found.keySet());
        found.forEach((test, slots) -> {
            Watch old = watches.get(test);
            Hold hold = old == null
                    ? new Hold(
                            test.kind(),
                            tuning.nanos(id(), test.promised() ? SLO_HOLD : HOLD),
                            tuning.nanos(id(), CLEAR))
                    : old.hold();
            watches.put(test, new Watch(test, hold, new ArrayList<>(slots.keySet()), new ArrayList<>(slots.values())));
        });
    }

    private static void put(
            Map<Test, TreeMap<Integer, List<Limit>>> found, Plant plant, int index, Limit limit, MetricId metric) {
        Test test = new Test(metric, plant.entity(index).kind(), limit.bound(), limit.origin() == LimitOrigin.SLO);
        found.computeIfAbsent(test, t -> new TreeMap<>())
                .computeIfAbsent(plant.slotOf(index), s -> new ArrayList<>())
                .add(limit);
    }
}
