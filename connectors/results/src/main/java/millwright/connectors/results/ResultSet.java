package millwright.connectors.results;

import java.util.ArrayList;
import java.util.List;
import millwright.analysis.pareto.ServingPoint;

/**
 * What was found in the files.
 *
 * @param files how many were opened
 * @param problems what could not be used, each naming file and field
 * @param notes what was left out for a good reason
 */
public record ResultSet(List<ServingPoint> points, int files, List<ResultProblem> problems, List<String> notes) {
    public ResultSet {
        points = List.copyOf(points);
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

        ResultSet done(int files) {
            return new ResultSet(points, files, problems, notes);
        }
    }
}
