package millwright.connectors.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import millwright.analysis.pareto.ServingPoint;

/**
 * What was found in the files.
 *
 * @param files how many were opened
 * @param names of all of these files, without their folders, whether they could be used or not
 * @param problems what could not be used, each naming file and field
 * @param notes what was left out for a good reason
 */
public record ResultSet(
        List<ServingPoint> points, int files, Set<String> names, List<ResultProblem> problems, List<String> notes) {
    public ResultSet {
        points = List.copyOf(points);
        names = Collections.unmodifiableSet(new TreeSet<>(names));
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** A result set in the making. One thread. */
    static final class Gathering {
        private final List<ServingPoint> points = new ArrayList<>();
        private final List<ResultProblem> problems = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        void point(ServingPoint point) {
            points.add(point);
        }

        void problem(ResultProblem problem) {
            problems.add(problem);
        }

        void note(String note) {
            notes.add(note);
        }

        ResultSet done(Set<Path> files) {
            Set<String> names = new TreeSet<>();
            files.forEach(f -> names.add(String.valueOf(f.getFileName())));
            return new ResultSet(points, files.size(), names, problems, notes);
        }
    }
}
