package millwright.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows as a Markdown table, one line a row and peer. Stateless. */
final class Table {
    private static final String HEAD =
            "| what | measured | unit | target | met | peer | peer measured | times better | proof |";
    private static final String RULE = "|---|---:|---|---:|---|---|---:|---:|---|";

    private Table() {}

    static String of(List<Row> rows) {
        List<String> lines = new ArrayList<>(List.of(HEAD, RULE));
        for (Row row : rows) {
            if (row.peers().isEmpty()) {
                lines.add(own(row) + " | | | " + proof(row) + " |");
            }
            for (Peer peer : row.peers()) {
                double ratio = row.target().timesBetter(row.measured(), peer.measured());
                lines.add(own(row) + " " + peer.name() + " | " + number(peer.measured()) + " | " + number(ratio) + " | "
                        + proof(row) + " |");
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String own(Row row) {
        return "| " + row.what() + " | " + number(row.measured()) + " | " + row.unit() + " | " + target(row) + " |";
    }

    private static String target(Row row) {
        String met = row.counts() ? "yes" : "NO";
        return switch (row.target()) {
            case Target.AtLeast(double value) -> "≥ " + number(value) + " | " + met;
            case Target.AtMost(double value) -> "≤ " + number(value) + " | " + met;
            case Target.None(boolean _) -> "| ";
        };
    }

    private static String proof(Row row) {
        return (row.proof().holds() ? "" : "NOT PROVEN: ") + row.proof().how();
    }

    /** Three significant digits, with thousands apart and no exponent. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
