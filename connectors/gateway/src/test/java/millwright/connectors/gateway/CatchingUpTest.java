package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Command.Want;
import millwright.feed.Frame;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source that tells an hour of its past as it opens. The test's thread is the plant thread. */
class CatchingUpTest {
    private static final long NOW = 10_000 * Times.SECOND;
    private static final Set<Want> WANTED = Set.of(new Want(Made.POWER, EntityKind.GPU, 0));

    private final AtomicLong clock = new AtomicLong(NOW);
    private final Gateway gateway = new Gateway(
            GatewayParts.live("test", Catalogue.standard(), clock::get, Made.journal("life"), Made.audit()));
    private final PlantRoom room = gateway.room();
    private final List<PlantEvent> desk = new ArrayList<>();
    private final List<PlantEvent> recorder = new ArrayList<>();

    @BeforeEach
    void plant() {
        attach(desk, false);
        attach(recorder, true);
        room.changed("test", Made.whole(1, "a", "b"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private Session attach(List<PlantEvent> heard, boolean everything) {
        Caller caller = new Caller("ada", Role.OPERATE);
        Session session = new Session(
                gateway,
                new AttachRequest("desk", caller, "", 0, 0, 0, WANTED, everything),
                new Ear(heard),
                Runnable::run);
        session.begin(room);
        return session;
    }

    private void tell(long time) {
        room.tell(Made.power(room.merged().plant().revision(), time, 600, 700));
    }

    private static List<Long> times(List<PlantEvent> heard) {
        return heard.stream()
                .filter(e -> e instanceof Frame f && f.metric().equals(Made.POWER))
                .map(e -> ((Frame) e).sourceTime())
                .toList();
    }

    private void past() {
        LongStream.of(3_000, 2_000, 1_000, 60).forEach(ago -> tell(NOW - ago * Times.SECOND));
    }

    @Test
    void desksHearNothingOfAPastAndRecordersAllOfIt() {
        past();
        assertEquals(List.of(), times(desk));
        assertEquals(4, times(recorder).size());
        tell(NOW);
        assertEquals(List.of(NOW), times(desk));
        assertEquals(5, times(recorder).size());
    }

    @Test
    void itHasCaughtUpWithTheFirstSampleOfNowAndNotAPauseLater() {
        past();
        room.tick(NOW);
        assertFalse(room.hasCaughtUp());
        clock.set(NOW + Times.SECOND / 10);
        tell(NOW);
        assertTrue(room.hasCaughtUp());
        assertFalse(room.hasCaughtUp(), "it is said once");
    }

    @Test
    void aSourceThatFallsSilentInItsPastIsWaitedForOnlySoLong() {
        past();
        room.tick(NOW);
        assertFalse(room.hasCaughtUp());
        for (int s = 1; s <= 3; s++) {
            clock.set(NOW + s * Times.SECOND);
            room.tick(clock.get());
        }
        assertTrue(room.hasCaughtUp());
    }

    @Test
    void aSourceThatIsAlwaysLateIsHeardByDesksAgainOnceNothingElseIsAwaited() {
        room.tick(NOW);
        clock.set(NOW + 31 * Times.SECOND);
        tell(clock.get() - 600 * Times.SECOND);
        assertEquals(1, times(desk).size());
    }

    @Test
    void aClockThatIsSetBackMeanwhileHoldsUpNothing() {
        past();
        room.tick(NOW);
        clock.set(NOW - 3_600 * Times.SECOND);
        room.tick(clock.get());
        assertTrue(room.hasCaughtUp());
    }
}
