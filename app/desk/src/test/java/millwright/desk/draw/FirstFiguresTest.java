package millwright.desk.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.LatestValues;
import org.junit.jupiter.api.Test;

class FirstFiguresTest {
    private final Map<String, DataState> told = new HashMap<>();
    private final LatestValues values = (metric, kind) -> told(metric);
    private final FirstFigures figures = new FirstFigures();

    private Latest told(MetricId metric) {
        DataState state = told.getOrDefault(metric.name(), DataState.NO_DATA);
        byte[] states = {(byte) state.ordinal()};
        return new Latest(metric, EntityKind.SITE, 1, new double[] {7}, states, new long[] {1}, 1);
    }

    @Test
    void oneOfWhichNothingWasKnownIsDrawnAtOnceAndItsNextInItsBeat() {
        assertFalse(figures.haveCome(values));
        told.put("site.power", DataState.OK);
        assertTrue(figures.haveCome(values));
        assertFalse(figures.haveCome(values));
        told.put("site.pue", DataState.OK);
        assertTrue(figures.haveCome(values));
        told.put("site.pue", DataState.STALE);
        assertFalse(figures.haveCome(values), "what goes waits for the beat");
        told.put("site.pue", DataState.OK);
        assertTrue(figures.haveCome(values));
    }

    @Test
    void whatIsStaleHasNotCome() {
        told.put("site.power", DataState.STALE);
        assertFalse(figures.haveCome(values), "of an hour ago, not of now");
    }

    @Test
    void theyAreReadFourTimesASecondOnceOneIsKnown() {
        long now = 1_000 * Times.SECOND;
        assertEquals(figures.beat(now), figures.beat(now + 999 * Times.MILLI));
        assertNotEquals(figures.beat(now), figures.beat(now + Times.SECOND));
        told.put("site.power", DataState.OK);
        figures.haveCome(values);
        assertEquals(figures.beat(now), figures.beat(now + 249 * Times.MILLI));
        assertNotEquals(figures.beat(now), figures.beat(now + 250 * Times.MILLI));
    }

    @Test
    void whereNoneEverComesTheyAreReadAsOftenSoonAfter() {
        long now = 1_000 * Times.SECOND;
        for (int frame = 0; frame < 300; frame++) {
            assertFalse(figures.haveCome(values));
        }
        assertNotEquals(figures.beat(now), figures.beat(now + 250 * Times.MILLI));
    }
}
