package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.RackSlot;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import org.junit.jupiter.api.Test;

class JoiningTest {
    private static final EntityId DCGM = gpu("GPU-5fa3");

    private final MergedPlant merged = new MergedPlant();

    @Test
    void oneGpuByUuidPciAddressSerialAndSlurmIndexIsOne() {
        tell(
                "dcgm",
                "node17.example.org",
                DCGM,
                Map.of("dcgm.uuid", "GPU-5fa3", "dcgm.gpu", "2", "pci", "00000000:3B:00.0"));
        tell("redfish", "node17", gpu("redfish/GPU_2"), Map.of("uuid", "5FA3", "serial", "1650"));
        tell("logs", "NODE17", gpu("node17/3b"), Map.of("pci", "0000:3b:00"));
        tell("slurm", "node17", gpu("node17#2"), Map.of("slurm.gres.index", "2"));
        tell("inventory", "", gpu("asset 9"), Map.of("serial", "1650"));

        Plant plant = merged.plant();
        assertEquals(1, plant.count(EntityKind.GPU));
        assertEquals(1, plant.count(EntityKind.NODE), "a host with and without its domain is one");
        assertEquals(List.of(), merged.takeConflicts());
        assertEquals("1650", plant.nativeIds().getOrDefault(DCGM, Map.of()).get("serial"));
        assertEquals(gpu("node17#2"), merged.own("slurm", DCGM), "an action goes to slurm under slurm's own name");
        assertEquals(DCGM, merged.merged("logs", gpu("node17/3b")));
    }

    @Test
    void framesOfAJoinedSourceFallOnTheSameSlot() {
        tell("dcgm", "n1", gpu("GPU-a"), Map.of("dcgm.uuid", "GPU-a"));
        tell("dcgm2", "n2", gpu("GPU-b"), Map.of("dcgm.uuid", "GPU-b"));
        tell("bmc", "n2", gpu("bmc2/GPU0"), Map.of("uuid", "b"));
        Frame placed = merged.place("bmc", Made.power(1, 9, 640));
        assertNotNull(placed);
        assertArrayEquals(new int[] {1}, placed.slots());
    }

    @Test
    void namesThatContradictAStrongerOneKeepApartAndSaySo() {
        tell("dcgm", "n1", gpu("GPU-a"), Map.of("dcgm.uuid", "GPU-a", "pci", "0000:3b:00.0"));
        tell("bmc", "n1", gpu("bmc/0"), Map.of("uuid", "b", "pci", "0000:3b:00.0"));
        assertEquals(2, merged.plant().count(EntityKind.GPU), "a board that was swapped is another board");
        List<Joining.Conflict> conflicts = merged.takeConflicts();
        assertEquals(1, conflicts.size());
        assertTrue(conflicts.getFirst().text().contains("differ in their UUID"), conflicts.toString());
    }

    @Test
    void aWeakerNameThatDiffersIsShownThoughTheyAreOne() {
        tell("dcgm", "n1", gpu("GPU-a"), Map.of("dcgm.uuid", "GPU-a", "pci", "0000:3b:00.0"));
        tell("bmc", "n1", gpu("bmc/0"), Map.of("uuid", "a", "pci", "0000:5e:00.0"));
        assertEquals(1, merged.plant().count(EntityKind.GPU));
        assertTrue(merged.takeConflicts().getFirst().text().contains("disagree on the address"));
    }

    @Test
    void partsOfASlicedGpuAreNotOne() {
        tell("dcgm", "n1", gpu("GPU-a/mig1"), Map.of("dcgm.uuid", "GPU-a", "mig", "1"));
        tell("other", "n1", gpu("GPU-a/mig2"), Map.of("dcgm.uuid", "GPU-a", "mig", "2"));
        assertEquals(2, merged.plant().count(EntityKind.GPU));
    }

