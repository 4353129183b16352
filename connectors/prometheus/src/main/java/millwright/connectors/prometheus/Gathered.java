package millwright.connectors.prometheus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.connectors.source.Reading;
import millwright.connectors.source.exporter.Seen;
import millwright.plant.Aggregation;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.MetricId;

/**
 * The readings of one exposition: one for each entity and metric, of however many samples. One thread; grows with the
 * exposition.
 */
final class Gathered {
    /** Of fields that come once for each job or instance, the first stands. */
    static final int FIRST = 0;

    private record Place(EntityId entity, MetricId metric) {}

    private record Ranked(int rank, Reading reading) {}

    private final Map<Place, Ranked> readings = new LinkedHashMap<>();
    private final Map<EntityId, Seen> seen = new LinkedHashMap<>();

    void see(Seen one) {
        seen.putIfAbsent(one.id(), one);
    }

    Map<EntityId, Seen> seen() {
        return seen;
    }

    List<Reading> readings() {
        List<Reading> all = new ArrayList<>();
        readings.values().forEach(r -> all.add(r.reading()));
        return List.copyOf(all);
    }

    /** Whether something stands that nothing can take the place of. */
    boolean has(Reading reading) {
        Ranked ranked =
                readings.get(new Place(reading.entity(), reading.metric().id()));
        return ranked != null && ranked.rank() == FIRST;
    }

    /**
     * @param rank lower ones stand in place of higher ones; equal ones are put together by the metric's own rule
     * @param growing true for parts that have nothing to say at first, which must not hide the others
     */
    void add(int rank, Reading reading, boolean growing) {
        readings.merge(new Place(reading.entity(), reading.metric().id()), new Ranked(rank, reading), (a, b) -> {
            if (a.rank() != b.rank()) {
                return a.rank() < b.rank() ? a : b;
            }
            return rank == FIRST ? a : new Ranked(rank, both(a.reading(), b.reading(), growing));
        });
    }

    private static Reading both(Reading a, Reading b, boolean growing) {
        boolean sum = a.metric().aggregation() == Aggregation.SUM;
        if (a.state() != DataState.OK || b.state() != DataState.OK) {
            // a sum of which a part is missing is not the whole
            boolean first = (a.state() == DataState.OK) != (sum && !growing);
            return a.state() == b.state() || first ? a : b;
        }
        if (a.buckets() != null || b.buckets() != null) {
            return a.larger(b);
        }
        double value = switch (a.metric().aggregation()) {
            case SUM -> a.value() + b.value();
            case MIN -> Math.min(a.value(), b.value());
            // where no rule puts them together, the highest is the one that hurts
            case MAX, NONE, MEAN, RATIO, MERGE -> Math.max(a.value(), b.value());
        };
        return new Reading(a.entity(), a.metric(), value, DataState.OK, Math.max(a.time(), b.time()));
    }
}
