package millwright.connectors.otlp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import millwright.connectors.otlp.Rule.How;
import millwright.connectors.otlp.Rule.On;
import millwright.connectors.source.exporter.DcgmFields;
import millwright.plant.Catalogue;
import millwright.plant.MetricId;

/** Metric names of senders to what they mean: {@code names.tsv} and the fields of DCGM. Immutable, any thread. */
final class Rules {
    private final Map<String, List<Rule>> byName = new HashMap<>();

    Rules(Catalogue catalogue) {
        int number = 0;
        for (String line : table().lines().toList()) {
            number++;
            if (!line.startsWith("#") && !line.isBlank()) {
                Rule rule = rule(catalogue, line.split("\t", -1), number);
                byName.computeIfAbsent(rule.name(), n -> new ArrayList<>()).add(rule);
            }
        }
        DcgmFields fields = new DcgmFields(catalogue);
        for (String name : fields.names()) {
            fields.find(name)
                    .ifPresent(f -> byName.put(
                            name, List.of(new Rule(name, "", "", On.EXPORTER_GPU, How.VALUE, f.metric(), f.scale()))));
        }
    }

    private static Rule rule(Catalogue catalogue, String[] cells, int number) {
        if (cells.length != 6) {
            throw new IllegalStateException("names.tsv line " + number + ": " + cells.length + " columns, not 6");
        }
        int equals = cells[1].indexOf('=');
        return new Rule(
                cells[0],
                equals < 0 ? "" : cells[1].substring(0, equals),
                cells[1].substring(equals + 1),
                On.valueOf(cells[2].toUpperCase(Locale.ROOT)),
                How.valueOf(cells[3].toUpperCase(Locale.ROOT)),
                catalogue.get(new MetricId(cells[4])),
                Double.parseDouble(cells[5]));
    }

    private static String table() {
        try (InputStream in = Rules.class.getResourceAsStream("names.tsv")) {
            return new String(
                    Objects.requireNonNull(in, "names.tsv is not on the class path")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order of the table; empty for names that mean nothing to us. */
    List<Rule> of(String name) {
        List<Rule> rules = byName.get(name);
        if (rules == null && name.endsWith("_total")) {
            // collectors put on the ending of counters or take it off, as they are set up
            rules = byName.get(name.substring(0, name.length() - "_total".length()));
        }
        return rules == null ? List.of() : rules;
    }
}
