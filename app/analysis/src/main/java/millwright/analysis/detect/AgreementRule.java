package millwright.analysis.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import millwright.feed.Frame;
import millwright.feed.Priority;
import millwright.plant.Agreement;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Times;

/**
 * Two sources of one quantity that are further apart than {@link Agreement} allows, twice in a row. Means over one window are
 * compared, of samples that began within it; a source that says too little in a window changes nothing. Costs nothing until a second
 * source tells; then sixteen arrays an entity kind and quantity.
 */
final class AgreementRule implements Rule {
    private static final Setting HOLD = new Setting("hold", "s", 120, "how long the means must stay apart");
    private static final Setting CLEAR = new Setting("clear", "s", 60, "how long they must agree again");
    private static final Setting CALM =
            new Setting("calm", "1", 0.7, "part of the tolerance below which they agree again");

    private record Key(Agreement agreement, EntityKind kind) {}

    private final Tuning tuning;
    private final Map<MetricId, Agreement> shown = new HashMap<>();
    private final Map<MetricId, Agreement> others = new HashMap<>();
    private final Map<Key, Pairs> pairs = new HashMap<>();

    AgreementRule(Tuning tuning) {
        this.tuning = tuning;
        Agreement.standard().forEach(a -> {
            shown.put(a.metric(), a);
            others.put(a.other(), a);
        });
    }

    @Override
    public String id() {
        return "agreement";
    }

    @Override
    public String title() {
        return "Sources that disagree";
    }

    @Override
    public Set<MetricId> needs() {
        return others.keySet();
    }

    @Override
    public List<Setting> settings() {
        return List.of(HOLD, CLEAR, CALM);
    }

    @Override
    public void heard(Frame frame) {
        Agreement second = others.get(frame.metric());
        if (second != null) {
            Hold hold = new Hold(frame.kind(), tuning.nanos(id(), HOLD), tuning.nanos(id(), CLEAR));
            pairs.computeIfAbsent(new Key(second, frame.kind()), k -> new Pairs(second, k.kind(), hold))
                    .hear(1, frame);
        }
        Agreement first = shown.get(frame.metric());
        Pairs known = first == null ? null : pairs.get(new Key(first, frame.kind()));
        if (known != null) {
            known.hear(0, frame);
        }
    }

    @Override
    public void evaluate(Moment moment, Consumer<Condition> out) {
        double calm = tuning.of(id(), CALM);
        List<Pairs> inOrder = new ArrayList<>(pairs.values());
        inOrder.sort(Comparator.comparing(Pairs::order));
        for (Pairs all : inOrder) {
            all.step(moment, calm);
            Metric metric = moment.catalogue().find(all.agreement().metric()).orElse(null);
            for (int slot = 0; metric != null && slot < all.size(); slot++) {
                if (all.holds(slot, moment.now())) {
                    out.accept(condition(moment, all, metric, slot));
                }
            }
        }
    }

    private Condition condition(Moment moment, Pairs all, Metric metric, int slot) {
        double one = all.mean(0, slot);
        double two = all.mean(1, slot);
        double tolerance = all.tolerance(slot);
        EntityId entity = moment.plant().at(all.kind(), slot).id();
        return Condition.of(
                        id(),
                        metric.name(),
                        entity,
                        Priority.LOW,
                        all.since(slot),
                        "Two sources disagree: " + metric.title(),
                        String.format(
                                Locale.ROOT,
                                "%s says %s (%s), %s says %s%s: means of %d s, %s apart where %s is agreement",
                                all.source(0, slot),
                                Said.of(one, metric.unit()),
                                all.averaged(0, slot).isEmpty() ? "shown" : "shown, " + all.averaged(0, slot),
                                all.source(1, slot),
                                Said.of(two, metric.unit()),
                                all.averaged(1, slot).isEmpty() ? "" : " (" + all.averaged(1, slot) + ")",
                                all.span(slot) / Times.SECOND,
                                Said.of(Math.abs(one - two), metric.unit()),
                                Said.of(tolerance, metric.unit())),
                        "Find out which of the two measures wrong before either is trusted")
                .measured(all.agreement().metric(), one, two, two < one);
    }
}
