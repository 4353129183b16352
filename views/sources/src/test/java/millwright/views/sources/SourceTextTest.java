package millwright.views.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import millwright.feed.Delivery;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class SourceTextTest {
    @Test
    void lagIsReadAtAGlance() {
        assertEquals("12 ms", SourceText.lag(source("ok", 12, 0, 0)));
        assertEquals("1.5 s", SourceText.lag(source("ok", 1_500, 0, 0)));
        assertEquals("95 s", SourceText.lag(source("late", 95_000, 0, 0)));
        assertEquals("–", SourceText.lag(source("starting", Double.NaN, 0, 0)), "not known is not zero");
    }

    @Test
    void aClockThatNobodyMeasuredHasNoOffset() {
        assertEquals("–", SourceText.clock(source("ok", 1, 0, 0)));
        assertEquals("0 ± 1 ms", SourceText.clock(source("ok", 1, 0, Times.MILLI)));
        assertEquals("+250 ± 20 ms", SourceText.clock(source("ok", 1, 250 * Times.MILLI, 20 * Times.MILLI)));
        assertEquals("−4.5 ± 0.5 ms", SourceText.clock(source("ok", 1, -4_500_000, 500_000)));
        assertEquals("−3,600.0 ± 0.5 s", SourceText.clock(source("ok", 1, -Times.HOUR, 500 * Times.MILLI)));
    }

    @Test
    void whatFailedStandsFirstAndWhatEndedLast() {
        List<String> order = List.of("failed", "late", "starting", "ok", "ended");
        for (int i = 1; i < order.size(); i++) {
            assertTrue(SourceText.rank(source(order.get(i - 1), 1, 0, 0))
                    < SourceText.rank(source(order.get(i), 1, 0, 0)));
        }
    }

    @Test
    void onlyWhoIsHeardCanBeSaidToLackNothing() {
        assertEquals("Not known: it does not answer.", SourceText.noneMissing(watched("failed", 12)));
        assertEquals("Not known: it is silent.", SourceText.noneMissing(watched("late", 12)));
        assertEquals("Not known: it has not been heard yet.", SourceText.noneMissing(watched("starting", 0)));
        assertEquals("No field is watched for here.", SourceText.noneMissing(watched("ok", 0)));
        assertEquals("None: all 12 that are watched for are here.", SourceText.noneMissing(watched("ok", 12)));
    }

    private static SourceState watched(String condition, int watched) {
        EntityId id = EntityId.of(EntityKind.SOURCE, "test");
        Delivery delivery = new Delivery(List.of(), watched, 0, "");
        return new SourceState(id, "test", condition, "", 0, 0, 0, 0, List.of(), 0, 0, delivery);
    }

    private static SourceState source(String condition, double lag, long offset, long uncertainty) {
        EntityId id = EntityId.of(EntityKind.SOURCE, "dcgm");
        return new SourceState(id, "prometheus", condition, "", 0, lag, 0, 0, List.of(), offset, uncertainty);
    }
}
