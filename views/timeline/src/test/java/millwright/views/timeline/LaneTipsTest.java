package millwright.views.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import millwright.desk.ClockFace;
import millwright.desk.TimeControl.Range;
import millwright.feed.Interval;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.Layer;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class LaneTipsTest {
    private static final ClockFace UTC = new ClockFace(ZoneOffset.UTC, "UTC");
    private static final EntityId NODE = new EntityId("node:n");
    private static final Origin ORIGIN = new Origin(new EntityId("source:s"), false);
    private static final long AT = at("2026-03-17T13:00:00Z");

    private static long at(String instant) {
        return Instant.parse(instant).getEpochSecond() * Times.SECOND;
    }

    @Test
    void amongDaysAMarkTellsItsDay() {
        Mark mark = new Mark(Layer.values()[0], AT, Times.SECOND, Priority.HIGH, true, "x", NODE, 1);
        assertEquals("13:00:00 ± 1.0 s", LaneTips.time(mark, UTC, Times.HOUR));
        assertEquals("17 Mar 2026 13:00:00 ± 1.0 s", LaneTips.time(mark, UTC, ClockFace.DAY));
    }

    @Test
    void aRunTellsItsDaysOnceWhereTheyAreTheSame() {
        assertEquals("r\n17 Mar 2026 13:00:00 – 14:00:00", run(AT + Times.HOUR, 30 * ClockFace.DAY));
        assertEquals("r\n17 Mar 2026 13:00:00 – 18 Mar 2026 01:00:00", run(AT + 12 * Times.HOUR, Times.HOUR));
        assertEquals("r\n13:00:00 – 14:00:00", run(AT + Times.HOUR, 2 * Times.HOUR));
    }

    private static String run(long to, long shown) {
        Interval run = new Interval("r", NODE, AT, to, Map.of(), ORIGIN);
        return LaneTips.bracket(new Bracket.OfRun(run, 0, 1, 0, 1, 0), UTC, new Range(AT, AT + shown));
    }
}
