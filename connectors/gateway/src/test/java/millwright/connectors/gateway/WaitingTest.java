package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import millwright.feed.AuditHead;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.PlantEvent;
import millwright.feed.TimeState;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** What a desk that does not read is kept, and what it costs. */
class WaitingTest {
    private long sequence;

    private Down down(PlantEvent event) {
        return Down.of("e", ++sequence, event);
    }

    private static List<PlantEvent> drain(Waiting waiting) {
        List<PlantEvent> all = new ArrayList<>();
        for (Down down = waiting.next("e"); down != null; down = waiting.next("e")) {
            all.add(down.event());
        }
        return all;
    }

    @Test
    void samplesCoalesceToTheNewestAndTheRestIsSaid() {
        Waiting waiting = new Waiting(1 << 20, 1 << 20, 0);
        for (int i = 1; i <= 5; i++) {
            assertTrue(waiting.add(down(Made.power(1, i, i))));
        }
        List<PlantEvent> got = drain(waiting);
        Gap gap = assertInstanceOf(Gap.class, got.get(0));
        assertEquals(4, gap.count());
        assertEquals(1, gap.from());
        assertEquals(5, gap.to());
        assertEquals(5, assertInstanceOf(Frame.class, got.get(1)).values().asDouble(0));
        assertEquals(2, got.size());
    }

    @Test
    void whatWasMeasuredBeforeTheDeskCameIsNotMissedByIt() {
        Waiting waiting = new Waiting(1 << 20, 1 << 20, 4);
        for (int i = 1; i <= 6; i++) {
            waiting.add(down(Made.power(1, i, i)));
        }
        Gap gap = assertInstanceOf(Gap.class, drain(waiting).getFirst());
        assertEquals(2, gap.count());
        assertEquals(4, gap.from());
        assertEquals(6, gap.to());
    }

    @Test
    void eventsKeepTheirOrderAndNoneIsDropped() {
        Waiting waiting = new Waiting(1 << 20, 1 << 20, 0);
        waiting.add(down(Made.happened("1", "a")));
        waiting.add(down(Made.power(1, 1, 7)));
        waiting.add(down(Made.happened("2", "a")));
        List<PlantEvent> got = drain(waiting);
        assertEquals(
                List.of("Occurrence", "Frame", "Occurrence"),
                got.stream().map(e -> e.getClass().getSimpleName()).toList());
    }

    @Test
    void moreEventsThanFitAreRefusedNotDropped() {
        Waiting waiting = new Waiting(3_500, 1 << 20, 0);
        assertTrue(waiting.add(down(Made.happened("1", "a"))));
        assertTrue(waiting.add(down(Made.happened("2", "a"))));
        assertTrue(waiting.add(down(Made.happened("3", "a"))));
        assertFalse(waiting.add(down(Made.happened("4", "a"))));
    }

    @Test
    void oneMessageLargerThanTheLimitStillGoes() {
        Waiting waiting = new Waiting(10, 1 << 20, 0);
        assertTrue(waiting.add(down(Made.happened("1", "a"))), "or a large plant could never be told");
        assertFalse(waiting.add(down(Made.happened("2", "a"))));
    }

    @Test
    void manyDifferentColumnsStayWithinTheLimit() {
        Waiting waiting = new Waiting(1 << 20, 20_000, 0);
        for (int i = 0; i < 1_000; i++) {
            waiting.add(down(Made.power(1, i, new int[] {i}, i)));
            assertTrue(waiting.bytes() <= 20_000);
        }
        Gap gap = assertInstanceOf(Gap.class, drain(waiting).getFirst());
        assertTrue(gap.count() > 900);
        assertEquals(0, gap.from(), "the first that was dropped");
        assertEquals(gap.count(), gap.to(), "just after the last that was dropped");
        assertNull(waiting.next("e"));
        assertEquals(0, waiting.bytes());
    }

    @Test
    void whatIsNoFrameKeepsNoRevisionOfThePlantAlive() {
        Plant plant = Plant.empty();
        assertSame(plant, Down.of("e", 1, Made.power(1, 1, 7), plant).plant());
        assertNull(Down.of("e", 2, Made.whole(1, "a"), plant).plant());
        assertNull(Down.of("e", 3, new AuditHead(1, "h", 1), plant).plant());
    }

    /** A desk that read slowly would take the samples for old ones, and let go all that it holds after them. */
    @Test
    void thatTimeWentBackIsToldBeforeTheSamplesOfThen() {
        Waiting waiting = new Waiting(1 << 20, 1 << 20, 0);
        waiting.add(down(replayed(900)));
        waiting.add(down(Made.power(1, 899, 7)));
        waiting.add(down(replayed(100)));
        waiting.add(down(Made.power(1, 99, 8)));
        waiting.add(down(replayed(101)));
        List<PlantEvent> got = drain(waiting);
        assertEquals(
                List.of(100L, 99L, 101L),
                got.stream().map(WaitingTest::timeOf).toList(),
                "and the sample of later is not told at all");
    }

    /** In a replay that pauses nobody tells them again. */
    @Test
    void whatStandsWhenADeskAttachesIsToldAfterTheTimeOfTheReplay() {
        Waiting waiting = new Waiting(1 << 20, 1 << 20, 0);
        waiting.add(down(Made.power(1, 99, 8)));
        waiting.add(down(replayed(100)));
        waiting.add(down(replayed(100)));
        assertEquals(
                List.of(100L, 99L, 100L),
                drain(waiting).stream().map(WaitingTest::timeOf).toList());
        Waiting gone = new Waiting(1 << 20, 1 << 20, 0);
        gone.add(down(Made.power(1, 900, 8)));
        gone.add(down(replayed(100)));
        assertEquals(
                List.of(100L), drain(gone).stream().map(WaitingTest::timeOf).toList(), "of later than that");
    }

    /** A desk that read slowly would take the samples for ones that have not happened yet. */
    @Test
    void thatTimeLeaptAheadIsToldBeforeTheSamplesOfThen() {
        Waiting waiting = new Waiting(1 << 20, 1 << 20, 0);
        waiting.add(down(replayed(100)));
        assertEquals(1, drain(waiting).size());
        waiting.add(down(replayed(100 + Times.MINUTE)));
        waiting.add(down(Made.power(1, 99 + Times.MINUTE, 8)));
        waiting.add(down(replayed(101 + Times.MINUTE)));
        assertEquals(
                List.of(100 + Times.MINUTE, 99 + Times.MINUTE, 101 + Times.MINUTE),
                drain(waiting).stream().map(WaitingTest::timeOf).toList());
    }

    private static TimeState replayed(long now) {
        return new TimeState(TimeState.Mode.REPLAY, now, 1, 1_000, 1);
    }

    private static long timeOf(PlantEvent event) {
        return event instanceof TimeState time ? time.now() : ((Frame) event).sourceTime();
    }

    @Test
    void goingIntoThePastLetsGoSamplesAlone() {
        Waiting waiting = new Waiting(1 << 20, 1 << 20, 0);
        waiting.add(down(Made.happened("1", "a")));
        waiting.add(down(Made.power(1, 1, 7)));
        waiting.add(down(new AuditHead(1, "h", 1)));
        waiting.clearSamples();
        assertEquals(
                List.of("Occurrence", "AuditHead"),
                drain(waiting).stream().map(e -> e.getClass().getSimpleName()).toList());
        assertEquals(0, waiting.bytes());
    }
}
