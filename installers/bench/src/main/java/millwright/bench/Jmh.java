package millwright.bench;

import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs a class of JMH benchmarks in a fork of its own and gives the score of each method. Blocks its caller. */
public final class Jmh {
    private Jmh() {}

    /** The score of each method, in the unit that the class states. */
    public record Scores(Map<String, Double> byMethod) {
        public double of(String method) {
            Double score = byMethod.get(method);
            if (score == null) {
                throw new IllegalArgumentException("no JMH method " + method + " among " + byMethod.keySet());
            }
            return score;
        }
    }

    public static Scores scores(Class<?> benchmarks) throws RunnerException {
        Map<String, Double> scores = new TreeMap<>();
        var options = new OptionsBuilder()
                .include("^" + benchmarks.getName().replace("$", ".") + "\\.")
                .forks(1)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        for (RunResult result : new Runner(options).run()) {
            String method = result.getParams().getBenchmark();
            scores.put(
                    method.substring(method.lastIndexOf('.') + 1),
                    result.getPrimaryResult().getScore());
        }
        return new Scores(scores);
    }
}
