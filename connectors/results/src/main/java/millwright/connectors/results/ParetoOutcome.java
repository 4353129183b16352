package millwright.connectors.results;

import java.util.ArrayList;
import java.util.List;
import millwright.analysis.pareto.ParetoReport;

/** A report, what was read for it, and how to print both. */
public record ParetoOutcome(ParetoReport report, ResultSet read, List<String> optionWarnings) {
    public ParetoOutcome {
        optionWarnings = List.copyOf(optionWarnings);
    }

    /** One line each: labels and name patterns that nothing uses, what was left out, and what differs within groups. */
    public List<String> warnings() {
        List<String> all = new ArrayList<>(optionWarnings);
        all.addAll(read.notes());
        all.addAll(report.warnings());
        return all;
    }

    /** 0 when every file could be used, 1 when there were problems. */
    public int exitCode() {
        return read.problems().isEmpty() && report.refused().isEmpty() ? 0 : 1;
    }

    public String toJson() {
        return ParetoJson.write(this);
    }

    /** Tables for people; warnings and problems are not in it. */
    public String toText() {
        return ParetoText.write(report);
    }
}
