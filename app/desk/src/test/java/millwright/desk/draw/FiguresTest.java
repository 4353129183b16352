package millwright.desk.draw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import millwright.plant.Catalogue;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static Metric metric(String name) {
        return Catalogue.standard().find(new MetricId(name)).orElseThrow();
    }

    @Test
    void thePowerOfABoardIsToldToTheWattOnBothSidesOfAKilowatt() {
        Metric limit = metric("gpu.power.limit");
        assertEquals("850 W", Figures.of(850, limit).joined());
        assertEquals("1,000 W", Figures.of(1000, limit).joined());
        assertEquals("1,000 W", Readout.ok(1000, Figures.ucum(limit)).figure().joined());
        assertEquals("999 W", Figures.of(999.4, limit).joined());
        assertArrayEquals(new String[] {"850", "1,000", "W"}, Figures.pair(850, 1000, Figures.BOARD_WATTS));
    }

    @Test
    void whatRacksAndSitesDrawKeepsItsPrefix() {
        assertEquals("83.7 kW", Figures.of(83_700, metric("rack.power")).joined());
        assertEquals("64.8 kW", Figures.of(72 * 900, metric("gpu.power")).joined(), "summed over a rack");
        assertEquals("1 kW", Figures.of(1000, "W").joined());
    }
}
