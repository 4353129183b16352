package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.feed.SourceState;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.Times;
import millwright.series.LatestColumns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown of sources whose clocks are wrong. */
class PeerClocksTest {
    private static final long START = 1_790_000_000L * Times.SECOND;
    private static final EntityId HOST = EntityId.of(EntityKind.SOURCE, "prom/n1:9400");
    private static final EntityId OTHER = EntityId.of(EntityKind.SOURCE, "prom/n2:9400");

    private final PeerClocks clocks = new PeerClocks();
    private final LatestColumns latest = new LatestColumns();
    private long now = START;

    @BeforeEach
    void plant() {
        latest.accept(Made.whole(1, "a"));
    }

    private static Frame frame(EntityId peer, long made, long received, float value) {
        return new Frame(
                Made.POWER,
                EntityKind.GPU,
                1,
                null,
                made,
                received,
                15 * Times.SECOND,
                new Column.F32(new float[] {value}),
                States.all(DataState.OK, 1),
                new Origin(peer, false));
    }

    private static SourceState state(EntityId peer, long offset, long plusMinus) {
        return new SourceState(peer, "test", "ok", "fine", START, 0, 0, 0, List.of(), offset, plusMinus);
    }

    private void tell(EntityId peer, long made, long received, float value) {
        now = received;
        latest.put(clocks.heard(frame(peer, made, received, value), received));
        latest.sweep(received);
    }

    private double shown() {
        return latest.latest(Made.POWER, EntityKind.GPU).values()[0];
    }

    private DataState state() {
        return latest.latest(Made.POWER, EntityKind.GPU).state(0);
    }

    @Test
    void oneValueOfAnHourAheadOutlastsNothing() {
        tell(HOST, START + Times.HOUR, START, 300);
        for (int i = 1; i <= 3; i++) {
            long now = START + i * 15L * Times.SECOND;
            tell(HOST, now, now + Times.MILLI, 300 + i);
            assertEquals(300 + i, shown(), "what is right is shown at once");
        }
        latest.sweep(START + 30 * Times.MINUTE);
        assertEquals(DataState.STALE, state());
    }

    @Test
    void manyValuesOfAnHourAheadAreShownOneAfterTheOtherAndGoStaleWithTheirSource() {
        for (int i = 0; i < 20; i++) {
            long now = START + i * 15L * Times.SECOND;
            tell(HOST, now + Times.HOUR, now + i % 3 * Times.MILLI, i);
            assertEquals(i, shown());
            assertEquals(DataState.OK, state());
        }
        SourceState told = clocks.timed(state(HOST, 0, 0), now);
        assertEquals("clock 1:00:00 ahead; times of arrival used; fine", told.detail());
        assertEquals(Times.HOUR / 1e9, told.clockOffset() / 1e9, told.clockUncertainty() / 1e9);
        assertTrue(told.clockUncertainty() < Times.SECOND, "measured");
        latest.sweep(START + 35 * Times.MINUTE);
        assertEquals(DataState.STALE, state());
    }

    /** What is told together of several instants stays of several instants. */
    @Test
    void valuesOfOneMessageKeepTheirOrder() {
        for (int i = 0; i < 8; i++) {
            long now = START + i * 10L * Times.SECOND;
            long before = 0;
            for (int back = 9; back >= 0; back--) {
                long made = now + Times.HOUR - back * Times.SECOND;
                Frame placed = clocks.heard(frame(HOST, made, now, back), now);
                assertTrue(placed.sourceTime() <= now, "no time is to come");
                assertTrue(i == 0 || placed.sourceTime() > before, "message " + i + ", " + back + " s old");
                before = placed.sourceTime();
            }
        }
    }

    @Test
    void aClockThatIsSetRightIsBelievedAgain() {
        for (int i = 0; i < 40; i++) {
            long now = START + i * 5L * Times.SECOND;
            tell(HOST, now + (i < 20 ? Times.HOUR : 20 * Times.MILLI), now, i);
            assertEquals(i, shown(), "value " + i);
        }
        assertEquals("fine", clocks.timed(state(HOST, 0, 0), now).detail());
    }

    @Test
    void aClockAtTheEdgeOfWhatIsBearableLosesNoValue() {
        for (int i = 0; i < 60; i++) {
            long now = START + i * Times.SECOND;
            tell(HOST, now + 5 * Times.SECOND + (i % 2 == 0 ? 1 : -1) * 20L * Times.MILLI, now, i);
            if (i > 6) {
                assertEquals(i, shown(), "value " + i);
            }
        }
    }

