package millwright.desk;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import millwright.plant.Times;

/** Prints times in the chosen zone. Immutable. @param label what to print behind a clock, for example {@code UTC+1} */
public record ClockFace(ZoneId zone, String label) {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
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
}
