package millwright.plant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers entities and relations and checks them: ids are unique, relations join known entities, nothing is contained
 * twice or by itself. One thread; bounded by what is put in.
 */
public final class PlantBuilder {
    private final Map<EntityId, Entity> entities = new LinkedHashMap<>();
    private final Map<RelationKind, List<Relation>> relations = new EnumMap<>(RelationKind.class);
    private final Map<EntityId, List<Limit>> limits = new HashMap<>();
    private final Map<EntityId, Map<String, String>> nativeIds = new HashMap<>();

    PlantBuilder() {}

    PlantBuilder(Plant plant) {
        plant.entities().forEach(e -> entities.put(e.id(), e));
        plant.relations().forEach(this::relate);
        limits.putAll(plant.limits());
        nativeIds.putAll(plant.nativeIds());
    }

    public PlantBuilder put(Entity entity) {
        Entity earlier = entities.put(entity.id(), entity);
        if (earlier != null && earlier.kind() != entity.kind()) {
            throw new IllegalArgumentException(
                    entity.id() + " is already a " + earlier.kind() + " and cannot become a " + entity.kind());
        }
        return this;
    }

    public PlantBuilder relate(Relation relation) {
        relations.computeIfAbsent(relation.kind(), _ -> new ArrayList<>()).add(relation);
        return this;
    }

    public PlantBuilder contains(EntityId container, EntityId content) {
        return relate(Relation.of(RelationKind.CONTAINS, container, content));
    }

    /** Puts the entity inside a container in one step. */
    public PlantBuilder put(EntityId container, Entity entity) {
        return put(entity).contains(container, entity.id());
    }

    public PlantBuilder limit(Limit limit) {
        List<Limit> earlier = limits.putIfAbsent(limit.entity(), List.of(limit));
        if (earlier == null) {
            return this;
        }
        List<Limit> kept = new ArrayList<>(earlier);
        kept.removeIf(
                l -> l.metric().equals(limit.metric()) && l.origin() == limit.origin() && l.bound() == limit.bound());
        kept.add(limit);
        limits.put(limit.entity(), List.copyOf(kept));
        return this;
    }

    public PlantBuilder nativeIds(EntityId id, Map<String, String> names) {
        Map<String, String> earlier = nativeIds.putIfAbsent(id, Map.copyOf(names));
        if (earlier != null) {
            Map<String, String> merged = new HashMap<>(earlier);
            merged.putAll(names);
            nativeIds.put(id, Map.copyOf(merged));
        }
        return this;
    }

    public PlantBuilder apply(PlantChange change) {
        if (!change.removed().isEmpty()) {
            remove(new HashSet<>(change.removed()));
        }
        change.put().forEach(this::put);
        if (!change.unrelated().isEmpty()) {
            Set<Relation> unrelated = new HashSet<>(change.unrelated());
            relations.values().forEach(list -> list.removeIf(unrelated::contains));
        }
        change.related().forEach(this::relate);
        change.limits().forEach(this::limit);
        change.nativeIds().forEach(this::nativeIds);
        return this;
    }

    private void remove(Set<EntityId> gone) {
        entities.keySet().removeAll(gone);
        relations.values().forEach(list -> list.removeIf(r -> gone.contains(r.from()) || gone.contains(r.to())));
        limits.keySet().removeAll(gone);
        nativeIds.keySet().removeAll(gone);
    }

    /** @throws IllegalArgumentException naming the relation that joins unknown entities or contains something twice */
    public Plant build(long revision) {
        List<Entity> dense = List.copyOf(entities.values());
        IdTable ids = new IdTable(dense);
        Map<RelationKind, Adjacency> out = new EnumMap<>(RelationKind.class);
        Map<RelationKind, Adjacency> in = new EnumMap<>(RelationKind.class);
        relations.forEach((kind, all) -> {
            int[] from = new int[all.size()];
            int[] to = new int[all.size()];
            byte[] tags = new byte[all.size()];
            EdgeSet seen = new EdgeSet(all.size());
            int n = 0;
            for (Relation relation : all) {
                from[n] = known(ids, relation.from(), relation);
                to[n] = known(ids, relation.to(), relation);
                tags[n] = Adjacency.tag(relation);
                n += seen.add(from[n], to[n], tags[n]) ? 1 : 0;
            }
            if (kind == RelationKind.CONTAINS) {
                checkTree(dense, from, to, n);
            }
            out.put(kind, Adjacency.of(dense.size(), from, to, tags, n));
            in.put(kind, Adjacency.of(dense.size(), to, from, tags, n));
        });
        return new Plant(
                revision,
                dense,
                out,
                in,
                Collections.unmodifiableMap(new HashMap<>(limits)),
                Collections.unmodifiableMap(new HashMap<>(nativeIds)),
                ids);
    }

    private static int known(IdTable ids, EntityId id, Relation relation) {
        int index = ids.indexOf(id);
        if (index < 0) {
            throw new IllegalArgumentException("unknown entity " + id + " in relation " + relation);
        }
        return index;
    }

    private static void checkTree(List<Entity> dense, int[] from, int[] to, int edges) {
        int[] container = new int[dense.size()];
        for (int e = 0; e < edges; e++) {
            if (container[to[e]] != 0) {
                throw new IllegalArgumentException(dense.get(to[e]).id() + " is contained twice: in "
                        + dense.get(container[to[e]] - 1).id() + " and in "
                        + dense.get(from[e]).id());
            }
            container[to[e]] = from[e] + 1;
        }
        byte[] state = new byte[dense.size()];
        for (int i = 0; i < state.length; i++) {
            climb(dense, container, state, i);
        }
    }

    /** Marks the way up from {@code start}; meeting a mark of the same walk is a cycle. */
    private static void climb(List<Entity> dense, int[] container, byte[] state, int start) {
        int at = start;
        while (at >= 0 && state[at] == 0) {
            state[at] = 1;
            at = container[at] - 1;
        }
        if (at >= 0 && state[at] == 1) {
            throw new IllegalArgumentException(dense.get(at).id() + " contains itself");
        }
        for (int i = start; i >= 0 && state[i] == 1; i = container[i] - 1) {
            state[i] = 2;
        }
    }
}
