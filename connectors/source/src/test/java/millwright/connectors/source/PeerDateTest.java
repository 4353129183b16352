package millwright.connectors.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerDateTest {
    private static final long ASKED = Times.nanos(Instant.parse("2026-11-22T10:00:00.250Z"));
    private static final long ANSWERED = ASKED + 200 * Times.MILLI;

    private static Optional<PeerDate> said(Map<String, String> headers) {
        Map<String, List<String>> each = new java.util.TreeMap<>();
        headers.forEach((name, value) -> each.put(name, List.of(value)));
        return PeerDate.of(HttpHeaders.of(each, (n, v) -> true), ASKED, ANSWERED);
    }

    @Test
    void halfASecondAndHalfOfTheWayAreNotKnown() {
        PeerDate date = said(Map.of("date", "Sun, 22 Nov 2026 10:00:00 GMT")).orElseThrow();
        assertEquals(150 * Times.MILLI, date.ahead(), "10:00:00.5 in the middle, beside 10:00:00.35");
        assertEquals(600 * Times.MILLI, date.plusMinus());
    }

    @Test
    void anHourIsAnHour() {
        PeerDate date = said(Map.of("Date", "Sun, 22 Nov 2026 09:00:00 GMT")).orElseThrow();
        assertEquals(150 * Times.MILLI - Times.HOUR, date.ahead());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "Sun, 22 Nov 1600 09:00:00 GMT", "Sat, 01 Jan 2400 00:00:00 GMT"})
    void whatIsNoDateOrNotOfOurTimeSaysNothing(String date) {
        assertEquals(Optional.empty(), said(Map.of("Date", date)));
    }

    @Test
    void aFarDateIsNoNumberThatWrappedRound() {
        assertEquals(Optional.empty(), said(Map.of("Date", "Sat, 01 Jan 1678 00:00:00 GMT")));
    }

    @Test
    void noDateAnAnswerOfACacheAndAClockThatWasSetBackSayNothing() {
        assertEquals(Optional.empty(), said(Map.of()));
        String date = "Sun, 22 Nov 2026 10:00:00 GMT";
        assertEquals(Optional.empty(), said(Map.of("Date", date, "Age", "7")));
        HttpHeaders headers = HttpHeaders.of(Map.of("Date", List.of(date)), (n, v) -> true);
        assertEquals(Optional.empty(), PeerDate.of(headers, ANSWERED, ASKED));
    }
}
