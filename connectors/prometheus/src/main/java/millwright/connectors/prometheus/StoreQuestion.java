package millwright.connectors.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import millwright.connectors.prometheus.Name.How;
import millwright.plant.EntityId;
import millwright.plant.Metric;

/**
 * How a store is asked for one metric. Immutable.
 *
 * @param query in PromQL; each series that it gives carries what it is in labels: {@link #FOLD} min, max, avg, last or
 *     count, and {@link #NAME} the exporter's name; an expression that is a number of its own says only last
 */
record StoreQuestion(String query) {
    static final String FOLD = "millwright_fold";
    static final String NAME = "millwright_name";
    private static final List<String> FOLDS = List.of("min", "max", "avg", "last", "count");
    private static final int MOST_NAMED = 100;
    private static final String HOST = "instance,Hostname,hostname,host,node,nodename";
    private static final String ENGINE = "model_name,model,instance,Hostname,hostname,host,node,nodename";

    /** @param values ms that each value sums up @param growth ms over which counters grow, enough for two samples */
    record Over(long values, long growth) {}

    /** @return empty for a metric that no name of an exporter means */
    static Optional<StoreQuestion> of(Mapping mapping, Metric metric, List<EntityId> entities, Over over) {
        List<String> parts = new ArrayList<>();
        for (String name : mapping.fields().names()) {
            boolean ours = mapping.fields().find(name).stream()
                    .anyMatch(field -> field.metric().id().equals(metric.id()));
            if (ours) {
                parts.add(folded(name, "{" + ids(entities) + "}", over.values()));
            }
        }
        for (Name name : mapping.names().meaning(metric.id())) {
            switch (name.how()) {
                case VALUE -> parts.add(folded(name.name(), selector(name), over.values()));
                case RATE ->
                    parts.add(last("rate(" + name.name() + selector(name) + range(over.growth()) + ")", name.name()));
                case BUSY -> parts.add(last(busy(name, over.growth()), name.name()));
                case SPREAD -> {}
            }
        }
        parts.addAll(percentiles(mapping, metric, over.growth()));
        return parts.isEmpty() ? Optional.empty() : Optional.of(new StoreQuestion(String.join(" or ", parts)));
    }

    /**
     * What a remote read asks for: label to regular expression; metrics that are made of several samples cannot be asked for
     * so.
     */
    static Optional<Map<String, String>> raw(Mapping mapping, Metric metric, List<EntityId> entities) {
        List<Name> names = mapping.names().meaning(metric.id());
        List<String> wanted = new ArrayList<>(mapping.fields().names().stream()
                .filter(name -> mapping.fields().find(name).stream()
                        .anyMatch(field -> field.metric().id().equals(metric.id())))
                .toList());
        boolean gpus = names.isEmpty() && ids(entities).startsWith("UUID");
        names.forEach(name -> wanted.add(name.name()));
        boolean made = names.stream().anyMatch(n -> n.how() != How.VALUE)
                || !percentiles(mapping, metric, 1_000).isEmpty();
        if (wanted.isEmpty() || made) {
            return Optional.empty();
        }
        Map<String, String> matching = new TreeMap<>(Map.of("__name__", String.join("|", wanted)));
        if (gpus) {
            matching.put(
                    "UUID",
                    String.join("|", entities.stream().map(StoreQuestion::uuid).toList()));
        }
        return Optional.of(matching);
    }

    private static List<String> percentiles(Mapping mapping, Metric metric, long over) {
        String name = metric.name();
        int at = name.lastIndexOf(".p");
        if (at < 0 || !name.substring(at).matches("\\.p\\d\\d")) {
            return List.of();
        }
        String share = "0." + name.substring(at + 2);
        return mapping.names().all().stream()
                .filter(n -> n.endsWith("_bucket"))
                .map(n -> n.substring(0, n.length() - "_bucket".length()))
                .flatMap(n -> mapping.names().of(n).stream())
                .filter(n -> n.how() == How.SPREAD && n.metric().name().equals(name.substring(0, at)))
                .map(n -> last(
                        "histogram_quantile(" + share + ", sum by (le," + ENGINE + ") (rate(" + n.name() + "_bucket"
                                + selector(n) + range(over) + ")))",
                        n.name()))
                .toList();
    }

    /** The share of its processors that does not do what the row names, in percent. */
    private static String busy(Name name, long over) {
        String each = name.name() + selector(name);
        return "100*(1-sum by (" + HOST + ") (rate(" + each + range(over) + "))/count by (" + HOST + ") (count by (cpu,"
                + HOST + ") (" + each + ")))";
    }

    private static String range(long over) {
        return "[" + over + "ms]";
    }

    private static String folded(String name, String selector, long over) {
        return FOLDS.stream()
                .map(fold -> labelled(fold + "_over_time(" + name + selector + range(over) + ")", fold, name))
                .collect(Collectors.joining(" or "));
    }

    private static String last(String expression, String name) {
        return labelled(expression, "last", name);
    }

    private static String labelled(String expression, String fold, String name) {
        return "label_replace(label_replace(" + expression + ",\"" + FOLD + "\",\"" + fold
                + "\",\"__name__\",\".*\"),\"" + NAME + "\",\"" + name + "\",\"__name__\",\".*\")";
    }

    /** The label condition of a row, as a store writes it. */
    static String selector(Name name) {
        if (name.key().isEmpty()) {
            return "{}";
        }
        String regex =
                name.wanted().pattern().replace("\\Q", "").replace("\\E", "").replace(".*", "*");
        StringBuilder plain = new StringBuilder();
        for (char c : regex.toCharArray()) {
            plain.append(c == '*' ? ".*" : c == '.' ? "[.]" : String.valueOf(c));
        }
        return "{" + name.key() + "=~\"(?i)(" + plain + ")\"}";
    }

    /** GPUs by their name for ever, where all have one and they are few; otherwise all are asked for and sorted out here. */
    private static String ids(List<EntityId> entities) {
        boolean uuids = entities.size() <= MOST_NAMED
                && entities.stream()
                        .allMatch(e -> e.text().startsWith("gpu:") && uuid(e).matches("(?i)(GPU|MIG)-[0-9a-f-]+"));
        return uuids
                ? "UUID=~\"" + entities.stream().map(StoreQuestion::uuid).collect(Collectors.joining("|")) + "\""
                : "";
    }

    private static String uuid(EntityId gpu) {
        String text = gpu.text().substring("gpu:".length());
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }
}
