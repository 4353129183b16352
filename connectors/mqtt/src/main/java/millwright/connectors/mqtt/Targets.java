package millwright.connectors.mqtt;

import java.util.Arrays;
import millwright.plant.StepFunction;
import millwright.plant.Times;

/** Load targets of one feed over time, NaN where there is none. */
final class Targets {
    static final StepFunction NONE = StepFunction.of(new long[] {Long.MIN_VALUE}, new double[] {Double.NaN});
    /** End of a target that holds until it is replaced. */
    static final long OPEN = Long.MAX_VALUE;

    private static final long KEPT = 7 * 24 * Times.HOUR;
    private static final int MOST = 2_000;

    private Targets() {}

    /** @param watts NaN takes a target away @throws Garbled when it ends before it starts, or there are too many */
    static StepFunction with(StepFunction known, long start, long end, double watts, long now) throws Garbled {
        if (end <= start) {
            throw new Garbled("a load target ends before it starts");
        }
        if (known.steps() > MOST) {
            throw new Garbled("more than " + MOST + " load targets are known for this feed");
        }
        return pruned(end == OPEN ? from(known, start, watts) : known.during(start, end, watts), now);
    }

    private static StepFunction from(StepFunction known, long start, double watts) {
        int kept = 0;
        while (kept < known.steps() && known.from(kept) < start) {
            kept++;
        }
        long[] times = new long[kept + 1];
        double[] values = new double[kept + 1];
        for (int i = 0; i < kept; i++) {
            times[i] = known.from(i);
            values[i] = known.value(i);
        }
        times[kept] = start;
        values[kept] = watts;
        return StepFunction.of(times, values);
    }

    /** {@code watts} while there is no target, nothing while there is one. */
    static StepFunction gaps(StepFunction targets, double watts) {
        long[] times = new long[targets.steps()];
        double[] values = new double[targets.steps()];
        for (int i = 0; i < times.length; i++) {
            times[i] = targets.from(i);
            values[i] = Double.isNaN(targets.value(i)) ? watts : Double.NaN;
        }
        return StepFunction.of(times, values);
    }

    /** Without steps that changed nothing, or were over long ago. */
    private static StepFunction pruned(StepFunction all, long now) {
        long[] times = new long[all.steps()];
        double[] values = new double[all.steps()];
        int n = 0;
        for (int i = 0; i < all.steps(); i++) {
            boolean over = i + 1 < all.steps() && all.from(i + 1) < now - KEPT;
            boolean same = n > 0 && Double.compare(values[n - 1], all.value(i)) == 0;
            if (!over && !same) {
                times[n] = n == 0 ? Long.MIN_VALUE : all.from(i);
                values[n++] = all.value(i);
            }
        }
        return StepFunction.of(Arrays.copyOf(times, n), Arrays.copyOf(values, n));
    }
}
