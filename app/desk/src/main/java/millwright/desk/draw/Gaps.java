package millwright.desk.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import millwright.series.Window;

/**
 * Tells a gap from the pause between two samples: columns without samples are a gap when they last three times longer
 * than this series usually pauses. Pure arithmetic.
 */
public final class Gaps {
    private static final int PATIENCE = 3;

    private Gaps() {}

    /** @param first first column without data @param end column after the last one */
    public record Run(int first, int end) {
        public int length() {
            return end - first;
        }
    }

    /** Gaps between and around the samples, from left to right; one over everything when there is no sample at all. */
    public static List<Run> of(Window window) {
        int[] count = window.count();
        int patience = PATIENCE * usualPause(count);
        List<Run> gaps = new ArrayList<>();
        int first = -1;
        for (int c = 0; c <= count.length; c++) {
            boolean empty = c < count.length && count[c] == 0;
            if (empty && first < 0) {
                first = c;
            } else if (!empty && first >= 0) {
                if (c - first > patience || first == 0 && c == count.length) {
                    gaps.add(new Run(first, c));
                }
                first = -1;
            }
        }
        return gaps;
    }

    /** For each column whether it lies in a gap. */
    public static boolean[] mask(Window window) {
        boolean[] mask = new boolean[window.columns()];
        of(window).forEach(run -> Arrays.fill(mask, run.first(), run.end(), true));
        return mask;
    }

    private static int usualPause(int[] count) {
        int[] pauses = new int[count.length];
        int n = 0;
        int last = -1;
        for (int c = 0; c < count.length; c++) {
            if (count[c] > 0) {
                if (last >= 0) {
                    pauses[n++] = c - last;
                }
                last = c;
            }
        }
        if (n == 0) {
            return 1;
        }
        Arrays.sort(pauses, 0, n);
        return pauses[n / 2];
    }
}
