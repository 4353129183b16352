package millwright.analysis.detect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import millwright.feed.Priority;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;

/** Telemetry sources: late, failed, or with a clock that jumped. One entry per source. */
final class SourceRule implements Rule {
    private static final Setting HOLD = new Setting("hold", "s", 5, "how long a source must be late");
    private static final Setting SKEW = new Setting("skew", "ms", 150, "change of a clock that matters");

    private final Tuning tuning;
    private final Map<EntityId, Long> downSince = new TreeMap<>();
    private final Map<EntityId, Long> skewSince = new TreeMap<>();

    SourceRule(Tuning tuning) {
        this.tuning = tuning;
    }

    @Override
    public String id() {
        return "source";
    }

    @Override
    public String title() {
        return "Telemetry sources";
    }

    @Override
    public Set<MetricId> needs() {
        return Set.of();
    }

    @Override
    public List<Setting> settings() {
        return List.of(HOLD, SKEW);
    }

    @Override
    public void evaluate(Moment moment, Consumer<Condition> out) {
        for (SourceState state : moment.sources().values()) {
            if (Moment.down(state)) {
                long since = downSince.computeIfAbsent(state.source(), s -> Math.min(state.time(), moment.now()));
                if (moment.now() - since >= tuning.nanos(id(), HOLD)) {
                    out.accept(Condition.of(
                            id(),
                            "down",
                            state.source(),
                            state.condition().equals("failed") ? Priority.HIGH : Priority.MEDIUM,
                            since,
                            "Source " + state.condition(),
                            state.detail(),
                            "Check the collector and the way to it"));
                }
            } else {
                downSince.remove(state.source());
            }
        }
        downSince.keySet().retainAll(moment.sources().keySet());
        moment.skews().forEach((source, nanos) -> skew(moment, source, nanos, out));
        skewSince.keySet().retainAll(moment.skews().keySet());
    }

    private void skew(Moment moment, EntityId source, long nanos, Consumer<Condition> out) {
        if (Math.abs(nanos) < tuning.of(id(), SKEW) * Times.MILLI) {
            skewSince.remove(source);
            return;
        }
        long since = skewSince.computeIfAbsent(source, s -> moment.now());
        if (moment.now() - since >= tuning.nanos(id(), HOLD)) {
            out.accept(Condition.of(
                    id(),
                    "clock",
                    source,
                    Priority.MEDIUM,
                    since,
                    "Clock of a source jumped",
                    String.format(
                            Locale.ROOT,
                            "%+d ms against its own habit; the order of its events is not certain",
                            nanos / Times.MILLI),
                    "Check time synchronisation of the source"));
        }
    }
}