    @Test
    void twoOfOneSourceAreNeverJoinedWithOneOfAnother() {
        tell("dcgm", "n1", gpu("GPU-a"), Map.of("dcgm.uuid", "GPU-a"));
        EntityId node = EntityId.of(EntityKind.NODE, "n1");
        Map<EntityId, Map<String, String>> names = new HashMap<>();
        names.put(gpu("x"), Map.of("uuid", "a"));
        names.put(gpu("y"), Map.of("uuid", "a"));
        List<Entity> put = List.of(
                new Entity.Node(node, "n1", "n1", RackSlot.UNPLACED),
                new Entity.Gpu(gpu("x"), "x", 0, ""),
                new Entity.Gpu(gpu("y"), "y", 1, ""));
        List<Relation> in = List.of(
                Relation.of(RelationKind.CONTAINS, node, gpu("x")), Relation.of(RelationKind.CONTAINS, node, gpu("y")));
        merged.take(
                "bmc", new PlantChanged(1, 0, new PlantChange(List.of(), put, List.of(), in, List.of(), names), true));
        assertEquals(2, merged.plant().count(EntityKind.GPU));
        assertEquals(1, merged.takeConflicts().size());
    }

    @Test
    void aRackWinsOverUnplacedAndTheFirstOfTwoRacksIsKept() {
        rack("slurm", "unplaced", "n1");
        rack("dcgm", "R4-16", "n1");
        assertEquals("R4-16", rackOf("n1"));
        rack("ipmi", "unplaced", "n1");
        assertEquals("R4-16", rackOf("n1"));
        assertEquals(List.of(), merged.takeConflicts());
        rack("netbox", "R9-01", "n1");
        assertEquals("R4-16", rackOf("n1"));
        assertTrue(merged.takeConflicts().getFirst().text().contains("rack:R9-01"));
    }

    @Test
    void addressesAreReadInEverySpelling() {
        for (String text : List.of("00000000:3B:00.0", "0000:3b:00.0", "3b:00", "3B:00.0", " 0000:3B:00 ")) {
            assertEquals("0000:3b:00.0", NativeKeys.address(text));
        }
        assertEquals("", NativeKeys.address("GPU 3"));
        assertEquals("10.0.0.7", NativeKeys.shortName("10.0.0.7"), "an address of a host is no name with a domain");
    }

    private String rackOf(String host) {
        Plant plant = merged.plant();
        int rack = plant.ancestor(plant.indexOf(EntityId.of(EntityKind.NODE, host)), EntityKind.RACK);
        return plant.entity(rack).name();
    }

    private void rack(String source, String rack, String host) {
        EntityId rackId = EntityId.of(EntityKind.RACK, rack);
        EntityId node = EntityId.of(EntityKind.NODE, host);
        List<Entity> put =
                List.of(new Entity.Rack(rackId, rack, 48, 1), new Entity.Node(node, host, host, RackSlot.UNPLACED));
        merged.take(
                source,
                new PlantChanged(
                        1,
                        0,
                        PlantChange.adding(put, List.of(Relation.of(RelationKind.CONTAINS, rackId, node))),
                        true));
    }

    private void tell(String source, String host, EntityId gpu, Map<String, String> names) {
        List<Entity> put = new ArrayList<>();
        List<Relation> in = new ArrayList<>();
        if (!host.isEmpty()) {
            EntityId node = EntityId.of(EntityKind.NODE, host);
            put.add(new Entity.Node(node, host, host, RackSlot.UNPLACED));
            in.add(Relation.of(RelationKind.CONTAINS, node, gpu));
        }
        put.add(new Entity.Gpu(gpu, gpu.text(), 0, ""));
        PlantChange change = new PlantChange(List.of(), put, List.of(), in, List.of(), Map.of(gpu, names));
        merged.take(source, new PlantChanged(1, 0, change, true));
    }

    private static EntityId gpu(String local) {
        return EntityId.of(EntityKind.GPU, local);
    }
}
