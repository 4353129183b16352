package millwright.connectors.snmp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class UpTimeTest {
    private static final long END = 1L << 32;

    @Test
    void aClockThatGoesOnIsNoRestart() {
        UpTime time = new UpTime();
        assertFalse(time.restarted(500, 0));
        assertFalse(time.restarted(1_500, 10 * Times.SECOND));
    }

    @Test
    void aClockThatBeginsAnewIsARestart() {
        UpTime time = new UpTime();
        assertFalse(time.restarted(100_000, 0));
        assertTrue(time.restarted(300, 10 * Times.SECOND));
        assertFalse(time.restarted(1_300, 20 * Times.SECOND));
    }

    @Test
    void aClockAtTheEndOfItsBitsIsNoRestart() {
        UpTime time = new UpTime();
        assertFalse(time.restarted(END - 500, 0));
        assertFalse(time.restarted(500, 10 * Times.SECOND));
    }

    @Test
    void aRestartLongBeforeTheEndIsOneThoughTheClockWasHigh() {
        UpTime time = new UpTime();
        assertFalse(time.restarted(END - 100_000_000, 0));
        assertTrue(time.restarted(500, 10 * Times.SECOND));
    }
}
