package millwright.desk.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import millwright.desk.draw.Gaps.Run;
import millwright.plant.MetricId;
import millwright.series.Window;
import org.junit.jupiter.api.Test;

/** What is a gap and what only the pause between two samples. */
class GapsTest {
    private static Window with(int columns, int... filled) {
        Window window = Window.empty(new MetricId("site.power"), null, 0, columns, columns);
        for (int c : filled) {
            window.count()[c] = 1;
        }
        return window;
    }

    @Test
    void whatIsRecentMayBeTalliedAtAnotherPaceThanWhatWasRolledUp() {
        int[] filled = new int[160];
        for (int c = 0; c < 120; c++) {
            filled[c] = c;
        }
        for (int i = 0; i < 40; i++) {
            filled[120 + i] = 124 + 5 * i;
        }
        assertEquals(List.of(), Gaps.of(with(324, filled)), "one sample in five columns is its pace there");
    }

    @Test
    void aSilenceLongerThanThreePausesIsAGap() {
        assertEquals(List.of(new Run(21, 40)), Gaps.of(with(61, 0, 5, 10, 15, 20, 40, 45, 50, 55, 60)));
        assertEquals(List.of(new Run(3, 10)), Gaps.of(with(10, 0, 1, 2)));
        assertEquals(List.of(new Run(0, 10)), Gaps.of(with(10)));
        assertEquals(List.of(new Run(0, 2)), Gaps.of(with(2)));
    }
}
