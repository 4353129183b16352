package millwright.desk.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import millwright.desk.ClockFace;
import millwright.desk.Situation;
import millwright.desk.draw.Unjudged;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.ControlAction;
import millwright.feed.Finding;
import millwright.feed.Gap;
import millwright.feed.Incident;
import millwright.feed.LinkState;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Preview;
import millwright.feed.Priority;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final long NOW = 1_000 * Times.SECOND;
    private static final Origin ORIGIN = new Origin(new EntityId("source:test"), false);

    private final Ledger ledger = new Ledger(NOW);

    LedgerTest() {
        ledger.accept(finding("early", 100, 600));
        ledger.accept(finding("late", 700, 0));
        ledger.accept(new Alarm("early", AlarmState.RETURNED, Priority.HIGH, "", 600 * Times.SECOND));
        ledger.accept(new Alarm("late", AlarmState.ACKNOWLEDGED, Priority.HIGH, "op", 800 * Times.SECOND));
        ledger.accept(new Incident(
                "INC",
                "two",
                Priority.HIGH,
                100 * Times.SECOND,
                900 * Times.SECOND,
                List.of("early", "late"),
                List.of(),
                List.of(),
                List.of(),
                new Incident.Blast(0, 0, 1, 0, Double.NaN, 0),
                ORIGIN,
                false));
    }

    private static Finding finding(String id, int since, int cleared) {
        return new Finding(
                id,
                "limit",
                new EntityId("gpu:g"),
                Priority.HIGH,
                since * Times.SECOND,
                0,
                Math.max(since, cleared) * Times.SECOND,
                cleared * Times.SECOND,
                "hot",
                null,
                90,
                83,
                true,
                "",
                "",
                List.of(),
                1,
                ORIGIN,
                false);
    }

    private Situation at(int second) {
        ledger.accept(new TimeState(TimeState.Mode.REPLAY, second * Times.SECOND, 0, NOW, 0));
        return ledger.snapshot();
    }

    @Test
    void liveShowsHowThingsStand() {
        Situation live = ledger.snapshot();
        assertEquals(Set.of("early", "late"), live.findings().keySet());
        assertEquals(AlarmState.ACKNOWLEDGED, live.alarms().get("late").state());
        assertFalse(live.incidents().get("INC").open());
    }

    @Test
    void thePastShowsNothingThatBeganLater() {
        Situation then = at(300);
        assertEquals(Set.of("early"), then.findings().keySet());
        assertTrue(then.findings().get("early").active(), "it ended later");
        assertTrue(Double.isNaN(then.findings().get("early").now()), "its value is known of a later time only");
        assertEquals(AlarmState.UNACKNOWLEDGED, then.alarms().get("early").state());
        assertTrue(then.incidents().get("INC").open());
        assertEquals(List.of("early"), then.incidents().get("INC").findings());
        assertEquals(Set.of(), at(50).findings().keySet());
    }

    @Test
    void anAcknowledgementHoldsFromItsTimeOn() {
        assertEquals(AlarmState.UNACKNOWLEDGED, at(750).alarms().get("late").state());
        assertEquals(AlarmState.ACKNOWLEDGED, at(850).alarms().get("late").state());
    }

    @Test
    void whatAGatewayStartedAnewDoesNotKnowIsEndedWithAReason() {
        ledger.accept(finding("still", 650, 0));
        ledger.accept(new Alarm("still", AlarmState.UNACKNOWLEDGED, Priority.HIGH, "", 650 * Times.SECOND));
        ledger.accept(finding("ghost", 660, 0));
        ledger.accept(new Alarm("ghost", AlarmState.UNACKNOWLEDGED, Priority.HIGH, "", 660 * Times.SECOND));
        link(LinkState.Telling.ANEW);
        ledger.accept(finding("still", 650, 0));
        ledger.accept(new Alarm("still", AlarmState.UNACKNOWLEDGED, Priority.HIGH, "", 650 * Times.SECOND));
        ledger.accept(new Gap(null, null, 1, 2, -1, "the gateway was restarted"));
        assertTrue(ledger.snapshot().findings().get("ghost").active(), "not before everything was told");
        link(LinkState.Telling.ALL);
        Situation after = ledger.snapshot();
        assertEquals(Set.of("still"), after.alarms().keySet());
        assertTrue(after.findings().get("still").active());
        assertFalse(after.findings().get("ghost").active());
        assertTrue(after.findings().get("ghost").guidance().contains("the gateway was restarted"));
        List<String> said = after.occurrences().stream().map(Occurrence::text).toList();
        assertEquals(
                List.of(
                        "unacknowledged alarm ended: hot; not known to the gateway since 00:16:40 UTC"
                                + " (the gateway was restarted)",
                        "2 findings, 2 unacknowledged alarms ended: not known to the gateway since 00:16:40 UTC"
                                + " (the gateway was restarted)"),
                said.subList(said.size() - 2, said.size()));
    }

    @Test
    void ofAProposalThatAGatewayStartedAnewDoesNotKnowNobodySaysThatItWasNotCarriedOut() {
        for (ActionStage stage : List.of(ActionStage.PROPOSED, ActionStage.APPROVED, ActionStage.EXECUTING)) {
            ledger.accept(action(stage));
            link(LinkState.Telling.ANEW);
            ledger.accept(new Gap(null, null, 1, 2, -1, "the gateway was restarted"));
            link(LinkState.Telling.ALL);
            ActionProgress ended = ledger.snapshot().actions().get(stage.name());
            assertEquals(ActionStage.UNKNOWN, ended.stage(), "neither failed nor expired is known");
            String said = ended.trail().getLast().text();
            assertTrue(said.contains("is not known, look at") && said.endsWith("its targets"), said);
        }
    }

    @Test
    void ofAnActionToldAgainByTheAuditWhatThisDeskSawIsKept() {
        ActionProgress sent = action(ActionStage.EXECUTING);
        Preview preview = new Preview("k", List.of(), null, List.of(), 2, 1, 0, 0, List.of(), 1, false, "", NOW);
        ActionProgress.Mark taken = new ActionProgress.Mark(ActionStage.OBSERVING, NOW + 1, "source", "accepted");
        ledger.accept(new ActionProgress(
                sent.action(),
                ActionStage.OBSERVING,
                List.of(sent.trail().getFirst(), taken),
                List.of(),
                preview,
                ORIGIN));
        ActionProgress.Mark lost = new ActionProgress.Mark(ActionStage.UNKNOWN, NOW + 9, "control room", "look");
        ledger.accept(new ActionProgress(
                sent.action(), ActionStage.UNKNOWN, List.of(sent.trail().getFirst(), lost), List.of(), null, ORIGIN));
        ActionProgress kept = ledger.snapshot().actions().get("EXECUTING");
        assertEquals(ActionStage.UNKNOWN, kept.stage());
        assertEquals(preview, kept.preview());
        assertEquals(List.of(sent.trail().getFirst(), taken, lost), kept.trail());
    }

    private static ActionProgress action(ActionStage stage) {
        ActionHeader header = new ActionHeader(
                stage.name(), "op", ActionHeader.ProposerKind.PERSON, NOW, NOW + Times.HOUR, 1, "too hot");
        return new ActionProgress(
                new ControlAction.SetPowerCap(header, List.of(new EntityId("gpu:g")), 840),
                stage,
                List.of(new ActionProgress.Mark(stage, NOW, "op", "")),
                List.of(),
                null,
                ORIGIN);
    }

    @Test
    void whatIsToldInPartOrAfterAShortBreakEndsNothing() {
        link(LinkState.Telling.ANEW);
        link(LinkState.Telling.MOST);
        assertTrue(ledger.snapshot().findings().get("late").active());
        link(LinkState.Telling.ANEW);
        ledger.accept(new LinkState(LinkState.Condition.CONNECTING, NOW, "lost"));
        link(LinkState.Telling.NEWS);
        link(LinkState.Telling.ALL);
        assertTrue(ledger.snapshot().findings().get("late").active());
        assertEquals(2, ledger.snapshot().alarms().size());
    }

    private void link(LinkState.Telling telling) {
        ledger.accept(new LinkState(LinkState.Condition.ATTACHED, NOW, "to it", telling));
    }

    @Test
    void alarmsCountAsChangedOnlyWhenAStepBringsOrTakesOne() {
        long before = at(300).alarmVersion();
        assertEquals(before, at(310).alarmVersion());
        assertTrue(at(650).alarmVersion() > before);
        ledger.accept(new TimeState(TimeState.Mode.LIVE, NOW, 0, NOW, 1));
        assertEquals(2, ledger.snapshot().findings().size());
    }

    @Test
    void thePastOfBeforeAGatewayBeganNobodyJudged() {
        ledger.accept(new SourceState(ORIGIN.source(), "gateway", "ok", "", NOW, 0, 0, 0, List.of(), 0, 0));
        ledger.accept(replayed(NOW - 2 * Times.MINUTE, NOW - Times.MINUTE));
        assertFalse(ledger.snapshot().judged());
        assertEquals(
                "Not judged: the gateway began at 00:15",
                Unjudged.words(ledger.snapshot(), new ClockFace(ZoneOffset.UTC, "UTC")));
        ledger.accept(new SourceState(
                EntityId.of(EntityKind.SOURCE, "r"), "capture", "ok", "", NOW, 0, 0, 0, List.of(), 0, 0));
        assertEquals(
                "; not judged: the recording began at 00:15",
                Unjudged.aside(ledger.snapshot(), new ClockFace(ZoneOffset.UTC, "UTC")));
        ledger.accept(replayed(NOW - Times.MINUTE, NOW - Times.MINUTE));
        assertTrue(ledger.snapshot().judged(), "from then on");
        ledger.accept(replayed(NOW - 2 * Times.MINUTE, 0));
        assertTrue(ledger.snapshot().judged(), "a gateway that does not say since when");
        ledger.accept(new TimeState(TimeState.Mode.LIVE, NOW, 0, NOW, 1, NOW + Times.MINUTE));
        assertTrue(ledger.snapshot().judged(), "what is now is always judged");
    }

    private static TimeState replayed(long now, long judged) {
        return new TimeState(TimeState.Mode.REPLAY, now, 0, NOW, 0, judged);
    }

    private static boolean judged(String protocol, TimeState.Mode mode) {
        Ledger calm = new Ledger(NOW);
        calm.accept(new SourceState(ORIGIN.source(), protocol, "ok", "", NOW, 0, 0, 0, List.of(), 0, 0));
        calm.accept(new TimeState(mode, NOW - Times.MINUTE, 0, NOW, 0));
        return calm.snapshot().judged();
    }

    @Test
    void whatAGatewayWatchedWasJudgedAlsoWhenItWasCalm() {
        assertTrue(judged("modbus", TimeState.Mode.LIVE));
        assertTrue(judged("gateway", TimeState.Mode.REPLAY), "a look back, or a recording of a gateway");
        assertTrue(judged("reanalysis", TimeState.Mode.REPLAY));
        assertFalse(judged("replay", TimeState.Mode.REPLAY), "who only reads files judges nothing");
        assertFalse(judged("capture", TimeState.Mode.REPLAY));
    }
}