    @Test
    void aFewMillisecondsAheadAreLeftAsTheyAre() {
        Frame frame = frame(HOST, START + 300 * Times.MILLI, START, 1);
        assertSame(frame, clocks.heard(frame, START));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 15})
    void aClockAnHourBehindIsNotStaleOnceItIsKnownToBeBehindSteadily(int every) {
        for (int i = 0; i * every <= 300; i++) {
            long now = START + (long) i * every * Times.SECOND;
            tell(HOST, now - Times.HOUR, now + i % 3 * Times.MILLI, i);
            boolean known = i * every >= 75;
            assertTrue(!known || state() == DataState.OK, "after " + i * every + " s");
        }
        SourceState told = clocks.timed(state(HOST, 0, 0), now);
        assertEquals(
                "clock 1:00:00 behind, unless all its values come that late; times of arrival used; fine",
                told.detail());
        assertEquals(-Times.HOUR / 1e9, told.clockOffset() / 1e9, told.clockUncertainty() / 1e9);
    }

    /** A source that tells its past as it opens must not have it taken for the present. */
    @Test
    void aPastThatIsToldFasterThanItPassedStaysOfThen() {
        for (int i = 0; i <= 120; i++) {
            long now = START + i * Times.SECOND;
            long made = now - 2 * Times.HOUR + i * Times.MINUTE;
            Frame frame = frame(HOST, made, now, i);
            assertSame(frame, clocks.heard(frame, now));
        }
    }

    @Test
    void eachPeerHasItsOwnClockAndOnlyThat() {
        for (int i = 0; i < 100; i++) {
            now = START + i * Times.SECOND;
            clocks.heard(frame(HOST, now - 500 * Times.MILLI, now, i), now);
            clocks.heard(frame(OTHER, now + 2 * Times.SECOND, now, i), now);
        }
        assertEquals(-500.0, clocks.timed(state(HOST, 0, 0), now).clockOffset() / 1e6, 5);
        assertEquals(2000.0, clocks.timed(state(OTHER, 0, 0), now).clockOffset() / 1e6, 5);
        EntityId third = EntityId.of(EntityKind.SOURCE, "prom/n3:9400");
        assertEquals(0, clocks.timed(state(third, 0, 0), now).clockUncertainty(), "nobody measured");
    }

    private static Occurrence xid(long time, boolean simulated) {
        return new Occurrence(
                "x",
                "xid",
                Layer.GPU,
                Made.id("a"),
                time,
                0,
                START,
                Priority.HIGH,
                "",
                1,
                Map.of(),
                new Origin(HOST, simulated));
    }

    @Test
    void anEventOfTwoHoursAheadIsOfItsArrival() {
        Occurrence told = clocks.happened(xid(START + 2 * Times.HOUR, false), START);
        assertEquals(START, told.time());
        assertEquals(Times.MINUTE, told.uncertainty(), "nobody can say when it was");
        Occurrence close = clocks.happened(xid(START + 5 * Times.SECOND, false), START);
        assertEquals(START, close.time());
        assertEquals(5 * Times.SECOND, close.uncertainty());
    }

    @Test
    void anEventOfASourceWhoseClockIsMeasuredIsSetBackByThat() {
        for (int i = 0; i < 20; i++) {
            long now = START - (20 - i) * 5L * Times.SECOND;
            tell(HOST, now + 2 * Times.HOUR, now, i);
        }
        Occurrence told = clocks.happened(xid(START + 2 * Times.HOUR - 20 * Times.SECOND, false), START);
        assertEquals(-20, (told.time() - START) / 1e9, 1);
        assertTrue(told.uncertainty() < Times.SECOND, "measured");
    }

    @Test
    void anEventThatIsNotToComeAndOneOfASimulatedPlantAreLeftAsTheyAre() {
        Occurrence late = xid(START - Times.HOUR, false);
        assertSame(late, clocks.happened(late, START));
        Occurrence edge = xid(START + Times.SECOND, false);
        assertSame(edge, clocks.happened(edge, START));
        Occurrence simulated = xid(START + Times.HOUR, true);
        assertSame(simulated, clocks.happened(simulated, START));
    }

    @Test
    void aSourceThatKnowsItsClockIsBelievedAndAFarOneIsNamed() {
        SourceState told = clocks.timed(state(HOST, -2 * Times.HOUR, Times.SECOND), now);
        assertEquals("clock 2:00:00 behind; fine", told.detail());
        assertEquals(-2 * Times.HOUR, told.clockOffset());
    }

    @Test
    void ofTwoMeasurementsOfOneClockTheNarrowerStands() {
        for (int i = 0; i < 100; i++) {
            now = START + i * Times.SECOND;
            clocks.heard(frame(HOST, now - 20 * Times.MILLI, now, i), now);
        }
        SourceState byDate = clocks.timed(state(HOST, 300 * Times.MILLI, 510 * Times.MILLI), now);
        assertTrue(byDate.clockUncertainty() < 100 * Times.MILLI, byDate.clockUncertainty() + " ns");
        SourceState exact = clocks.timed(state(HOST, 7, 3), now);
        assertEquals(7, exact.clockOffset());
        assertEquals(3, exact.clockUncertainty());
    }

    @Test
    void moreSourcesThanAreKeptForgetTheSilentestOnes() {
        tell(HOST, START + Times.HOUR, START, 1);
        for (int i = 0; i < PeerClocks.MOST; i++) {
            clocks.heard(frame(EntityId.of(EntityKind.SOURCE, "p" + i), START - 1, START, 1), START);
        }
        assertEquals("fine", clocks.timed(state(HOST, 0, 0), now).detail());
    }

    @Test
    void whoFellSilentIsNotInTroubleForGood() {
        for (int i = 0; i < 20; i++) {
            long at = START + i * 15L * Times.SECOND;
            tell(HOST, at + Times.HOUR, at, i);
        }
        assertTrue(clocks.timed(state(HOST, 0, 0), now).detail().startsWith("clock 1:00:00 ahead"));
        now += 5 * Times.MINUTE;
        assertEquals("fine", clocks.timed(state(HOST, 0, 0), now).detail());
    }

    @Test
    void toBeAskedHowItsClockStandsIsNotToBeHeard() {
        for (int i = 0; i < 20; i++) {
            long at = START + i * 15L * Times.SECOND;
            tell(HOST, at + Times.HOUR, at, i);
        }
        for (int i = 0; i < PeerClocks.MOST; i++) {
            clocks.timed(state(HOST, 0, 0), now);
            clocks.heard(frame(EntityId.of(EntityKind.SOURCE, "p" + i), now - 1, now, 1), now);
        }
        assertEquals(0, clocks.timed(state(HOST, 0, 0), now).clockOffset());
    }
}
