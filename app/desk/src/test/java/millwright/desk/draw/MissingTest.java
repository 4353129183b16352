package millwright.desk.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.List;
import millwright.desk.ClockFace;
import millwright.feed.Gap;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** Which stretches a desk did not receive, and how it says so. */
class MissingTest {
    private static final MetricId POWER = new MetricId("gpu.power");
    private static final ClockFace UTC = new ClockFace(ZoneOffset.UTC, "UTC");

    private static Gap gap(MetricId metric, int from, int to, int count, String reason) {
        return new Gap(metric, EntityKind.GPU, from * Times.SECOND, to * Times.SECOND, count, reason);
    }

    private static final EntityId GPU = EntityId.of(EntityKind.GPU, "n17/0");
    private static final EntityId OTHER = EntityId.of(EntityKind.GPU, "n17/1");

    private final List<Gap> gaps = List.of(
            gap(null, 60, 66, -1, "the gateway was restarted"),
            gap(POWER, 64, 70, 4, "the desk read too slowly"),
            gap(new MetricId("gpu.temperature"), 80, 81, 1, "the desk read too slowly"),
            gap(null, 500, 510, -1, "later"),
            gap(null, 0, 0, 7, "of no known time"));

    @Test
    void gapsOfOtherMetricsOtherTimesAndNoTimeAreLeftOutAndThoseThatOverlapAreOne() {
        List<Missing.Stretch> all = Missing.of(gaps, POWER, GPU, 0, 100 * Times.SECOND);
        assertEquals(1, all.size());
        assertEquals(60 * Times.SECOND, all.getFirst().from());
        assertEquals(70 * Times.SECOND, all.getFirst().to());
        assertEquals(2, Missing.any(gaps, 0, 100 * Times.SECOND).size());
    }

    @Test
    void whatAGapNamesIsMissingAndNoOther() {
        List<Gap> named = List.of(
                new Gap(POWER, EntityKind.GPU, List.of(GPU), 10 * Times.SECOND, 20 * Times.SECOND, 3, "too slow"),
                new Gap(null, null, List.of(), 40 * Times.SECOND, 50 * Times.SECOND, -1, "restarted"));
        long to = 100 * Times.SECOND;
        assertEquals(2, Missing.of(named, POWER, GPU, 0, to).size());
        List<Missing.Stretch> whole = Missing.of(named, POWER, OTHER, 0, to);
        assertEquals(1, whole.size());
        assertEquals(40 * Times.SECOND, whole.getFirst().from());
        assertEquals(
                1,
                Missing.of(named, new MetricId("gpu.temperature"), GPU, 0, to).size());
        assertEquals(whole, Missing.ofAll(named, 0, to));
    }

    @Test
    void itSaysFromWhenToWhenAndWhy() {
        List<Missing.Stretch> all = Missing.of(gaps, POWER, GPU, 0, 100 * Times.SECOND);
        Missing.Stretch under = Missing.at(all, 65 * Times.SECOND, 0);
        assertNotNull(under);
        assertEquals(
                "not received 00:01:00 – 00:01:10, 4 messages"
                        + " (the gateway was restarted; the desk read too slowly)",
                Missing.words(under, UTC, Times.HOUR));
        assertTrue(Missing.words(under, UTC, 30 * ClockFace.DAY)
                .startsWith("not received 1 Jan 1970 00:01:00 – 00:01:10, "));
        assertNull(Missing.at(all, 75 * Times.SECOND, Times.SECOND));
    }
}
