package millwright.connectors.source;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import millwright.feed.PlantChanged;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.RackSlot;
import millwright.plant.Relation;
import millwright.plant.RelationKind;

/**
 * The plant as far as a source has shown it, told change by change. What is put is gathered until {@link #told}. One
 * thread at a time; grows with what the source names.
 */
public final class GrowingPlant {
    private final Placement placement;
    private final Map<String, Integer> nextUnit = new HashMap<>();
    private final Map<String, TreeSet<Integer>> vacated = new HashMap<>();
    private final Map<EntityId, Entity> fresh = new LinkedHashMap<>();
    private final Set<Relation> related = new LinkedHashSet<>();
    private final Set<Relation> unrelated = new LinkedHashSet<>();
    private final List<Limit> limits = new ArrayList<>();
    private final Map<EntityId, Map<String, String>> natives = new HashMap<>();
    private final Set<EntityId> removed = new LinkedHashSet<>();
    private Plant plant = Plant.empty();

    public GrowingPlant(Placement placement) {
        this.placement = placement;
    }

    /** As told last; its slots are those of frames. */
    public Plant plant() {
        return plant;
    }

    public boolean knows(EntityId id) {
        return fresh.containsKey(id) || plant.indexOf(id) >= 0 && !removed.contains(id);
    }

    /** Puts an entity that is new or looks different. */
    public void put(Entity entity) {
        // what was removed before stays among the removed: it loses its relations, and is then put anew
        if (fresh.containsKey(entity.id())
                || !plant.find(entity.id()).equals(Optional.of(entity))
                || removed.contains(entity.id())) {
            fresh.put(entity.id(), entity);
        }
    }

    /** The same inside a container, unless something contains it already. */
    public void put(EntityId container, Entity entity) {
        boolean known = knows(entity.id());
        put(entity);
        if (!known) {
            relate(Relation.of(RelationKind.CONTAINS, container, entity.id()));
        }
    }

    public void relate(Relation relation) {
        related.add(relation);
        unrelated.remove(relation);
    }

    public void unrelate(Relation relation) {
        if (!related.remove(relation)) {
            unrelated.add(relation);
        }
    }

    public void limit(Limit limit) {
        limits.add(limit);
    }

    public void nativeIds(EntityId id, Map<String, String> names) {
        natives.merge(id, Map.copyOf(names), (a, b) -> {
            Map<String, String> both = new HashMap<>(a);
            both.putAll(b);
            return Map.copyOf(both);
        });
    }

    public void remove(EntityId id) {
        fresh.remove(id);
        if (plant.find(id).orElse(null) instanceof Entity.Node node) {
            vacate(node);
        }
        related.removeIf(r -> r.from().equals(id) || r.to().equals(id));
        natives.remove(id);
        limits.removeIf(limit -> limit.entity().equals(id));
        if (plant.indexOf(id) >= 0) {
            removed.add(id);
        }
    }

    public EntityId site() {
        EntityId site = EntityId.of(EntityKind.SITE, placement.site());
        if (!knows(site)) {
            put(new Entity.Site(site, placement.site(), ZoneOffset.UTC));
        }
        return site;
    }

    public EntityId hall() {
        EntityId hall = EntityId.of(EntityKind.HALL, placement.hall());
        if (!knows(hall)) {
            put(site(), new Entity.Place(hall, placement.hall(), EntityKind.HALL));
        }
        return hall;
    }

    public EntityId row(String name) {
        EntityId row = EntityId.of(EntityKind.ROW, name);
        if (!knows(row)) {
            put(hall(), new Entity.Place(row, name, EntityKind.ROW));
        }
        return row;
    }

    public EntityId rack(String name, String row) {
        return rack(name, name, row);
    }

    /** @param local what it is known by @param name what people call it */
    public EntityId rack(String local, String name, String row) {
        EntityId rack = EntityId.of(EntityKind.RACK, local);
        if (!knows(rack)) {
            int position = plant.count(EntityKind.RACK)
                    + (int) fresh.values().stream()
                            .filter(e -> e.kind() == EntityKind.RACK)
                            .count()
                    + 1;
            put(row(row), new Entity.Rack(rack, name, 48, position));
        }
        return rack;
    }

    /** A host where the configuration places it, else in the row "unplaced". */
    public EntityId node(String host) {
        EntityId node = EntityId.of(EntityKind.NODE, host);
        if (!knows(node)) {
            Optional<Placement.RackRule> rule = placement.rackOf(host);
            EntityId rack = rack(
                    rule.map(Placement.RackRule::rack).orElse("unplaced"),
                    rule.map(Placement.RackRule::row).orElse("unplaced"));
            put(rack, new Entity.Node(node, host, host, slot(rule)));
        }
        return node;
    }

    /** Where a device that is no host stands: the rack in which the configuration places its name, else the hall. */
    public EntityId standing(String name) {
        return placement.rackOf(name).map(rule -> rack(rule.rack(), rule.row())).orElseGet(this::hall);
    }

    private RackSlot slot(Optional<Placement.RackRule> rule) {
        if (rule.isEmpty() || rule.get().unit() == 0) {
            return RackSlot.UNPLACED;
        }
        TreeSet<Integer> free = vacated.getOrDefault(rule.get().rack(), new TreeSet<>());
        if (!free.isEmpty()) {
            return RackSlot.full(free.removeLast(), 1);
        }
        int unit = nextUnit.merge(rule.get().rack(), rule.get().unit(), (now, top) -> now - 1);
        return unit < 1 ? RackSlot.UNPLACED : RackSlot.full(unit, 1);
    }

    /** Its place in the rack is free for the next. */
    private void vacate(Entity.Node node) {
        Optional<Placement.RackRule> rule = placement.rackOf(node.host());
        if (rule.isPresent() && node.slot().unit() > 0) {
            vacated.computeIfAbsent(rule.get().rack(), r -> new TreeSet<>())
                    .add(node.slot().unit());
        }
    }

    /**
     * What was gathered since the last time, to be told before any frame of it; the first time the whole plant.
     *
     * @throws IllegalArgumentException when it does not fit together, in one line; it is dropped then
     */
    public Optional<PlantChanged> told(long now) {
        if (fresh.isEmpty()
                && related.isEmpty()
                && unrelated.isEmpty()
                && limits.isEmpty()
                && natives.isEmpty()
                && removed.isEmpty()) {
            return Optional.empty();
        }
        PlantChange change = new PlantChange(
                List.copyOf(removed),
                List.copyOf(fresh.values()),
                List.copyOf(unrelated),
                List.copyOf(related),
                List.copyOf(limits),
                Map.copyOf(natives));
        boolean first = plant.revision() == 0;
        try {
            plant = plant.apply(change);
        } finally {
            fresh.clear(); // one thing that does not fit must not keep out all that follow
            related.clear();
            unrelated.clear();
            limits.clear();
            natives.clear();
            removed.clear();
        }
        return Optional.of(new PlantChanged(plant.revision(), now, first ? plant.whole() : change, first));
    }
}
