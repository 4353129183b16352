package millwright.desk;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import millwright.plant.Times;

/** Prints times in the chosen zone. Immutable. @param label what to print behind a clock, for example {@code UTC+1} */
public record ClockFace(ZoneId zone, String label) {
    /** From this length on a clock alone no longer says which day is meant. */
    public static final long DAY = 24 * Times.HOUR;

    private static final long DAYS = 3 * DAY;

    private static final long MONTHS = 200 * DAY;

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_MONTH = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    public String seconds(long time) {
        return SECONDS.format(Times.instant(time).atZone(zone));
    }

    public String minutes(long time) {
        return MINUTES.format(Times.instant(time).atZone(zone));
    }

    public String date(long time) {
        return DATE.format(Times.instant(time).atZone(zone));
    }

    /** {@code 5 Mar}. */
    public String day(long time) {
        return DAY_MONTH.format(Times.instant(time).atZone(zone));
    }

    /** {@code Mar}. */
    public String month(long time) {
        return MONTH.format(Times.instant(time).atZone(zone));
    }

    public String year(long time) {
        return YEAR.format(Times.instant(time).atZone(zone));
    }

    /** The clock where it is the day of {@code now}, else the day with it, and the year where that is another. */
    public String when(long time, long now) {
        if (date(time).equals(date(now))) {
            return seconds(time);
        }
        return (year(time).equals(year(now)) ? day(time) : date(time)) + " " + minutes(time);
    }

    /** An instant of something so long: the finer, the shorter. @param span ns of what it lies in */
    public String within(long time, long span) {
        return span < DAY ? seconds(time) : date(time) + " " + minutes(time);
    }

    /** The same, never without its seconds. */
    public String exactly(long time, long span) {
        return span < DAY ? seconds(time) : date(time) + " " + seconds(time);
    }

    /** Two ends of something to the second, the day once where it is the same. @param span ns of what it lies in */
    public String between(long from, long to, long span) {
        boolean same = date(from).equals(date(to));
        long said = same ? span : Math.max(span, DAY);
        return exactly(from, said) + " – " + exactly(to, same ? 0 : said);
    }

    /** Two ends of a range in few words: clocks, from a day on with days, from three on days, from some months on months. */
    public String range(long from, long to) {
        if (to - from < DAY) {
            return seconds(from) + " – " + seconds(to);
        }
        if (to - from < DAYS) {
            return day(from) + " " + minutes(from) + " – " + day(to) + " " + minutes(to);
        }
        boolean months = to - from > MONTHS;
        boolean years = !year(from).equals(year(to));
        String begin = months ? month(from) : day(from);
        String end = months ? month(to) : day(to);
        return begin + (years ? " " + year(from) : "") + " – " + end + " " + year(to);
    }
}
