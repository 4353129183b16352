package millwright.analysis.detect;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import millwright.feed.Priority;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.series.Latest;
import org.jspecify.annotations.Nullable;

/**
 * Values that used to come and do not, or not believably: stale, gone, bad, no longer supported. Of several metrics of one
 * entity with the same trouble one is told. Two longs per entity and metric that ever came.
 */
final class DataRule implements Rule {
    private static final Setting HOLD = new Setting("hold", "s", 15, "how long the trouble must last");
    private static final Setting CLEAR = new Setting("clear", "s", 10, "how long it must be over");
    private static final DataState[] STATES = DataState.values();

    /** Memory for one column. */
    private static final class Watch {
        private final Hold hold;
        private BitSet came = new BitSet();

        Watch(Hold hold) {
            this.hold = hold;
        }
    }

    private record Key(MetricId metric, EntityKind kind) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byMetric = metric.compareTo(other.metric);
            return byMetric != 0 ? byMetric : kind.compareTo(other.kind);
        }
    }

    private final Tuning tuning;
    private final Map<Key, Watch> watches = new TreeMap<>();
    /** Of which {@link #metrics} are those by name: a catalogue does not change. */
    private @Nullable Catalogue sorted;

    private List<Metric> metrics = List.of();

    DataRule(Tuning tuning) {
        this.tuning = tuning;
    }

    @Override
    public String id() {
        return "data";
    }

    @Override
    public String title() {
        return "Quality of data";
    }

    @Override
    public Set<MetricId> needs() {
        return Set.of();
    }

    @Override
    public List<Setting> settings() {
        return List.of(HOLD, CLEAR);
    }

    @Override
    public void evaluate(Moment moment, Consumer<Condition> out) {
        Map<EntityKind, boolean[]> told = new java.util.EnumMap<>(EntityKind.class);
        for (Metric metric : byName(moment.catalogue())) {
            for (EntityKind kind : metric.on()) {
                Latest latest = moment.latest(metric.id(), kind);
                if (latest.version() > 0 && latest.size() > 0) {
                    boolean[] toldOf = told.computeIfAbsent(kind, k -> new boolean[latest.size() * STATES.length]);
                    look(moment, metric, latest, toldOf, out);
                }
            }
        }
    }

    /** A capture may list its metrics in another order, and the first in trouble is the one that is told. */
    private List<Metric> byName(Catalogue catalogue) {
        if (catalogue != sorted) {
            sorted = catalogue;
            metrics = catalogue.metrics().stream()
                    .sorted(Comparator.comparing(Metric::id))
                    .toList();
        }
        return metrics;
    }

    private void look(Moment moment, Metric metric, Latest latest, boolean[] told, Consumer<Condition> out) {
        EntityKind kind = latest.kind();
        Watch watch = watches.computeIfAbsent(
                new Key(metric.id(), kind),
                k -> new Watch(new Hold(kind, tuning.nanos(id(), HOLD), tuning.nanos(id(), CLEAR))));
        watch.hold.fit(moment);
        if (moment.moves().moved(kind)) {
            watch.came = moved(moment, kind, watch.came);
        }
        for (int slot = 0; slot < latest.size(); slot++) {
            DataState state = STATES[latest.states()[slot]];
            if (state == DataState.OK) {
                watch.came.set(slot);
            }
            boolean wrong = state != DataState.OK
                    && state != DataState.FORBIDDEN
                    && (watch.came.get(slot) || state == DataState.BAD);
            boolean holds = watch.hold.update(slot, wrong, !wrong, moment.now());
            int at = slot * STATES.length + state.ordinal();
            if (holds && wrong && !told[at] && !sourceToldIt(moment, latest, slot, state)) {
                told[at] = true;
                out.accept(condition(moment, metric, kind, slot, state, watch.hold.since(slot)));
            }
        }
    }

    private static BitSet moved(Moment moment, EntityKind kind, BitSet came) {
        BitSet fresh = new BitSet();
        for (int slot = 0; slot < moment.plant().count(kind); slot++) {
            int old = moment.moves().before(kind, slot);
            fresh.set(slot, old >= 0 && came.get(old));
        }
        return fresh;
    }

    /** When the source of a value is late as a whole, that is told once, by the rule for sources. */
    private static boolean sourceToldIt(Moment moment, Latest latest, int slot, DataState state) {
        return (state == DataState.STALE || state == DataState.NO_DATA)
                && moment.sourceIsDown(latest.metric(), latest.kind(), slot);
    }

    private Condition condition(Moment moment, Metric metric, EntityKind kind, int slot, DataState state, long since) {
        boolean stale = state == DataState.STALE || state == DataState.NO_DATA;
        String what = stale
                ? "Values stale"
                : state == DataState.BAD ? metric.title() + " implausible" : metric.title() + " not supported";
        String code = stale ? "stale" : (state == DataState.BAD ? "bad." : "unsupported.") + metric.name();
        Condition condition = Condition.of(
                id(),
                code,
                moment.plant().at(kind, slot).id(),
                stale ? Priority.MEDIUM : Priority.LOW,
                since,
                what,
                metric.name() + " is " + state + ", it used to come",
                stale ? "Check the collector of this host" : "Excluded from sums");
        return kind == EntityKind.GPU || kind == EntityKind.NODE ? condition.gathered() : condition;
    }
}
