package millwright.connectors.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.NearestWord;
import millwright.connectors.csv.Mapping.Dialect;
import millwright.connectors.csv.Mapping.EntityColumn;
import millwright.connectors.csv.Mapping.MetricColumn;
import millwright.connectors.csv.Mapping.Table;
import millwright.connectors.csv.Mapping.TimeColumn;
import millwright.plant.Catalogue;

/** Reads a mapping from YAML. Whatever is wrong in it is said with file, line and what would be right. */
final class MappingReader {
    private static final Set<String> TOP = Set.of("mapping", "title", "zone", "nodesPerRack", "tables");
    private static final Set<String> TABLE = Set.of(
            "file",
            "separator",
            "quote",
            "decimal",
            "encoding",
            "skip",
            "header",
            "trailer",
            "blanks",
            "time",
            "parse",
            "entities",
            "metrics",
            "events",
            "ignore");
    private static final Set<String> TIME = Set.of("column", "format");
    private static final int MAX_PER_RACK = 1000;

    private final Catalogue catalogue;

    MappingReader(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Mapping read(String file, String text) {
        ConfigNode root = ConfigNode.parse(file, text);
        Map<String, ConfigNode> top = root.allow(TOP).entries();
        String name = root.get("mapping").text();
        List<Table> tables = new ArrayList<>();
        root.get("tables").list().forEach(t -> tables.add(table(t)));
        int perRack = Optional.ofNullable(top.get("nodesPerRack"))
                .map(n -> (int) within(n, 1, MAX_PER_RACK))
                .orElse(32);
        return new Mapping(
                name,
                Optional.ofNullable(top.get("title")).map(ConfigNode::text).orElse(name),
                Optional.ofNullable(top.get("zone")).map(MappingReader::zone).orElse(null),
                perRack,
                tables);
    }

    private Table table(ConfigNode node) {
        Map<String, ConfigNode> map = node.allow(TABLE).entries();
        TimeColumn time =
                Optional.ofNullable(map.get("time")).map(MappingReader::time).orElse(null);
        List<Row.Extract> extracts = new ArrayList<>();
        Optional.ofNullable(map.get("parse")).ifPresent(p -> p.list().forEach(e -> extracts.add(extract(e))));
        EntityReader entityReader = new EntityReader();
        List<EntityColumn> entities = new ArrayList<>();
        node.get("entities").list().forEach(e -> entities.add(entityReader.read(e, entities)));
        SeriesReader series = new SeriesReader(catalogue, entities, time);
        List<MetricColumn> metrics = new ArrayList<>();
        Optional.ofNullable(map.get("metrics")).ifPresent(m -> m.list().forEach(e -> metrics.add(series.metric(e))));
        List<Mapping.EventColumn> events = new ArrayList<>();
        Optional.ofNullable(map.get("events")).ifPresent(m -> m.list().forEach(e -> events.add(series.event(e))));
        Set<String> ignored = new HashSet<>();
        Optional.ofNullable(map.get("ignore")).ifPresent(i -> ignored.addAll(i.words()));
        return new Table(node.get("file").text(), dialect(map), time, extracts, entities, metrics, events, ignored);
    }

    private static Dialect dialect(Map<String, ConfigNode> map) {
        char separator = Optional.ofNullable(map.get("separator"))
                .map(MappingReader::separator)
                .orElse('\0');
        char decimal = Optional.ofNullable(map.get("decimal"))
                .map(MappingReader::decimal)
                .orElse('.');
        return new Dialect(
                separator,
                Optional.ofNullable(map.get("quote")).map(MappingReader::one).orElse('"'),
                decimal,
                Optional.ofNullable(map.get("encoding"))
                        .map(MappingReader::encoding)
                        .orElse(StandardCharsets.UTF_8),
                Optional.ofNullable(map.get("skip"))
                        .map(n -> (int) within(n, 0, 1000))
                        .orElse(0),
                Optional.ofNullable(map.get("header")).map(ConfigNode::words).orElse(List.of()),
                Optional.ofNullable(map.get("trailer"))
                        .map(MappingReader::pattern)
                        .orElse(null),
                Optional.ofNullable(map.get("blanks"))
                        .map(b -> Set.copyOf(new LinkedHashSet<>(b.words())))
                        .orElse(Set.of()));
    }

    static TimeColumn time(ConfigNode node) {
        node.allow(TIME);
        ConfigNode format = node.get("format");
        return new TimeColumn(
                node.get("column").text(),
                checked(
                        format,
                        TimeFormat::of,
                        "epoch-s, epoch-ms, epoch-us, " + "epoch-ns, iso, or a pattern like yyyy-MM-dd HH:mm:ss"));
    }

    private static Row.Extract extract(ConfigNode node) {
        node.allow("column", "pattern");
        ConfigNode pattern = node.get("pattern");
        Row.Extract extract = new Row.Extract(node.get("column").text(), pattern(pattern));
        if (extract.pattern().namedGroups().isEmpty()) {
            throw pattern.error("the pattern has no named group; write for example (?<rack>\\d+)");
        }
        return extract;
    }

    static Template template(ConfigNode node) {
        return checked(node, Template::of, "text with {column} places");
    }

    static double within(ConfigNode node, double low, double high) {
        double value = node.number();
        if (!(value >= low && value <= high)) {
            throw node.error("'" + node.text() + "' is not between " + low + " and " + high);
        }
        return value;
    }

    private static ZoneId zone(ConfigNode node) {
        try {
            return ZoneId.of(node.text());
        } catch (DateTimeException e) {
            throw node.error("'" + node.text() + "' is no time zone"
                    + NearestWord.to(node.text(), ZoneId.getAvailableZoneIds())
                            .map(z -> "; did you mean '" + z + "'?")
                            .orElse("; write for example UTC or America/New_York"));
        }
    }

    private static char separator(ConfigNode node) {
        return switch (node.text()) {
            case "comma" -> ',';
            case "tab", "\\t" -> '\t';
            case "semicolon" -> ';';
            case "pipe" -> '|';
            default -> one(node);
        };
    }

    private static char one(ConfigNode node) {
        if (node.text().length() != 1) {
            throw node.error("'" + node.text() + "' is not one character; or write comma, tab, semicolon, pipe");
        }
        return node.text().charAt(0);
    }

    private static char decimal(ConfigNode node) {
        if (!node.text().equals(".") && !node.text().equals(",")) {
            throw node.error("'" + node.text() + "' is no decimal sign; write \".\" or \",\"");
        }
        return node.text().charAt(0);
    }

    private static Charset encoding(ConfigNode node) {
        return checked(node, Charset::forName, "UTF-8, UTF-16 or ISO-8859-1");
    }

    private static Pattern pattern(ConfigNode node) {
        try {
            return Pattern.compile(node.text());
        } catch (PatternSyntaxException e) {
            throw node.error("the pattern fails: " + e.getDescription() + " at position " + e.getIndex());
        }
    }

    private static <T> T checked(ConfigNode node, Function<String, T> reader, String right) {
        try {
            return reader.apply(node.text());
        } catch (IllegalArgumentException e) {
            throw node.error("'" + node.text() + "' cannot be used: " + right);
        }
    }
}
