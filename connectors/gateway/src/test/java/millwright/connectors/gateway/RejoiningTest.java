package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.JobClass;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.RackSlot;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.Side;
import org.junit.jupiter.api.Test;

/** Things that two sources told apart, before one came that has a name of each; and devices that several tell of. */
class RejoiningTest {
    private static final MetricId LIMIT = new MetricId("gpu.power");
    private static final EntityId JOB = EntityId.of(EntityKind.JOB, "7");

    private final MergedPlant merged = new MergedPlant();

    @Test
    void slurmAndRedfishBeforeDcgmGiveEachGpuOnce() {
        slurm();
        redfish();
        assertEquals(4, merged.plant().count(EntityKind.GPU), "they share no name");
        PlantChange change = dcgm("a", "b");

        Plant plant = merged.plant();
        assertEquals(2, plant.count(EntityKind.GPU));
        assertEquals(List.of(gpu("n1/slurm.0"), gpu("n1/slurm.1")), change.removed());
        assertEquals(gpu("n1/GPU_0"), merged.merged("dcgm", gpu("GPU-a")), "the id of the stronger name stays");
        assertEquals(gpu("n1/GPU_0"), merged.merged("slurm", gpu("n1/slurm.0")));
        assertEquals(gpu("n1/slurm.0"), merged.own("slurm", gpu("n1/GPU_0")), "an action goes on under its own name");
        assertTrue(merged.sourcesOf(gpu("n1/GPU_0")).containsAll(List.of("slurm", "bmc", "dcgm")));
        int job = plant.indexOf(JOB);
        assertArrayEquals(new int[] {plant.indexOf(gpu("n1/GPU_1"))}, plant.targets(RelationKind.RUNS_ON, job));
        assertEquals(700, plant.limits(gpu("n1/GPU_1")).getFirst().at(0));
        assertEquals("gpu:n1/slurm.1", plant.nativeIds(gpu("n1/GPU_1")).get("also"));
        assertEquals("1", plant.nativeIds(gpu("n1/GPU_1")).get("slurm.gres.index"));
        assertEquals(List.of(), merged.takeConflicts());
        assertEquals(
                List.of("gpu:n1/slurm.0", "gpu:n1/slurm.1"),
                merged.takeJoined().stream().map(j -> j.gone().text()).toList());
    }

    @Test
    void framesOfWhatWasJoinedLaterFallOnWhatItTurnedOutToBe() {
        slurm();
        redfish();
        dcgm("a", "b");
        Frame placed = merged.place("slurm", Made.power(1, 9, 640, 650));
        assertNotNull(placed);
        assertEquals(2, placed.size());
        assertEquals(
                gpu("n1/GPU_1"),
                merged.plant().at(EntityKind.GPU, placed.slot(1)).id());
    }

    @Test
    void aSourceThatIsAttachedAgainStaysJoined() {
        slurm();
        redfish();
        dcgm("a", "b");
        slurm();
        redfish();
        dcgm("a", "b");
        assertEquals(2, merged.plant().count(EntityKind.GPU));
        assertEquals(List.of(), merged.takeConflicts());
    }

    @Test
    void theTimelineSaysWhichIdsWent() {
        Gateway gateway = new Gateway(
                GatewayParts.live("test", Catalogue.standard(), () -> 9, Made.journal("life"), Made.audit()));
        List<PlantEvent> heard = new ArrayList<>();
        Session session = new Session(
                gateway,
                new AttachRequest("desk", new Caller("ada", Role.OPERATE), "", 0, 0, 0, Set.of(), true),
                new Ear(heard),
                Runnable::run);
        session.begin(gateway.room());
        gateway.room().changed("slurm", new PlantChanged(1, 0, slurmGpus(), true));
        gateway.room().changed("bmc", new PlantChanged(1, 0, redfishGpus(), true));
        gateway.room().changed("dcgm", new PlantChanged(1, 0, dcgmGpus("a", "b"), true));
        List<Occurrence> joined = heard.stream()
                .filter(Occurrence.class::isInstance)
                .map(Occurrence.class::cast)
                .filter(o -> o.what().equals("identity.joined"))
                .toList();
        assertEquals(1, joined.size(), heard::toString);
        assertEquals(
                "gpu:n1/slurm.0 turned out to be gpu:n1/GPU_0 and goes on as that; 1 more did likewise",
                joined.getFirst().text());
        gateway.close();
    }

