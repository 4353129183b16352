package millwright.connectors.results;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import millwright.analysis.pareto.ParetoReport;
import millwright.analysis.pareto.ParetoRequest;
import millwright.analysis.pareto.PowerBasis;
import millwright.analysis.pareto.ServingPoint;
import millwright.analysis.pareto.Terms;

/** {@code millwright pareto}: reads result files and reports their frontiers. Works on the caller's thread. */
public final class ParetoCommand {
    private ParetoCommand() {}

    /**
     * @throws IllegalArgumentException one line for people: a malformed option, no usable result at all, or axes that no
     *     point can be placed on
     */
    public static ParetoOutcome run(ParetoOptions options) {
        NamePatterns patterns = NamePatterns.standard().and(options.namePatterns());
        ResultSet read = new ResultReader(options.labels(), patterns).read(options.files());
        if (read.points().isEmpty()) {
            throw new IllegalArgumentException(nothing(read));
        }
        checkGroupBy(options.groupBy(), read.points());
        PowerBasis basis = options.basis().orElseGet(() -> PowerBasis.ofMost(read.points()));
        Terms terms = new Terms(options.percentile(), basis, options.prices());
        ParetoReport report =
                ParetoReport.of(new ParetoRequest(read.points(), options.x(), options.y(), options.groupBy(), terms));
        Unused unused = new Unused(options);
        List<String> warnings = new ArrayList<>(unused.labels());
        warnings.addAll(unused.patterns(read.names()));
        return new ParetoOutcome(report, read, warnings);
    }

    private static String nothing(ResultSet read) {
        if (!read.problems().isEmpty()) {
            int more = read.problems().size() - 1;
            return read.problems().getFirst() + (more > 0 ? " (and " + more + " more problems)" : "");
        }
        return read.notes().isEmpty()
                ? "no result in these files"
                : read.notes().getFirst();
    }

    private static void checkGroupBy(List<String> groupBy, List<ServingPoint> points) {
        TreeSet<String> known = new TreeSet<>(points.getFirst().fields().keySet());
        points.forEach(p -> known.addAll(p.labels().keySet()));
        for (String field : groupBy) {
            if (!known.contains(field)) {
                throw new IllegalArgumentException(
                        "cannot group by '" + field + "'; there are " + String.join(", ", known));
            }
        }
    }
}
