package millwright.connectors.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.ParetoGroup;
import millwright.analysis.pareto.ParetoReport;
import millwright.analysis.pareto.Placed;

/** A report as plain text: one table of frontier points a group, columns as wide as their content. */
final class ParetoText {
    private ParetoText() {}

    static String write(ParetoReport report) {
        StringBuilder text = new StringBuilder();
        for (ParetoGroup group : report.groups()) {
            text.append(group.label()).append(": ");
            text.append(group.frontier().points().size()).append(" of ");
            text.append(group.points().size()).append(" points on the frontier (");
            text.append(report.percentile()).append(")\n");
            table(text, rows(report, group));
            text.append('\n');
        }
        return text.toString();
    }

    private static List<List<String>> rows(ParetoReport report, ParetoGroup group) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                heading(report, report.x()),
                heading(report, report.y()),
                "concurrency",
                "isl",
                "osl",
                "parallelism",
                "source"));
        for (Placed p : group.frontier().points()) {
            rows.add(List.of(
                    number(p.x()),
                    number(p.y()),
                    p.point().field("concurrency"),
                    p.point().field("isl"),
                    p.point().field("osl"),
                    p.point().field("parallelism"),
                    p.point().source()));
        }
        return rows;
    }

    private static String heading(ParetoReport report, Axis axis) {
        String of = axis.usesPower() ? " (" + report.terms().basis().title() + ")" : "";
        return axis.key() + " " + report.unit(axis) + of;
    }

    private static void table(StringBuilder text, List<List<String>> rows) {
        int columns = rows.getFirst().size();
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                int column = c;
                int width = rows.stream()
                        .mapToInt(r -> r.get(column).length())
                        .max()
                        .orElse(0);
                // Words to the left, numbers to the right.
                String cell = row.get(c);
                String pad = " ".repeat(width - cell.length());
                text.append("  ").append(c < columns - 2 ? pad + cell : c < columns - 1 ? cell + pad : cell);
            }
            text.append('\n');
        }
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 0.1 ? "%.3f" : "%.6f", value);
    }
}
