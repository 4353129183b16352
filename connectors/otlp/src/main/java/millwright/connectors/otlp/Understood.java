package millwright.connectors.otlp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import millwright.connectors.source.Reading;
import millwright.connectors.source.exporter.ExporterOwn;
import millwright.connectors.source.exporter.Seen;
import millwright.connectors.source.exporter.Sharers;
import millwright.connectors.source.exporter.Spread;
import millwright.plant.Aggregation;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.MetricId;

/** What the points of one resource in one request mean. One thread. */
final class Understood {
    private record Place(EntityId entity, MetricId metric, long time) {}

    private record Moment(MetricId metric, long time) {}

    private record Fallen(EntityId entity, String base, int rank, long time) {}

    private final Map<Fallen, Spread> fallen = new HashMap<>();
    private final Map<Place, Reading> readings = new LinkedHashMap<>();
    private final Set<Place> merged = new HashSet<>();
    private final Map<EntityId, Seen> seen = new HashMap<>();
    private final TreeMap<String, Integer> unknown = new TreeMap<>();
    private final ExporterOwn own = new ExporterOwn();
    private final Sharers sharers = new Sharers();
    private long newest;

    /** Oldest first: who keeps them takes nothing that is older than what it has. */
    List<Reading> readings() {
        List<Reading> all = new ArrayList<>(readings.values());
        all.sort(Comparator.comparingLong(Reading::time));
        return all;
    }

    /** Gives what was merged the instants at which it is told; once, when all is read. */
    void settle(Instants instants) {
        Map<Moment, List<Reading>> together = new LinkedHashMap<>();
        for (Place place : merged) {
            Reading reading = readings.get(place);
            if (reading != null) {
                together.computeIfAbsent(new Moment(place.metric(), place.time()), m -> new ArrayList<>())
                        .add(reading);
            }
        }
        together.entrySet().stream()
                .sorted(Comparator.comparingLong(moment -> moment.getKey().time()))
                .forEach(moment -> {
                    long told = instants.of(moment.getValue());
                    moment.getValue().forEach(reading -> readings.put(place(reading), reading.at(told)));
                });
    }

    Map<EntityId, Seen> seen() {
        return seen;
    }

    /** What dcgm-exporter counts and judges beside the fields of DCGM. */
    ExporterOwn own() {
        return own;
    }

    /** Who shares its GPUs. */
    Sharers sharers() {
        return sharers;
    }

    /** Names that mean nothing to us, with how many points of each. */
    TreeMap<String, Integer> unknown() {
        return unknown;
    }

    /** Epoch ns of the newest point that says when it was; 0 when none does. */
    long newest() {
        return newest;
    }

    void heard(long time) {
        newest = Math.max(newest, time);
    }

    void see(Seen one) {
        seen.putIfAbsent(one.id(), one);
    }

    void unknown(String name, int points) {
        unknown.merge(name, points, Integer::sum);
    }

    /** Of several at one instant the first value stands, as one GPU is told of for each job on it; the highest or lowest where that is meant. */
    void add(Reading reading) {
        readings.merge(place(reading), reading, (a, b) -> {
            if (a.state() == DataState.NO_DATA && b.state() == DataState.OK) {
                return b;
            }
            boolean higher = a.metric().aggregation() == Aggregation.MAX && !(a.value() >= b.value());
            boolean lower = a.metric().aggregation() == Aggregation.MIN && !(a.value() <= b.value());
            return b.state() == DataState.OK && (higher || lower) ? b : a;
        });
    }

    /** Stands in place of what was said of the same instant: it was merged of more. */
    void replace(Reading reading) {
        readings.put(place(reading), reading);
    }

    /** The same of what several senders make together. */
    void merge(Reading reading) {
        replace(reading);
        merged.add(place(reading));
    }

    /** @return what fell at this instant by all streams so far, each with its own step alone */
    Spread fell(EntityId entity, Rule rule, long time, Spread step) {
        return fallen.merge(new Fallen(entity, rule.base(), rule.rank(), time), step, Spread::plus);
    }

    private static Place place(Reading reading) {
        return new Place(reading.entity(), reading.metric().id(), reading.time());
    }
}
