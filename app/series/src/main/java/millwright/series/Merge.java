package millwright.series;

import java.util.Arrays;
import java.util.List;
import millwright.plant.Aggregation;
import millwright.plant.DataState;

/**
 * Makes one window out of several by a metric's aggregation rule. Where a part is missing the number is made of the
 * parts that are there, and the column's state names the worst one, so that an incomplete sum never passes as whole.
 */
public final class Merge {
    private Merge() {}

    /** @param parts windows over the same columns, at least one */
    public static Window windows(Aggregation rule, List<Window> parts) {
        Window first = parts.getFirst();
        Window merged = blank(first);
        int[] present = new int[first.columns()];
        for (Window part : parts) {
            for (int c = 0; c < present.length; c++) {
                if (part.count()[c] > 0) {
                    fold(rule, merged, part, c, present[c]++ == 0);
                }
                worse(merged, part, c);
            }
        }
        if (rule == Aggregation.MEAN) {
            divide(merged, present);
        }
        return merged;
    }

    /** Sum over sum, column by column. */
    public static Window ratio(Window numerator, Window denominator) {
        Window ratio = blank(numerator);
        for (int c = 0; c < ratio.columns(); c++) {
            boolean both = numerator.count()[c] > 0
                    && denominator.count()[c] > 0
                    && denominator.mean()[c] != 0;
            if (both) {
                ratio.mean()[c] = numerator.mean()[c] / denominator.mean()[c];
                ratio.last()[c] = numerator.last()[c] / denominator.last()[c];
                ratio.min()[c] = ratio.mean()[c];
                ratio.max()[c] = ratio.mean()[c];
                ratio.count()[c] = Math.min(numerator.count()[c], denominator.count()[c]);
            }
            worse(ratio, numerator, c);
            worse(ratio, denominator, c);
        }
        return ratio;
    }

    private static Window blank(Window like) {
        int columns = like.columns();
        double[] nan = new double[columns];
        Arrays.fill(nan, Double.NaN);
        return new Window(
                like.metric(),
                null,
                like.from(),
                like.width(),
                nan,
                nan.clone(),
                nan.clone(),
                nan.clone(),
                new int[columns],
                new byte[columns]);
    }

    private static void worse(Window merged, Window part, int c) {
        boolean partBad = part.state()[c] != DataState.OK.ordinal();
        if (partBad && merged.state()[c] == DataState.OK.ordinal()) {
            merged.state()[c] = part.state()[c];
        }
    }

    private static void fold(Aggregation rule, Window into, Window part, int c, boolean first) {
        into.count()[c] += part.count()[c];
        if (first) {
            into.min()[c] = part.min()[c];
            into.max()[c] = part.max()[c];
            into.mean()[c] = part.mean()[c];
            into.last()[c] = part.last()[c];
            return;
        }
        switch (rule) {
            case SUM, MEAN, RATIO -> {
                into.min()[c] += part.min()[c];
                into.max()[c] += part.max()[c];
                into.mean()[c] += part.mean()[c];
                into.last()[c] += part.last()[c];
            }
            case MIN -> {
                into.min()[c] = Math.min(into.min()[c], part.min()[c]);
                into.max()[c] = Math.min(into.max()[c], part.max()[c]);
                into.mean()[c] = Math.min(into.mean()[c], part.mean()[c]);
                into.last()[c] = Math.min(into.last()[c], part.last()[c]);
            }
            case MAX, MERGE, NONE -> {
                into.min()[c] = Math.min(into.min()[c], part.min()[c]);
                into.max()[c] = Math.max(into.max()[c], part.max()[c]);
                into.mean()[c] = Math.max(into.mean()[c], part.mean()[c]);
                into.last()[c] = Math.max(into.last()[c], part.last()[c]);
            }
        }
    }

    private static void divide(Window merged, int[] present) {
        for (int c = 0; c < present.length; c++) {
            if (present[c] > 0) {
                merged.min()[c] /= present[c];
                merged.max()[c] /= present[c];
                merged.mean()[c] /= present[c];
                merged.last()[c] /= present[c];
            }
        }
    }
}
