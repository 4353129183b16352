package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import millwright.hearing.Mute;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** Since when a source is silent. */
class SilenceTest {
    private static final long START = 1_790_000_000L * Times.SECOND;

    @Test
    void aSourceThatWasNeverHeardIsSilentSinceItWasAddedAndNotSinceEver() {
        AtomicLong now = new AtomicLong(START);
        FeedSource source = new FeedSource("s", "test", true, () -> {
            throw new IllegalStateException("not opened here");
        });
        Intake intake = new Intake(source, 1 << 20, new Inbox(), (from, event) -> {}, now::get);
        now.set(START + 8 * Times.SECOND);
        assertEquals("", OwnState.silence(intake, now.get()));
        assertTrue(Double.isNaN(intake.lagMillis()), "what never came is not late by 0 ms");
        now.set(START + 11 * Times.SECOND);
        assertEquals("nothing heard for more than 10 s", OwnState.silence(intake, now.get()));
        intake.accept(Made.happened("x", "a"));
        assertEquals("", OwnState.silence(intake, now.get()));
    }

    @Test
    void aSourceThatIsStillBeingOpenedStartsUntilItTakesTooLongOrDoesNotOpen() {
        AtomicLong now = new AtomicLong(START);
        FeedSource source = new FeedSource("s", "test", true, () -> {
            throw new IllegalStateException("no such port");
        });
        Intake intake = new Intake(source, 1 << 20, new Inbox(), (from, event) -> {}, now::get);
        now.set(START + 3 * Times.SECOND);
        assertEquals("starting", condition(intake, now.get()));
        now.set(START + 11 * Times.SECOND);
        assertEquals("failed", condition(intake, now.get()));
        now.set(START + 3 * Times.SECOND);
        intake.open();
        assertEquals("failed", condition(intake, now.get()));
        assertEquals("no such port", intake.problem());
    }

    @Test
    void whatOpenedAndTellsNothingIsStartingOnlySoLong() {
        AtomicLong now = new AtomicLong(START);
        FeedSource source = new FeedSource("s", "test", true, () -> new Mute("s"));
        Intake intake = new Intake(source, 1 << 20, new Inbox(), (from, event) -> {}, now::get);
        intake.open();
        now.set(START + 3 * Times.SECOND);
        assertEquals("starting", condition(intake, now.get()));
        now.set(START + 11 * Times.SECOND);
        assertEquals("late", condition(intake, now.get()));
    }

    private static String condition(Intake intake, long now) {
        return OwnState.alone(intake, OwnState.silence(intake, now));
    }
}
