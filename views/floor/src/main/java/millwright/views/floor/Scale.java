package millwright.views.floor;

import millwright.plant.Metric;

/**
 * Which values span the colours. Fixed for metrics with a natural range, otherwise the range of what is seen, taken anew
 * only when the reader asks, the metric changes or most values have left it: colours that slide under the reader compare
 * nothing.
 *
 * @param fixed whether the metric has a natural range
 */
record Scale(double low, double high, boolean diverging, boolean fixed) {
    Scale(double low, double high, boolean diverging) {
        this(low, high, diverging, false);
    }

    static Scale of(Metric metric, double[] values, boolean difference) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = value < least ? value : least;
            most = value > most ? value : most;
        }
        if (least > most) {
            return new Scale(0, 1, difference);
        }
        if (difference) {
            double reach = Math.max(Math.abs(least), Math.abs(most));
            reach = reach == 0 ? 1 : reach;
            return new Scale(-reach, reach, true);
        }
        return switch (metric.name()) {
            case "gpu.power.share" -> new Scale(0.4, 1, false, true);
            case "gpu.sm.active", "gpu.tensor.active", "gpu.dram.active", "gpu.sm.occupancy" ->
                new Scale(0, 1, false, true);
            case "gpu.utilization" -> new Scale(0, 100, false, true);
            case "gpu.temperature", "rack.temperature.max" -> new Scale(30, 90, false, true);
            case "gpu.temperature.margin" -> new Scale(0, 40, false, true);
            default -> wide(least, most);
        };
    }

    private static Scale wide(double least, double most) {
        double pad = most == least ? Math.max(1, Math.abs(most) * 0.1) : (most - least) * 0.02;
        return new Scale(least >= 0 ? Math.max(0, least - pad) : least - pad, most + pad, false);
    }

    /** Whether most values lie beyond an end, so that the colours tell nothing of them any more. */
    boolean leavesOut(double[] values) {
        if (diverging || fixed) {
            return false;
        }
        int all = 0;
        int beyond = 0;
        for (double value : values) {
            all += Double.isNaN(value) ? 0 : 1;
            beyond += value < low || value > high ? 1 : 0;
        }
        return 2 * beyond > all;
    }

    /** Position on the ramp: 0 to 1, or -1 to 1 when diverging. */
    double position(double value) {
        double share = (value - low) / (high - low);
        return diverging ? share * 2 - 1 : share;
    }
}
