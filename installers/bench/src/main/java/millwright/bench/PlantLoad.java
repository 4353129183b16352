package millwright.bench;

import java.time.ZoneOffset;
import java.util.Map;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.FabricTier;
import millwright.plant.JobClass;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Phase;
import millwright.plant.Plant;
import millwright.plant.PlantBuilder;
import millwright.plant.RackSlot;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.Side;

/** A plant of 100,000 GPUs with every kind of entity and of relation, made of fresh objects each time. Stateless. */
final class PlantLoad {
    static final int ROWS = 50;
    static final int RACKS = 25;
    static final int NODES = 20;
    static final int GPUS = 4;
    static final int SHELVES = 8;
    static final int SPINES = 8;

    private static final EntityId SITE = EntityId.of(EntityKind.SITE, "Large");
    private static final EntityId HALL = EntityId.of(EntityKind.HALL, "H1");

    private final PlantBuilder plant = Plant.builder();

    private PlantLoad() {}

    static Plant plant() {
        PlantLoad load = new PlantLoad();
        load.site();
        for (int row = 1; row <= ROWS; row++) {
            load.row(row);
        }
        return load.plant.build(1);
    }

    static EntityId gpu(int row, int rack, int node, int gpu) {
        return EntityId.of(EntityKind.GPU, rackName(row, rack) + "/" + nodeName(node) + "/G" + gpu);
    }

    private static String rackName(int row, int rack) {
        return "R" + row + (rack < 10 ? "-0" : "-") + rack;
    }

    private static String nodeName(int node) {
        return (node < 10 ? "T0" : "T") + node;
    }

    private void site() {
        plant.put(new Entity.Site(SITE, "Large", ZoneOffset.UTC))
                .put(SITE, new Entity.Place(HALL, "H1", EntityKind.HALL));
        for (Side side : new Side[] {Side.A, Side.B}) {
            power(SITE, EntityKind.UTILITY, "U-" + side, side, null);
            power(SITE, EntityKind.SWITCHBOARD, "MSB-" + side, side, EntityId.of(EntityKind.UTILITY, "U-" + side));
            EntityId board = EntityId.of(EntityKind.SWITCHBOARD, "MSB-" + side);
            power(SITE, EntityKind.UPS, "UPS-" + side, side, board);
            power(SITE, EntityKind.MECHANICAL, "MCC-" + side, side, board);
        }
        for (int s = 1; s <= SPINES; s++) {
            EntityId spine = EntityId.of(EntityKind.SWITCH, "spine-" + s);
            plant.put(HALL, new Entity.Switch(spine, "spine-" + s, FabricTier.SPINE));
        }
        EntityId chiller = EntityId.of(EntityKind.CHILLER, "CH-1");
        plant.put(SITE, new Entity.CoolingDevice(chiller, "CH-1", EntityKind.CHILLER));
        for (EntityKind kind : new EntityKind[] {EntityKind.MODEL, EntityKind.ORG, EntityKind.TARIFF}) {
            plant.put(new Entity.Named(EntityId.of(kind, "one"), "one", kind));
        }
        EntityId part = EntityId.of(EntityKind.GPU_INSTANCE, "spare/mig1");
        plant.put(SITE, new Entity.Named(part, "MIG1", EntityKind.GPU_INSTANCE));
        EntityId chat = EntityId.of(EntityKind.ENDPOINT, "chat");
        plant.put(new Entity.Endpoint(chat, "chat", "one", "FP8"));
        plant.put(chat, new Entity.Named(EntityId.of(EntityKind.REPLICA, "chat/1"), "1", EntityKind.REPLICA));
        plant.put(new Entity.Source(EntityId.of(EntityKind.SOURCE, "bench"), "bench", "none", true));
    }

    private void power(
            EntityId in, EntityKind kind, String name, Side side, @org.jspecify.annotations.Nullable EntityId from) {
        EntityId id = EntityId.of(kind, name);
        plant.put(in, new Entity.PowerDevice(id, name, kind, side, 415));
        plant.limit(Limit.upper(id, new MetricId("power.observed"), LimitOrigin.NAMEPLATE, 1e6));
        if (from != null) {
            plant.relate(Relation.feeds(from, id, side, Phase.ALL));
        }
    }

    private void row(int row) {
        EntityId id = EntityId.of(EntityKind.ROW, "R" + row);
        plant.put(HALL, new Entity.Place(id, "R" + row, EntityKind.ROW));
        for (Side side : new Side[] {Side.A, Side.B}) {
            EntityId pdu = EntityId.of(EntityKind.PDU, "PDU-" + side + row);
            power(SITE, EntityKind.PDU, "PDU-" + side + row, side, EntityId.of(EntityKind.UPS, "UPS-" + side));
            power(HALL, EntityKind.BUSWAY, "BW-R" + row + side, side, pdu);
        }
        cooling(row, id);
        for (int leaf = 0; leaf < 2; leaf++) {
            EntityId sw = leaf(row, leaf);
            plant.put(HALL, new Entity.Switch(sw, "leaf-" + row + leaf, FabricTier.LEAF));
            for (int s = 1; s <= SPINES; s++) {
                EntityId link = EntityId.of(EntityKind.LINK, "leaf-" + row + leaf + "/spine-" + s);
                plant.put(HALL, new Entity.Link(link, "spine-" + s, 800));
                plant.relate(Relation.of(RelationKind.CONNECTS, link, sw));
                plant.relate(Relation.of(RelationKind.CONNECTS, link, EntityId.of(EntityKind.SWITCH, "spine-" + s)));
            }
        }
        EntityId job = EntityId.of(EntityKind.JOB, "job-" + row);
        plant.put(
                new Entity.Job(job, "job-" + row, JobClass.TRAINING, "" + row, EntityId.of(EntityKind.ORG, "one"), 0));
        plant.relate(Relation.of(RelationKind.OWNS, EntityId.of(EntityKind.ORG, "one"), job));
        plant.relate(Relation.of(
                RelationKind.SHARES, job, EntityId.of(EntityKind.NODE, rackName(1, 1) + "/" + nodeName(1))));
        plant.relate(Relation.of(RelationKind.SERVES, job, EntityId.of(EntityKind.ENDPOINT, "chat")));
        for (int rack = 1; rack <= RACKS; rack++) {
            rack(row, rack, id, job);
        }
    }

