package millwright.connectors.simulator;

/** A spread of latencies as a mixture of log-normal groups, its histogram and its percentiles. Simulation thread only. */
final class Latency {
    final double[] upper;
    final double[] share;
    private final double sigma;

    /** @param lowest upper bound of the first bucket @param factor from one bound to the next, 24 of them and infinity */
    Latency(double lowest, double factor, double sigma) {
        this.sigma = sigma;
        upper = new double[25];
        share = new double[25];
        double bound = lowest;
        for (int b = 0; b < 24; b++) {
            upper[b] = Math.rint(bound * 1e6) / 1e6;
            bound *= factor;
        }
        upper[24] = Double.POSITIVE_INFINITY;
    }

    void clear() {
        java.util.Arrays.fill(share, 0);
    }

    /** Adds a group with this median that stands for {@code weight} of all requests. */
    void add(double median, double weight) {
        double below = 0;
        for (int b = 0; b < upper.length; b++) {
            double upTo = b == upper.length - 1 ? 1 : normal(Math.log(upper[b] / median) / sigma);
            share[b] += weight * (upTo - below);
            below = upTo;
        }
    }

    /** Interpolated inside its bucket; 0 when nothing was added. */
    double percentile(double p) {
        double total = 0;
        for (double s : share) {
            total += s;
        }
        double rest = p * total;
        for (int b = 0; b < share.length; b++) {
            if (rest <= share[b] && share[b] > 0) {
                double low = b == 0 ? 0 : upper[b - 1];
                double high = b == share.length - 1 ? low * 1.5 : upper[b];
                return low + (high - low) * rest / share[b];
            }
            rest -= share[b];
        }
        return 0;
    }

    /** Share of requests at or below {@code bound}. */
    double within(double bound) {
        double sum = 0;
        double total = 1e-12;
        for (int b = 0; b < share.length; b++) {
            double low = b == 0 ? 0 : upper[b - 1];
            double part = b == share.length - 1
                    ? bound >= low * 1.5 ? 1 : 0
                    : Math.clamp((bound - low) / (upper[b] - low), 0, 1);
            sum += share[b] * part;
            total += share[b];
        }
        return sum / total;
    }

    double mean() {
        double sum = 0;
        double total = 1e-12;
        for (int b = 0; b < share.length; b++) {
            double low = b == 0 ? upper[0] / 2 : upper[b - 1];
            double high = b == share.length - 1 ? low * 1.5 : upper[b];
            sum += share[b] * (low + high) / 2;
            total += share[b];
        }
        return sum / total;
    }

    /** The normal distribution function, to 1e-7 (Abramowitz and Stegun 26.2.17). */
    static double normal(double z) {
        double k = 1 / (1 + 0.2316419 * Math.abs(z));
        double tail = Math.exp(-z * z / 2)
                * 0.3989422804
                * k
                * (0.31938153 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
        return z >= 0 ? 1 - tail : tail;
    }
}
