package millwright.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.JobOrder;
import millwright.feed.PlantEvent;
import millwright.feed.Receipt;
import millwright.plant.EntityId;
import millwright.plant.InBandProfile;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** Control rooms one after the other over one audit. */
class EarlierLifeTest {
    private final Bench bench = new Bench();

    /** The gateway is killed and started anew, ten seconds later. @return what it tells before anybody listens */
    private List<ActionProgress> restart() {
        bench.now += 10 * Times.SECOND;
        bench.room = bench.room(ControlSettings.live());
        List<PlantEvent> begun = new ArrayList<>();
        bench.room.begin(begun::add);
        bench.told.clear();
        bench.sent.clear();
        return begun.stream()
                .filter(ActionProgress.class::isInstance)
                .map(ActionProgress.class::cast)
                .toList();
    }

    private void sent(String key, double watts, EntityId... targets) {
        bench.propose(bench.cap(key, watts, targets), Bench.OPERATOR);
        bench.approve(key, Bench.OPERATOR, "");
    }

    private void confirmed(String key, double watts, EntityId... targets) {
        sent(key, watts, targets);
        bench.accepted(key);
        bench.gpu("gpu.power.limit", watts);
        bench.pass(1);
        assertEquals(ActionStage.CONFIRMED, bench.stage(key));
    }

    private static List<ActionStage> stages(ActionProgress told) {
        return told.trail().stream().map(ActionProgress.Mark::stage).toList();
    }

    @Test
    void whatWasConfirmedIsToldWithItsTrailAndSeenAgain() {
        confirmed("k", 600, Bench.R1);
        ActionProgress before = bench.progress();
        List<ActionProgress> told = restart();
        assertEquals(1, told.size());
        ActionProgress k = told.getFirst();
        assertEquals(before.action(), k.action());
        assertEquals(ActionStage.CONFIRMED, k.stage());
        assertTrue(k.origin().simulated());
        assertEquals(
                List.of(ActionStage.PROPOSED, ActionStage.APPROVED, ActionStage.EXECUTING, ActionStage.CONFIRMED),
                stages(k));
        ActionProgress.Mark last = k.trail().getLast();
        assertEquals("control room: telemetry shows it on all targets", last.by() + ": " + last.text());
        assertEquals(before.trail().getLast().time(), last.time());
        ActionProgress.Target target = k.values().getFirst();
        assertEquals(Bench.R1, target.entity());
        assertEquals(600, target.desired());
        assertEquals(600, target.commanded());
        assertTrue(Double.isNaN(target.observed()), "what was seen before says nothing of now");

        int records = bench.audit.records().size();
        bench.pass(1);
        ActionProgress seen = bench.progress();
        assertEquals(ActionStage.CONFIRMED, seen.stage());
        assertEquals(600, seen.values().getFirst().observed());
        assertTrue(seen.trail().getLast().text().contains("shows it on all targets now"), seen.toString());
        bench.told.clear();
        bench.pass(5);
        assertEquals(List.of(), bench.told, "told once");
        assertEquals(records, bench.audit.records().size(), "and is no outcome");
        assertEquals(List.of(), bench.sent);
    }

    @Test
    void aCapThatIsInForceNoMoreIsSeenNotToBe() {
        confirmed("k", 600, Bench.R1);
        bench.gpu("gpu.power.limit", 1000);
        restart();
        bench.pass(1);
        assertEquals(1000, bench.progress().values().getFirst().observed());
        assertTrue(bench.progress().trail().getLast().text().contains("0 % of it now"));
    }

    @Test
    void ofTwoOnTheSameTargetOnlyTheNewerIsLookedAt() {
        confirmed("old", 600, Bench.R1);
        confirmed("new", 500, Bench.R1);
        assertEquals(2, restart().size());
        bench.pass(1);
        assertEquals(1, bench.told.size());
        assertEquals("new", bench.progress().key());

        restart();
        sent("newest", 400, Bench.R1);
        bench.told.clear();
        bench.pass(1);
        assertEquals(List.of(), bench.told, "what is being done now takes its place");
    }

    @Test
    void whatAKillCutOffIsUnknownUntilTelemetryShowsIt() {
        sent("k", 600, Bench.R1);
        List<ActionProgress> told = restart();
        assertEquals(1, told.size());
        assertEquals(ActionStage.UNKNOWN, told.getFirst().stage());
        assertTrue(told.getFirst().trail().getLast().text().contains("look at its targets"));
        assertTrue(Double.isNaN(told.getFirst().values().getFirst().commanded()));
        assertEquals("UNKNOWN", bench.audit.records().getLast().outcome());
        bench.propose(bench.cap("k", 600, Bench.R1), Bench.OPERATOR);
        assertEquals(Receipt.Answer.DUPLICATE, bench.receipt().answer());
        assertEquals("k", bench.progress().key());
        assertEquals(List.of(), bench.sent);

        bench.gpu("gpu.power.limit", 600);
        bench.pass(1);
        assertEquals(ActionStage.CONFIRMED, bench.stage("k"));
        assertEquals("CONFIRMED", bench.audit.records().getLast().outcome());
    }

