package millwright.connectors.capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Column;
import millwright.feed.ControlAction;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.feed.States;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;
import millwright.plant.RackSlot;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.Times;

/** A small plant's events for tests, hostile floats included, and a capture made of them. */
final class Recorded {
    static final MetricId POWER = new MetricId("gpu.power");
    static final MetricId ENERGY = new MetricId("gpu.energy");
    static final MetricId THROTTLE = new MetricId("gpu.throttle");
    static final MetricId TTFT = new MetricId("endpoint.ttft");
    static final List<MetricId> METRICS = List.of(POWER, ENERGY, THROTTLE, TTFT);
    static final long START = 1_700_000_000L * Times.SECOND;
    static final int GPUS = 6;
    private static final Origin ORIGIN = new Origin(new EntityId("source:test"), true);

    private Recorded() {}

    static EntityId gpu(int i) {
        return EntityId.of(EntityKind.GPU, "g" + i);
    }

    static Occurrence at(Occurrence o, String id, long time) {
        return new Occurrence(
                id,
                o.what(),
                o.layer(),
                o.entity(),
                time,
                0,
                time,
                o.priority(),
                o.text(),
                o.count(),
                o.details(),
                o.origin());
    }

    static List<PlantEvent> events(int seconds, long seed) {
        Random random = new Random(seed);
        List<PlantEvent> events = new ArrayList<>();
        events.add(new PlantChanged(1, START, plant(), true));
        events.add(new Interval("measured", gpu(0), START, START + 10, Map.of("tokensPerSecond", 5.5), ORIGIN));
        for (int s = 1; s <= seconds; s++) {
            long time = START + s * Times.SECOND;
            events.add(frame(POWER, EntityKind.GPU, time, new Column.F32(floats(random)), states(random)));
            events.add(frame(ENERGY, EntityKind.GPU, time, new Column.F64(doubles(random)), states(random)));
            events.add(frame(
                    THROTTLE,
                    EntityKind.GPU,
                    time,
                    new Column.I64(random.longs(GPUS).toArray()),
                    States.all(DataState.OK, GPUS)));
            Column ttft = new Column.Histograms(
                    new double[] {0.1, 1, Double.POSITIVE_INFINITY}, new long[] {s, 2, 3}, new double[] {s * 0.5});
            events.add(frame(TTFT, EntityKind.ENDPOINT, time, ttft, States.all(DataState.OK, 1)));
            if (s % 5 == 0) {
                happenings(events, s, time);
            }
        }
        return events;
    }

    private static PlantChange plant() {
        List<Entity> entities = new ArrayList<>();
        List<Relation> relations = new ArrayList<>();
        EntityId node = new EntityId("node:n");
        entities.add(new Entity.Node(node, "n", "host", RackSlot.full(3, 2)));
        entities.add(new Entity.Endpoint(new EntityId("endpoint:e"), "e", "m", "FP8"));
        for (int i = 0; i < GPUS; i++) {
            entities.add(new Entity.Gpu(gpu(i), "G" + i, i, "GB200"));
            relations.add(Relation.of(RelationKind.CONTAINS, node, gpu(i)));
        }
        return new PlantChange(
                List.of(),
                entities,
                List.of(),
                relations,
                List.of(Limit.upper(gpu(0), POWER, LimitOrigin.CAP, 840)),
                Map.of(gpu(0), Map.of("pci", "0000:01")));
    }

    private static Frame frame(MetricId metric, EntityKind kind, long time, Column values, States states) {
        return new Frame(metric, kind, 1, null, time - 3, time, Times.SECOND, values, states, ORIGIN);
    }

    private static float[] floats(Random random) {
        float[] values = new float[GPUS];
        for (int i = 0; i < GPUS; i++) {
            values[i] = switch (random.nextInt(8)) {
                case 0 -> Float.intBitsToFloat(random.nextInt());
                case 1 -> -0.0f;
                case 2 -> Float.NEGATIVE_INFINITY;
                case 3 -> Float.intBitsToFloat(0x7fc12345);
                case 4 -> Float.MIN_VALUE;
                default -> 640 + random.nextInt(100);
            };
        }
        return values;
    }

    private static double[] doubles(Random random) {
        double[] values = new double[GPUS];
        for (int i = 0; i < GPUS; i++) {
            values[i] = random.nextInt(4) == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextInt(1_000);
        }
        return values;
    }

    private static States states(Random random) {
        byte[] states = new byte[GPUS];
        for (int i = 0; i < GPUS; i++) {
            states[i] = (byte) (random.nextInt(5) == 0 ? random.nextInt(DataState.values().length) : 0);
        }
        return States.of(states);
    }

    private static void happenings(List<PlantEvent> events, int s, long time) {
        events.add(new Occurrence(
                "o" + s,
                "xid",
                Layer.GPU,
                gpu(1),
                time,
                5,
                time,
                Priority.MEDIUM,
                "XID 79",
                1,
                Map.of("xid", "79"),
                ORIGIN));
        events.add(new Finding(
                "f" + s,
                "limit",
                gpu(1),
                Priority.HIGH,
                time,
                1,
                time,
                0,
                "hot",
                POWER,
                Double.NaN,
                87,
                true,
                "",
                "look",
                List.of(),
                1,
                ORIGIN,
                false));
        events.add(new Alarm("f" + s, AlarmState.UNACKNOWLEDGED, Priority.HIGH, "", time));
        events.add(new Incident(
                "i" + s,
                "hot",
                Priority.HIGH,
                time,
                0,
                List.of("f" + s),
                List.of(new Incident.Cause(gpu(1), "fan", 0.7, "first", null)),
                List.of(new Incident.Step(gpu(1), gpu(2), RelationKind.CONNECTS, 5, true)),
                List.of(),
                new Incident.Blast(1, 1, 2, 0, Double.NaN, 0),
                ORIGIN,
                false));
        ActionHeader header = new ActionHeader("k" + s, "op", ActionHeader.ProposerKind.PERSON, time, time + 9, 1, "");
        events.add(new ActionProgress(
                new ControlAction.SetPowerCap(header, List.of(gpu(1)), 840),
                ActionStage.PROPOSED,
                List.of(new ActionProgress.Mark(ActionStage.PROPOSED, time, "op", "")),
                List.of(new ActionProgress.Target(gpu(1), 1000, 840, Double.NaN, Double.NaN, 0)),
                null,
                ORIGIN));
    }

    static void record(Path file, List<PlantEvent> events, boolean close) {
        Recorder recorder = new Recorder(file, Catalogue.standard(), Map.of("source", "test"), Times.HOUR);
        events.forEach(recorder::accept);
        if (close) {
            recorder.close();
        } else {
            recorder.flush();
        }
    }
}
