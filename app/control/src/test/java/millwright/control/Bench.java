package millwright.control;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.AuditHead;
import millwright.feed.Column;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.Receipt;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.InBandProfile;
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
import millwright.series.LatestColumns;

/** Two racks of two nodes of four GPUs under one PDU of 20 kW, and a control room over them with a clock of its own. */
final class Bench {
    static final Caller OPERATOR = new Caller("ada", Role.OPERATE);
    static final Caller APPROVER = new Caller("bea", Role.APPROVE);
    static final Caller WATCHER = new Caller("eve", Role.WATCH);
    static final EntityId R1 = EntityId.of(EntityKind.RACK, "R1");
    static final EntityId R2 = EntityId.of(EntityKind.RACK, "R2");
    private static final Origin ORIGIN = new Origin(EntityId.of(EntityKind.SOURCE, "dcgm"), true);

    final List<PlantEvent> told = new ArrayList<>();
    final List<Command> sent = new ArrayList<>();
    final LatestColumns latest = new LatestColumns();
    final List<String> acknowledged = new ArrayList<>();
    final Journal audit = new Journal();
    Plant plant = build();
    long now = 1_700_000_000L * Times.SECOND;
    ControlRoom room = room(ControlSettings.live());

    /** An audit in memory that can fail. */
    static final class Journal implements AuditLog {
        final List<AuditRecord> records = new ArrayList<>();
        boolean fails;

        @Override
        public AuditHead append(AuditEntry e) {
            if (fails) {
                throw new AuditException("disk full");
            }
            records.add(e.at(records.size() + 1L, ""));
            return head();
        }

        @Override
        public List<AuditRecord> records() {
            return List.copyOf(records);
        }

        @Override
        public AuditHead head() {
            return new AuditHead(records.size(), "", 0);
        }

        @Override
        public void close() {}
    }

    Bench() {
        latest.moved(Plant.empty(), plant);
        gpu("gpu.power", 800);
        gpu("gpu.power.limit", 850);
        gpu("gpu.power.limit.min", 200);
        gpu("gpu.power.limit.max", 1000);
        gpu("gpu.power.limit.default", 1000);
        gpu("gpu.profile.supported", 3);
        gpu("gpu.profile.enforced", 2);
        put("node.power", EntityKind.NODE, fill(4, 4000));
        put("node.state", EntityKind.NODE, fill(4, 0));
        put("power.observed", EntityKind.PDU, fill(1, 16_000));
        put("job.output.rate", EntityKind.JOB, fill(1, 1000));
    }

    ControlRoom room(ControlSettings settings) {
        return new ControlRoom(
                () -> plant,
                latest,
                (ids, by, at, out) -> {
                    acknowledged.addAll(ids);
                    return ids;
                },
                audit,
                () -> now,
                settings,
                0);
    }

    private static Plant build() {
        PlantBuilder b = Plant.builder();
        EntityId site = EntityId.of(EntityKind.SITE, "s");
        EntityId pdu = EntityId.of(EntityKind.PDU, "P");
        EntityId job = EntityId.of(EntityKind.JOB, "train");
        b.put(new Entity.Site(site, "S", ZoneOffset.UTC));
        b.put(site, new Entity.PowerDevice(pdu, "PDU", EntityKind.PDU, Side.NONE, 400));
        b.put(new Entity.Source(ORIGIN.source(), "DCGM", "dcgm", true));
        b.limit(Limit.upper(pdu, new MetricId("power.observed"), LimitOrigin.BREAKER, 17_000));
        b.put(new Entity.Job(job, "train", JobClass.TRAINING, "1", null, 0));
        for (EntityId rack : List.of(R1, R2)) {
            String name = rack.text().substring(5);
            b.put(site, new Entity.Rack(rack, name, 48, 1));
            for (int n = 0; n < 2; n++) {
                EntityId node = EntityId.of(EntityKind.NODE, name + "-" + n);
                b.put(rack, new Entity.Node(node, "T" + n, "h", RackSlot.UNPLACED));
                b.relate(Relation.feeds(pdu, node, Side.NONE, Phase.ALL));
                b.relate(Relation.of(RelationKind.RUNS_ON, job, node));
                for (int g = 0; g < 4; g++) {
                    EntityId gpu = EntityId.of(EntityKind.GPU, name + "-" + n + "-" + g);
                    b.put(node, new Entity.Gpu(gpu, "G" + g, g, "GB200"));
                    if (g == 0) { // cut into two; caps and powers are of the board
                        for (int i = 1; i < 3; i++) {
                            EntityId part = EntityId.of(EntityKind.GPU_INSTANCE, name + "-" + n + "-" + g + "/mig" + i);
                            b.put(gpu, new Entity.Named(part, "MIG" + i, EntityKind.GPU_INSTANCE));
                        }
                    }
                }
            }
        }
        return b.build(1);
    }

    static double[] fill(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }

    void gpu(String metric, double value) {
        put(metric, EntityKind.GPU, fill(16, value));
    }

    void put(String metric, EntityKind kind, double[] values) {
        latest.put(new Frame(
                new MetricId(metric),
                kind,
                plant.revision(),
                null,
                now,
                now,
                0,
                new Column.F64(values),
                States.all(DataState.OK, values.length),
                ORIGIN));
    }

    ActionHeader header(String key) {
        return new ActionHeader(
                key, "ada", ActionHeader.ProposerKind.PERSON, now, now + 600 * Times.SECOND, plant.revision(), "");
    }

    ControlAction cap(String key, double watts, EntityId... targets) {
        return new ControlAction.SetPowerCap(header(key), List.of(targets), watts);
    }

    ControlAction profile(String key, InBandProfile profile, EntityId... targets) {
        return new ControlAction.SetPowerProfile(header(key), List.of(targets), profile);
    }

    void propose(ControlAction action, Caller caller) {
        room.handle(new Command.Propose(action), caller, told::add, sent::add);
    }

    Preview preview(ControlAction action, Caller caller) {
        room.handle(new Command.PreviewAction("p", action), caller, told::add, sent::add);
        return (Preview) told.getLast();
    }

    void approve(String key, Caller caller, String typed) {
        room.handle(new Command.Approve(key, caller.name(), typed), caller, told::add, sent::add);
    }

    void accepted(String key) {
        room.observe(new Receipt(key, Receipt.Answer.ACCEPTED, "taken", now), told::add, sent::add);
    }

    void pass(long seconds) {
        now += seconds * Times.SECOND;
        room.tick(now, told::add, sent::add);
    }

    Receipt receipt() {
        return told.stream()
                .filter(Receipt.class::isInstance)
                .map(Receipt.class::cast)
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    ActionProgress progress() {
        return told.stream()
                .filter(ActionProgress.class::isInstance)
                .map(ActionProgress.class::cast)
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    ActionStage stage(String key) {
        return told.stream()
                .filter(e -> e instanceof ActionProgress p && p.key().equals(key))
                .map(e -> ((ActionProgress) e).stage())
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    ActionStage stage() {
        return progress().stage();
    }
}
