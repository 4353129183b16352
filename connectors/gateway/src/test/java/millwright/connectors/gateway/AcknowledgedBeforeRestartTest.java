package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import millwright.control.AuditFile;
import millwright.control.AuditRecord;
import millwright.control.AuditVerifier;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Column;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.feed.Receipt;
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
import millwright.plant.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways one after the other over one audit file, each over a PDU whose power breaks its limit or keeps it. */
class AcknowledgedBeforeRestartTest {
    private static final MetricId POWER = new MetricId("power.observed");
    private static final EntityId PDU = EntityId.of(EntityKind.PDU, "P");
    private static final Caller ADA = new Caller("ada, night shift", Role.OPERATE);
    private static final float BROKEN = 1_200;
    private static final float KEPT = 800;

    @TempDir
    private Path folder;

    private final AtomicLong now = new AtomicLong(1_700_000_000L * Times.SECOND);
    private final List<PlantEvent> heard = new ArrayList<>();
    private AuditFile audit;
    private Gateway gateway;

    @BeforeEach
    void start() {
        audit = AuditFile.open(folder.resolve("audit.jsonl"));
        gateway = new Gateway(
                GatewayParts.live("test", Catalogue.standard(), now::get, Made.journal("life" + now.get()), audit));
        heard.clear();
        Session session = new Session(
                gateway, new AttachRequest("desk", ADA, "", 0, 0, 0, Set.of(), true), new Ear(heard), Runnable::run);
        session.begin(gateway.room());
        gateway.room()
                .changed(
                        "source",
                        new PlantChanged(
                                1,
                                now.get(),
                                new PlantChange(
                                        List.of(),
                                        List.of(new Entity.PowerDevice(
                                                PDU, "PDU", EntityKind.PDU, millwright.plant.Side.NONE, 400)),
                                        List.of(),
                                        List.of(),
                                        List.of(Limit.upper(PDU, POWER, LimitOrigin.BREAKER, 1_000)),
                                        Map.of()),
                                true));
    }

    @AfterEach
    void stop() {
        gateway.close();
        audit.close();
    }

    private void restart() {
        restartAfter(20 * Times.SECOND);
    }

    private void restartAfter(long away) {
        stop();
        now.addAndGet(away);
        start();
    }

    private void happens(String what) {
        gateway.room()
                .tell(new Occurrence(
                        what + now.get(),
                        what,
                        Layer.FACILITY,
                        PDU,
                        now.get(),
                        0,
                        now.get(),
                        Priority.HIGH,
                        "it happened",
                        1,
                        Map.of(),
                        Made.ORIGIN));
    }

    private void runs(int seconds, float watts) {
        for (int i = 0; i < seconds; i++) {
            long time = now.addAndGet(Times.SECOND);
            gateway.room()
                    .tell(new Frame(
                            POWER,
                            EntityKind.PDU,
                            1,
                            null,
                            time,
                            time,
                            0,
                            new Column.F32(new float[] {watts}),
                            States.all(DataState.OK, 1),
                            Made.ORIGIN));
            gateway.room().tick(time);
        }
        assertEquals(0, gateway.room().errors());
    }

    private Alarm alarm() {
        return heard(Alarm.class).getLast();
    }

