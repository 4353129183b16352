package millwright.analysis;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
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
import millwright.plant.Times;

/**
 * The demo hall's shape for tests: two rows of four racks, 18 nodes of 4 GPUs, one PDU pair and one CDU a row, utility
 * 750 kW, PDUs of 450 kW. One job per row: {@code pretrain} and {@code chat}.
 */
public final class SmallPlant {
    public static final long START = 1_700_000_000L * Times.SECOND;
    public static final Origin ORIGIN = new Origin(EntityId.of(EntityKind.SOURCE, "dcgm"), true);
    public static final MetricId OBSERVED = new MetricId("power.observed");

    private SmallPlant() {}

    public static EntityId id(EntityKind kind, String local) {
        return EntityId.of(kind, local);
    }

    public static Plant plant() {
        return plant(p -> {});
    }

    /** With what a test adds. */
    public static Plant plant(Consumer<PlantBuilder> more) {
        PlantBuilder plant = Plant.builder();
        EntityId site = id(EntityKind.SITE, "halden");
        EntityId hall = id(EntityKind.HALL, "hall-1");
        plant.put(new Entity.Site(site, "Halden", ZoneOffset.UTC));
        plant.put(new Entity.Source(ORIGIN.source(), "DCGM", "dcgm", true));
        plant.put(site, new Entity.Place(hall, "Hall 1", EntityKind.HALL));
        power(plant, site);
        for (int row = 1; row <= 2; row++) {
            row(plant, hall, row);
        }
        job(plant, "pretrain", JobClass.TRAINING, 1);
        job(plant, "chat", JobClass.INFERENCE, 2);
        more.accept(plant);
        return plant.build(1);
    }

    private static void power(PlantBuilder plant, EntityId site) {
        device(plant, site, EntityKind.UTILITY, "utility", Side.NONE, null);
        device(plant, site, EntityKind.SWITCHBOARD, "msb", Side.NONE, id(EntityKind.UTILITY, "utility"));
        device(plant, site, EntityKind.MECHANICAL, "mcc", Side.NONE, id(EntityKind.SWITCHBOARD, "msb"));
        plant.limit(Limit.upper(id(EntityKind.UTILITY, "utility"), OBSERVED, LimitOrigin.CONTRACT, 750_000));
        for (int row = 1; row <= 2; row++) {
            for (Side side : List.of(Side.A, Side.B)) {
                String name = side + "" + row;
                EntityId pdu =
                        device(plant, site, EntityKind.PDU, "pdu-" + name, side, id(EntityKind.SWITCHBOARD, "msb"));
                plant.limit(Limit.upper(pdu, OBSERVED, LimitOrigin.NAMEPLATE, 450_000));
                plant.limit(Limit.upper(pdu, OBSERVED, LimitOrigin.BREAKER, 360_000));
                device(plant, site, EntityKind.BUSWAY, "bw-" + name, side, pdu);
            }
        }
    }

    private static EntityId device(
            PlantBuilder plant, EntityId site, EntityKind kind, String name, Side side, EntityId feeder) {
        EntityId device = id(kind, name);
        plant.put(site, new Entity.PowerDevice(device, name, kind, side, 400));
        if (feeder != null) {
            plant.relate(Relation.feeds(feeder, device, side, Phase.ALL));
        }
        return device;
    }

    private static void row(PlantBuilder plant, EntityId hall, int r) {
        EntityId row = id(EntityKind.ROW, "R" + r);
        EntityId cdu = id(EntityKind.CDU, "CDU-0" + r);
        plant.put(hall, new Entity.Place(row, "R" + r, EntityKind.ROW));
        plant.put(hall, new Entity.CoolingDevice(cdu, "CDU-0" + r, EntityKind.CDU));
        plant.relate(Relation.feeds(id(EntityKind.MECHANICAL, "mcc"), cdu, Side.NONE, Phase.ALL));
        plant.limit(Limit.lower(cdu, new MetricId("cooling.flow"), LimitOrigin.POLICY, 300));
        for (int p = 1; p <= 2; p++) {
            EntityId pump = id(EntityKind.PUMP, "CDU-0" + r + "/P" + p);
            plant.put(cdu, new Entity.CoolingDevice(pump, "P" + p, EntityKind.PUMP));
        }
        for (int k = 1; k <= 4; k++) {
            String name = "R" + r + "-0" + k;
            EntityId rack = id(EntityKind.RACK, name);
            plant.put(row, new Entity.Rack(rack, name, 48, k));
            plant.relate(Relation.of(RelationKind.COOLS, cdu, rack));
            rack(plant, rack, name, r);
        }
    }

    private static void rack(PlantBuilder plant, EntityId rack, String name, int row) {
        for (int t = 1; t <= 18; t++) {
            EntityId node = id(EntityKind.NODE, name + "/T" + t);
            plant.put(rack, new Entity.Node(node, "T" + t, name + "-" + t, RackSlot.full(t, 1)));
            for (Side side : List.of(Side.A, Side.B)) {
                plant.relate(Relation.feeds(id(EntityKind.BUSWAY, "bw-" + side + row), node, side, Phase.ALL));
            }
            for (int g = 0; g < 4; g++) {
                EntityId gpu = id(EntityKind.GPU, name + "/T" + t + "/G" + g);
                plant.put(node, new Entity.Gpu(gpu, "G" + g, g, "GB200"));
            }
        }
    }

    private static void job(PlantBuilder plant, String name, JobClass jobClass, int row) {
        EntityId job = id(EntityKind.JOB, name);
        plant.put(new Entity.Job(job, name, jobClass, "1000" + row, null, START));
        for (int k = 1; k <= 4; k++) {
            for (int t = 1; t <= 18; t++) {
                plant.relate(
                        Relation.of(RelationKind.RUNS_ON, job, id(EntityKind.NODE, "R" + row + "-0" + k + "/T" + t)));
            }
        }
    }

    public static PlantChanged whole(Plant plant, long time) {
        return new PlantChanged(plant.revision(), time, plant.whole(), true);
    }

    public static Frame frame(Plant plant, MetricId metric, EntityKind kind, long time, double[] values) {
        Column column = new Column.F64(values.clone());
        return new Frame(
                metric,
                kind,
                plant.revision(),
                null,
                time,
                time + 50 * Times.MILLI,
                0,
                column,
                States.all(DataState.OK, values.length),
                ORIGIN);
    }

    public static double[] fill(int size, double value) {
        double[] values = new double[size];
        java.util.Arrays.fill(values, value);
        return values;
    }

    /** Everything of one type, in order. */
    public static <T> List<T> only(List<?> events, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Object event : events) {
            if (type.isInstance(event)) {
                found.add(type.cast(event));
            }
        }
        return found;
    }
}
