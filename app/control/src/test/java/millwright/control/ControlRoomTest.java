package millwright.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.feed.ActionStage;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Preview;
import millwright.feed.Priority;
import millwright.feed.Receipt;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.InBandProfile;
import millwright.plant.JobClass;
import millwright.plant.OutOfBandProfile;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.RackSlot;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import org.junit.jupiter.api.Test;

class ControlRoomTest {
    private final Bench bench = new Bench();

    @Test
    void aCapGoesFromProposalToConfirmation() {
        bench.propose(bench.cap("k", 600, Bench.R1), Bench.OPERATOR);
        assertEquals(ActionStage.PROPOSED, bench.stage());
        assertEquals(List.of(), bench.sent, "nothing is sent before approval");
        bench.approve("k", Bench.OPERATOR, "");
        assertEquals(ActionStage.EXECUTING, bench.stage());
        assertEquals(1, bench.sent.size());
        bench.accepted("k");
        assertEquals(ActionStage.OBSERVING, bench.stage());
        assertEquals(600, bench.progress().values().getFirst().commanded());
        assertEquals(850, bench.progress().values().getFirst().observed(), "accepted is not yet done");
        bench.gpu("gpu.power.limit", 600);
        bench.pass(3);
        assertEquals(ActionStage.CONFIRMED, bench.stage());
        assertEquals(600, bench.progress().values().getFirst().observed());
        assertEquals(850, bench.progress().values().getFirst().before());
    }

    @Test
    void theAuditComesBeforeTheEffect() {
        bench.propose(bench.cap("k", 600, Bench.R1), Bench.OPERATOR);
        bench.audit.fails = true;
        bench.approve("k", Bench.OPERATOR, "");
        assertEquals(List.of(), bench.sent);
        assertEquals(Receipt.Answer.REFUSED, bench.receipt().answer());
        assertTrue(bench.receipt().text().contains("disk full"), bench.receipt().text());
        bench.audit.fails = false;
        bench.approve("k", Bench.OPERATOR, "");
        assertEquals(1, bench.sent.size());
        assertEquals("execute", bench.audit.records.getLast().event());
    }

    @Test
    void theSameKeyIsCarriedOutOnceAlsoAfterARestart() {
        bench.propose(bench.cap("k", 600, Bench.R1), Bench.OPERATOR);
        bench.approve("k", Bench.OPERATOR, "");
        bench.propose(bench.cap("k", 600, Bench.R1), Bench.OPERATOR);
        assertEquals(Receipt.Answer.DUPLICATE, bench.receipt().answer());
        bench.approve("k", Bench.OPERATOR, "");
        assertEquals(Receipt.Answer.DUPLICATE, bench.receipt().answer());
        bench.room = bench.room(ControlSettings.live());
        bench.propose(bench.cap("k", 600, Bench.R1), Bench.OPERATOR);
        assertEquals(Receipt.Answer.DUPLICATE, bench.receipt().answer());
        assertTrue(bench.receipt().text().contains("EXECUTING"), bench.receipt().text());
        assertEquals(1, bench.sent.size());
    }

    @Test
    void whatWasSentBeforeARestartEndsInTheAuditAsNotKnown() {
        bench.propose(bench.cap("sent", 600, Bench.R1), Bench.OPERATOR);
        bench.approve("sent", Bench.OPERATOR, "");
        bench.propose(bench.cap("waits", 600, Bench.R2), Bench.OPERATOR);
        bench.room = bench.room(ControlSettings.readOnly());
        int before = bench.audit.records().size();
        bench.pass(1);
        assertEquals(before, bench.audit.records().size(), "who may not act writes nothing");

        bench.room = bench.room(ControlSettings.live());
        bench.pass(3);
        assertEquals(before + 2, bench.audit.records().size(), "once of each");
        AuditRecord last = bench.audit.records().get(before);
        assertEquals("sent UNKNOWN", last.key() + " " + last.outcome());
        assertTrue(last.what().contains("look at its targets"), last.what());
        AuditRecord waited = bench.audit.records().getLast();
        assertEquals("waits EXPIRED", waited.key() + " " + waited.outcome());
        bench.propose(bench.cap("sent", 600, Bench.R1), Bench.OPERATOR);
        assertEquals(Receipt.Answer.DUPLICATE, bench.receipt().answer());
        assertTrue(bench.receipt().text().contains("UNKNOWN"), bench.receipt().text());
    }

