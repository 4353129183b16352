package millwright.connectors.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class RunningTotalsTest {
    @Test
    void eachCountsForItself() {
        RunningTotals<String> totals = new RunningTotals<>(10);
        assertEquals(900, totals.next("a", 900, 0, false, 1));
        assertEquals(50, totals.next("b", 50, 0, false, 1));
        assertEquals(900, totals.next("a", 3, 0, false, 2));
        assertEquals(51, totals.next("b", 51, 0, false, 2));
        assertEquals(904, totals.next("a", 4, 0, false, 3));
    }

    @Test
    void ofMoreThanFitTheOneReadLongestAgoIsForgotten() {
        RunningTotals<Integer> totals = new RunningTotals<>(2);
        totals.next(1, 10, 0, false, 1);
        totals.next(2, 20, 0, false, 2);
        totals.next(1, 11, 0, false, 3);
        totals.next(3, 30, 0, false, 4);
        assertEquals(2, totals.size());
        assertEquals(11, totals.next(1, 1, 0, false, 5), "still followed");
        assertEquals(2, totals.next(2, 2, 0, false, 6), "begins with what it shows");
    }

    @Test
    void whatWasNotReadForADayIsForgotten() {
        RunningTotals<Integer> totals = new RunningTotals<>(100);
        totals.next(1, 10, 0, false, 0);
        totals.next(2, 10, 0, false, 2 * Times.HOUR);
        totals.next(2, 11, 0, false, 25 * Times.HOUR);
        assertEquals(1, totals.size());
    }
}
