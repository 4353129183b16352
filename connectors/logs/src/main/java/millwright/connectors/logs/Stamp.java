package millwright.connectors.logs;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * A time as logs write it.
 *
 * @param time epoch ns @param resolution ns of the last digit written @param text as written
 */
record Stamp(long time, long resolution, String text) {
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final Pattern ISO = Pattern.compile(
            "(\\d{4})-(\\d{2})-(\\d{2})[T ](\\d{2}):(\\d{2}):(\\d{2})(?:[.,](\\d{1,9}))?(Z|[+-]\\d{2}:?\\d{2})?");

    /** To this resolution no two messages of a host share a time. */
    boolean exact() {
        return resolution <= 1_000;
    }

    /** {@code 2025-01-21T04:41:44,283302+00:00}, {@code 2025-01-21T04:41:44.283Z}; without an offset in that zone. */
    static Optional<Stamp> iso(String text, ZoneId zone) {
        Matcher m = ISO.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        String fraction = m.group(7) == null ? "" : m.group(7);
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(m.group(1)),
                    number(m.group(2)),
                    number(m.group(3)),
                    number(m.group(4)),
                    number(m.group(5)),
                    Math.min(59, number(m.group(6))),
                    fraction.isEmpty() ? 0 : number((fraction + "00000000").substring(0, 9)));
            ZoneId at = m.group(8) == null ? zone : ZoneOffset.of(m.group(8));
            return Optional.of(new Stamp(Times.nanos(local.atZone(at).toInstant()), resolution(fraction), text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Month by name, day and time of day.
     *
     * @param year null where none is written: then the newest that is not in the future
     * @param now epoch ns
     */
    static Optional<Stamp> named(
            @Nullable String year, String month, String day, String clock, ZoneId zone, long now, String text) {
        int m = MONTHS.indexOf(month) + 1;
        try {
            int[] hms = {
                number(clock.substring(0, 2)),
                number(clock.substring(3, 5)),
                Math.min(59, number(clock.substring(6, 8)))
            };
            if (year != null) {
                return Optional.of(new Stamp(at(number(year), m, number(day), hms, zone), Times.SECOND, text));
            }
            int next = Times.instant(now).atZone(zone).getYear() + 1;
            for (int y = next; y > next - 6; y--) {
                boolean exists = m > 0 && number(day) <= Month.of(m).length(Year.isLeap(y));
                if (exists && at(y, m, number(day), hms, zone) <= now + 24 * Times.HOUR) {
                    return Optional.of(new Stamp(at(y, m, number(day), hms, zone), Times.SECOND, text));
                }
            }
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static long at(int year, int month, int day, int[] hms, ZoneId zone) {
        return Times.nanos(LocalDateTime.of(year, month, day, hms[0], hms[1], hms[2])
                .atZone(zone)
                .toInstant());
    }

    private static int number(String digits) {
        return Integer.parseInt(digits.strip());
    }

    static long resolution(String fraction) {
        long resolution = Times.SECOND;
        for (int i = 0; i < fraction.length(); i++) {
            resolution /= 10;
        }
        return Math.max(1, resolution);
    }
}