    @Test
    void moreThanOneRackNeedsTheApproverAndTheTypedName() {
        bench.propose(bench.cap("k", 600, Bench.R1, Bench.R2), Bench.OPERATOR);
        assertTrue(bench.progress().preview().secondConfirmation());
        bench.approve("k", Bench.OPERATOR, "R1");
        assertEquals(Receipt.Answer.REFUSED, bench.receipt().answer());
        bench.approve("k", Bench.APPROVER, "R2");
        assertEquals(Receipt.Answer.REFUSED, bench.receipt().answer());
        assertEquals(List.of(), bench.sent);
        bench.approve("k", Bench.APPROVER, "r1");
        assertEquals(ActionStage.EXECUTING, bench.stage());
    }

    @Test
    void aProposalThatBreaksAParentLimitIsRefusedWithWhatFits() {
        bench.propose(bench.cap("k", 1000, Bench.R1), Bench.OPERATOR);
        Preview.Binding binding = bench.progress().preview().binding();
        // 8 GPUs at 800 of 850 W go to 800 * 1000 / 850 = 941.2 W: 16.0 kW + 1.129 kW = 17.129 kW of 17.
        assertEquals(17_129.4, binding.watts(), 0.1);
        assertEquals(ActionStage.REFUSED, bench.stage());
        assertTrue(bench.progress().trail().getLast().text().contains("PDU would carry 17.1 of 17.0 kW"));
        assertEquals(1000 - 129.4 / 8, binding.largestThatFits(), 0.1);
    }

    @Test
    void theBoardsOwnRangeIsToldWhereNoLimitAboveBindsBefore() {
        Preview preview = bench.preview(bench.cap("k", 600, Bench.R1), Bench.OPERATOR);
        // 8 boards go from 800 to 600 W: 14.4 of 17 kW at the PDU; 600 + 2,600 / 8 = 925 W fit, boards take 1,000.
        assertEquals(EntityId.of(EntityKind.PDU, "P"), preview.binding().ancestor());
        assertEquals(925, preview.binding().largestThatFits(), 0.1);
        bench.gpu("gpu.power.limit.max", 900);
        Preview.Binding boards =
                bench.preview(bench.cap("k", 600, Bench.R1), Bench.OPERATOR).binding();
        assertEquals(
                EntityKind.GPU,
                bench.plant.find(boards.ancestor()).orElseThrow().kind());
        assertEquals(900, boards.largestThatFits());
        assertTrue(bench.preview(bench.cap("k", 600, Bench.R1), Bench.OPERATOR).guards().stream()
                .anyMatch(v -> v.passed() && v.text().equals("the boards' own 900 W bind before any limit above")));
    }

    @Test
    void watchersExpiredAndUnknownTargetsAreRefused() {
        bench.propose(bench.cap("a", 600, Bench.R1), Bench.WATCHER);
        assertEquals(ActionStage.REFUSED, bench.stage());
        bench.propose(bench.cap("b", 600, EntityId.of(EntityKind.RACK, "nowhere")), Bench.OPERATOR);
        assertTrue(bench.receipt().text().contains("nowhere"), bench.receipt().text());
        ControlAction late = bench.cap("c", 600, Bench.R1);
        bench.now += 700_000_000_000L;
        bench.propose(late, Bench.OPERATOR);
        assertTrue(bench.receipt().text().contains("expired"), bench.receipt().text());
    }

    @Test
    void aCapOutsideWhatTheBoardsTakeIsRefused() {
        bench.propose(bench.cap("k", 150, Bench.R1), Bench.OPERATOR);
        assertTrue(
                bench.receipt().text().contains("200 to 1000 W"),
                bench.receipt().text());
    }

