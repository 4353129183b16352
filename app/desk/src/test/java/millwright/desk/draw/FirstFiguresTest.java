package millwright.desk.draw;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.series.Latest;
import org.junit.jupiter.api.Test;

/** What of the site is told for the first time is drawn without waiting for a beat; what changes afterwards waits. */
class FirstFiguresTest {
    private static final MetricId RATE = new MetricId("site.output.rate");
    private static final MetricId POWER = new MetricId("site.power");

    private final Map<MetricId, Latest> told = new HashMap<>();
    private final FirstFigures figures = new FirstFigures();

    private boolean come() {
        return figures.haveCome((metric, kind) -> told.getOrDefault(metric, Latest.none(metric, kind, 1, 0)));
    }

    private void tell(MetricId metric, DataState state) {
        byte[] states = {(byte) state.ordinal()};
        told.put(metric, new Latest(metric, EntityKind.SITE, 1, new double[] {1}, states, new long[] {1}, 1));
    }

    @Test
    void eachFigureComesOnceUntilItIsLost() {
        assertFalse(come(), "nothing is known");
        tell(RATE, DataState.OK);
        assertTrue(come());
        assertFalse(come(), "known since");
        tell(POWER, DataState.STALE);
        assertFalse(come(), "of old no new one comes");
        tell(POWER, DataState.OK);
        assertTrue(come());
        tell(POWER, DataState.BAD);
        assertFalse(come());
        tell(POWER, DataState.OK);
        assertTrue(come(), "again");
    }
}
