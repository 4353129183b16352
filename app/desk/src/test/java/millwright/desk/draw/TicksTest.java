package millwright.desk.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import millwright.desk.ClockFace;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** Axes of time from seconds to years, in zones that change their clocks. */
class TicksTest {
    private static final ClockFace OSLO = new ClockFace(ZoneId.of("Europe/Oslo"), "UTC+1");

    private static long at(String text) {
        return Times.nanos(Instant.parse(text));
    }

    private static List<String> words(String from, String to, int most) {
        long a = at(from);
        long b = at(to);
        return Ticks.words(Ticks.times(a, b, most, OSLO.zone()), b - a, most, OSLO);
    }

    @Test
    void anHourHasItsMinutes() {
        assertEquals(
                List.of("14:10", "14:20", "14:30", "14:40", "14:50", "15:00"),
                words("2026-03-17T13:07:00Z", "2026-03-17T14:07:00Z", 8));
    }

    @Test
    void daysAreNamedAtTheirMidnights() {
        assertEquals(
                List.of("12:00", "18 Mar", "12:00", "19 Mar", "12:00"),
                words("2026-03-17T08:00:00Z", "2026-03-19T18:00:00Z", 6));
    }

    @Test
    void aChangeOfTheClocksMovesNoMidnight() {
        assertEquals(
                List.of("28 Mar 2026", "29 Mar", "30 Mar", "31 Mar"),
                words("2026-03-27T12:00:00Z", "2026-03-31T12:00:00Z", 5));
    }

    @Test
    void monthsBeginOnTheirFirst() {
        assertEquals(
                List.of("Apr 2024", "Jul", "Oct", "Jan 2025", "Apr", "Jul", "Oct"),
                words("2024-01-20T15:00:00Z", "2025-10-31T13:00:00Z", 8));
    }

    @Test
    void yearsAreYears() {
        assertEquals(
                List.of("2014", "2015", "2016", "2017", "2018", "2019"),
                words("2013-11-19T23:35:15Z", "2019-08-01T17:43:23Z", 8));
    }

    @Test
    void noAxisHasMoreLabelsThanRoomAndNoneLeavesTheRange() {
        long from = at("1999-05-05T05:05:05Z");
        for (long span = Times.SECOND; span < 200L * 365 * 24 * Times.HOUR; span += span / 7) {
            List<Long> ticks = Ticks.times(from, from + span, 8, OSLO.zone());
            assertTrue(ticks.size() <= 9, span + " ns has " + ticks.size());
            assertTrue(!ticks.isEmpty() || span < 2 * Times.SECOND, "nothing at " + span);
            long to = from + span;
            assertTrue(ticks.stream().allMatch(t -> t >= from && t <= to));
        }
    }

    @Test
    void theEndsOfARangeAreToldAsFinelyAsItIsLong() {
        assertEquals("14:00:00 – 15:00:00", OSLO.range(at("2026-03-17T13:00:00Z"), at("2026-03-17T14:00:00Z")));
        assertEquals("17 Mar 14:00 – 18 Mar 14:00", OSLO.range(at("2026-03-17T13:00:00Z"), at("2026-03-18T13:00:00Z")));
        assertEquals("17 Mar – 24 Mar 2026", OSLO.range(at("2026-03-17T13:00:00Z"), at("2026-03-24T13:00:00Z")));
        assertEquals("Nov 2013 – Aug 2019", OSLO.range(at("2013-11-19T23:35:15Z"), at("2019-08-01T17:43:23Z")));
        long now = at("2026-03-17T13:00:00Z");
        assertEquals("14:00:00", OSLO.when(now, now));
        assertEquals("16 Mar 14:00", OSLO.when(now - 24 * Times.HOUR, now));
        assertEquals("17 Mar 2025 14:00", OSLO.when(now - 365 * 24 * Times.HOUR, now));
    }
}