    @Test
    void anOutOfBandProfileIdTakenForAnInBandOneIsRefused() {
        bench.propose(bench.profile("in", InBandProfile.MAX_Q, Bench.R1), Bench.OPERATOR);
        assertEquals(ActionStage.PROPOSED, bench.stage());
        OutOfBandProfile redfish = InBandProfile.MAX_Q.outOfBand();
        bench.propose(bench.profile("mixed", new InBandProfile(redfish.id()), Bench.R1), Bench.OPERATOR);
        assertEquals(ActionStage.REFUSED, bench.stage());
        assertTrue(bench.receipt().text().contains("3 higher"), bench.receipt().text());
    }

    @Test
    void aReplayRefusesEverything() {
        bench.room = bench.room(ControlSettings.readOnly());
        bench.propose(bench.cap("k", 600, Bench.R1), Bench.APPROVER);
        assertEquals(ActionStage.REFUSED, bench.stage());
        bench.propose(new ControlAction.Acknowledge(bench.header("a"), List.of("f"), List.of()), Bench.APPROVER);
        assertEquals(List.of(), bench.acknowledged);
    }

    @Test
    void theVersionPreconditionLooksAtTheTargetsOnly() {
        bench.room.tick(bench.now, bench.told::add, bench.sent::add);
        ControlAction onR1 = bench.cap("r1", 600, Bench.R1);
        ControlAction onR2 = bench.cap("r2", 600, Bench.R2);
        EntityId job = EntityId.of(EntityKind.JOB, "new");
        bench.plant = bench.plant.apply(PlantChange.adding(
                List.of(new Entity.Job(job, "new", JobClass.BATCH, "2", null, 0)),
                List.of(Relation.of(RelationKind.RUNS_ON, job, EntityId.of(EntityKind.NODE, "R2-1")))));
        bench.propose(onR1, Bench.OPERATOR);
        assertEquals(ActionStage.PROPOSED, bench.stage());
        bench.propose(onR2, Bench.OPERATOR);
        assertEquals(ActionStage.REFUSED, bench.stage());
        assertTrue(bench.receipt().text().contains("R2-1"), bench.receipt().text());
    }

    @Test
    void halfDoneIsPartialAndNothingDoneIsFailed() {
        bench.propose(bench.cap("half", 600, Bench.R1), Bench.OPERATOR);
        bench.approve("half", Bench.OPERATOR, "");
        bench.accepted("half");
        double[] limits = Bench.fill(16, 850);
        for (int gpu = 0; gpu < 4; gpu++) {
            limits[gpu] = 600;
        }
        bench.put("gpu.power.limit", EntityKind.GPU, limits);
        bench.pass(61);
        assertEquals(ActionStage.PARTIAL, bench.stage());
        assertTrue(bench.progress().trail().getLast().text().startsWith("50 %"), bench.progress()::toString);
        bench.propose(bench.cap("none", 700, Bench.R2), Bench.OPERATOR);
        bench.approve("none", Bench.OPERATOR, "");
        bench.accepted("none");
        bench.pass(61);
        assertEquals(ActionStage.FAILED, bench.stage());
    }

    @Test
    void ofASilentSourceNobodyKnowsWhatItDidWhileARefusalIsAFailure() {
        bench.propose(bench.cap("silent", 600, Bench.R1), Bench.OPERATOR);
        bench.approve("silent", Bench.OPERATOR, "");
        bench.pass(11);
        assertEquals(ActionStage.UNKNOWN, bench.stage());
        bench.propose(bench.cap("no", 600, Bench.R1), Bench.OPERATOR);
        bench.approve("no", Bench.OPERATOR, "");
        bench.room.observe(
                new Receipt("no", Receipt.Answer.REFUSED, "busy", bench.now), bench.told::add, bench.sent::add);
        assertEquals(ActionStage.FAILED, bench.stage());
    }

    @Test
    void nobodyApprovingInTimeIsExpiry() {
        bench.propose(bench.cap("k", 600, Bench.R1), Bench.OPERATOR);
        bench.pass(601);
        assertEquals(ActionStage.EXPIRED, bench.stage());
        bench.approve("k", Bench.OPERATOR, "");
        assertEquals(List.of(), bench.sent);
    }

