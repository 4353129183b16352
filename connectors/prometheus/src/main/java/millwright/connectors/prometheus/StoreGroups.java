package millwright.connectors.prometheus;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import millwright.connectors.prometheus.Name.How;
import millwright.connectors.source.exporter.ExporterOwn;

/**
 * The names that mean something to us in groups small enough for one answer of a large plant, with the label conditions of
 * their rows. Keeps nothing. Any thread.
 */
final class StoreGroups {
    private static final int MOST_NAMES = 8;

    private StoreGroups() {}

    /** Selectors; each name is in one group, a histogram with all of its parts. */
    static List<String> of(Mapping mapping) {
        List<String> all = new ArrayList<>();
        Map<String, Set<String>> byCondition = new TreeMap<>();
        Set<String> plain = new LinkedHashSet<>(mapping.fields().names());
        byCondition.put("", plain);
        for (String known : mapping.names().all()) {
            boolean part = mapping.names().of(known).isEmpty();
            if (part && known.endsWith("_bucket")) {
                String base = known.substring(0, known.length() - "_bucket".length());
                all.add(selector(List.of(base + "_bucket", base + "_sum", base + "_count"), ""));
            } else if (!part) {
                String condition = condition(mapping.names().of(known));
                byCondition
                        .computeIfAbsent(condition, c -> new LinkedHashSet<>())
                        .add(known);
            }
        }
        plain.add("node_uname_info");
        plain.addAll(new TreeSet<>(ExporterOwn.NAMES));
        byCondition.forEach((condition, names) -> {
            List<String> each = List.copyOf(names);
            for (int i = 0; i < each.size(); i += MOST_NAMES) {
                all.add(selector(each.subList(i, Math.min(each.size(), i + MOST_NAMES)), condition));
            }
        });
        return all;
    }

    private static String selector(List<String> names, String condition) {
        String name = "{__name__=~\"" + String.join("|", names) + "\"";
        return name + (condition.isEmpty() ? "" : "," + condition) + "}";
    }

    /** What the samples of one name have in common; empty where its rows ask for different labels. */
    private static String condition(List<Name> rows) {
        Set<String> all = new LinkedHashSet<>();
        for (Name row : rows) {
            String one = StoreQuestion.selector(row);
            boolean alike = row.key().equals(rows.getFirst().key());
            if (!alike || row.key().isEmpty() || row.how() == How.SPREAD) {
                return "";
            }
            all.add(one.substring(one.indexOf('"') + 1, one.length() - 2));
        }
        return rows.getFirst().key() + "=~\"" + String.join("|", all) + "\"";
    }
}
