package millwright.findings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.connectors.simulator.scenario.Scenario;

/** The calm plant in several sizes: limits, flows and the work of endpoints grow with it, so that it stays calm. */
record Sizes(int rows, int racks, int nodes) {
    private static final Pattern NUMBER = Pattern.compile("[0-9.]+(e[0-9]+)?");

    /** Watts of one node with its GPUs, and of the switch trays of one rack. */
    private static final double NODE = 4660;

    private static final double TRAYS = 2520;

    static Sizes of(int racks) {
        return switch (racks) {
            case 8 -> new Sizes(2, 4, 18);
            case 16 -> new Sizes(2, 8, 9);
            case 40 -> new Sizes(4, 10, 6);
            default -> throw new IllegalArgumentException("sizes are 8, 16 and 40 racks, not " + racks);
        };
    }

    int rackCount() {
        return rows * racks;
    }

    String yaml(int seed) throws IOException {
        String text;
        try (InputStream in = Scenario.class.getResourceAsStream("calm.yaml")) {
            text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        text = text.replaceFirst("seed: \\d+", "seed: " + seed)
                .replaceFirst("prehistory: .*", "prehistory: {length: 1m, coarse: 20s, fine: 1m}")
                .replaceFirst("rows: 2", "rows: " + rows)
                .replaceFirst("racks-per-row: 4", "racks-per-row: " + racks)
                .replaceFirst("nodes-per-rack: 18", "nodes-per-rack: " + nodes);
        double rack = (nodes * NODE + TRAYS) / (18 * NODE + TRAYS);
        double row = rack * racks / 4;
        double site = row * rows / 2;
        text = scaled(text, site, "utility-limit", "switchboard-limit", "mechanical-limit");
        text = scaled(text, row, "pdu-rating", "busway-limit", "heat-limit");
        text = scaled(text, rack, "rack-limit");
        text = scaled(text, nodes / 18.0, "rack-flow", "rack-flow-limit", "tokens");
        return text.substring(0, text.indexOf("# Row 1 runs"))
                + jobs()
                + text.substring(text.indexOf("prehistory:"))
                + "\n";
    }

    private static String scaled(String text, double by, String... keys) {
        String out = text;
        for (String key : keys) {
            Matcher found = Pattern.compile("(\\b" + key + ": )(" + NUMBER.pattern() + ")")
                    .matcher(out);
            out = found.replaceAll(
                    m -> m.group(1) + String.format(Locale.ROOT, "%.4f", Double.parseDouble(m.group(2)) * by));
        }
        return out;
    }

    /** The same work as in the calm plant: row 1 on MAX-P, row 2 on MAX-Q, one more training job for each further row. */
    private String jobs() {
        StringBuilder out = new StringBuilder("jobs:\n");
        String training = "kind: training, org: research";
        String serving = "kind: inference, org: serve";
        int half = racks / 2;
        int third = Math.max(1, nodes / 3);
        String last = rack(1, racks);
        out.append(line("pretrain-7b", training, span(1, 1, racks - 1), "step: 7, balance: 0.85, load: 1.0"));
        out.append(line(
                "chat prefill",
                serving + ", endpoint: chat, pool: prefill",
                last + "/T01.." + last + node(third),
                "load: 0.98"));
        out.append(line(
                "chat decode",
                serving + ", endpoint: chat, pool: decode",
                last + node(third + 1) + ".." + last + node(nodes),
                "load: 0.98, memory-bound: 0.4"));
        out.append(line("sft-legal", training, span(2, 1, half), "profile: max-q, step: 4, balance: 0.6, load: 1.0"));
        out.append(line(
                "code decode",
                serving + ", endpoint: code",
                rack(2, half + 1),
                "profile: max-q, load: 0.98, memory-bound: 0.4"));
        String batch = rack(2, half + 2);
        out.append(line(
                "summary batch",
                "kind: batch, org: serve, endpoint: summary",
                batch + "/T01.." + batch + node(2 * third),
                "profile: max-q, load: 0.97, memory-bound: 0.3"));
        out.append(line(
                "eval-sweep",
                "kind: other, org: research",
                batch + node(2 * third + 1) + ".." + batch + node(nodes),
                "profile: max-q, load: 0.95, start: -3300, end: -2580, every: 900"));
        if (half + 2 < racks) {
            out.append(line(
                    "sft-code",
                    training,
                    span(2, half + 3, racks),
                    "profile: max-q, step: 5, balance: 0.7, load: 1.0"));
        }
        for (int row = 3; row <= rows; row++) {
            out.append(line("train-row" + row, training, span(row, 1, racks), "step: 6, balance: 0.8, load: 1.0"));
        }
        return out.append('\n').toString();
    }

    private static String line(String name, String kind, String on, String rest) {
        return "  - {name: " + name + ", " + kind + ", on: " + on + ", " + rest + "}\n";
    }

    private static String span(int row, int from, int to) {
        return from == to ? rack(row, from) : rack(row, from) + ".." + rack(row, to);
    }

    static String rack(int row, int rack) {
        return String.format(Locale.ROOT, "R%d-%02d", row, rack);
    }

    static String node(int node) {
        return String.format(Locale.ROOT, "/T%02d", node);
    }
}
