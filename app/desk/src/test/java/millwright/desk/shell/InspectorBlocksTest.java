package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.AlarmState;
import millwright.feed.Column;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.LinkState;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.feed.SourceState;
import millwright.feed.States;
import millwright.plant.Bound;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.JobClass;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.Side;
import millwright.plant.StepFunction;
import millwright.plant.Times;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the inspector says beyond values: why one is missing, phases, load below, pools, guidance; and what it offers. */
class InspectorBlocksTest extends OpenShell {
    private static final EntityId PDU = new EntityId("pdu:A1");
    private static final EntityId CHAT = new EntityId("endpoint:chat");
    private static final EntityId BMC = new EntityId("source:bmc");
    private static final long LAST = TestPlant.NOW + Times.MILLI;

    @BeforeEach
    void open() {
        Fx.beat(shell, clock, 2);
        feed.tell(new PlantChanged(
                2,
                TestPlant.NOW,
                new PlantChange(
                        List.of(),
                        List.of(
                                new Entity.PowerDevice(PDU, "PDU-A1", EntityKind.PDU, Side.A, 415),
                                new Entity.Endpoint(CHAT, "chat", "llm-70B", "FP8"),
                                new Entity.Source(BMC, "Redfish BMC", "redfish", false)),
                        List.of(),
                        List.of(
                                Relation.of(RelationKind.FEEDS, PDU, TestPlant.RACK),
                                Relation.of(RelationKind.FEEDS, PDU, new EntityId("rack:R1-03")),
                                Relation.of(RelationKind.SERVES, new EntityId("job:chat"), CHAT)),
                        List.of(new Limit(
                                PDU,
                                new MetricId("power.current.l1"),
                                Bound.UPPER,
                                LimitOrigin.BREAKER,
                                StepFunction.constant(600))),
                        Map.of()),
                false));
        Fx.beat(shell, clock, 2);
    }

    private InspectorPage page(EntityId id) {
        Fx.run(() -> shell.context().selection.select(id));
        Fx.beat(shell, clock, 2);
        return Fx.run(() -> shell.inspected().page());
    }