    @Test
    void whatNobodyHadApprovedIsOverAndMayBeProposedAgain() {
        bench.propose(bench.cap("k", 600, Bench.R1), Bench.OPERATOR);
        assertEquals(ActionStage.EXPIRED, restart().getFirst().stage());
        assertEquals("EXPIRED", bench.audit.records().getLast().outcome());
        bench.approve("k", Bench.OPERATOR, "");
        assertEquals(Receipt.Answer.REFUSED, bench.receipt().answer());
        bench.propose(bench.cap("k", 600, Bench.R1), Bench.OPERATOR);
        assertEquals(Receipt.Answer.ACCEPTED, bench.receipt().answer());
        bench.approve("k", Bench.OPERATOR, "");
        assertEquals(1, bench.sent.size());
        assertEquals(
                List.of(ActionStage.PROPOSED, ActionStage.APPROVED, ActionStage.EXECUTING, ActionStage.UNKNOWN),
                stages(restart().getFirst()));
    }

    @Test
    void whatCannotBeWrittenIsToldWhenItCan() {
        confirmed("done", 600, Bench.R1);
        sent("k", 500, Bench.R2);
        bench.room = bench.room(ControlSettings.live());
        bench.audit.fails = true;
        bench.told.clear();
        try {
            bench.room.begin(bench.told::add);
        } catch (AuditException e) {
            assertEquals("disk full", e.getMessage());
        }
        assertEquals(1, bench.told.size());
        bench.audit.fails = false;
        bench.pass(1);
        assertEquals(ActionStage.UNKNOWN, bench.stage("k"));
    }

    @Test
    void whatIsOldIsNotToldButItsKeyIsKnown() {
        confirmed("k", 600, Bench.R1);
        bench.now += EarlierLife.SHOWN;
        assertEquals(List.of(), restart());
        bench.propose(bench.cap("k", 600, Bench.R1), Bench.OPERATOR);
        assertEquals(Receipt.Answer.DUPLICATE, bench.receipt().answer());
    }

    @Test
    void theNewestFiveHundredAreTold() {
        for (int i = 0; i < PastActions.KEPT + 20; i++) {
            bench.propose(
                    new ControlAction.Acknowledge(bench.header("k" + i), List.of("f@" + i), List.of()), Bench.OPERATOR);
        }
        List<ActionProgress> told = restart();
        assertEquals(PastActions.KEPT, told.size());
        assertEquals("k20", told.getFirst().key());
        bench.propose(bench.cap("k3", 600, Bench.R1), Bench.OPERATOR);
        assertEquals(Receipt.Answer.DUPLICATE, bench.receipt().answer());
    }

    @Test
    void whoMayOnlyLookIsToldNothing() {
        confirmed("k", 600, Bench.R1);
        bench.room = bench.room(ControlSettings.readOnly());
        bench.told.clear();
        bench.room.begin(bench.told::add);
        assertEquals(List.of(), bench.told);
    }

    @Test
    void anActionIsReadBackAsItWasWritten() {
        ActionHeader header =
                new ActionHeader("k", "ada & co = 1?", ActionHeader.ProposerKind.RULE, 5, 6, 7, "why\nnot: \"ü\" %41+");
        List<EntityId> on = List.of(Bench.R1, new EntityId("node:a/b&c=d e+f"));
        for (ControlAction action : List.of(
                new ControlAction.Acknowledge(header, List.of("a/b@1, c@2", "d"), on),
                new ControlAction.SetPowerCap(header, on, 850.25),
                new ControlAction.SetPowerCap(header, List.of(), Double.NaN),
                new ControlAction.SetPowerProfile(header, on, InBandProfile.MAX_Q),
                new ControlAction.Drain(header, on),
                new ControlAction.Resume(header, on),
                new ControlAction.SteerJobs(header, on, JobOrder.REQUEUE),
                new ControlAction.SetPoint(header, on, new MetricId("cooling.supply.request"), 21.5))) {
            WrittenAction written = new WrittenAction(action, true);
            assertEquals(written, WrittenAction.read("k", written.text()), written.text());
        }
        assertTrue(new WrittenAction(new ControlAction.Drain(header, on), false)
                .text()
                .startsWith("drain?on=rack:R1&"));
    }

    @Test
    void whatIsNoActionOfThisVersionIsLeftOut() {
        WrittenAction sound = new WrittenAction(bench.cap("k", 600, Bench.R1), false);
        for (String text : List.of(
                "",
                "cap",
                "cap?",
                "fly" + sound.text().substring(3),
                sound.text().replace("watts=600.0", "watts=many"),
                sound.text().replace("&by=PERSON", ""),
                sound.text().replace("rack:R1", "%"),
                sound.text() + "&more")) {
            assertNull(WrittenAction.read("k", text), text);
        }
        assertFalse(sound.text().isEmpty());
    }
}
