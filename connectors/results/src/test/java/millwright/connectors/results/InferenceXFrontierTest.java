package millwright.connectors.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.ParetoGroup;
import millwright.analysis.pareto.Placed;
import millwright.hearing.SharedData;
import org.junit.jupiter.api.Test;

/** The published decode sweeps: their frontiers are facts of the files. */
class InferenceXFrontierTest {
    private static final String GLM = "inferencex-decode-slo/glm-5";
    private static final String MINIMAX = "inferencex-decode-slo/minimax-m2.5";

    private static ParetoOptions options(String directory) {
        return ParetoOptions.of(List.of(SharedData.file(directory).toString()));
    }

    private static ParetoGroup only(ParetoOptions options) {
        ParetoOutcome outcome = ParetoCommand.run(options);
        assertEquals(List.of(), outcome.read().problems());
        assertEquals(1, outcome.report().groups().size());
        return outcome.report().groups().getFirst();
    }

    @Test
    void glmHasFivePoints() {
        ParetoGroup group = only(options(GLM));
        assertEquals(52, group.points().size());
        List<Placed> frontier = group.frontier().points();
        assertEquals(5, frontier.size());
        assertPlace(46.8, 164.7, frontier.getFirst());
        assertPlace(11.4, 663.0, frontier.getLast());
        assertEquals(Map.of("model", "zai-org/GLM-5-FP8", "precision", "fp8", "hardware", "unknown"), group.key());
    }

    @Test
    void minimaxHasEightPoints() {
        ParetoGroup group = only(options(MINIMAX));
        assertEquals(72, group.points().size());
        List<Placed> frontier = group.frontier().points();
        assertEquals(8, frontier.size());
        assertPlace(75.8, 208.2, frontier.getFirst());
        assertPlace(42.9, 1410.9, frontier.getLast());
        assertEquals("unknown", group.key().get("precision"));
    }

    @Test
    void theWarningNamesAllInputLengths() {
        String warning = String.join("\n", only(options(GLM)).warnings());
        for (String length : List.of("1024", "2048", "4096", "8192", "16384")) {
            assertTrue(warning.contains(length), warning);
        }
    }

    @Test
    void namesGiveParallelismAndLengths() {
        assertEquals(
                Map.of("engine", "vllm", "parallelism", "tep8", "isl", "1024", "osl", "128", "concurrency", "4"),
                NamePatterns.standard().read("minimax_m25_vllm_tep8_isl1024_osl128_conc4.json"));
    }

    @Test
    void perGpuNeedsTheLabelAndThenDividesByIt() {
        ParetoOptions perGpu = options(GLM).axes(Axis.INTERACTIVITY, Axis.OUTPUT_RATE_PER_GPU);
        Exception e = assertThrows(IllegalArgumentException.class, () -> ParetoCommand.run(perGpu));
        assertTrue(e.getMessage().contains("--label gpus=N"), e.getMessage());
        List<Placed> frontier = only(perGpu.labelled(Map.of("gpus", "8", "hardware", "H200")))
                .frontier()
                .points();
        assertPlace(11.4, 663.0 / 8, frontier.getLast());
    }

    @Test
    void aHigherPercentileIsNeverFaster() {
        ParetoGroup median = only(options(GLM));
        ParetoGroup p99 = only(options(GLM).at("p99"));
        for (int i = 0; i < median.points().size(); i++) {
            assertTrue(p99.points().get(i).x() <= median.points().get(i).x());
        }
        assertEquals(1 / 0.196229197233622, p99.points().getFirst().x(), 1e-9);
    }

    @Test
    void jsonHasThePromisedShape() {
        var root = com.google.gson.JsonParser.parseString(
                        ParetoCommand.run(options(MINIMAX)).toJson())
                .getAsJsonObject();
        var group = root.getAsJsonArray("groups").get(0).getAsJsonObject();
        assertEquals(
                "MiniMaxAI/MiniMax-M2.5",
                group.getAsJsonObject("key").get("model").getAsString());
        assertEquals("interactivity", group.getAsJsonObject("x").get("name").getAsString());
        assertEquals("tok/s", group.getAsJsonObject("y").get("unit").getAsString());
        assertEquals(72, group.get("points").getAsInt());
        var first = group.getAsJsonArray("frontier").get(0).getAsJsonObject();
        assertEquals(75.8, first.get("x").getAsDouble(), 0.05);
        assertTrue(first.get("source").getAsString().endsWith(".json"));
    }

    private static void assertPlace(double x, double y, Placed placed) {
        assertEquals(x, placed.x(), 0.05);
        assertEquals(y, placed.y(), 0.05);
    }
}
