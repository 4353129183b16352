package millwright.connectors.results;

import java.util.LinkedHashMap;
import java.util.Map;
import millwright.analysis.pareto.Energy;
import millwright.analysis.pareto.Percentiles;
import millwright.analysis.pareto.ServingPoint;
import millwright.analysis.pareto.ServingPoint.Latency;
import millwright.analysis.pareto.ServingPoint.Tokens;

/**
 * One run of vLLM's benchmark_serving as vLLM writes it (latencies in ms, {@code median_ttft_ms}) or as InferenceX does
 * (in s, {@code median_ttft}).
 */
record VllmRun(JsonFields json) {
    static final String SIGN = "output_throughput";
    private static final double MILLIS = 1000;

    ServingPoint point(Map<String, String> labels, Map<String, String> name, String source) {
        RunFields fields = new RunFields(labels, content(), name);
        return new ServingPoint(
                fields.deployment(),
                fields.load(),
                tokens(),
                new Latency(latency("tpot", MILLIS), latency("itl", MILLIS), latency("ttft", 1), latency("e2el", 1)),
                fields.energy(Energy.NONE),
                fields.extra(),
                source);
    }

    private Tokens tokens() {
        double input = json.positiveOrNaN("input_throughput");
        if (Double.isNaN(input)) {
            input = json.positiveOrNaN("total_input_tokens") / json.positiveOrNaN("duration");
        }
        return new Tokens(input, json.positive(SIGN), json.positiveOrNaN("total_token_throughput"));
    }

    private Map<String, String> content() {
        Map<String, String> content = new LinkedHashMap<>();
        content.put("model", json.text("model_id"));
        if (json.has("max_concurrency")) {
            content.put(
                    "concurrency",
                    Integer.toString(json.count("max_concurrency").orElseThrow()));
        }
        return content;
    }

    /** @param perSecond how many of the wanted unit are in a second */
    private Percentiles latency(String what, double perSecond) {
        Map<String, Double> found = new LinkedHashMap<>();
        for (String name : json.names()) {
            boolean millis = name.endsWith("_" + what + "_ms");
            if (millis || name.endsWith("_" + what)) {
                String statistic = name.substring(0, name.indexOf("_" + what));
                double value = json.number(name);
                if (isStatistic(statistic) && !Double.isNaN(value)) {
                    found.put(
                            Percentiles.canonical(statistic),
                            json.positive(name) * (millis ? perSecond / MILLIS : perSecond));
                }
            }
        }
        return new Percentiles(found);
    }

    private static boolean isStatistic(String word) {
        return word.equals("median") || word.equals("mean") || word.matches("p\\d{1,2}(\\.\\d{1,3})?");
    }
}
