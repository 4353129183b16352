package millwright.desk.pulse;

import java.util.Arrays;

/** How long the last 600 beats of one part took. FX thread; fixed size. */
public final class BeatMeter {
    /** FX-thread time that a view has in one pulse. */
    public static final long BUDGET = 4_000_000;

    private static final int KEPT = 600;

    private final long[] nanos = new long[KEPT];
    private long beats;
    private long over;

    public void record(long took) {
        nanos[(int) (beats++ % KEPT)] = took;
        if (took > BUDGET) {
            over++;
        }
    }

    public long beats() {
        return beats;
    }

    /** Beats that took longer than {@link #BUDGET} since the part was opened. */
    public long over() {
        return over;
    }

    /** @param share 0 to 1 @return ns; 0 before the first beat */
    public long quantile(double share) {
        int n = (int) Math.min(beats, KEPT);
        if (n == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, n);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(n - 1, Math.floor(share * n))];
    }
}