    private void cooling(int row, EntityId id) {
        EntityId cdu = EntityId.of(EntityKind.CDU, "CDU-" + row);
        EntityId loop = EntityId.of(EntityKind.LOOP, "L-" + row);
        plant.put(HALL, new Entity.CoolingDevice(cdu, "CDU-" + row, EntityKind.CDU));
        plant.put(cdu, new Entity.Place(loop, "L-" + row, EntityKind.LOOP));
        for (int pump = 1; pump <= 2; pump++) {
            EntityId pumpId = EntityId.of(EntityKind.PUMP, "CDU-" + row + "/P" + pump);
            plant.put(cdu, new Entity.CoolingDevice(pumpId, "P" + pump, EntityKind.PUMP));
        }
        EntityId leak = EntityId.of(EntityKind.LEAK_DETECTOR, "LD-" + row);
        plant.put(id, new Entity.CoolingDevice(leak, "LD-" + row, EntityKind.LEAK_DETECTOR));
        plant.relate(Relation.of(RelationKind.COOLS, cdu, id));
    }

    private static EntityId leaf(int row, int leaf) {
        return EntityId.of(EntityKind.SWITCH, "leaf-" + row + leaf);
    }

    private void rack(int row, int rack, EntityId in, EntityId job) {
        String name = rackName(row, rack);
        EntityId id = EntityId.of(EntityKind.RACK, name);
        plant.put(in, new Entity.Rack(id, name, 48, rack));
        plant.limit(Limit.upper(id, new MetricId("rack.power"), LimitOrigin.NAMEPLATE, 132e3));
        plant.put(id, new Entity.Switch(EntityId.of(EntityKind.SWITCH, name + "/SW1"), "SW1", FabricTier.NVLINK));
        for (int s = 1; s <= SHELVES; s++) {
            Side side = s <= SHELVES / 2 ? Side.A : Side.B;
            EntityId shelf = EntityId.of(EntityKind.POWER_SHELF, name + "/S" + s);
            plant.put(id, new Entity.PowerDevice(shelf, "S" + s, EntityKind.POWER_SHELF, side, 415));
            EntityId busway = EntityId.of(EntityKind.BUSWAY, "BW-R" + row + side);
            plant.relate(Relation.feeds(busway, shelf, side, Phase.values()[1 + s % 3]));
        }
        for (int node = 1; node <= NODES; node++) {
            node(row, rack, node, id, job);
        }
    }

    private void node(int row, int rack, int node, EntityId in, EntityId job) {
        String rackName = rackName(row, rack);
        String address = rackName + "/" + nodeName(node);
        EntityId id = EntityId.of(EntityKind.NODE, address);
        String host = "hd1-r" + row + "-" + rack + "-" + node;
        plant.put(in, new Entity.Node(id, nodeName(node), host, RackSlot.full(node, 1)));
        plant.nativeIds(id, Map.of("slurm.node", host));
        plant.relate(Relation.feeds(EntityId.of(EntityKind.POWER_SHELF, rackName + "/S1"), id, Side.A, Phase.NONE));
        plant.relate(Relation.feeds(
                EntityId.of(EntityKind.POWER_SHELF, rackName + "/S" + (SHELVES / 2 + 1)), id, Side.B, Phase.NONE));
        plant.relate(Relation.of(RelationKind.RUNS_ON, job, id));
        plant.relate(Relation.of(RelationKind.CONNECTS, EntityId.of(EntityKind.SWITCH, rackName + "/SW1"), id));
        for (int gpu = 0; gpu < GPUS; gpu++) {
            plant.put(id, new Entity.Gpu(gpu(row, rack, node, gpu), "G" + gpu, gpu, "GB200"));
        }
        EntityId process = EntityId.of(EntityKind.PROCESS, address + "/1");
        plant.put(id, new Entity.Process(process, "python", node));
        EntityId nic = EntityId.of(EntityKind.NIC, address + "/N0");
        EntityId link = EntityId.of(EntityKind.LINK, address + "/N0");
        plant.put(id, new Entity.Nic(nic, "N0", 400)).put(id, new Entity.Link(link, "N0", 400));
        plant.relate(Relation.of(RelationKind.CONNECTS, link, nic));
        plant.relate(Relation.of(RelationKind.CONNECTS, link, leaf(row, node % 2)));
    }
}