    @Test
    void aWithdrawnProposalCannotBeApproved() {
        bench.propose(bench.cap("k", 600, Bench.R1), Bench.OPERATOR);
        bench.room.handle(new Command.Withdraw("k", "ada"), Bench.OPERATOR, bench.told::add, bench.sent::add);
        assertEquals(ActionStage.WITHDRAWN, bench.stage());
        bench.approve("k", Bench.OPERATOR, "");
        assertEquals(List.of(), bench.sent);
    }

    private void unanswered(String key, double watts) {
        bench.propose(bench.cap(key, watts, Bench.R1), Bench.OPERATOR);
        bench.approve(key, Bench.OPERATOR, "");
        bench.pass(11);
        assertEquals(ActionStage.UNKNOWN, bench.stage(key));
    }

    @Test
    void aLateAnswerSettlesWhatWasNotKnown() {
        unanswered("late", 600);
        bench.accepted("late");
        assertEquals(ActionStage.OBSERVING, bench.stage("late"));
        bench.gpu("gpu.power.limit", 600);
        bench.pass(3);
        assertEquals(ActionStage.CONFIRMED, bench.stage("late"));
        assertEquals("CONFIRMED", bench.audit.records.getLast().outcome());
    }

    @Test
    void telemetrySettlesWhatWasNotKnown() {
        unanswered("shown", 600);
        bench.pass(120);
        assertEquals(ActionStage.UNKNOWN, bench.stage("shown"), "what does not show may still come");
        bench.gpu("gpu.power.limit", 600);
        bench.pass(1);
        assertEquals(ActionStage.CONFIRMED, bench.stage("shown"));
    }

    @Test
    void whatIsNotKnownIsStillWatchedForBrokenLimits() {
        unanswered("up", 900);
        bench.put("power.observed", EntityKind.PDU, Bench.fill(1, 17_500));
        bench.pass(2);
        assertEquals(ActionStage.EXECUTING, bench.stage("up.back"));
        bench.accepted("up.back");
        bench.gpu("gpu.power.limit", 850);
        bench.pass(1);
        assertEquals(ActionStage.ROLLED_BACK, bench.stage("up"));
    }

    @Test
    void whatStaysUnknownForLongIsLeftAlone() {
        unanswered("old", 600);
        bench.pass(601);
        bench.accepted("old");
        bench.gpu("gpu.power.limit", 600);
        bench.pass(1);
        assertEquals(ActionStage.UNKNOWN, bench.stage("old"));
    }

    @Test
    void whatBreaksALimitAfterAllIsTakenBack() {
        bench.propose(bench.cap("up", 900, Bench.R1), Bench.OPERATOR);
        bench.approve("up", Bench.OPERATOR, "");
        bench.accepted("up");
        bench.put("power.observed", EntityKind.PDU, Bench.fill(1, 17_500));
        bench.pass(2);
        Command.Execute back = (Command.Execute) bench.sent.getLast();
        assertEquals(850, ((ControlAction.SetPowerCap) back.action()).wattsPerGpu());
        assertEquals(ActionStage.EXECUTING, bench.stage("up.back"));
        assertEquals("execute", bench.audit.records.getLast().event());
        bench.accepted("up.back");
        bench.pass(1);
        assertEquals(ActionStage.OBSERVING, bench.stage("up"), "what was measured before shows nothing");
        bench.gpu("gpu.power.limit", 850);
        bench.pass(1);
        assertEquals(ActionStage.CONFIRMED, bench.stage("up.back"));
        assertEquals(ActionStage.ROLLED_BACK, bench.stage("up"));
        assertEquals(2, bench.sent.size(), "taken back once");
    }

    @Test
    void whatTheSourceDoesNotTakeBackIsNotSaidToBe() {
        bench.propose(bench.cap("up", 900, Bench.R1), Bench.OPERATOR);
        bench.approve("up", Bench.OPERATOR, "");
        bench.accepted("up");
        bench.put("power.observed", EntityKind.PDU, Bench.fill(1, 17_500));
        bench.pass(2);
        bench.room.observe(
                new Receipt("up.back", Receipt.Answer.REFUSED, "busy", bench.now), bench.told::add, bench.sent::add);
        assertEquals(ActionStage.FAILED, bench.stage("up.back"));
        assertEquals(ActionStage.FAILED, bench.stage("up"));
        assertTrue(bench.progress().trail().getLast().text().contains("busy"), bench.progress()::toString);
    }

