package millwright.views.floor;

import java.util.Arrays;

/**
 * Exact quantiles of many values in a fraction of a frame: only the bins that hold an answer are sorted. Keeps its working
 * arrays from one call to the next. One thread.
 */
final class Quantiles {
    private static final int BINS = 4096;

    private final int[] counts = new int[BINS];
    private short[] bins = {};

    /** @param values at least one, finite @param shares 0 to 1 each @return one for each share, between neighbours linear */
    double[] of(double[] values, double... shares) {
        sort(values);
        double[] found = new double[shares.length];
        for (int i = 0; i < shares.length; i++) {
            found[i] = at(values, shares[i]);
        }
        return found;
    }

    private void sort(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            low = value < low ? value : low;
            high = value > high ? value : high;
        }
        double perUnit = high > low ? (BINS - 1) / (high - low) : 0;
        bins = bins.length == values.length ? bins : new short[values.length];
        Arrays.fill(counts, 0);
        for (int i = 0; i < values.length; i++) {
            bins[i] = (short) ((values[i] - low) * perUnit);
            counts[bins[i]]++;
        }
    }

    private double at(double[] values, double share) {
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
        for (int i = 0; i < bins.length; i++) {
            if (bins[i] >= first && bins[i] <= last) {
                near[n++] = values[i];
            }
        }
        Arrays.sort(near);
        return near[left - before] + (near[right - before] - near[left - before]) * (at - left);
    }
}