    private <T> List<T> heard(Class<T> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private Alarm acknowledge() {
        String finding = alarm().finding();
        ActionHeader header = new ActionHeader(
                "k" + now.get(), "x", ActionHeader.ProposerKind.PERSON, now.get(), now.get() + Times.MINUTE, 1, "");
        gateway.room()
                .handle(
                        new Command.Propose(new ControlAction.Acknowledge(header, List.of(finding), List.of(PDU))),
                        ADA,
                        gateway.room()::publish);
        return alarm();
    }

    @Test
    void aDeskThatAttachesAfterTheRestartIsToldWhatWasDone() {
        runs(20, BROKEN);
        acknowledge();
        ActionProgress before = heard(ActionProgress.class).getLast();
        restart();
        ActionProgress told = heard(ActionProgress.class).getLast();
        assertEquals(before.action(), told.action());
        assertEquals(ActionStage.CONFIRMED, told.stage());
        assertEquals("ada, night shift", told.trail().getLast().by());
        assertEquals(before.trail().getLast().time(), told.trail().getLast().time());
        int records = audit.records().size();
        gateway.room().handle(new Command.Propose(before.action()), ADA, gateway.room()::publish);
        assertEquals(Receipt.Answer.DUPLICATE, heard(Receipt.class).getLast().answer());
        assertEquals(records, audit.records().size(), "it is not carried out again");
    }

    private List<String> events() {
        return audit.records().stream().map(AuditRecord::event).toList();
    }

    @Test
    void theSameAlarmIsAcknowledgedAsItWas() {
        runs(20, BROKEN);
        Alarm before = acknowledge();
        assertEquals(AlarmState.ACKNOWLEDGED, before.state());
        restart();
        runs(20, BROKEN);
        Alarm after = alarm();
        assertNotEquals(before.finding(), after.finding(), "found anew");
        assertEquals(AlarmState.ACKNOWLEDGED, after.state());
        assertEquals(before.by(), after.by());
        assertEquals(before.since(), after.since());
        assertEquals(List.of("acknowledge", "carry over"), events());
        String trail = audit.records().getLast().what();
        assertTrue(trail.contains("ada, night shift") && trail.contains(after.finding()), trail);
        assertEquals(
                1,
                heard(Occurrence.class).stream()
                        .filter(o -> o.what().equals("alarm.carried"))
                        .count());
        assertTrue(AuditVerifier.verify(folder.resolve("audit.jsonl"), null).sound());
        restart();
        runs(20, BROKEN);
        assertEquals(before.since(), alarm().since(), "over the second restart too");
    }

    @Test
    void whatClearedBeforeTheRestartIsNewAfterIt() {
        runs(20, BROKEN);
        acknowledge();
        runs(30, KEPT);
        assertEquals(AlarmState.NORMAL, alarm().state());
        restart();
        runs(20, BROKEN);
        assertEquals(AlarmState.UNACKNOWLEDGED, alarm().state());
        assertEquals(List.of("acknowledge", "acknowledgement over"), events());
    }

    @Test
    void whatClearsAfterTheRestartIsNewWhenItComesBack() {
        runs(20, BROKEN);
        acknowledge();
        restart();
        runs(20, BROKEN);
        runs(30, KEPT);
        runs(20, BROKEN);
        assertEquals(AlarmState.UNACKNOWLEDGED, alarm().state());
        restart();
        runs(20, BROKEN);
        assertEquals(AlarmState.UNACKNOWLEDGED, alarm().state(), "and stays so over another restart");
    }

    @Test
    void anAlarmThatWasOverWhenItWasAcknowledgedIsNew() {
        runs(20, BROKEN);
        runs(30, KEPT);
        assertEquals(AlarmState.RETURNED, alarm().state());
        assertEquals(AlarmState.NORMAL, acknowledge().state());
        runs(1, KEPT);
        restart();
        runs(20, BROKEN);
        assertEquals(AlarmState.UNACKNOWLEDGED, alarm().state());
    }

    @Test
    void whatIsNotFoundInTimeIsNew() {
        runs(20, BROKEN);
        acknowledge();
        restart();
        runs(301, KEPT);
        assertEquals(List.of("acknowledge", "acknowledgement over"), events());
        runs(20, BROKEN);
        assertEquals(AlarmState.UNACKNOWLEDGED, alarm().state());
        assertEquals(
                1, heard(Finding.class).stream().map(Finding::id).distinct().count());
        restart();
        runs(20, BROKEN);
        assertEquals(AlarmState.UNACKNOWLEDGED, alarm().state());
    }

    @Test
    void anEventThatHappensAfterTheRestartIsNew() {
        happens("breaker.trip");
        runs(5, KEPT);
        assertEquals(AlarmState.ACKNOWLEDGED, acknowledge().state());
        restart();
        runs(1, KEPT);
        happens("breaker.trip");
        runs(5, KEPT);
        assertEquals(AlarmState.UNACKNOWLEDGED, alarm().state());
        assertEquals(List.of("acknowledge", "acknowledgement over"), events());
    }

    @Test
    void nothingIsTakenForTheSameAfterMoreThanAnHour() {
        runs(20, BROKEN);
        acknowledge();
        restartAfter(2 * Times.HOUR);
        runs(20, BROKEN);
        assertEquals(AlarmState.UNACKNOWLEDGED, alarm().state());
        assertEquals(List.of("acknowledge", "acknowledgement over"), events());
    }
}
