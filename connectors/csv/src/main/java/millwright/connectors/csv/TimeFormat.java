package millwright.connectors.csv;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * How a column writes time: {@code epoch-s}, {@code epoch-ms}, {@code epoch-us}, {@code epoch-ns}, {@code iso}, or a
 * pattern of {@link DateTimeFormatter}.
 *
 * @param digits decimal places of one second for epochs, -1 otherwise
 */
record TimeFormat(String name, int digits, @Nullable DateTimeFormatter formatter) {
    private static final int NANO_DIGITS = 9;

    /** A local time that its zone has twice; {@code earlier} is the first of them. */
    static final class Twice extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final long earlier;

        Twice(long earlier) {
            super("twice", null, false, false);
            this.earlier = earlier;
        }

        long earlier() {
            return earlier;
        }
    }

    /** @throws IllegalArgumentException when it is no format */
    static TimeFormat of(String name) {
        return switch (name) {
            case "epoch-s" -> new TimeFormat(name, 0, null);
            case "epoch-ms" -> new TimeFormat(name, 3, null);
            case "epoch-us" -> new TimeFormat(name, 6, null);
            case "epoch-ns" -> new TimeFormat(name, NANO_DIGITS, null);
            case "iso" -> new TimeFormat(name, -1, DateTimeFormatter.ISO_DATE_TIME);
            default -> new TimeFormat(name, -1, pattern(name));
        };
    }

    private static DateTimeFormatter pattern(String letters) {
        try {
            return DateTimeFormatter.ofPattern(letters, Locale.ROOT);
        } catch (ClassCastException e) { // what the JDK does with digits that follow padded ones
            throw new IllegalArgumentException("no pattern of dates and times: " + letters, e);
        }
    }

    /** True when what it writes has no zone or offset. */
    boolean isLocal() {
        return digits < 0
                && !name.equals("iso")
                && !name.replaceAll("'[^']*'", "").matches(".*[XxZzVO].*");
    }

    /** Epoch ns. @throws BadCell when it is no time, or one that the zone skips @throws Twice see there */
    long parse(String column, String text, @Nullable ZoneId zone) {
        try {
            return formatter == null ? epoch(text) : calendar(column, text, formatter, zone);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new BadCell(column, "'" + text + "' is no time of the format " + name);
        }
    }

    private long epoch(String text) {
        BigDecimal number = new BigDecimal(text);
        if (number.precision() - number.scale() > 30) {
            throw new NumberFormatException(text);
        }
        return number.movePointRight(NANO_DIGITS - digits)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static long calendar(String column, String text, DateTimeFormatter formatter, @Nullable ZoneId zone) {
        String word = formatter.equals(DateTimeFormatter.ISO_DATE_TIME) ? text.replaceFirst(" ", "T") : text;
        // Asking what was read is cheap; parseBest answers by exceptions, which costs more than all the rest of a row.
        TemporalAccessor read = formatter.parse(word);
        if (read.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Times.nanos(Instant.from(read));
        }
        LocalDate date = LocalDate.from(read);
        LocalTime time = read.query(TemporalQueries.localTime());
        return inZone(column, time == null ? date.atStartOfDay() : date.atTime(time), zone);
    }

    private static long inZone(String column, LocalDateTime local, @Nullable ZoneId zone) {
        if (zone == null) {
            throw new IllegalArgumentException(
                    "column " + column + " holds local times without a zone; give --zone, for example --zone UTC");
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new BadCell(column, "'" + local + "' does not exist in zone " + zone);
        }
        long earlier = Times.nanos(local.toInstant(offsets.getFirst()));
        if (offsets.size() > 1) {
            throw new Twice(earlier);
        }
        return earlier;
    }
}
