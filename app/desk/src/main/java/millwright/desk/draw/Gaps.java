package millwright.desk.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import millwright.series.Window;

/**
 * Tells a gap from the pause between two samples: columns without samples are a gap when they last three times longer
 * than this series usually pauses thereabouts. Pure arithmetic.
 */
public final class Gaps {
    private static final int PATIENCE = 3;

    /** Samples on either side that tell how long this series usually pauses. */
    private static final int NEAR = 16;

    /** A pause is usual when so many nearby are as long. */
    private static final int OFTEN = 3;

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
            if (nothing || length > PATIENCE && length > PATIENCE * usualPause(samples, k, length)) {
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
     * The pause that takes up half the time around sample {@code k}, not counting the one before it, which is judged, nor
     * silences much longer than that. What is recent may be told at another pace than what was rolled up, so that the whole
     * of a window has no usual pause; and where a sample speaks for two columns every second pause is one column long. What
     * happened only once or twice nearby is not usual.
     */
    private static int usualPause(int[] samples, int k, int judged) {
        int first = Math.clamp(k - NEAR, 0, Math.max(0, samples.length - 1));
        int last = Math.min(samples.length - 1, k + NEAR);
        int[] pauses = IntStream.range(first, Math.max(first, last))
                .filter(i -> i + 1 != k)
                .map(i -> samples[i + 1] - samples[i])
                .filter(pause -> pause <= PATIENCE * judged)
                .sorted()
                .toArray();
        int sum = Arrays.stream(pauses).sum();
        int at = 0;
        for (int passed = 0; at < pauses.length - 1 && 2 * (passed + pauses[at]) < sum; at++) {
            passed += pauses[at];
        }
        return pauses.length == 0 ? 1 : pauses[Math.min(at, Math.max(0, pauses.length - OFTEN))];
    }
}
