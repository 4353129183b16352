package millwright.connectors.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.NearestWord;
import millwright.connectors.csv.Mapping.Condition;
import millwright.connectors.csv.Mapping.EntityColumn;
import millwright.connectors.csv.Mapping.EventColumn;
import millwright.connectors.csv.Mapping.MetricColumn;
import millwright.connectors.csv.Mapping.TimeColumn;
import millwright.feed.Priority;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.plant.ValueType;
import org.jspecify.annotations.Nullable;

/** Reads the entries of {@code metrics} and {@code events} of one table. */
final class SeriesReader {
    private static final Set<String> METRIC = Set.of("column", "metric", "on", "unit", "scale", "interval");
    private static final Set<String> EVENT =
            Set.of("what", "on", "at", "optional", "when", "priority", "text", "details");

    private final Catalogue catalogue;
    private final List<EntityColumn> entities;
    private final @Nullable TimeColumn time;

    SeriesReader(Catalogue catalogue, List<EntityColumn> entities, @Nullable TimeColumn time) {
        this.catalogue = catalogue;
        this.entities = entities;
        this.time = time;
    }

    MetricColumn metric(ConfigNode node) {
        Map<String, ConfigNode> map = node.allow(METRIC).entries();
        if (time == null) {
            throw node.error("a table with metrics needs 'time:'");
        }
        ConfigNode named = node.get("metric");
        Metric metric = find(named);
        EntityKind on = on(node, map.get("on"), metric.on());
        if (!metric.on().contains(on)) {
            throw named.error(metric.name() + " is not a metric of a " + on.prefix() + "; it is one of "
                    + metric.on().stream().map(EntityKind::prefix).sorted().collect(Collectors.joining(", ")));
        }
        ConfigNode unit = node.get("unit");
        Units.Conversion conversion = Units.between(unit.text(), metric.unit())
                .orElseThrow(() -> unit.error("'" + unit.text() + "' cannot become " + metric.unit() + " of "
                        + metric.name() + NearestWord.hint(unit.text(), Units.alternatives(metric.unit()))));
        double scale =
                Optional.ofNullable(map.get("scale")).map(ConfigNode::number).orElse(1.0);
        long interval = Optional.ofNullable(map.get("interval"))
                .map(SeriesReader::duration)
                .orElse(0L);
        return new MetricColumn(node.get("column").text(), metric, on, conversion, scale, interval);
    }

    private Metric find(ConfigNode node) {
        Set<String> names = catalogue.metrics().stream().map(Metric::name).collect(Collectors.toSet());
        if (!names.contains(node.text())) {
            String hint = NearestWord.to(node.text(), names)
                    .map(n -> "; did you mean '" + n + "'?")
                    .orElse("");
            throw node.error("'" + node.text() + "' is no metric of the catalogue" + hint);
        }
        Metric metric = catalogue.get(new MetricId(node.text()));
        if (metric.type() == ValueType.HISTOGRAM) {
            throw node.error(metric.name() + " is a histogram; a column holds one number");
        }
        return metric;
    }

    EventColumn event(ConfigNode node) {
        Map<String, ConfigNode> map = node.allow(EVENT).entries();
        List<Condition> conditions = new ArrayList<>();
        Optional.ofNullable(map.get("when"))
                .ifPresent(w -> w.entries().forEach((column, value) -> conditions.add(condition(column, value))));
        ConfigNode text = map.get("text");
        ConfigNode what = node.get("what");
        return new EventColumn(
                what.text(),
                on(node, map.get("on"), Set.of(EntityKind.values())),
                at(node, map),
                Optional.ofNullable(map.get("optional")).map(ConfigNode::flag).orElse(false),
                conditions,
                priority(map.get("priority")),
                text == null ? Template.of(what.text()) : MappingReader.template(text),
                Optional.ofNullable(map.get("details")).map(ConfigNode::words).orElse(List.of()));
    }

    private TimeColumn at(ConfigNode node, Map<String, ConfigNode> map) {
        TimeColumn table = time;
        if (table == null) {
            throw node.error("a table with events needs 'time:'");
        }
        ConfigNode at = map.get("at");
        return at == null ? table : new TimeColumn(at.text(), table.format());
    }

    private static Condition condition(String column, ConfigNode value) {
        if (value.isMap()) {
            ConfigNode not = value.allow("not").get("not");
            return new Condition(column, new HashSet<>(not.words()), true);
        }
        return new Condition(column, new HashSet<>(value.words()), false);
    }

    /** The entity of the row that is meant: named, or the last one that fits. */
    private EntityKind on(ConfigNode node, @Nullable ConfigNode named, Set<EntityKind> fitting) {
        List<EntityColumn> single =
                entities.stream().filter(e -> e.count() == null).toList();
        if (named != null) {
            EntityKind kind = EntityReader.kind(named);
            if (single.stream().noneMatch(e -> e.kind() == kind)) {
                throw named.error("no single " + kind.prefix() + " is among the entities of this table");
            }
            return kind;
        }
        return single.reversed().stream()
                .map(EntityColumn::kind)
                .filter(fitting::contains)
                .findFirst()
                .orElseThrow(() -> node.error("no entity of this table can carry it; add one or write 'on:'"));
    }

    private static Priority priority(@Nullable ConfigNode node) {
        if (node == null) {
            return Priority.INFO;
        }
        TreeSet<String> names = Arrays.stream(Priority.values())
                .map(p -> p.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!names.contains(node.text())) {
            throw node.error("'" + node.text() + "' is no priority" + NearestWord.hint(node.text(), names));
        }
        return Priority.valueOf(node.text().toUpperCase(Locale.ROOT));
    }

    private static long duration(ConfigNode node) {
        if (!node.text().matches("\\d{1,9}(\\.\\d{1,3})? ?(ms|s|min|h)")) {
            throw node.error("'" + node.text() + "' is no duration like 57s, 5min or 1h");
        }
        String unit = node.text().replaceAll("[\\d. ]", "");
        double number = Double.parseDouble(node.text().replaceAll("[^\\d.]", ""));
        long each = switch (unit) {
            case "ms" -> Times.MILLI;
            case "s" -> Times.SECOND;
            case "min" -> Times.MINUTE;
            default -> Times.HOUR;
        };
        return Math.round(number * each);
    }
}
