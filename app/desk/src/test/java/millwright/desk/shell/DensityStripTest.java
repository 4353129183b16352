package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where what the bars are stands among the alarms on them. */
class DensityStripTest {
    @Test
    void theWordsStandAtTheFirstPlaceFreeOfMarksOrNowhere() {
        assertEquals(6, DensityStrip.clear(new double[0], 100, 900));
        assertEquals(6, DensityStrip.clear(new double[] {120}, 100, 900), "it has room before the first");
        assertEquals(150, DensityStrip.clear(new double[] {140, 30}, 100, 900), "in any order");
        assertEquals(50, DensityStrip.clear(new double[] {40, 160}, 100, 900), "between two");
        double[] flood = IntStream.range(0, 40).mapToDouble(i -> i * 22).toArray();
        assertEquals(Double.NaN, DensityStrip.clear(flood, 100, 900), "not beyond the right edge");
    }
}
