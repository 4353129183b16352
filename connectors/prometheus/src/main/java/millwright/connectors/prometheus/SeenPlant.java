package millwright.connectors.prometheus;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.RackSlot;
import millwright.plant.Relation;
import millwright.plant.RelationKind;

/** The plant as far as scrapes have shown it. One thread at a time. Grows with the hosts and GPUs seen. */
final class SeenPlant {
    private final Placement placement;
    private final Map<String, Integer> nextUnit = new HashMap<>();
    private Plant plant = Plant.empty();

    SeenPlant(Placement placement) {
        this.placement = placement;
    }

    Plant plant() {
        return plant;
    }

    /** Takes in what is new. @return the change to the plant, or nothing when all was known */
    Optional<PlantChange> see(Collection<Mapping.Seen> seen) {
        List<Entity> put = new ArrayList<>();
        List<Relation> related = new ArrayList<>();
        Map<EntityId, Map<String, String>> natives = new HashMap<>();
        Map<EntityId, Entity> fresh = new HashMap<>();
        for (Mapping.Seen one : seen) {
            if (plant.indexOf(one.id()) < 0 && !fresh.containsKey(one.id())) {
                add(one, fresh, put, related);
                natives.put(one.id(), one.labels());
            }
        }
        if (put.isEmpty()) {
            return Optional.empty();
        }
        PlantChange change = new PlantChange(List.of(), put, List.of(), related, List.of(), natives);
        plant = plant.apply(change);
        return Optional.of(change);
    }

    private void add(Mapping.Seen one, Map<EntityId, Entity> fresh, List<Entity> put, List<Relation> related) {
        if (one.kind() == EntityKind.ENDPOINT) {
            String model = one.labels().getOrDefault("model", "");
            keep(new Entity.Endpoint(one.id(), one.name(), model, ""), fresh, put);
            return;
        }
        EntityId node = node(one.host(), fresh, put, related);
        keep(new Entity.Gpu(one.id(), one.name(), one.index(), one.labels().getOrDefault("model", "")), fresh, put);
        related.add(Relation.of(RelationKind.CONTAINS, node, one.id()));
    }

    private EntityId node(String host, Map<EntityId, Entity> fresh, List<Entity> put, List<Relation> related) {
        EntityId id = EntityId.of(EntityKind.NODE, host);
        if (plant.indexOf(id) < 0 && !fresh.containsKey(id)) {
            Optional<Placement.RackRule> rule = placement.rackOf(host);
            EntityId rack = rack(rule, fresh, put, related);
            keep(new Entity.Node(id, host, host, slot(rule)), fresh, put);
            related.add(Relation.of(RelationKind.CONTAINS, rack, id));
        }
        return id;
    }

    private RackSlot slot(Optional<Placement.RackRule> rule) {
        if (rule.isEmpty() || rule.get().unit() == 0) {
            return RackSlot.UNPLACED;
        }
        int unit = nextUnit.merge(rule.get().rack(), rule.get().unit(), (now, top) -> now - 1);
        return unit < 1 ? RackSlot.UNPLACED : RackSlot.full(unit, 1);
    }

    private EntityId rack(
            Optional<Placement.RackRule> rule, Map<EntityId, Entity> fresh, List<Entity> put, List<Relation> related) {
        String name = rule.map(Placement.RackRule::rack).orElse("unplaced");
        EntityId id = EntityId.of(EntityKind.RACK, name);
        if (plant.indexOf(id) < 0 && !fresh.containsKey(id)) {
            EntityId row = row(rule.map(Placement.RackRule::row).orElse("unplaced"), fresh, put, related);
            int position = plant.count(EntityKind.RACK) + fresh.size() + 1;
            keep(new Entity.Rack(id, name, 48, position), fresh, put);
            related.add(Relation.of(RelationKind.CONTAINS, row, id));
        }
        return id;
    }

    private EntityId row(String name, Map<EntityId, Entity> fresh, List<Entity> put, List<Relation> related) {
        EntityId id = EntityId.of(EntityKind.ROW, name);
        if (plant.indexOf(id) < 0 && !fresh.containsKey(id)) {
            EntityId site = EntityId.of(EntityKind.SITE, placement.site());
            EntityId hall = EntityId.of(EntityKind.HALL, placement.hall());
            if (plant.indexOf(site) < 0 && !fresh.containsKey(site)) {
                keep(new Entity.Site(site, placement.site(), ZoneOffset.UTC), fresh, put);
                keep(new Entity.Place(hall, placement.hall(), EntityKind.HALL), fresh, put);
                related.add(Relation.of(RelationKind.CONTAINS, site, hall));
            }
            keep(new Entity.Place(id, name, EntityKind.ROW), fresh, put);
            related.add(Relation.of(RelationKind.CONTAINS, hall, id));
        }
        return id;
    }

    private static void keep(Entity entity, Map<EntityId, Entity> fresh, List<Entity> put) {
        fresh.put(entity.id(), entity);
        put.add(entity);
    }
}
