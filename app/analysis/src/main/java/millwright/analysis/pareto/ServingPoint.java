package millwright.analysis.pareto;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One measured operating point of a serving deployment: a benchmark run, or a live job at one instant. Immutable. What
 * the source did not say is {@link #UNKNOWN}, an empty number or NaN, never a guess.
 *
 * @param labels what a person added beyond the known fields, for grouping
 * @param source the file (with {@code #configurations[3]} where it holds several) or the live job
 */
public record ServingPoint(
        Deployment deployment,
        Load load,
        Tokens tokens,
        Latency latency,
        Energy energy,
        Map<String, String> labels,
        String source) {
    public static final String UNKNOWN = "unknown";

    public ServingPoint {
        labels = Map.copyOf(labels);
    }

    /** @param parallelism as its source writes it, for example {@code tp8} or {@code tensor_parallel=2} */
    public record Deployment(String model, String hardware, String precision, OptionalInt gpus, String parallelism) {}

    /**
     * @param isl input tokens of a request @param osl output tokens of a request
     * @param concurrency requests in flight at most
     */
    public record Load(OptionalInt isl, OptionalInt osl, OptionalInt concurrency) {}

    /** Tokens per second of the whole deployment, each as the source gave it; NaN when it did not. */
    public record Tokens(double input, double output, double total) {}

    /**
     * @param tpot time per output token after the first, ms, over requests
     * @param itl time between two tokens, ms, over tokens; stands in where there is no TPOT
     * @param ttft time to first token, s @param e2e whole request, s
     */
    public record Latency(Percentiles tpot, Percentiles itl, Percentiles ttft, Percentiles e2e) {
        public static final Latency NONE =
                new Latency(Percentiles.NONE, Percentiles.NONE, Percentiles.NONE, Percentiles.NONE);
    }

    /** The value of a grouping key, {@link #UNKNOWN} when this point does not have it. */
    public String field(String key) {
        String value = fields().get(key);
        return value == null ? labels.getOrDefault(key, UNKNOWN) : value;
    }

    /** The fields that points can be grouped by, besides labels. */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("model", deployment.model);
        fields.put("hardware", deployment.hardware);
        fields.put("precision", deployment.precision);
        fields.put("gpus", text(deployment.gpus));
        fields.put("parallelism", deployment.parallelism);
        fields.put("isl", text(load.isl));
        fields.put("osl", text(load.osl));
        fields.put("concurrency", text(load.concurrency));
        fields.put("source", source);
        return fields;
    }

    private static String text(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : UNKNOWN;
    }
}
