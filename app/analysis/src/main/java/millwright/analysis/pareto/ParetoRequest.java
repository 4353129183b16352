package millwright.analysis.pareto;

import java.util.List;

/**
 * What is compared and how.
 *
 * @param groupBy one frontier per combination of these fields or labels
 * @param terms what figures mean: the latency statistic, whose power, which prices
 */
public record ParetoRequest(List<ServingPoint> points, Axis x, Axis y, List<String> groupBy, Terms terms) {
    public static final List<String> DEFAULT_KEYS = List.of("model", "precision", "hardware");

    public ParetoRequest {
        points = List.copyOf(points);
        groupBy = List.copyOf(groupBy);
        if (x == y) {
            throw new IllegalArgumentException("both axes are " + x.key() + "; a frontier needs two different ones");
        }
    }

    /** Output tokens per second against interactivity, medians, by model, precision and hardware. */
    public static ParetoRequest of(List<ServingPoint> points) {
        return of(points, Axis.INTERACTIVITY, Axis.OUTPUT_RATE);
    }

    public static ParetoRequest of(List<ServingPoint> points, Axis x, Axis y) {
        return new ParetoRequest(points, x, y, DEFAULT_KEYS, Terms.MEDIAN.on(PowerBasis.ofMost(points)));
    }
}
