package millwright.views.floor;

import millwright.plant.Metric;

/**
 * Which values span the colours. Fixed for metrics with a natural range, otherwise the range of what is seen, taken anew
 * only when the reader asks or the metric changes: colours that slide under the reader compare nothing.
 */
record Scale(double low, double high, boolean diverging) {
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
            case "gpu.power.share" -> new Scale(0.4, 1, false);
            case "gpu.sm.active", "gpu.tensor.active", "gpu.dram.active", "gpu.sm.occupancy" -> new Scale(0, 1, false);
            case "gpu.utilization" -> new Scale(0, 100, false);
            case "gpu.temperature", "rack.temperature.max" -> new Scale(30, 90, false);
            case "gpu.temperature.margin" -> new Scale(0, 40, false);
            default -> wide(least, most);
        };
    }

    private static Scale wide(double least, double most) {
        double pad = most == least ? Math.max(1, Math.abs(most) * 0.1) : (most - least) * 0.02;
        return new Scale(least >= 0 ? Math.max(0, least - pad) : least - pad, most + pad, false);
    }

    /** Position on the ramp: 0 to 1, or -1 to 1 when diverging. */
    double position(double value) {
        double share = (value - low) / (high - low);
        return diverging ? share * 2 - 1 : share;
    }
}
