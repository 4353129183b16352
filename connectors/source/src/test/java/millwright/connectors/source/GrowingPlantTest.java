package millwright.connectors.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import millwright.connectors.config.ConfigNode;
import millwright.feed.PlantChanged;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RackSlot;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import org.junit.jupiter.api.Test;

class GrowingPlantTest {
    private static final EntityId GPU = EntityId.of(EntityKind.GPU, "g");

    private final GrowingPlant growing = new GrowingPlant(Placement.of(ConfigNode.parse(
            "site.yaml", "{site: S, racks: [{rack: R4-16, row: R4, hosts: ['node1?'], top-unit: 44}]}")));

    @Test
    void aHostStandsWhereTheConfigurationPlacesItElseInTheRowUnplaced() {
        growing.node("node17");
        growing.node("other");
        PlantChanged told = growing.told(5).orElseThrow();
        assertTrue(told.whole());
        assertEquals("R4-16", rackOf("node17"));
        assertEquals("unplaced", rackOf("other"));
        assertTrue(growing.told(6).isEmpty(), "nothing is told twice");
    }

    @Test
    void aHostThatMovesBetweenTwoTellingsHasOnePlace() {
        EntityId node = growing.node("node17");
        assertTrue(growing.told(1).isPresent());
        growing.remove(node);
        growing.put(growing.rack("B", "R9"), new Entity.Node(node, "node17", "node17", RackSlot.UNPLACED));
        assertTrue(growing.told(2).isPresent());
        assertEquals("B", rackOf("node17"));
    }

    @Test
    void whatDoesNotFitIsRefusedAndWhatFollowsIsTaken() {
        EntityId node = growing.node("node17");
        assertTrue(growing.told(1).isPresent());
        growing.relate(Relation.of(RelationKind.CONTAINS, growing.rack("B", "R9"), node));
        assertThrows(IllegalArgumentException.class, () -> growing.told(2));
        growing.put(node, new Entity.Gpu(GPU, "g", 0, ""));
        PlantChanged told = growing.told(3).orElseThrow();
        assertEquals(2, told.revision(), "a revision that nobody was told does not count");
        assertEquals(1, growing.plant().count(EntityKind.GPU));
    }

    @Test
    void whatIsRemovedTakesItsNamesAlong() {
        growing.put(growing.node("node17"), new Entity.Gpu(GPU, "g", 0, ""));
        growing.nativeIds(GPU, Map.of("dcgm.uuid", "u"));
        growing.remove(GPU);
        PlantChanged told = growing.told(1).orElseThrow();
        assertEquals(Map.of(), told.change().nativeIds());
        assertFalse(growing.knows(GPU));
        assertEquals(List.of(), told.change().limits());
    }

    private String rackOf(String host) {
        Plant plant = growing.plant();
        return plant.entity(plant.ancestor(plant.indexOf(EntityId.of(EntityKind.NODE, host)), EntityKind.RACK))
                .name();
    }
}
