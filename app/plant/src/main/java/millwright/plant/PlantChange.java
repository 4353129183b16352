package millwright.plant;

import java.util.List;
import java.util.Map;

/**
 * What makes one revision of the plant out of another. Applied in the order of the components; an entity that is put
 * again keeps its relations, a removed one loses them, limits replace earlier limits of the same entity, metric and
 * origin, native ids are merged.
 */
public record PlantChange(
        List<EntityId> removed,
        List<Entity> put,
        List<Relation> unrelated,
        List<Relation> related,
        List<Limit> limits,
        Map<EntityId, Map<String, String>> nativeIds) {
    public PlantChange {
        removed = List.copyOf(removed);
        put = List.copyOf(put);
        unrelated = List.copyOf(unrelated);
        related = List.copyOf(related);
        limits = List.copyOf(limits);
        nativeIds = Map.copyOf(nativeIds);
    }

    public static PlantChange adding(List<Entity> entities, List<Relation> relations) {
        return new PlantChange(List.of(), entities, List.of(), relations, List.of(), Map.of());
    }

    public static PlantChange limits(List<Limit> limits) {
        return new PlantChange(List.of(), List.of(), List.of(), List.of(), limits, Map.of());
    }

    public static PlantChange removing(List<EntityId> entities) {
        return new PlantChange(entities, List.of(), List.of(), List.of(), List.of(), Map.of());
    }
}
