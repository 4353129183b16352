package millwright.connectors.redfish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.connectors.source.Reading;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;

/**
 * Makes events of what changed between two looks: health and presence of parts, leaks, breakers. What is in order when it is
 * first seen is no event. One thread; one entry a part.
 */
final class HealthWatch {
    private static final Set<String> WATCHED = Set.of("health", "leak.state", "power.breaker");

    private final Map<String, Inventory.Condition> conditions = new HashMap<>();
    private final Map<String, Long> values = new HashMap<>();
    private final String bmc;
    private final Origin origin;

    HealthWatch(String bmc, Origin origin) {
        this.bmc = bmc;
        this.origin = origin;
    }

    /** @param uncertainty ns: it may have changed at any time since the look before */
    List<Occurrence> surveyed(Inventory inventory, long now, long uncertainty) {
        Set<String> measured = inventory.meters().stream()
                .filter(m -> m.fields().stream()
                        .anyMatch(f -> WATCHED.contains(f.metric().name())))
                .map(Meter::path)
                .collect(Collectors.toSet());
        List<Occurrence> events = new ArrayList<>();
        for (Inventory.Condition condition : inventory.conditions().values()) {
            if (!measured.contains(condition.path())) {
                Inventory.Condition before = conditions.put(condition.path(), condition);
                compare(before, condition, now, uncertainty, events);
            }
        }
        return events;
    }

    private void compare(
            Inventory.@org.jspecify.annotations.Nullable Condition before,
            Inventory.Condition after,
            long now,
            long uncertainty,
            List<Occurrence> events) {
        String was = before == null ? "OK" : before.health();
        if (!after.health().isEmpty() && !after.health().equals(was.isEmpty() ? "OK" : was)) {
            Priority priority = priority(Health.WORDS.getOrDefault(after.health(), 0));
            String text = after.name() + ": health " + after.health() + (before == null ? "" : ", was " + was);
            events.add(event(after.what() + ".health", after.entity(), after.path(), priority, text, now, uncertainty));
        }
        boolean absent = after.state().equals("Absent");
        if (before != null && absent != before.state().equals("Absent")) {
            String text = after.name() + (absent ? ": is gone" : ": is there again");
            Priority priority = absent ? Priority.MEDIUM : Priority.INFO;
            String what = after.what() + (absent ? ".absent" : ".present");
            events.add(event(what, after.entity(), after.path(), priority, text, now, uncertainty));
        }
    }

    List<Occurrence> measured(List<Reading> readings, long now, long uncertainty) {
        List<Occurrence> events = new ArrayList<>();
        for (Reading reading : readings) {
            String metric = reading.metric().name();
            if (WATCHED.contains(metric) && reading.state() == DataState.OK) {
                long value = (long) reading.value();
                long sound = metric.equals("power.breaker") ? 1 : 0;
                String key = reading.entity().text() + " " + metric;
                Long before = values.put(key, value);
                if (value != (before == null ? sound : before)) {
                    events.add(changed(metric, reading.entity(), value, now, uncertainty));
                }
            }
        }
        return events;
    }

    private Occurrence changed(String metric, EntityId entity, long value, long now, long uncertainty) {
        String word = value == 0 ? "OK" : value == 1 ? "Warning" : "Critical";
        return switch (metric) {
            case "leak.state" -> {
                Priority priority = value == 0 ? Priority.INFO : value == 1 ? Priority.HIGH : Priority.CRITICAL;
                String what = value == 0 ? "leak.clear" : "leak";
                yield event(what, entity, metric, priority, "leak detector says " + word, now, uncertainty);
            }
            case "power.breaker" ->
                event(
                        value == 0 ? "breaker.open" : "breaker.closed",
                        entity,
                        metric,
                        value == 0 ? Priority.HIGH : Priority.INFO,
                        value == 0 ? "breaker is open" : "breaker is closed",
                        now,
                        uncertainty);
            default -> event("health", entity, metric, priority(value), "health " + word, now, uncertainty);
        };
    }

    private static Priority priority(long health) {
        return health == 0 ? Priority.INFO : health == 1 ? Priority.MEDIUM : Priority.HIGH;
    }

    private Occurrence event(
            String what, EntityId entity, String of, Priority priority, String text, long now, long uncertainty) {
        return new Occurrence(
                "redfish/" + bmc + "/" + what + "/" + of + "/" + entity.text() + "/" + now,
                what,
                layer(entity),
                entity,
                now,
                uncertainty,
                now,
                priority,
                text,
                1,
                Map.of("bmc", bmc, "redfish.path", of),
                origin);
    }

    static Layer layer(EntityId entity) {
        for (EntityKind kind : EntityKind.values()) {
            if (entity.text().startsWith(kind.prefix() + ":")) {
                return kind.layer();
            }
        }
        return Layer.CONTROL;
    }
}
