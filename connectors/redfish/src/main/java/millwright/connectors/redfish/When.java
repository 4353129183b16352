package millwright.connectors.redfish;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import millwright.connectors.source.Reading;
import millwright.plant.Times;

/** Times that a controller writes, on our clock. */
final class When {
    /** Headers tell the time to a second; less than this is no error of its clock. */
    private static final long TOLERATED = 5 * Times.SECOND;

    private static final long OLDEST = Times.HOUR;

    private When() {}

    /**
     * What it says, moved by how far its clock is off; {@link Reading#UNSAID} when it says none, or one that cannot be: a
     * time to come, or one so old that it was never set.
     *
     * @param offset ns that its clock is ahead
     */
    static long of(String text, long offset, long received) {
        long time = ours(text, offset);
        return time == 0 || time > received + TOLERATED || time < received - OLDEST
                ? Reading.UNSAID
                : Math.min(time, received);
    }

    /** The same whenever it was; 0 when it says none. */
    static long ours(String text, long offset) {
        try {
            long said =
                    text.isEmpty() ? 0 : Times.nanos(OffsetDateTime.parse(text).toInstant());
            return said != 0 && Math.abs(offset) > TOLERATED ? said - offset : said;
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
