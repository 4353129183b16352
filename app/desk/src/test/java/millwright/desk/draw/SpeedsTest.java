package millwright.desk.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class SpeedsTest {
    private static final long DAY = 24 * Times.HOUR;

    @Test
    void yearsArePlayedInDaysASecondAndAnHourInTimes() {
        assertEquals(List.of(0.25, 1.0, 5.0, 15.0, 60.0), Speeds.of(Times.HOUR));
        List<Double> years = Speeds.of(2_000 * DAY);
        assertEquals("7 d/s", Speeds.words(years.getLast()));
        assertTrue(years.contains(86_400.0));
        assertFalse(Speeds.of(DAY).contains(86_400.0), "a day is not over in a second");
    }

    @Test
    void whatLastsLongIsWatchedInMinutes() {
        for (long extent = DAY; extent < 20_000 * DAY; extent *= 2) {
            double seconds = extent / (double) Times.SECOND / Speeds.watching(extent);
            assertTrue(seconds >= 20 && seconds <= 3_600, extent / DAY + " d in " + seconds + " s");
        }
    }

    @Test
    void speedsAreNamedAsPeopleCount() {
        assertEquals("0.25×", Speeds.words(0.25));
        assertEquals("60×", Speeds.words(60));
        assertEquals("10 min/s", Speeds.words(600));
        assertEquals("1 h/s", Speeds.words(3_600));
        assertEquals("1 d/s", Speeds.words(86_400));
    }
}
