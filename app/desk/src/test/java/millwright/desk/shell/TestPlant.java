package millwright.desk.shell;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Column;
import millwright.feed.ControlAction;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.feed.SourceState;
import millwright.feed.States;
import millwright.feed.TimeState;
import millwright.plant.Bound;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.PlantBuilder;
import millwright.plant.RackSlot;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.StepFunction;
import millwright.plant.Times;

/** A small made-up plant and what happens in it, for tests of the window. */
final class TestPlant {
    static final long NOW = 1_773_752_852L * Times.SECOND;
    static final EntityId SITE = new EntityId("site:halden");
    static final EntityId RACK = new EntityId("rack:R1-04");
    static final Origin ORIGIN = new Origin(new EntityId("source:demo"), true);

    private TestPlant() {}

    static Plant plant() {
        PlantBuilder b = Plant.builder()
                .put(new Entity.Site(SITE, "Halden", ZoneId.of("Europe/Oslo")))
                .put(SITE, new Entity.Place(new EntityId("hall:1"), "Hall 1", EntityKind.HALL))
                .put(new Entity.Source(new EntityId("source:demo"), "demo plant", "simulator", true))
                .put(new Entity.Job(
                        new EntityId("job:chat"), "chat-prod", millwright.plant.JobClass.INFERENCE, "48213", null, 0));
        limit(b, SITE, "site.power", Bound.UPPER, 750_000);
        limit(b, SITE, "site.pue", Bound.UPPER, 1.2);
        limit(b, SITE, "site.thermal.headroom", Bound.LOWER, 5);
        for (int row = 1; row <= 2; row++) {
            EntityId rowId = new EntityId("row:R" + row);
            EntityId cdu = new EntityId("cdu:CDU-0" + row);
            b.put(new EntityId("hall:1"), new Entity.Place(rowId, "R" + row, EntityKind.ROW))
                    .put(new EntityId("hall:1"), new Entity.CoolingDevice(cdu, "CDU-0" + row, EntityKind.CDU))
                    .put(cdu, new Entity.CoolingDevice(new EntityId("pump:" + row), "P1", EntityKind.PUMP))
                    .relate(Relation.of(RelationKind.COOLS, cdu, rowId));
            for (int r = 1; r <= 4; r++) {
                rack(b, rowId, "R" + row + "-%02d".formatted(r), r);
            }
        }
        return b.build(1);
    }

    private static void limit(PlantBuilder b, EntityId id, String metric, Bound bound, double value) {
        b.limit(new Limit(id, new MetricId(metric), bound, LimitOrigin.POLICY, StepFunction.constant(value)));
    }

    private static void rack(PlantBuilder b, EntityId row, String name, int position) {
        EntityId id = new EntityId("rack:" + name);
        b.put(row, new Entity.Rack(id, name, 48, position));
        limit(b, id, "rack.power", Bound.UPPER, 132_000);
        limit(b, id, "rack.temperature.max", Bound.UPPER, 82);
        limit(b, id, "rack.coolant.flow", Bound.LOWER, 83);
        for (int t = 1; t <= 18; t++) {
            EntityId node = new EntityId("node:" + name + "/T%02d".formatted(t));
            b.put(id, new Entity.Node(node, "T%02d".formatted(t), "hd1-" + name, RackSlot.full(t, 1)))
                    .relate(Relation.of(RelationKind.RUNS_ON, new EntityId("job:chat"), node));
            for (int g = 0; g < 4; g++) {
                b.put(
                        node,
                        new Entity.Gpu(
                                new EntityId("gpu:" + name + "/T%02d/G%d".formatted(t, g)), "G" + g, g, "GB200"));
            }
        }
    }