    @Test
    void aDrainNamesTheJobsThatStayAndIsNotDoneTwice() {
        ControlAction drain = new ControlAction.Drain(bench.header("d"), List.of(Bench.R1));
        bench.propose(drain, Bench.OPERATOR);
        assertEquals(
                List.of(EntityId.of(EntityKind.JOB, "train")),
                bench.progress().preview().jobsHit());
        assertTrue(bench.progress().preview().guards().stream()
                .anyMatch(v -> v.text().contains("train")));
        bench.put("node.state", EntityKind.NODE, new double[] {1, 2, 0, 0});
        bench.propose(new ControlAction.Drain(bench.header("e"), List.of(Bench.R1)), Bench.OPERATOR);
        assertTrue(
                bench.receipt().text().contains("drained already"),
                bench.receipt().text());
    }

    @Test
    void aDrainNamesTheJobsThatStayWhereNothingIsMeasured() {
        bench.latest.moved(bench.plant, Plant.empty());
        EntityId prep = EntityId.of(EntityKind.JOB, "prep");
        EntityId node = bench.plant
                .entity(bench.plant.within(bench.plant.indexOf(Bench.R1), EntityKind.NODE)[0])
                .id();
        bench.plant = bench.plant.apply(PlantChange.adding(
                List.of(new Entity.Job(prep, "prep", JobClass.OTHER, "8", null, 0)),
                List.of(Relation.of(RelationKind.SHARES, prep, node))));
        bench.latest.moved(Plant.empty(), bench.plant);
        bench.propose(new ControlAction.Drain(bench.header("d"), List.of(Bench.R1)), Bench.OPERATOR);
        Preview preview = bench.progress().preview();
        assertEquals(Set.of(prep, EntityId.of(EntityKind.JOB, "train")), Set.copyOf(preview.jobsHit()));
        assertTrue(
                preview.guards().stream().anyMatch(v -> v.text().contains("until they end: train, prep")),
                preview.guards().toString());
    }

    private void alarm(String finding, AlarmState state) {
        bench.room.observe(new Alarm(finding, state, Priority.HIGH, "", bench.now), bench.told::add, bench.sent::add);
    }

    @Test
    void whatIsAcknowledgedAnewStandsThoughWhatWasBeforeItIsOver() {
        String before = "limit/x/pdu:P@1";
        String after = "limit/x/pdu:P@2";
        bench.propose(new ControlAction.Acknowledge(bench.header("a"), List.of(before), List.of()), Bench.OPERATOR);
        alarm(before, AlarmState.NORMAL);
        alarm(after, AlarmState.UNACKNOWLEDGED);
        bench.propose(new ControlAction.Acknowledge(bench.header("b"), List.of(after), List.of()), Bench.OPERATOR);
        bench.room.tick(bench.now, bench.told::add, bench.sent::add);
        assertEquals(
                List.of(after),
                bench.audit.acknowledgements().stream()
                        .map(Acknowledgement::finding)
                        .toList());
    }

    @Test
    void whatIsAcknowledgedOfAThingIsSoOfWhatItTurnedOutToBe() {
        EntityId gone = EntityId.of(EntityKind.GPU, "n1/slurm.0");
        EntityId kept = EntityId.of(EntityKind.GPU, "GPU-a");
        String before = "state/x/" + gone.text() + "@1";
        String after = "state/x/" + kept.text() + "@2";
        bench.propose(new ControlAction.Acknowledge(bench.header("a"), List.of(before), List.of()), Bench.OPERATOR);
        bench.room.joined(gone, kept);
        alarm(before, AlarmState.NORMAL);
        alarm(after, AlarmState.UNACKNOWLEDGED);
        bench.room.tick(bench.now, bench.told::add, bench.sent::add);
        assertEquals(List.of(before, after), bench.acknowledged);
        assertEquals(
                List.of(after),
                bench.audit.acknowledgements().stream()
                        .map(Acknowledgement::finding)
                        .toList());
        assertEquals("ada", bench.audit.acknowledgements().getFirst().by());
        assertTrue(bench.audit.records.getLast().what().contains("under another id of the same thing"));
        alarm(after, AlarmState.NORMAL);
        alarm("state/x/" + kept.text() + "@3", AlarmState.UNACKNOWLEDGED);
        bench.room.tick(bench.now, bench.told::add, bench.sent::add);
        assertEquals(2, bench.acknowledged.size(), "once");
    }