    private static String block(InspectorPage page, String title) {
        return page.blocks().stream()
                .filter(b -> b.title().equals(title))
                .flatMap(b -> b.lines().stream())
                .map(InspectorTips::pair)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aNodeTellsItsPartitionsAndAJobItsPartitionAccountAndUser() {
        EntityId node = TestPlant.plant().entities().stream()
                .filter(e -> e.kind() == EntityKind.NODE)
                .findFirst()
                .orElseThrow()
                .id();
        EntityId job = new EntityId("job:chat");
        EntityId lab = new EntityId("org:lab");
        feed.tell(new PlantChanged(
                3,
                TestPlant.NOW,
                new PlantChange(
                        List.of(),
                        List.of(
                                new Entity.Named(lab, "lab", EntityKind.ORG),
                                new Entity.Job(job, "chat", JobClass.INFERENCE, "4711", lab, 0)),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(
                                node,
                                Map.of(
                                        "slurm.partitions",
                                        "gpu,debug (DOWN)",
                                        "slurm.state",
                                        "draining",
                                        "slurm.reason",
                                        "bad DIMM"),
                                job,
                                Map.of("slurm.partition", "gpu", "slurm.user", "eve", "slurm.state", "RUNNING"))),
                false));
        Fx.beat(shell, clock, 2);
        assertEquals(
                "Partitions  gpu, debug (DOWN)\nState  draining\nReason  bad DIMM", block(page(node), "SCHEDULER"));
        String said = block(page(job), "SCHEDULER");
        for (String word : List.of("Partition", "gpu", "Account", "lab", "User", "eve", "RUNNING")) {
            assertTrue(said.contains(word), said);
        }
        assertEquals("", block(page(PDU), "SCHEDULER"), "no scheduler knows it");
    }

    /** A state of an hour ago is not one of now. */
    @Test
    void whatASilentSchedulerSaidHasItsAge() {
        EntityId job = new EntityId("job:chat");
        PlantChange names = new PlantChange(
                List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(job, Map.of("slurm.state", "RUNNING")));
        feed.tell(new PlantChanged(3, TestPlant.NOW, names, false));
        scheduler("one", "ok");
        assertEquals("as it says", scheduled(job));
        scheduler("one", "failed");
        assertEquals("as it said, silent now", scheduled(job));
        feed.tell(silent("one", 3_730));
        String said = scheduled(job);
        assertTrue(said.matches("as it said, silent for 1:02:[1-5][0-9]"), said);
        scheduler("two", "ok");
        assertEquals("1 of 2 schedulers silent", scheduled(job));
    }

    private String scheduled(EntityId id) {
        clock.addAndGet(2 * Times.SECOND);
        Fx.beat(shell, clock, 70);
        return page(id).blocks().stream()
                .filter(b -> b.title().equals("SCHEDULER"))
                .map(InspectorPage.Block::right)
                .findFirst()
                .orElseThrow();
    }

    private void scheduler(String name, String condition) {
        EntityId source = new EntityId("source:" + name);
        feed.tell(new SourceState(source, "slurm", condition, "", TestPlant.NOW, 0, 0, 0, List.of(), 0, 0));
    }

    private static Finding silent(String name, long seconds) {
        long since = TestPlant.NOW - seconds * Times.SECOND;
        return new Finding(
                "silent-" + name,
                "source",
                new EntityId("source:" + name),
                Priority.LOW,
                since,
                0,
                since,
                0,
                "Source silent",
                null,
                Double.NaN,
                Double.NaN,
                true,
                "",
                "",
                List.of(),
                1,
                TestPlant.ORIGIN,
                false);
    }

    private void power(DataState state, double value, long at, EntityId source, int... slots) {
        double[] values = new double[slots.length];
        java.util.Arrays.fill(values, value);
        feed.tell(new Frame(
                new MetricId("rack.power"),
                EntityKind.RACK,
                2,
                slots,
                at,
                at,
                0,
                new Column.F64(values),
                States.all(state, slots.length),
                new Origin(source, false)));
    }

    private void says(EntityId source, String condition, String... missing) {
        feed.tell(new SourceState(source, "redfish", condition, "", TestPlant.NOW, 0, 0, 0, List.of(missing), 0, 0));
    }

    private InspectorPage.Row row(InspectorPage page, String metric) {
        return page.rows().stream()
                .filter(r -> new MetricId(metric).equals(r.metric()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aStaleValueNamesItsSourceAndSinceWhen() throws IOException {
        power(DataState.STALE, 61_000, LAST, BMC, 3);
        says(BMC, "failed");
        InspectorPage page = page(TestPlant.RACK);
        assertEquals(
                "since 14:07:32: Redfish BMC is silent", row(page, "rack.power").untold());
        assertEquals("", row(page, "rack.temperature.max").untold(), "the other source speaks");
        says(BMC, "ok");
        clock.addAndGet(2_000_000_000L);
        Fx.beat(shell, clock, 70);
        assertEquals(
                "since 14:07:32: Redfish BMC answers, but not with this",
                row(page(TestPlant.RACK), "rack.power").untold());
        assertEquals("", row(page(new EntityId("rack:R1-03")), "rack.power").untold(), "told by the demo plant");
        page(TestPlant.RACK);
        Fx.save(shell, "shell-inspector-stale");
    }

    @Test
    void whoToldItIsRememberedWhenThePlantChanges() {
        power(DataState.STALE, 61_000, LAST, BMC, 3);
        says(BMC, "late");
        feed.tell(new PlantChanged(
                3,
                TestPlant.NOW,
                new PlantChange(
                        List.of(new EntityId("rack:R1-01")),
                        List.of(new Entity.Rack(new EntityId("rack:A0"), "A0", 48, 9)),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of()),
                false));
        Fx.beat(shell, clock, 2);
        assertEquals(
                "since 14:07:32: Redfish BMC is silent",
                row(page(TestPlant.RACK), "rack.power").untold());
    }

    @Test
    void whatWasNeverToldIsSaidByTheSourceThatLacksItOrByNobody() {
        says(BMC, "ok", "no power.committed (Commit) on 1 of 1");
        feed.tell(new LinkState(
                LinkState.Condition.ATTACHED,
                TestPlant.NOW - Times.MINUTE,
                "",
                LinkState.Telling.NEWS,
                "host-7:7077",
                0,
                "operate"));
        assertEquals("no source tells it", row(page(PDU), "power.committed").untold(), "it serves others alone");
        pdu("power.observed", DataState.NO_DATA, Double.NaN, BMC);
        clock.addAndGet(2_000_000_000L);
        Fx.beat(shell, clock, 70);
        InspectorPage page = page(PDU);
        assertEquals(
                "Redfish BMC: no power.committed (Commit) on 1 of 1",
                row(page, "power.committed").untold());
        assertEquals("no source tells it", row(page, "power.loss").untold());
        assertEquals(
                "Redfish BMC tells that it has none",
                row(page, "power.observed").untold());
        assertEquals("No values: Redfish BMC tells that it has none", page.state());
        pdu("power.observed", DataState.NO_DATA, Double.NaN, new EntityId("source:rollup"));
        clock.addAndGet(2_000_000_000L);
        Fx.beat(shell, clock, 70);
        assertEquals(
                "the gateway tells that it has none",
                row(page(PDU), "power.observed").untold(),
                "what it adds up itself");
    }

    @Test
    void withoutAGatewayThatIsWhoIsSilent() {
        feed.tell(new LinkState(
                LinkState.Condition.STALE, TestPlant.NOW, "", LinkState.Telling.NEWS, "host-7:7077", 0, "operate"));
        Fx.beat(shell, clock, 4);
        String untold = row(page(TestPlant.RACK), "rack.power").untold();
        assertTrue(untold.matches("since .*: host-7:7077 does not answer"), untold);
    }

    @Test
    void aPowerDeviceTellsItsPhasesAndWhatHangsOnIt() throws IOException {
        for (int phase = 1; phase <= 3; phase++) {
            pdu("power.current.l" + phase, DataState.OK, 500 + phase, TestPlant.ORIGIN.source());
        }
        InspectorPage page = page(PDU);
        assertEquals("L1  limit 600 A  501 A\nL2  502 A\nL3  503 A", block(page, "PER PHASE"));
        assertEquals(
                "chat-prod  144 GPUs\nR1-04  cap 840 W/GPU, observing".replace("W/GPU", unit()),
                block(page, "LOAD BELOW"));
        assertTrue(offered().contains("MAX-Q on 2 racks below …"), offered().toString());
        assertTrue(offered().contains("Cap 2 racks below …"), offered().toString());
        Fx.save(shell, "shell-inspector-pdu");
        press("Show on floor");
        assertEquals(2, Fx.run(() -> shell.context().selection.together().get()).size());
    }

    @Test
    void phasesThatAreNotToldAnyMoreStayWithTheReason() {
        says(BMC, "failed");
        pdu("power.current.l1", DataState.STALE, 501, BMC);
        pdu("power.current.l2", DataState.STALE, 502, BMC);
        pdu("power.current.l3", DataState.BAD, 0, BMC);
        String said = block(page(PDU), "PER PHASE");
        assertTrue(
                said.matches("L1  limit 600 A  501 A, [0-9.]+ s old\nL2  502 A, [0-9.]+ s old\nL3  bad: .*\n"
                        + "since 14:07:32: Redfish BMC is silent\ntold at 14:07:32 by Redfish BMC"),
                said);
    }

    /** Of what a pump takes, the racks that it cools are no part. */
    @Test
    void whatIsCooledByWhatIsFedIsNoLoad() {
        EntityId cdu = new EntityId("cdu:CDU-01");
        feed.tell(new PlantChanged(
                3,
                TestPlant.NOW,
                new PlantChange(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(Relation.of(RelationKind.FEEDS, PDU, cdu)),
                        List.of(),
                        Map.of()),
                false));
        Fx.beat(shell, clock, 2);
        Plant plant = shell.context().model.plant();
        assertEquals(2, Below.racks(plant, plant.indexOf(PDU)).size());
        assertEquals(4, Below.racks(plant, plant.indexOf(cdu)).size());
        assertEquals(
                8, Below.racks(plant, plant.indexOf(new EntityId("hall:1"))).size());
    }

    @Test
    void whatIsAskedOfARackReplacesWhatWasAskedOfItsNodes() {
        EntityId node = new EntityId("node:R1-04/T05");
        cap("c1", 700, node);
        assertTrue(block(page(PDU), "LOAD BELOW").contains("T05  cap 700"), block(page(PDU), "LOAD BELOW"));
        cap("c2", Double.NaN, TestPlant.RACK);
        assertEquals("chat-prod  144 GPUs", block(page(PDU), "LOAD BELOW"));
        cap("c3", 650, node);
        assertTrue(block(page(PDU), "LOAD BELOW").contains("T05  cap 650"), "newer than the lift");
        cap("c4", 640, node, 1_000);
        assertFalse(block(page(PDU), "LOAD BELOW").contains("T05  cap"), "seen not to be in force any more");
    }

    /** An alarm changes the buttons, not what a cap of all racks below would cost. */
    @Test
    void reliefIsNotAskedForAgainWithEveryAlarm() {
        page(PDU);
        assertTrue(previews() > 0);
        feed.commands.clear();
        List<PlantEvent> told = new ArrayList<>();
        TestPlant.find(told, "f9", PDU, Priority.HIGH, 5, "Breaker hot", "power.observed", AlarmState.UNACKNOWLEDGED);
        told.forEach(feed::tell);
        clock.addAndGet(2_000_000_000L);
        Fx.beat(shell, clock, 70);
        assertTrue(offered().toString().contains("Acknowledge 1"), offered().toString());
        assertEquals(0, previews());
        page(TestPlant.RACK);
        feed.commands.clear();
        page(PDU);
        assertTrue(previews() > 0, "whoever comes back gets it of now");
    }

    private long previews() {
        return feed.commands.stream()
                .filter(Command.PreviewAction.class::isInstance)
                .count();
    }

    private void cap(String key, double watts, EntityId target) {
        cap(key, watts, target, Double.NaN);
    }

    private void cap(String key, double watts, EntityId target, double observed) {
        ControlAction action = new ControlAction.SetPowerCap(
                new ActionHeader(
                        key, "op2", ActionHeader.ProposerKind.PERSON, TestPlant.NOW, TestPlant.NOW + Times.HOUR, 2, ""),
                List.of(target),
                watts);
        ActionProgress.Target seen =
                new ActionProgress.Target(target, Double.NaN, watts, watts, observed, TestPlant.NOW);
        feed.tell(new ActionProgress(action, ActionStage.CONFIRMED, List.of(), List.of(seen), null, TestPlant.ORIGIN));
        Fx.beat(shell, clock, 70);
    }

    private void pdu(String metric, DataState state, double value, EntityId source) {
        feed.tell(new Frame(
                new MetricId(metric),
                EntityKind.PDU,
                2,
                null,
                TestPlant.NOW,
                TestPlant.NOW,
                0,
                new Column.F64(new double[] {value}),
                States.all(state, 1),
                new Origin(source, false)));
        Fx.beat(shell, clock, 2);
    }

    private static String unit() {
        return millwright.desk.draw.Figures.of(840, millwright.desk.draw.Figures.BOARD_WATTS)
                .joined()
                .substring("840 ".length());
    }

    @Test
    void anEndpointTellsWhatServesIt() {
        assertEquals("chat-prod  576 GPUs", block(page(CHAT), "POOLS"));
    }

    @Test
    void jobsOfARackTellTheirGpusThere() {
        assertEquals("72 GPUs", page(TestPlant.RACK).jobs().getFirst().right());
    }

    private List<String> offered() {
        return Fx.run(() -> shell.inspected().lookupAll(".action-button").stream()
                .map(Node::getAccessibleText)
                .collect(Collectors.toCollection(ArrayList::new)));
    }

    private void press(String offer) {
        Fx.run(() -> shell.inspected().lookupAll(".action-button").stream()
                .filter(b -> offer.equals(b.getAccessibleText()))
                .forEach(b -> ((Button) b).fire()));
    }
}
