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
import millwright.plant.Side;
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
        assertTrue(merged.takeConflicts().getFirst().text().contains("address of gpu:GPU-a is told as"));
    }

    @Test
    void devicesOfOneNameInTwoDomainsAreTwo() {
        device("first", "pdu1.east");
        device("second", "pdu1.west");
        device("third", "pdu1");
        assertEquals(2, merged.plant().count(EntityKind.PDU));
        assertEquals(
                EntityId.of(EntityKind.PDU, "pdu1.east"), merged.merged("third", EntityId.of(EntityKind.PDU, "pdu1")));
        assertEquals(List.of(), merged.takeConflicts());
    }

    private void device(String source, String name) {
        EntityId id = EntityId.of(EntityKind.PDU, name);
        whole(source, List.of(new Entity.PowerDevice(id, name, EntityKind.PDU, Side.NONE, 0)), List.of(), Map.of());
    }

    @Test
    void whatStandsAtOneAddressOfTwoHostsInTwoDomainsIsTwo() {
        inNode("first", "n1.dc1.example", "", Map.of("pci", "0000:3b:00.0", "interface", "eth0"));
        inNode("second", "n1.dc2.example", "", Map.of("pci", "0000:3b:00.0", "interface", "eth0"));
        assertEquals(2, merged.plant().count(EntityKind.NODE));
        assertEquals(2, merged.plant().count(EntityKind.NIC));
        assertEquals(2, merged.plant().count(EntityKind.GPU));
        assertEquals(List.of(), merged.takeConflicts());
        inNode("third", "n1", "", Map.of("pci", "0000:3b:00.0", "interface", "eth0"));
        assertEquals(2, merged.plant().count(EntityKind.NIC));
        assertEquals(2, merged.plant().count(EntityKind.GPU));
    }

    @Test
    void whatStandsAtOneAddressOfOneHostThatHasTwoDomainsIsOne() {
        inNode("first", "n1.dc1.example", "7XK2", Map.of("pci", "0000:3b:00.0"));
        inNode("second", "n1.mgmt.example", "7XK2", Map.of("pci", "0000:3b:00.0"));
        assertEquals(1, merged.plant().count(EntityKind.NODE));
        assertEquals(1, merged.plant().count(EntityKind.NIC));
        assertEquals(1, merged.plant().count(EntityKind.GPU));
    }

    private void inNode(String source, String host, String serial, Map<String, String> names) {
        EntityId node = EntityId.of(EntityKind.NODE, host);
        EntityId nic = EntityId.of(EntityKind.NIC, source + "/nic");
        EntityId gpu = gpu(source + "/gpu");
        List<Entity> put = List.of(
                new Entity.Node(node, host, host, RackSlot.UNPLACED),
                new Entity.Nic(nic, "nic", 400),
                new Entity.Gpu(gpu, "gpu", 0, ""));
        List<Relation> in =
                List.of(Relation.of(RelationKind.CONTAINS, node, nic), Relation.of(RelationKind.CONTAINS, node, gpu));
        whole(source, put, in, Map.of(node, Map.of("serial", serial), nic, names, gpu, names));
    }

    @Test
    void twoOfOneSourceStayTwoWhenAThirdTurnsOutToBeEither() {
        tell("second", "n1", gpu("known first"), Map.of("pci", "0000:3b:00.0"));
        EntityId node = EntityId.of(EntityKind.NODE, "n1");
        List<Entity> put = List.of(
                new Entity.Node(node, "n1", "n1", RackSlot.UNPLACED),
                new Entity.Gpu(gpu("x"), "x", 0, ""),
                new Entity.Gpu(gpu("y"), "y", 1, ""));
        whole("first", put, List.of(), Map.of(gpu("x"), Map.of("uuid", "a"), gpu("y"), Map.of("serial", "77")));
        merged.take("second", named(gpu("known first"), Map.of("uuid", "a", "serial", "77")));
        assertEquals(2, merged.plant().count(EntityKind.GPU));
    }

    private static PlantChanged named(EntityId gpu, Map<String, String> names) {
        return new PlantChanged(
                2,
                0,
                new PlantChange(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(gpu, names)),
                false);
    }

    @Test
    void aPartOfAGpuThatTurnsOutToBeAnotherIsToldWithItsNewPlace() {
        EntityId part = EntityId.of(EntityKind.GPU_INSTANCE, "x/mig1");
        EntityId node = EntityId.of(EntityKind.NODE, "n1");
        List<Entity> put = List.of(
                new Entity.Node(node, "n1", "n1", RackSlot.UNPLACED),
                new Entity.Gpu(gpu("x"), "x", 0, ""),
                new Entity.Named(part, "MIG1", EntityKind.GPU_INSTANCE));
        List<Relation> in = List.of(
                Relation.of(RelationKind.CONTAINS, node, gpu("x")), Relation.of(RelationKind.CONTAINS, gpu("x"), part));
        whole("first", put, in, Map.of(gpu("x"), Map.of("slurm.gres.index", "0")));
        tell("second", "n1", gpu("y"), Map.of("uuid", "a"));
        PlantChange change = merged.take("second", named(gpu("y"), Map.of("nvml.index", "0")));
        assertEquals(List.of(gpu("x")), change.removed());
        assertEquals(List.of(Relation.of(RelationKind.CONTAINS, gpu("y"), part)), change.related());
        assertEquals(List.of(put.getLast()), change.put(), "a desk that does not know its kind can pass over it");
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
    void twoOfTheSecondSourceThatShareANameStayTwo() {
        tell("first", "n0", gpu("GPU-z"), Map.of("dcgm.uuid", "GPU-z"));
        EntityId a = EntityId.of(EntityKind.NODE, "n1.dc1.example");
        EntityId b = EntityId.of(EntityKind.NODE, "n1.dc2.example");
        List<Entity> put = List.of(
                new Entity.Node(a, "n1", "n1.dc1.example", RackSlot.UNPLACED),
                new Entity.Node(b, "n1", "n1.dc2.example", RackSlot.UNPLACED),
                new Entity.Gpu(gpu("x"), "x", 0, ""),
                new Entity.Gpu(gpu("y"), "y", 0, ""));
        Map<EntityId, Map<String, String>> names =
                Map.of(gpu("x"), Map.of("serial", "77"), gpu("y"), Map.of("serial", "77"));
        List<Relation> in = List.of(
                Relation.of(RelationKind.CONTAINS, a, gpu("x")), Relation.of(RelationKind.CONTAINS, b, gpu("y")));
        whole("second", put, in, names);
        assertEquals(3, merged.plant().count(EntityKind.NODE));
        assertEquals(3, merged.plant().count(EntityKind.GPU));
        assertTrue(merged.takeConflicts().toString().contains("second tells of both"));
        Frame placed = merged.place("second", Made.power(1, 9, 1, 2));
        assertNotNull(placed);
        assertArrayEquals(new int[] {1, 2}, placed.slots());
    }

    @Test
    void whenOneOfTwoJoinedGpusLeavesTheOtherKeepsItsPlace() {
        both("dcgm", "GPU-a", "GPU-b", "dcgm.uuid", "GPU-a", "GPU-b");
        both("bmc", "bmc/0", "bmc/1", "uuid", "a", "b");
        merged.take("bmc", new PlantChanged(2, 0, PlantChange.removing(List.of(gpu("bmc/0"))), false));
        assertEquals(2, merged.plant().count(EntityKind.GPU), "dcgm still knows it");
        Frame placed = merged.place("bmc", Made.power(2, 9, 640));
        assertNotNull(placed);
        assertArrayEquals(new int[] {1}, placed.slots());
    }

    @Test
    void aSourceThatTellsItsPlantAnewUnderOtherNamesIsJoinedAgain() {
        tell("dcgm", "n1", gpu("GPU-a"), Map.of("dcgm.uuid", "GPU-a"));
        tell("bmc", "n1", gpu("bmc/0"), Map.of("uuid", "a"));
        tell("bmc", "n1", gpu("bmc/new0"), Map.of("uuid", "a"));
        assertEquals(1, merged.plant().count(EntityKind.GPU));
        assertEquals(List.of(), merged.takeConflicts());
        assertEquals(gpu("bmc/new0"), merged.own("bmc", gpu("GPU-a")));
    }

    @Test
    void whatFirmwareSaysWhereNothingWasFilledInJoinsNobody() {
        for (String nothing : List.of("N/A", "To be filled by O.E.M.", "0123456789", "0000-0000-0000", "FFFFFFFF")) {
            tell("a " + nothing, "", gpu("a " + nothing), Map.of("serial", nothing, "uuid", nothing));
            tell("b " + nothing, "", gpu("b " + nothing), Map.of("serial", nothing, "uuid", nothing));
        }
        assertEquals(10, merged.plant().count(EntityKind.GPU));
    }

    @Test
    void aReconnectKeepsWhatTheFirstSaid() {
        rack("dcgm", "R4-16", "n1");
        rack("netbox", "R9-01", "n1");
        rack("netbox", "R9-01", "n1");
        rack("dcgm", "R4-16", "n1");
        assertEquals("R4-16", rackOf("n1"));
    }

    private void both(String source, String a, String b, String name, String first, String second) {
        EntityId node = EntityId.of(EntityKind.NODE, "n1");
        List<Entity> put = List.of(
                new Entity.Node(node, "n1", "n1", RackSlot.UNPLACED),
                new Entity.Gpu(gpu(a), a, 0, ""),
                new Entity.Gpu(gpu(b), b, 1, ""));
        List<Relation> in = List.of(
                Relation.of(RelationKind.CONTAINS, node, gpu(a)), Relation.of(RelationKind.CONTAINS, node, gpu(b)));
        whole(source, put, in, Map.of(gpu(a), Map.of(name, first), gpu(b), Map.of(name, second)));
    }

    private void whole(String source, List<Entity> put, List<Relation> in, Map<EntityId, Map<String, String>> names) {
        PlantChange change = new PlantChange(List.of(), put, List.of(), in, List.of(), names);
        merged.take(source, new PlantChanged(1, 0, change, true));
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
    void anAddressOfAHostIsNoNameWithADomain() {
        assertEquals("10.0.0.7", NativeKeys.shortName("10.0.0.7"));
        assertEquals("node17", NativeKeys.shortName("Node17.hall.example"));
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
