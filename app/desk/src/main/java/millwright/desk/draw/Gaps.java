package millwright.desk.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import millwright.series.Window;

/**
 * Tells a gap from the pause between two samples: columns without samples are a gap when they last three times longer
 * than this series usually pauses thereabouts. Pure arithmetic.
 */
public final class Gaps {
    private static final int PATIENCE = 3;

    /** Samples on either side that tell how long this series usually pauses. */
    private static final int NEAR = 8;

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
        int[] samples = samples(count);
        List<Run> gaps = new ArrayList<>();
        int before = -1;
        for (int k = 0; k <= samples.length; k++) {
            int next = k < samples.length ? samples[k] : count.length;
            int length = next - before - 1;
            boolean nothing = length == count.length && length > 0;
            if (nothing || length > PATIENCE && length > PATIENCE * usualPause(samples, k)) {
                gaps.add(new Run(before + 1, next));
            }
            before = next;
        }
        return gaps;
    }

    /** For each column whether it lies in a gap. */
    public static boolean[] mask(Window window) {
        boolean[] mask = new boolean[window.columns()];
        of(window).forEach(run -> Arrays.fill(mask, run.first(), run.end(), true));
        return mask;
    }

    private static int[] samples(int[] count) {
        int[] at = new int[count.length];
        int n = 0;
        for (int c = 0; c < count.length; c++) {
            if (count[c] > 0) {
                at[n++] = c;
            }
        }
        return Arrays.copyOf(at, n);
    }

    /**
     * The median pause between the samples around sample {@code k}: what is recent may be told at another pace than what
     * was rolled up, so that the whole of a window has no usual pause.
     */
    private static int usualPause(int[] samples, int k) {
        int first = Math.clamp(k - NEAR, 0, Math.max(0, samples.length - 1));
        int last = Math.min(samples.length - 1, k + NEAR);
        int[] pauses = new int[Math.max(0, last - first)];
        for (int i = 0; i < pauses.length; i++) {
            pauses[i] = samples[first + i + 1] - samples[first + i];
        }
        if (pauses.length == 0) {
            return 1;
        }
        Arrays.sort(pauses);
        return pauses[pauses.length / 2];
    }
}
