package millwright.analysis.pareto;

import java.nio.file.Path;
import java.util.List;

/** Reads files of serving benchmarks; found by ServiceLoader, so that a screen needs no connector. Any thread. */
public interface ServingResults {
    /** @param files files and directories */
    Read read(List<Path> files);

    /** @param problems one line each: what could not be read and why */
    record Read(List<ServingPoint> points, List<String> problems) {
        public Read {
            points = List.copyOf(points);
            problems = List.copyOf(problems);
        }
    }
}
