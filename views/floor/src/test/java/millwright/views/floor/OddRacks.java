package millwright.views.floor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.desk.fixture.FixturePlant;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.FabricTier;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.RackSlot;
import millwright.plant.RackSlot.Face;
import millwright.plant.RackSlot.Width;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.Side;

/** A usual hall of four racks, and beside them one with halves and one without any node. */
final class OddRacks {
    static final EntityId HALVES = new EntityId("rack:R1-90");
    static final EntityId EMPTY = new EntityId("rack:R1-91");

    private final List<Entity> entities = new ArrayList<>();
    private final List<Relation> relations = new ArrayList<>();

    static Plant plant() {
        return new OddRacks().made();
    }

    private Plant made() {
        EntityId row = new EntityId("row:R1");
        put(row, new Entity.Rack(HALVES, "R1-90", 42, 90));
        node("left", new RackSlot(10, 1, Width.LEFT_HALF, Face.FRONT), 1);
        node("right", new RackSlot(10, 1, Width.RIGHT_HALF, Face.FRONT), 1);
        node("tall", RackSlot.full(20, 6), 8);
        node("behind", new RackSlot(30, 1, Width.FULL, Face.REAR), 0);
        node("somewhere", RackSlot.UNPLACED, 0);
        put(row, new Entity.Rack(EMPTY, "R1-91", 42, 91));
        EntityId leaf = new EntityId("switch:R1-91/leaf");
        put(EMPTY, new Entity.Switch(leaf, "leaf", FabricTier.LEAF));
        EntityId shelf = new EntityId("power_shelf:R1-91/S1");
        put(EMPTY, new Entity.PowerDevice(shelf, "S1", EntityKind.POWER_SHELF, Side.A, 415));
        return FixturePlant.of(1, 4)
                .apply(new PlantChange(List.of(), entities, List.of(), relations, List.of(), Map.of()));
    }

    private void node(String name, RackSlot slot, int gpus) {
        EntityId id = new EntityId("node:R1-90/" + name);
        put(HALVES, new Entity.Node(id, name, name, slot));
        for (int g = 0; g < gpus; g++) {
            put(id, new Entity.Gpu(new EntityId("gpu:R1-90/" + name + "/G" + g), "G" + g, g, "GB200"));
        }
    }

    private void put(EntityId into, Entity entity) {
        entities.add(entity);
        relations.add(Relation.of(RelationKind.CONTAINS, into, entity.id()));
    }
}
