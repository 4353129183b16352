package millwright.connectors.results;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import millwright.fuzz.Scratch;

/** Results of benchmarks in JSON, of vLLM, InferenceX or ML.ENERGY; what is wrong is told as a problem, nothing thrown. */
public final class ResultsFuzz {
    private static final Map<String, String> LABELS = Map.of("hardware", "h", "gpus", "8");

    private ResultsFuzz() {}

    public static boolean understands(byte[] bytes) {
        Path file = Scratch.file("results/run.json", bytes);
        ResultSet read = new ResultReader(LABELS, NamePatterns.standard()).read(List.of(file.toString()));
        return read.problems().isEmpty() && !read.points().isEmpty();
    }
}
