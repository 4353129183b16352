package millwright.connectors.otlp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import millwright.connectors.otlp.Rule.How;
import millwright.connectors.otlp.Rule.On;
import millwright.connectors.source.Conversion;
import millwright.connectors.source.Table;
import millwright.connectors.source.exporter.DcgmFields;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;

/** Metric names of senders to what they mean: {@code names.tsv} and the fields of DCGM. Immutable, any thread. */
final class Rules {
    private final Map<String, List<Rule>> byName = new HashMap<>();

    Rules(Catalogue catalogue) {
        int number = 0;
        for (String line : Table.beside(Rules.class, "names.tsv").lines().toList()) {
            number++;
            if (!line.startsWith("#") && !line.isBlank()) {
                Rule rule = rule(catalogue, line.split("\t", -1), number);
                byName.computeIfAbsent(rule.name(), n -> new ArrayList<>()).add(rule);
            }
        }
        DcgmFields fields = new DcgmFields(catalogue);
        for (String name : fields.names()) {
            fields.find(name).ifPresent(f -> byName.put(name, List.of(field(name, f))));
        }
    }

    /** Fields of DCGM come in its own unit where nobody says another. */
    private static Rule field(String name, DcgmFields.Field field) {
        return new Rule(
                0,
                name,
                "",
                Set.of(),
                whom(field),
                How.VALUE,
                field.metric(),
                "",
                new Conversion(field.scale(), 0),
                "");
    }

    private static On whom(DcgmFields.Field field) {
        if (!field.metric().on().contains(EntityKind.GPU)) {
            return On.EXPORTER_HOST;
        }
        return field.ofInstance() ? On.EXPORTER_GPU : On.EXPORTER_BOARD;
    }

    private static Rule rule(Catalogue catalogue, String[] cells, int number) {
        if (cells.length != 6) {
            throw new IllegalStateException("names.tsv line " + number + ": " + cells.length + " columns, not 6");
        }
        int equals = cells[1].indexOf('=');
        How how = How.valueOf(cells[3].toUpperCase(Locale.ROOT));
        Metric metric = catalogue.get(new MetricId(how == How.SPREAD ? cells[4] + Rule.MEDIAN : cells[4]));
        String of = how == How.RATE ? cells[5] + "/s" : how == How.COUNT_RATE ? metric.unit() : cells[5];
        Conversion to = Conversion.between(of, metric.unit())
                .orElseThrow(() -> new IllegalStateException(
                        "names.tsv line " + number + ": '" + of + "' does not become '" + metric.unit() + "'"));
        return new Rule(
                number,
                cells[0],
                equals < 0 ? "" : cells[1].substring(0, equals),
                Set.of(cells[1].substring(equals + 1).split("\\|", -1)),
                On.valueOf(cells[2].toUpperCase(Locale.ROOT)),
                how,
                metric,
                cells[5],
                to,
                "");
    }

    /** The best that a name tells. */
    int rank(String name) {
        return of(name).stream().mapToInt(Rule::rank).min().orElse(0);
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
