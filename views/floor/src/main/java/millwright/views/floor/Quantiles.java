package millwright.views.floor;

import java.util.Arrays;

/** Exact quantiles of many values in a fraction of a frame: only the bins that hold an answer are sorted. Pure. */
final class Quantiles {
    private static final int BINS = 4096;

    private final double[] values;
    private final double least;
    private final double perUnit;
    private final int[] counts = new int[BINS];

    private Quantiles(double[] values) {
        this.values = values;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            low = value < low ? value : low;
            high = value > high ? value : high;
        }
        least = low;
        perUnit = high > low ? (BINS - 1) / (high - low) : 0;
        for (double value : values) {
            counts[bin(value)]++;
        }
    }

    /** @param values at least one, finite @param shares 0 to 1 each @return one for each share, between neighbours linear */
    static double[] of(double[] values, double... shares) {
        Quantiles all = new Quantiles(values);
        return Arrays.stream(shares).map(all::at).toArray();
    }

    private int bin(double value) {
        return (int) ((value - least) * perUnit);
    }

    private double at(double share) {
        double at = share * (values.length - 1);
        int left = (int) Math.floor(at);
        int right = Math.min(values.length - 1, left + 1);
        int first = 0;
        int before = 0;
        while (before + counts[first] <= left) {
            before += counts[first++];
        }
        int last = first;
        int upTo = before + counts[first];
        while (upTo <= right) {
            upTo += counts[++last];
        }
        double[] near = new double[upTo - before];
        int n = 0;
        for (double value : values) {
            int bin = bin(value);
            if (bin >= first && bin <= last) {
                near[n++] = value;
            }
        }
        Arrays.sort(near);
        return near[left - before] + (near[right - before] - near[left - before]) * (at - left);
    }
}
