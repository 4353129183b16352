package millwright.plant;

import java.time.DateTimeException;
import java.time.Instant;

/** Epoch nanoseconds in a long (1677 to 2262) are the time of samples and events. */
public final class Times {
    public static final long SECOND = 1_000_000_000L;
    public static final long MILLI = 1_000_000L;
    public static final long MINUTE = 60 * SECOND;
    public static final long HOUR = 60 * MINUTE;

    private Times() {}

    /** Throws {@link DateTimeException}, as parsing does, outside of those years. */
    public static long nanos(Instant instant) {
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano());
        } catch (ArithmeticException e) {
            throw new DateTimeException(instant + " is not between the years 1677 and 2262", e);
        }
    }

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }
}
