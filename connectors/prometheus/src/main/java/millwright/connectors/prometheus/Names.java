package millwright.connectors.prometheus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import millwright.connectors.prometheus.Name.How;
import millwright.connectors.prometheus.Name.On;
import millwright.connectors.source.Table;
import millwright.plant.Catalogue;
import millwright.plant.MetricId;

/** Names of exporters other than DCGM's to what they mean: {@code names.tsv}. Immutable, any thread. */
final class Names {
    private static final int COLUMNS = 6;

    private final Map<String, List<Name>> byName = new HashMap<>();

    Names(Catalogue catalogue) {
        int number = 0;
        for (String line : Table.beside(Names.class, "names.tsv").lines().toList()) {
            number++;
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] cells = line.split("\t", -1);
                if (cells.length != COLUMNS) {
                    throw new IllegalStateException(
                            "names.tsv line " + number + ": " + cells.length + " columns, not " + COLUMNS);
                }
                Name name = name(cells, number);
                if (name.how() != How.SPREAD) {
                    catalogue.get(name.metric());
                }
                byName.computeIfAbsent(name.name(), n -> new ArrayList<>()).add(name);
            }
        }
    }

    private static Name name(String[] cells, int number) {
        int equals = cells[1].indexOf('=');
        return new Name(
                number,
                cells[0],
                equals < 0 ? "" : cells[1].substring(0, equals),
                anyOf(cells[1].substring(equals + 1)),
                On.valueOf(cells[2].toUpperCase(Locale.ROOT)),
                How.valueOf(cells[3].toUpperCase(Locale.ROOT)),
                new MetricId(cells[4]),
                Double.parseDouble(cells[5]));
    }

    /** {@code *inlet*|*ambient*}: any of some words, {@code *} for any characters, upper or lower case. */
    private static Pattern anyOf(String globs) {
        String all = Pattern.quote(globs).replace("*", "\\E.*\\Q").replace("|", "\\E|\\Q");
        return Pattern.compile(all, Pattern.CASE_INSENSITIVE);
    }

    /** In the order of the table; empty for names that mean nothing to us. */
    List<Name> of(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** Names whose samples are wanted from a store; histograms with their endings. */
    Set<String> all() {
        Set<String> all = new TreeSet<>();
        byName.forEach((name, meanings) -> {
            if (meanings.getFirst().how() == How.SPREAD) {
                all.addAll(List.of(name + "_bucket", name + "_sum", name + "_count"));
            } else {
                all.add(name);
            }
        });
        return all;
    }

    /** Those that a catalogue metric may have. */
    List<Name> meaning(MetricId metric) {
        return byName.values().stream()
                .flatMap(List::stream)
                .filter(n -> n.metric().equals(metric))
                .sorted((a, b) -> Integer.compare(a.rank(), b.rank()))
                .toList();
    }
}
