package millwright.analysis.detect;

import java.util.Arrays;

/** Median and median absolute deviation over a reused array. One thread. */
final class Medians {
    private double[] work = new double[0];

    /** @return NaN for none; values are not changed */
    double median(double[] values, int count) {
        if (count == 0) {
            return Double.NaN;
        }
        fit(count);
        System.arraycopy(values, 0, work, 0, count);
        return middle(count);
    }

    /** Median of |value - centre|, as a standard deviation of normal noise. */
    double spread(double[] values, int count, double centre) {
        fit(count);
        for (int i = 0; i < count; i++) {
            work[i] = Math.abs(values[i] - centre);
        }
        return 1.4826 * middle(count);
    }

    private void fit(int count) {
        if (work.length < count) {
            work = new double[count * 2];
        }
    }

    private double middle(int count) {
        Arrays.sort(work, 0, count);
        int half = count / 2;
        return count % 2 == 1 ? work[half] : (work[half - 1] + work[half]) / 2;
    }
}
