package millwright.connectors.netbox;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import millwright.plant.Bound;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Relation;
import millwright.plant.RelationKind;

/** The plant as one reading of NetBox has it. One thread. */
final class Wanted {
    record LimitKey(EntityId entity, MetricId metric, LimitOrigin origin, Bound bound) {}

    final Map<EntityId, Entity> entities = new LinkedHashMap<>();
    final Set<Relation> relations = new LinkedHashSet<>();
    final Map<LimitKey, Limit> limits = new LinkedHashMap<>();
    final Map<EntityId, Map<String, String>> natives = new HashMap<>();

    boolean has(EntityId id) {
        return entities.containsKey(id);
    }

    void put(Entity entity) {
        entities.put(entity.id(), entity);
    }

    void put(EntityId container, Entity entity) {
        if (entities.put(entity.id(), entity) == null) {
            relations.add(Relation.of(RelationKind.CONTAINS, container, entity.id()));
        }
    }

    void limit(Limit limit) {
        limits.put(new LimitKey(limit.entity(), limit.metric(), limit.origin(), limit.bound()), limit);
    }

    /** Empty names are left out. */
    void names(EntityId id, String... pairs) {
        Map<String, String> names = natives.computeIfAbsent(id, i -> new HashMap<>());
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            if (!pairs[i + 1].isEmpty()) {
                names.put(pairs[i], pairs[i + 1]);
            }
        }
    }
}
