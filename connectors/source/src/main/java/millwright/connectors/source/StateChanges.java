package millwright.connectors.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.feed.Occurrence;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.Plant;

/**
 * Makes events of readings that changed between two rounds: leaks, breakers, health. What is in order when it is first seen
 * is no event. One thread; one entry a reading of such a metric.
 */
public final class StateChanges {
    private record Key(EntityId entity, Metric metric) {}

    private final Map<Key, Long> values = new HashMap<>();
    private final Voice voice;

    public StateChanges(Voice voice) {
        this.voice = voice;
    }

    /** @param uncertainty ns: it may have changed at any time since the round before */
    public List<Occurrence> measured(List<Reading> readings, long now, long uncertainty) {
        List<Occurrence> events = new ArrayList<>();
        Plant plant = voice.plant();
        for (Reading reading : readings) {
            String metric = reading.metric().name();
            boolean watched = metric.equals("leak.state") || metric.equals("power.breaker") || metric.equals("health");
            int index = plant.indexOf(reading.entity());
            if (watched && index >= 0 && reading.state() == DataState.OK) {
                long value = (long) reading.value();
                long sound = metric.equals("power.breaker") ? 1 : 0;
                Long before = values.put(new Key(reading.entity(), reading.metric()), value);
                if (value != (before == null ? sound : before)) {
                    events.add(voice.event(
                            what(metric, value),
                            plant.entity(index).kind(),
                            reading.entity(),
                            priority(metric, value),
                            text(metric, value),
                            now,
                            uncertainty));
                }
            }
        }
        return events;
    }

    private static String what(String metric, long value) {
        return switch (metric) {
            case "leak.state" -> value == 0 ? "leak.clear" : "leak";
            case "power.breaker" -> value == 0 ? "breaker.open" : "breaker.closed";
            default -> "health";
        };
    }

    private static Priority priority(String metric, long value) {
        return switch (metric) {
            case "leak.state" -> value == 0 ? Priority.INFO : value == 1 ? Priority.HIGH : Priority.CRITICAL;
            case "power.breaker" -> value == 0 ? Priority.HIGH : Priority.INFO;
            default -> value == 0 ? Priority.INFO : value == 1 ? Priority.MEDIUM : Priority.HIGH;
        };
    }

    private static String text(String metric, long value) {
        String word = value == 0 ? "OK" : value == 1 ? "Warning" : "Critical";
        return switch (metric) {
            case "leak.state" -> "leak detector says " + word;
            case "power.breaker" -> value == 0 ? "breaker is open" : "breaker is closed";
            default -> "health " + word;
        };
    }
}