    @Test
    void whatIsBeingDoneToAThingShowsOnWhatItTurnedOutToBe() {
        EntityId gone = EntityId.of(EntityKind.NODE, "R1-0");
        EntityId kept = EntityId.of(EntityKind.NODE, "r1-0.hall.example");
        bench.propose(new ControlAction.Drain(bench.header("d"), List.of(gone)), Bench.OPERATOR);
        bench.approve("d", Bench.OPERATOR, "");
        bench.accepted("d");
        Plant before = bench.plant;
        bench.plant = before.apply(new PlantChange(
                List.of(gone),
                List.of(new Entity.Node(kept, "T0", "h", RackSlot.UNPLACED)),
                List.of(),
                List.of(Relation.of(RelationKind.CONTAINS, Bench.R1, kept)),
                List.of(),
                Map.of()));
        bench.latest.moved(before, bench.plant);
        bench.room.joined(gone, kept);
        bench.now += 1_000_000_000L;
        bench.put("node.state", EntityKind.NODE, Bench.fill(4, 1));
        bench.pass(1);
        assertEquals(ActionStage.CONFIRMED, bench.stage("d"));
        assertEquals(List.of(kept), bench.progress().action().targets());
        assertEquals(kept, bench.progress().values().getFirst().entity());
    }

    @Test
    void acknowledgingGoesThroughTheAudit() {
        ControlAction action = new ControlAction.Acknowledge(bench.header("a"), List.of("f1", "f2"), List.of());
        bench.propose(action, Bench.OPERATOR);
        assertEquals(List.of("f1", "f2"), bench.acknowledged);
        assertEquals("acknowledge", bench.audit.records.getLast().event());
        bench.propose(action, Bench.OPERATOR);
        assertEquals(2, bench.acknowledged.size(), "once");
    }

    @Test
    void anActionKeepsThePreviewThatWasConfirmed() {
        ControlAction cap = bench.cap("k", 600, Bench.R1);
        Preview shown = bench.preview(cap, Bench.OPERATOR);
        bench.put("power.observed", EntityKind.PDU, Bench.fill(1, 15_000));
        bench.now += 3_000_000_000L;
        bench.propose(cap, Bench.OPERATOR);
        bench.approve("k", Bench.OPERATOR, "");
        assertEquals(ActionStage.EXECUTING, bench.stage());
        Preview kept = bench.progress().preview();
        assertEquals(shown.answering("k"), kept);
        assertEquals(shown.time(), kept.time());
    }

    @Test
    void whatNobodyWasShownIsKeptAsProposed() {
        ControlAction cap = bench.cap("k", 600, Bench.R1);
        bench.preview(bench.cap("k", 700, Bench.R1), Bench.OPERATOR);
        bench.preview(cap, Bench.APPROVER);
        bench.now += 3_000_000_000L;
        bench.propose(cap, Bench.OPERATOR);
        long proposed = bench.now;
        bench.now += 3_000_000_000L;
        bench.approve("k", Bench.OPERATOR, "");
        assertEquals(proposed, bench.progress().preview().time());
    }

    @Test
    void previewsChangeNothing() {
        bench.room.handle(
                new Command.PreviewLoss("q", EntityId.of(EntityKind.PDU, "P")),
                Bench.WATCHER,
                bench.told::add,
                bench.sent::add);
        Preview loss = (Preview) bench.told.getLast();
        assertEquals(0, loss.tokensAfter(), "the only feeder is gone");
        bench.room.handle(
                new Command.PreviewAction("r", bench.cap("k", 600, Bench.R1)),
                Bench.WATCHER,
                bench.told::add,
                bench.sent::add);
        assertFalse(((Preview) bench.told.getLast()).allowed(), "a watcher may not");
        assertEquals(List.of(), bench.sent);
        assertEquals(List.of(), bench.audit.records);
    }
}
