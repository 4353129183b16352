package millwright.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import millwright.desk.TimeControl.Range;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class AskingTest {
    private static final long DAY = 24 * Times.HOUR;
    private static final long NOW = 20_000 * DAY;
    private static final Range HOUR = new Range(NOW - Times.HOUR, NOW);
    private static final Range MONTH = new Range(NOW - 30 * DAY, NOW);

    private long wall;
    private final Asking asking = new Asking(() -> wall);

    @Test
    void atItsPresentTheNewestValueIsWaitedForAndARecordingHasTime() {
        assertEquals(15 * Times.SECOND, Asking.pause(30 * DAY, 600, true));
        assertEquals(18 * Times.MINUTE, Asking.pause(30 * DAY, 600, false));
        assertEquals(Times.SECOND, Asking.pause(Times.MINUTE, 600, false));
    }

    @Test
    void aRangeThatFollowsAFastReplayIsAskedOnceASecondOfTheWall() {
        asking.asked(NOW, MONTH);
        wall += 999 * Times.MILLI;
        assertFalse(asking.isDue(NOW + DAY, moved(DAY), Times.HOUR));
        wall += Times.MILLI;
        assertTrue(asking.isDue(NOW + DAY, moved(DAY), Times.HOUR));
    }

    @Test
    void whatIsMovedOrZoomedByHandIsAskedAtOnce() {
        asking.asked(NOW, MONTH);
        assertFalse(asking.isDue(NOW, MONTH, Times.HOUR));
        assertTrue(asking.isDue(NOW, moved(-DAY), Times.HOUR));
        assertTrue(asking.isDue(NOW, new Range(NOW - DAY, NOW), Times.HOUR));
    }

    @Test
    void afterAFailureItIsAskedAgainThoughTimeStandsStill() {
        asking.asked(NOW, MONTH);
        asking.failed();
        assertFalse(asking.isDue(NOW, MONTH, Times.HOUR));
        wall += 5 * Times.SECOND;
        assertTrue(asking.isDue(NOW, MONTH, Times.HOUR));
        asking.asked(NOW, MONTH);
        wall += DAY;
        assertFalse(asking.isDue(NOW, MONTH, Times.HOUR), "answered, and nothing has changed since");
    }

    @Test
    void whatIsAskedTheFirstTimeIsAskedTwiceMoreSoon() {
        assertTrue(asking.isDue(NOW, HOUR.length(), Times.HOUR));
        asking.asked(NOW, HOUR);
        assertFalse(after(1), "nothing can have come in so short a time");
        assertTrue(after(2));
        asking.asked(NOW + 2 * Times.SECOND, HOUR);
        assertFalse(after(4));
        assertTrue(after(5));
        asking.asked(NOW + 5 * Times.SECOND, HOUR);
        assertFalse(after(3_604), "from now on as often as it would be seen");
        assertTrue(after(3_605));
    }

    private boolean after(long seconds) {
        wall = seconds * Times.SECOND;
        return asking.isDue(NOW + seconds * Times.SECOND, HOUR.length(), Times.HOUR);
    }

    private static Range moved(long by) {
        return new Range(MONTH.from() + by, MONTH.to() + by);
    }
}