    @Test
    void nodesThatAnInventoryShowsToBeOneTakeTheirGpusAndTheirRack() {
        node("slurm", "n1", "n1", "", "unplaced");
        node("bmc", "bmc-17", "bmc-17", "S1", "unplaced");
        assertEquals(2, merged.plant().count(EntityKind.NODE));
        node("netbox", "n1.example.org", "n1.example.org", "S1", "R4-16");
        Plant plant = merged.plant();
        assertEquals(1, plant.count(EntityKind.NODE));
        int node = plant.indexAt(EntityKind.NODE, 0);
        assertEquals(
                "R4-16", plant.entity(plant.ancestor(node, EntityKind.RACK)).name());
        assertEquals(2, plant.within(node, EntityKind.GPU).length, "those of slurm and of the controller");
    }

    @Test
    void whatOneSourceTellsOfAsTwoStaysTwoAndSaysSo() {
        gpus("both", Map.of("n1/x", Map.of("uuid", "a"), "n1/y", Map.of("slurm.gres.index", "0")));
        gpus("dcgm", Map.of("GPU-a", Map.of("dcgm.uuid", "GPU-a", "dcgm.gpu", "0")));
        assertEquals(2, merged.plant().count(EntityKind.GPU));
        assertTrue(merged.takeConflicts().toString().contains("both tells of both: kept apart"));
    }

    @Test
    void aNameThatIsToldLaterJoins() {
        gpus("logs", Map.of("n1/0000:3b:00.0", Map.of("pci", "0000:3b:00.0")));
        gpus("bmc", Map.of("n1/GPU_0", Map.of("uuid", "a")));
        assertEquals(2, merged.plant().count(EntityKind.GPU));
        Map<EntityId, Map<String, String>> names = Map.of(gpu("n1/0000:3b:00.0"), Map.of("dcgm.uuid", "GPU-a"));
        merged.take(
                "logs",
                new PlantChanged(
                        2, 0, new PlantChange(List.of(), List.of(), List.of(), List.of(), List.of(), names), false));
        assertEquals(1, merged.plant().count(EntityKind.GPU));
    }

    @Test
    void whereABoardWasSwappedTheSchedulersIndexGoesToTheNewOne() {
        dcgm("a", "b");
        slurm();
        dcgm("a", "c");
        Plant plant = merged.plant();
        assertEquals(2, plant.count(EntityKind.GPU), "the board that is out is gone");
        assertEquals(gpu("GPU-c"), merged.merged("slurm", gpu("n1/slurm.1")));
        int job = plant.indexOf(JOB);
        assertArrayEquals(new int[] {plant.indexOf(gpu("GPU-c"))}, plant.targets(RelationKind.RUNS_ON, job));
        assertEquals("GPU-c", plant.nativeIds(gpu("GPU-c")).get("dcgm.uuid"));
        assertEquals(null, plant.nativeIds(gpu("GPU-c")).get("also"), "it is another board");
    }

    @Test
    void devicesOfSeveralSourcesAreOneBySerialNumberOrByName() {
        device("netbox", EntityKind.PDU, "PDU-A1", Map.of("serial", "Z77"));
        device("snmp", EntityKind.PDU, "rack 1 left", Map.of("serial", "z77"));
        device(
                "bmc",
                EntityKind.PDU,
                "pdu-a1.dc.example/PowerEquipment/RackPDUs/1",
                Map.of("host", "pdu-a1.dc.example"));
        device("bmc2", EntityKind.CDU, "cdu-1/ThermalEquipment/CDUs/1", Map.of("serial", "C5"));
        device("modbus", EntityKind.CDU, "CDU-1", Map.of("serial", "C5"));
        device("netbox2", EntityKind.SWITCH, "leaf-1", Map.of("serial", "SW9"));
        device("other", EntityKind.SWITCH, "sw", Map.of("serial", "SW9"));
        Plant plant = merged.plant();
        assertEquals(1, plant.count(EntityKind.PDU));
        assertEquals(1, plant.count(EntityKind.CDU));
        assertEquals(1, plant.count(EntityKind.SWITCH));
        assertEquals(List.of(), merged.takeConflicts());
        device("netbox3", EntityKind.PDU, "RPP-1.2", Map.of());
        device("modbus3", EntityKind.PDU, "RPP-1.3", Map.of());
        assertEquals(3, merged.plant().count(EntityKind.PDU), "a dot in a device's name begins no domain");
    }

    @Test
    void adaptersOfOneHostAreOneByAddressOrInterface() {
        device(
                "logs",
                EntityKind.NIC,
                "n1/0000:3b:00.0",
                Map.of("host", "n1", "pci", "0000:3b:00.0", "interface", "ib0"));
        device("otlp", EntityKind.NIC, "n1/3b", Map.of("host", "n1.example.org", "pci", "3b:00.0"));
        device("node", EntityKind.NIC, "n1/ib0", Map.of("host", "n1", "device", "ib0"));
        device("node2", EntityKind.NIC, "n2/ib0", Map.of("host", "n2", "device", "ib0"));
        assertEquals(2, merged.plant().count(EntityKind.NIC));
    }

