package millwright.connectors.source;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import millwright.plant.Times;

/**
 * How a peer's clock stands by the {@code Date} of one of its answers, which counts whole seconds, cut off, and was written
 * between asking and receiving: half a second and half of the way there and back is what nobody can tell.
 *
 * @param ahead ns by which its clock is ahead of ours
 * @param plusMinus ns of that
 */
public record PeerDate(long ahead, long plusMinus) {
    /**
     * Empty where the answer says no date or one that is none, where a cache on the way kept it, and where our own clock was
     * set back meanwhile.
     *
     * @param before epoch ns by our clock when it was asked, at the latest
     * @param after epoch ns by our clock when the headers were here
     */
    static Optional<PeerDate> of(HttpHeaders headers, long before, long after) {
        String date = headers.firstValue("Date").orElse("");
        boolean kept = !headers.firstValue("Age").orElse("0").strip().equals("0");
        if (date.isEmpty() || kept || after < before) {
            return Optional.empty();
        }
        try {
            long said = Times.nanos(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
            long way = (after - before) / 2;
            long ahead = Math.subtractExact(said, before + way - Times.SECOND / 2);
            return Optional.of(new PeerDate(ahead, Times.SECOND / 2 + way));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
