package millwright.connectors.mlperf;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import millwright.plant.Times;

/** The analyser's clock: local time without a zone, read in the zone that the person named. */
record WallClock(ZoneId zone) {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("MM-dd-yyyy HH:mm:ss.SSS", Locale.ROOT);

    static LocalDateTime parse(String text) {
        try {
            return LocalDateTime.parse(text, FORMAT);
        } catch (DateTimeException e) {
            throw new BadRun("Time", "'" + text + "' is no time like 07-17-2024 09:44:23.305");
        }
    }

    /** Epoch ns. */
    long nanos(String text) {
        LocalDateTime local = parse(text);
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() != 1) {
            throw new BadRun(
                    "Time", "'" + text + "' exists " + (offsets.isEmpty() ? "never" : "twice") + " in zone " + zone);
        }
        try {
            return Times.nanos(local.toInstant(offsets.getFirst()));
        } catch (DateTimeException e) {
            throw new BadRun("Time", "'" + text + "' " + e.getMessage());
        }
    }
}
