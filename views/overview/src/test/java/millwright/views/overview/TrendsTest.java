package millwright.views.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import millwright.plant.MetricId;
import millwright.series.Window;
import org.junit.jupiter.api.Test;

class TrendsTest {
    private static final int COLUMNS = 10;

    /** Ten columns, samples of 7 in the first of them. */
    private static Window filled(int columns) {
        Window window = Window.empty(new MetricId("site.output.rate"), null, 0, COLUMNS, COLUMNS);
        for (int c = 0; c < columns; c++) {
            window.count()[c] = 1;
            window.last()[c] = 7;
        }
        return window;
    }

    @Test
    void thisMomentsValueStandsAtTheEndAlsoWhereTheLastColumnIsStillEmpty() {
        assertEquals(9, Trends.ending(filled(COLUMNS), 9).last()[COLUMNS - 1]);
        assertEquals(9, Trends.ending(filled(COLUMNS - 1), 9).last()[COLUMNS - 2]);
    }

    @Test
    void whatWasBeforeAGapKeepsItsValue() {
        for (int columns = 0; columns < COLUMNS - 1; columns++) {
            Window window = filled(columns);
            assertSame(window, Trends.ending(window, 9));
        }
    }
}