    /** Everything a desk hears when it attaches. */
    static List<PlantEvent> story(Plant plant) {
        List<PlantEvent> events = new ArrayList<>();
        events.add(new PlantChanged(1, NOW, plant.whole(), true));
        events.add(new TimeState(TimeState.Mode.LIVE, NOW, NOW - 2 * Times.HOUR, NOW, 1));
        events.add(new SourceState(ORIGIN.source(), "simulator", "ok", "", NOW, 12, 9_000, 0, List.of(), 0, 1_000_000));
        site(events, "site.output.rate", 8_717_000);
        site(events, "site.output.expected", 9_030_000);
        site(events, "site.efficiency", 0.662);
        site(events, "site.power", 701_600);
        site(events, "site.pue", 1.1);
        site(events, "site.thermal.headroom", 4);
        site(events, "site.gpus", 576);
        site(events, "site.gpus.useful", 527);
        rack(events, plant, "rack.power", 61_100);
        rack(events, plant, "rack.temperature.max", 83);
        rack(events, plant, "rack.coolant.supply", 34.6);
        rack(events, plant, "rack.coolant.flow", 61);
        rack(events, plant, "rack.clock.active", 1_310);
        rack(events, plant, "rack.output.rate", 85_000);
        find(
                events,
                "f1",
                new EntityId("pump:1"),
                Priority.CRITICAL,
                321,
                "CDU-01 pump P1 tripped",
                "pump.speed",
                AlarmState.UNACKNOWLEDGED);
        find(
                events,
                "f2",
                new EntityId("cdu:CDU-01"),
                Priority.HIGH,
                292,
                "Coolant flow low",
                "cooling.flow",
                AlarmState.UNACKNOWLEDGED);
        find(
                events,
                "f3",
                RACK,
                Priority.HIGH,
                267,
                "Thermal slowdown 72 of 72 GPUs",
                "rack.temperature.max",
                AlarmState.UNACKNOWLEDGED);
        find(
                events,
                "f4",
                RACK,
                Priority.LOW,
                251,
                "SM clock spread over 5 %",
                "rack.clock.active",
                AlarmState.ACKNOWLEDGED);
        for (int i = 0; i < 900; i++) {
            long ago = (i * 7919L) % 3600;
            long time = NOW - (i % 3 == 0 ? ago / 12 : ago) * Times.SECOND;
            events.add(new Occurrence(
                    "o" + i, "xid", Layer.GPU, RACK, time, 0, time, Priority.INFO, "XID", 1, Map.of(), ORIGIN));
        }
        ActionHeader header =
                new ActionHeader("ACT-0118", "op2", ActionHeader.ProposerKind.PERSON, NOW, NOW + Times.HOUR, 1, "");
        events.add(new ActionProgress(
                new ControlAction.SetPowerCap(header, List.of(RACK), 840),
                ActionStage.OBSERVING,
                List.of(new ActionProgress.Mark(ActionStage.OBSERVING, NOW, "op2", "")),
                List.of(new ActionProgress.Target(RACK, 1_000, 840, 840, 903, NOW)),
                null,
                ORIGIN));
        return events;
    }

    static void site(List<PlantEvent> events, String metric, double value) {
        events.add(frame(metric, EntityKind.SITE, new double[] {value}));
    }

    private static void rack(List<PlantEvent> events, Plant plant, String metric, double value) {
        double[] values = new double[plant.count(EntityKind.RACK)];
        java.util.Arrays.fill(values, value);
        events.add(frame(metric, EntityKind.RACK, values));
    }

    static Frame frame(String metric, EntityKind kind, double[] values) {
        return new Frame(
                new MetricId(metric),
                kind,
                1,
                null,
                NOW,
                NOW,
                0,
                new Column.F64(values),
                States.all(DataState.OK, values.length),
                ORIGIN);
    }

    static void find(
            List<PlantEvent> events,
            String id,
            EntityId entity,
            Priority priority,
            long ago,
            String what,
            String metric,
            AlarmState state) {
        long since = NOW - ago * Times.SECOND;
        events.add(new Finding(
                id,
                "limit",
                entity,
                priority,
                since,
                0,
                NOW,
                0,
                what,
                new MetricId(metric),
                83,
                82,
                true,
                "",
                "",
                List.of(),
                1,
                ORIGIN,
                false));
        events.add(new Alarm(id, state, priority, "", since));
    }
}
