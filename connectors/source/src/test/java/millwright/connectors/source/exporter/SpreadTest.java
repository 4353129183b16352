package millwright.connectors.source.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final double[] BOUNDS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, Double.POSITIVE_INFINITY};

    private static Spread of(double... values) {
        TreeMap<Double, Double> marks = new TreeMap<>();
        for (double bound : BOUNDS) {
            marks.put(bound, (double)
                    Arrays.stream(values).filter(v -> v <= bound).count());
        }
        return Spread.of(marks, values.length, Arrays.stream(values).sum());
    }

    @Property(tries = 300)
    void theTruePercentileLiesWithinTheErrorTold(
            @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = 0.001, max = 4.9) @Scale(6) Double> drawn) {
        double[] values = drawn.stream().mapToDouble(Double::doubleValue).toArray();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        for (double share : new double[] {0.5, 0.9, 0.99}) {
            double truth = sorted[(int) Math.ceil(share * sorted.length) - 1];
            Spread.Quantile told = of(values).quantile(share);
            assertTrue(Math.abs(told.value() - truth) <= told.error() + 1e-12, truth + " is told as " + told);
        }
    }

    @Test
    void whatFellBeforeIsNotCountedAgain() {
        Spread since = of(0.015, 0.015, 0.3, 0.3).since(of(0.015, 0.015));
        assertEquals(2, since.count());
        assertEquals(0.3, since.mean(), 1e-12);
        assertEquals(0.35, since.quantile(0.5).value(), 1e-12);
    }

    @Test
    void countingAnewIsToldFromZero() {
        Spread since = of(0.3).since(of(0.015, 0.015, 0.3, 0.3));
        assertEquals(1, since.count());
        assertEquals(0.3, since.sum(), 1e-12);
    }

    @Test
    void aPercentileBeyondTheLastBoundIsAtLeastThatBoundAndItsErrorUnknown() {
        Spread.Quantile told = of(7, 8, 9).quantile(0.5);
        assertEquals(5, told.value());
        assertEquals(Double.POSITIVE_INFINITY, told.error());
    }

    @Test
    void nothingFellIsNoZero() {
        assertTrue(Double.isNaN(of().quantile(0.5).value()));
    }

    @Test
    void bucketsOfOtherBoundsAreAddedWhereTheyMeet() {
        TreeMap<Double, Double> coarse = new TreeMap<>();
        coarse.put(1.0, 4.0);
        Spread both = of(0.015, 0.3).plus(Spread.of(coarse, 4, 2));
        assertEquals(6, both.count());
        assertEquals(2.315, both.sum(), 1e-12);
    }

    @Test
    void thePercentileOfHistogramsOfOtherBoundsLiesWithinItsError() {
        TreeMap<Double, Double> coarse = new TreeMap<>();
        coarse.put(1.0, 4.0);
        Spread.Quantile told = of(0.015).plus(Spread.of(coarse, 4, 0.12)).quantile(0.5);
        assertTrue(Math.abs(told.value() - 0.03) <= told.error(), "four of 0.03 s and one of 0.015 s: " + told);
    }

    @Test
    void afterAChangeOfBoundsNothingIsToldMoreFinelyThanBothKnow() {
        TreeMap<Double, Double> coarse = new TreeMap<>();
        coarse.put(1.0, 2.0);
        Spread since = of(0.03, 0.03, 0.6).since(Spread.of(coarse, 2, 0.06));
        assertEquals(1, since.count());
        assertEquals(0.5, since.quantile(0.5).value(), 1e-12);
        assertTrue(since.quantile(0.5).error() >= 0.1);
    }
}
