package millwright.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class AveragedOverTest {
    private static final MetricId POWER = new MetricId("power.observed");
    private static final long QUARTER = 15 * Times.MINUTE;

    private final Map<String, String> names = new HashMap<>(Map.of("serial", "7"));

    @Test
    void eachSourceSpeaksForItselfAndWhoSaysNothingIsNotKnown() {
        names.putAll(AveragedOver.said(POWER, "meters", QUARTER));
        names.putAll(AveragedOver.said(POWER, "pdus", 0));
        names.putAll(AveragedOver.said(new MetricId("power.observed.other"), "else", Times.SECOND));
        assertEquals(OptionalLong.of(QUARTER), AveragedOver.by("meters", POWER, names));
        assertEquals(OptionalLong.of(0), AveragedOver.by("pdus", POWER, names), "instants, which is something said");
        assertEquals(OptionalLong.empty(), AveragedOver.by("bmcs", POWER, names));
        assertEquals(Map.of("meters", QUARTER, "pdus", 0L), AveragedOver.of(names, POWER));
        names.putAll(AveragedOver.unsaid(POWER, "meters"));
        assertEquals(Map.of("pdus", 0L), AveragedOver.of(names, POWER));
    }

    @Test
    void partsOfASecondAreKeptAndNonsenseIsNothingSaid() {
        names.putAll(AveragedOver.said(POWER, "meters", 250 * Times.MILLI));
        assertEquals(OptionalLong.of(250 * Times.MILLI), AveragedOver.by("meters", POWER, names));
        for (String nonsense : new String[] {"-1", "NaN", "1e300", "soon", "Infinity"}) {
            names.put("averaged.power.observed@meters", nonsense);
            assertEquals(OptionalLong.empty(), AveragedOver.by("meters", POWER, names), nonsense);
        }
    }

    @Test
    void itIsSaidInWords() {
        assertEquals("means of 15 min", AveragedOver.words(QUARTER));
        assertEquals("means of 2 h", AveragedOver.words(2 * Times.HOUR));
        assertEquals("means of 90 s", AveragedOver.words(90 * Times.SECOND));
        assertEquals("means of 250 ms", AveragedOver.words(250 * Times.MILLI));
        assertEquals("instants", AveragedOver.words(0));
    }
}
