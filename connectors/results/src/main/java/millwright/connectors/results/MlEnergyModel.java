package millwright.connectors.results;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import millwright.analysis.pareto.Energy;
import millwright.analysis.pareto.Percentiles;
import millwright.analysis.pareto.PowerBasis;
import millwright.analysis.pareto.ServingPoint;
import millwright.analysis.pareto.ServingPoint.Latency;
import millwright.analysis.pareto.ServingPoint.Tokens;

/**
 * A model file of the ML.ENERGY leaderboard: one point per entry of {@code configurations}. Its latencies are ITL. Image
 * and video tasks have no tokens and are reported as such.
 */
record MlEnergyModel(JsonFields json) {
    static final String SIGN = "configurations";
    private static final List<String> PERCENTILES = List.of("median", "p90", "p95", "p99");

    void points(Map<String, String> labels, Map<String, String> name, String source, ResultSet.Gathering into) {
        if (!json.object().get(SIGN).isJsonArray()) {
            throw new BadResult(SIGN, "is no list");
        }
        int withoutTokens = 0;
        List<JsonElement> entries = json.object().getAsJsonArray(SIGN).asList();
        for (int i = 0; i < entries.size(); i++) {
            String place = SIGN + "[" + i + "]";
            if (!(entries.get(i) instanceof JsonObject entry)) {
                into.problem(new ResultProblem(source, place, "is no object"));
            } else if (new JsonFields(entry).has("throughput_images_per_sec")
                    || new JsonFields(entry).has("throughput_videos_per_sec")) {
                withoutTokens++;
            } else {
                try {
                    into.point(point(new JsonFields(entry), labels, name, source + "#" + place));
                } catch (BadResult e) {
                    ResultProblem bad = e.in(source);
                    into.problem(new ResultProblem(source, place + "." + bad.field(), bad.text()));
                }
            }
        }
        if (withoutTokens > 0) {
            into.note(source + ": " + withoutTokens + " configurations count images or videos (task "
                    + json.text("task") + "), not tokens; left out");
        }
    }

    private ServingPoint point(JsonFields entry, Map<String, String> labels, Map<String, String> name, String source) {
        RunFields fields = new RunFields(labels, content(entry), name);
        return new ServingPoint(
                fields.deployment(),
                fields.load(),
                new Tokens(Double.NaN, entry.positive("output_throughput_tokens_per_sec"), Double.NaN),
                new Latency(Percentiles.NONE, itl(entry), Percentiles.NONE, Percentiles.NONE),
                fields.energy(measured(entry)),
                fields.extra(),
                source);
    }

    /** The benchmark reads the energy counters of the GPUs (NVML) and nothing else of the node. */
    private static Energy measured(JsonFields entry) {
        return Energy.of(
                PowerBasis.GPU, entry.positiveOrNaN("avg_power_watts"), entry.positiveOrNaN("energy_per_token_joules"));
    }

    private Map<String, String> content(JsonFields entry) {
        Map<String, String> content = new LinkedHashMap<>();
        content.put("model", json.text("model_id"));
        content.put("precision", json.text("weight_precision"));
        content.put("task", json.text("task"));
        content.put("hardware", entry.text("gpu_model"));
        content.put("gpus", entry.text("num_gpus"));
        content.put("concurrency", entry.text("max_num_seqs"));
        double length = entry.positiveOrNaN("avg_output_len");
        if (!Double.isNaN(length)) {
            content.put("osl", Long.toString(Math.max(1, Math.round(length))));
        }
        if (entry.object().get("parallelization") instanceof JsonObject parallel) {
            content.put("parallelism", parallelism(parallel));
        }
        return content;
    }

    private static String parallelism(JsonObject parallel) {
        JsonFields fields = new JsonFields(parallel);
        String parts = fields.names().stream()
                .filter(n -> !n.equals("notes") && !fields.text(n).equals("1"))
                .map(n -> n.replace("_parallel", "") + "=" + fields.text(n))
                .collect(Collectors.joining(" "));
        return parts.isEmpty() ? "none" : parts;
    }

    private static Percentiles itl(JsonFields entry) {
        Map<String, Double> found = new LinkedHashMap<>();
        for (String name : PERCENTILES) {
            double value = entry.positiveOrNaN(name + "_itl_ms");
            if (!Double.isNaN(value)) {
                found.put(Percentiles.canonical(name), value);
            }
        }
        return new Percentiles(found);
    }
}
