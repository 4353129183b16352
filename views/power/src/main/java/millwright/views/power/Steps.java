package millwright.views.power;

import java.util.ArrayList;
import java.util.List;
import millwright.desk.draw.Gaps;
import millwright.series.Window;

/**
 * A told level over time as steps: it holds from one sample to the next, ends where the series has a gap, and has one
 * step for each real change, or dashes would begin anew at every pixel. Pure arithmetic.
 *
 * @param from epoch ns at which each level begins @param values NaN from where a gap begins
 */
record Steps(long[] from, double[] values) {
    static Steps of(Window window) {
        boolean[] gap = Gaps.mask(window);
        List<Long> from = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        double level = Double.NaN;
        for (int c = 0; c < window.columns(); c++) {
            level = gap[c] ? Double.NaN : window.count()[c] > 0 ? window.last()[c] : level;
            if (values.isEmpty() || Double.compare(level, values.getLast()) != 0) {
                from.add((long) (window.from() + c * window.width()));
                values.add(level);
            }
        }
        return new Steps(
                from.stream().mapToLong(Long::longValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