    private void slurm() {
        take("slurm", slurmGpus());
    }

    private static PlantChange slurmGpus() {
        Map<String, Map<String, String>> gpus = new HashMap<>();
        gpus.put("n1/slurm.0", Map.of("slurm.gres.index", "0"));
        gpus.put("n1/slurm.1", Map.of("slurm.gres.index", "1"));
        PlantChange change = gpus(gpus);
        List<Entity> put = new ArrayList<>(change.put());
        put.add(new Entity.Job(JOB, "train", JobClass.TRAINING, "7", null, 0));
        List<Relation> related = new ArrayList<>(change.related());
        related.add(Relation.of(RelationKind.RUNS_ON, JOB, gpu("n1/slurm.1")));
        List<Limit> limits = List.of(Limit.upper(gpu("n1/slurm.1"), LIMIT, LimitOrigin.POLICY, 700));
        return new PlantChange(List.of(), put, List.of(), related, limits, change.nativeIds());
    }

    private void redfish() {
        take("bmc", redfishGpus());
    }

    private static PlantChange redfishGpus() {
        return gpus(Map.of("n1/GPU_0", Map.of("uuid", "a"), "n1/GPU_1", Map.of("uuid", "b")));
    }

    private PlantChange dcgm(String first, String second) {
        return take("dcgm", dcgmGpus(first, second));
    }

    private static PlantChange dcgmGpus(String first, String second) {
        return gpus(Map.of(
                "GPU-" + first, Map.of("dcgm.uuid", "GPU-" + first, "dcgm.gpu", "0"),
                "GPU-" + second, Map.of("dcgm.uuid", "GPU-" + second, "dcgm.gpu", "1")));
    }

    private PlantChange gpus(String source, Map<String, Map<String, String>> gpus) {
        return take(source, gpus(gpus));
    }

    private PlantChange take(String source, PlantChange change) {
        return merged.take(source, new PlantChanged(1, 0, change, true));
    }

    /** In the node n1, in the order of their ids. */
    private static PlantChange gpus(Map<String, Map<String, String>> gpus) {
        EntityId node = EntityId.of(EntityKind.NODE, "n1");
        List<Entity> put = new ArrayList<>(List.of(new Entity.Node(node, "n1", "n1", RackSlot.UNPLACED)));
        List<Relation> in = new ArrayList<>();
        Map<EntityId, Map<String, String>> names = new HashMap<>();
        gpus.keySet().stream().sorted().forEach(local -> {
            put.add(new Entity.Gpu(gpu(local), local, 0, ""));
            in.add(Relation.of(RelationKind.CONTAINS, node, gpu(local)));
            names.put(gpu(local), gpus.getOrDefault(local, Map.of()));
        });
        return new PlantChange(List.of(), put, List.of(), in, List.of(), names);
    }

    /** With one GPU that nobody else knows. */
    private void node(String source, String local, String host, String serial, String rack) {
        EntityId id = EntityId.of(EntityKind.NODE, local);
        EntityId in = EntityId.of(EntityKind.RACK, rack);
        List<Entity> put = new ArrayList<>(
                List.of(new Entity.Rack(in, rack, 48, 1), new Entity.Node(id, host, host, RackSlot.UNPLACED)));
        List<Relation> related = new ArrayList<>(List.of(Relation.of(RelationKind.CONTAINS, in, id)));
        if (!source.equals("netbox")) {
            put.add(new Entity.Gpu(gpu(source), source, 0, ""));
            related.add(Relation.of(RelationKind.CONTAINS, id, gpu(source)));
        }
        Map<EntityId, Map<String, String>> names = serial.isEmpty() ? Map.of() : Map.of(id, Map.of("serial", serial));
        take(source, new PlantChange(List.of(), put, List.of(), related, List.of(), names));
    }

    private void device(String source, EntityKind kind, String local, Map<String, String> names) {
        EntityId id = EntityId.of(kind, local);
        Entity entity = switch (kind) {
            case PDU -> new Entity.PowerDevice(id, local, kind, Side.NONE, 0);
            case SWITCH -> new Entity.Switch(id, local, millwright.plant.FabricTier.LEAF);
            case NIC -> new Entity.Nic(id, local, 0);
            default -> new Entity.CoolingDevice(id, local, kind);
        };
        take(source, new PlantChange(List.of(), List.of(entity), List.of(), List.of(), List.of(), Map.of(id, names)));
    }

    private static EntityId gpu(String local) {
        return EntityId.of(EntityKind.GPU, local);
    }
}
