package millwright.views.floor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.plant.Catalogue;
import millwright.plant.Metric;
import millwright.styles.Theme;
import millwright.views.kit.LegendHistogram;
import millwright.views.kit.Looks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A filter of last time is put on what it was of, and on nothing else. */
class KeptFilterTest {
    private static final double[] NONE = {Double.NaN, Double.NaN};
    private static final Metric ACTIVE =
            Catalogue.standard().find("gpu.sm.active").orElseThrow();
    private static final Metric POWER = Catalogue.standard().find("gpu.power").orElseThrow();

    private FloorLegends legends = made();

    private static FloorLegends made() {
        return Pictures.onFx(() -> new FloorLegends(Looks.of(FixtureContext.of(Mood.LIVE, Theme.DARK)), () -> {}));
    }

    @BeforeEach
    void again() {
        legends = made();
    }

    private LegendHistogram shows(Metric metric, boolean difference, boolean chosen, double... values) {
        return Pictures.onFx(() -> {
            legends.scale(Scale.of(metric, values, difference), metric, "GPUs", values, chosen);
            return legends.histogram();
        });
    }

    @Test
    void ofAMetricWhoseScaleIsFromNothingToAll() {
        legends.restore("-Infinity 0.8 gpu.sm.active");
        assertFalse(shows(ACTIVE, false, true, NONE).brushed(), "no value came yet");
        LegendHistogram legend = shows(ACTIVE, false, true, 0.2, 0.9);
        assertTrue(legend.keeps(0.2) && !legend.keeps(0.9));
        assertEquals("-Infinity 0.8 gpu.sm.active", legends.save());
        assertFalse(shows(POWER, false, true, 400, 900).brushed(), "which is in W");
        assertEquals("", legends.save());
    }

    @Test
    void whatIsShownByItselfMeanwhileIsNotFilteredAndDoesNotLoseIt() {
        legends.restore("-Infinity 0.8 gpu.sm.active");
        assertFalse(shows(POWER, false, false, 400, 900).brushed());
        assertEquals("-Infinity 0.8 gpu.sm.active", legends.save());
        assertTrue(shows(ACTIVE, false, false, 0.2, 0.9).brushed());
    }

    @Test
    void whatSomebodyChoosesInsteadEndsIt() {
        legends.restore("-Infinity 0.8 gpu.sm.active");
        assertFalse(shows(POWER, false, true, 400, 900).brushed());
        assertFalse(shows(ACTIVE, false, true, 0.2, 0.9).brushed());
    }

    @Test
    void againstAnHourAgoOnceItsValuesCame() {
        legends.restore("0.1 Infinity gpu.sm.active/hour-ago");
        assertFalse(shows(ACTIVE, true, true, NONE).brushed());
        LegendHistogram legend = shows(ACTIVE, true, true, -0.3, 0.4);
        assertTrue(legend.keeps(0.4) && !legend.keeps(-0.3));
        assertFalse(shows(ACTIVE, false, true, 0.2, 0.9).brushed(), "not against an hour ago");
    }

    @Test
    void whatCannotBeReadFiltersNothing() {
        legends.restore("low high gpu.sm.active");
        assertFalse(shows(ACTIVE, false, true, 0.2, 0.9).brushed());
    }
}
