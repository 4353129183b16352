package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.AuditHead;
import millwright.feed.Column;
import millwright.feed.Command;
import millwright.feed.Command.Want;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.feed.States;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import millwright.series.LatestColumns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one desk is told as it attaches and when it comes back. The test's thread is the plant thread. */
class SessionTest {
    private static final long NOW = 1_000 * Times.SECOND;
    private static final Caller OPERATOR = new Caller("ada", Role.OPERATE);
    private static final Set<Want> POWER = Set.of(new Want(Made.POWER, EntityKind.GPU, 0));

    private final Gateway gateway = new Gateway(
            GatewayParts.live("test", Catalogue.standard(), () -> NOW, Made.journal("life", 3), Made.audit()));
    private final PlantRoom room = gateway.room();
    private final List<PlantEvent> heard = new ArrayList<>();

    @BeforeEach
    void plant() {
        room.changed("test", Made.whole(1, "a", "b", "c"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private void power(long time, long interval, int[] slots) {
        room.tell(new Frame(
                Made.POWER,
                EntityKind.GPU,
                revision(),
                slots,
                time,
                time,
                interval,
                new Column.F32(new float[slots.length]),
                States.all(DataState.OK, slots.length),
                Made.ORIGIN));
    }

    private void source(String condition) {
        room.tell(new SourceState(Made.ORIGIN.source(), "test", condition, "", NOW, 0, 0, 0, List.of(), 0, 0));
    }

    private long revision() {
        return room.merged().plant().revision();
    }

    private long sequence() {
        return room.publisher(Scope.everything()).sequence();
    }

    private Session attach(String epoch, long sequence, boolean everything) {
        heard.clear();
        AttachRequest request =
                new AttachRequest("desk", OPERATOR, epoch, sequence, revision(), NOW - 1, POWER, everything);
        Session session = new Session(gateway, request, new Ear(heard), Runnable::run);
        session.begin(room);
        return session;
    }

    private <T> List<T> all(Class<T> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<Frame> power() {
        return all(Frame.class).stream()
                .filter(f -> f.metric().equals(Made.POWER))
                .toList();
    }

    @Test
    void theNewestValuesKeepTheirOwnTimesAndInterval() {
        power(NOW - 20 * Times.SECOND, 30 * Times.SECOND, new int[] {0});
        power(NOW - Times.SECOND, 30 * Times.SECOND, new int[] {1, 2});
        attach("", 0, false);
        assertEquals(2, power().size());
        assertArrayEquals(new int[] {0}, power().getFirst().slots());
        LatestColumns desk = new LatestColumns();
        heard.forEach(desk::accept);
        desk.sweep(NOW + 20 * Times.SECOND);
        var latest = desk.latest(Made.POWER, EntityKind.GPU);
        assertEquals(NOW - 20 * Times.SECOND, latest.times()[0], "as old as it is");
        assertTrue(latest.ok(0) && latest.ok(2), "with one sample in 30 s nothing is overdue");
        assertTrue(power().getFirst().origin().simulated(), "what was simulated says so when it is told again");
    }

    @Test
    void aRecorderIsToldNoSampleTwice() {
        power(NOW - Times.SECOND, Times.SECOND, new int[] {0, 1, 2});
        Session session = attach("", 0, true);
        session.handle(new Command.Subscribe(POWER));
        assertEquals(List.of(), power());
        power(NOW, Times.SECOND, new int[] {0, 1, 2});
        assertEquals(1, power().size());
    }

    @Test
    void aDeskThatResumesHearsHowSourcesAndTheAuditStandNow() {
        source("ok");
        long seen = sequence();
        source("failed");
        room.tellAudit();
        attach("life", seen, false);
        assertEquals(List.of(), all(PlantChanged.class), "it resumed");
        assertEquals("failed", all(SourceState.class).getFirst().condition());
        assertEquals(1, all(AuditHead.class).size());
    }

    @Test
    void sequencesThatNeverWentToTheJournalAreNotMissedInIt() {
        source("ok");
        long seen = sequence();
        source("ok");
        source("ok");
        room.tell(Made.happened("x", "a"));
        attach("life", seen, false);
        assertEquals(List.of(), all(PlantChanged.class), "it resumed: nothing had been dropped");
        assertEquals(1, all(Occurrence.class).size());
        for (int i = 0; i < 4; i++) {
            room.tell(Made.happened("more-" + i, "a"));
        }
        attach("life", seen, false);
        assertEquals(
                "the desk was away longer than the journal reaches back",
                all(Gap.class).getFirst().reason());
        attach("life", sequence(), false);
        assertEquals(List.of(), all(PlantChanged.class));
    }

    @Test
    void anAttachmentThatBrokeOffIsNoRestartOfTheGateway() {
        attach(AttachRequest.BROKEN_OFF, 0, false);
        assertTrue(all(Gap.class).getFirst().reason().contains("broke off"));
        attach("an earlier life", 0, false);
        assertEquals("the gateway was restarted", all(Gap.class).getFirst().reason());
    }

    @Test
    void whatAnOperatorMayApproveIsForTheControlRoomToSay() {
        Session session = attach("", 0, false);
        session.handle(new Command.Approve("nothing", "ada", ""));
        assertEquals(
                "there is no proposal nothing", all(Receipt.class).getFirst().text());
        assertFalse(OPERATOR.role().includes(Role.APPROVE));
    }
}
