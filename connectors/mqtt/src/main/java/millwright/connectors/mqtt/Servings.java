package millwright.connectors.mqtt;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.connectors.source.GrowingPlant;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Phase;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.Side;

/**
 * Which thing serves which, as points say it: told while at least one point says so, withdrawn with the last. The loop's
 * thread; at most {@value #MOST} things that serve something, known or not named yet.
 */
final class Servings {
    private static final int MOST = 100_000;

    private record Serving(Sense.Thing from, String object) {}

    /** How many points say it. */
    private final Map<Serving, Integer> said = new HashMap<>();

    private final Map<String, Map<Sense.Thing, Serving>> byObject = new LinkedHashMap<>();
    private final Map<String, EntityId> things = new HashMap<>();
    private final Map<String, MqttConfig.Meter> meters;
    private final GrowingPlant plant;

    /** @param meters by object */
    Servings(Map<String, MqttConfig.Meter> meters, GrowingPlant plant) {
        this.meters = Map.copyOf(meters);
        this.plant = plant;
    }

    /** A thing has a place in the plant; what was said to serve it does from now on. */
    void found(String object, EntityId id) {
        if (things.putIfAbsent(object, id) == null) {
            byObject.getOrDefault(object, Map.of())
                    .keySet()
                    .forEach(from -> relation(from, id).forEach(plant::relate));
        }
    }

    void add(Sense.Thing from, List<String> objects) {
        for (String object : objects) {
            Serving serving = new Serving(from, object);
            if (said.containsKey(serving) || said.size() < MOST) {
                if (said.merge(serving, 1, Integer::sum) == 1) {
                    byObject.computeIfAbsent(object, _ -> new LinkedHashMap<>()).put(from, serving);
                    to(object, from).forEach(plant::relate);
                }
            }
        }
    }

    void remove(Sense.Thing from, List<String> objects) {
        for (String object : objects) {
            Serving serving = new Serving(from, object);
            Integer times = said.get(serving);
            if (times == null) {
                continue;
            }
            if (times > 1) {
                said.put(serving, times - 1);
                continue;
            }
            said.remove(serving);
            Map<Sense.Thing, Serving> all = byObject.getOrDefault(object, new HashMap<>());
            all.remove(from);
            if (all.isEmpty()) {
                byObject.remove(object);
            }
            to(object, from).forEach(plant::unrelate);
        }
    }

    private List<Relation> to(String object, Sense.Thing from) {
        EntityId id = things.get(object);
        return id == null ? List.of() : relation(from, id);
    }

    /** Power devices feed what they serve, cooling devices cool it. */
    private List<Relation> relation(Sense.Thing from, EntityId to) {
        if (from.id().equals(to)) {
            return List.of();
        }
        if (from.kind().isPower()) {
            MqttConfig.Meter meter = meters.get(from.local());
            return List.of(Relation.feeds(from.id(), to, meter == null ? Side.NONE : meter.side(), Phase.NONE));
        }
        return from.kind() == EntityKind.RACK || from.kind() == EntityKind.HALL
                ? List.of()
                : List.of(Relation.of(RelationKind.COOLS, from.id(), to));
    }
}
