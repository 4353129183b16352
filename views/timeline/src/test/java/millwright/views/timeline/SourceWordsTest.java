package millwright.views.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class SourceWordsTest {
    private static SourceState state(String name, long ahead, long plusMinus) {
        EntityId id = EntityId.of(EntityKind.SOURCE, name);
        return new SourceState(id, "prometheus", "ok", "", 0, 0, 1, 0, List.of(), ahead, plusMinus);
    }

    private static String gpu(SourceState... sources) {
        return SourceWords.of(List.of(sources)).get(Layer.GPU.ordinal());
    }

    @Test
    void aClockThatNobodyMeasuredIsNotExact() {
        assertEquals("prometheus, clock not measured", gpu(state("prom", 0, 0)));
        assertEquals("prometheus, clock not measured", gpu(state("prom", 0, 0), state("prom/a", 0, 0)));
        assertEquals("", gpu());
    }

    @Test
    void theWidestOfTheMeasuredPeersCounts() {
        assertEquals(
                "prometheus, ± 42 ms",
                gpu(
                        state("prom", 0, 0),
                        state("prom/a", 0, 3 * Times.MILLI),
                        state("prom/b", 5 * Times.MILLI, 42 * Times.MILLI),
                        state("prom/c", 0, 0)));
    }
}
