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
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import millwright.connectors.csv.Mapping.Dialect;
import millwright.connectors.csv.Mapping.EntityColumn;
import millwright.connectors.csv.Mapping.MetricColumn;
import millwright.connectors.csv.Mapping.Table;
import millwright.connectors.csv.Mapping.TimeColumn;
import millwright.plant.Catalogue;
import org.jspecify.annotations.Nullable;

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
        YamlNode root = YamlNode.parse(file, text);
        Map<String, YamlNode> top = root.map(TOP);
        String name = root.need(top, "mapping").text();
        List<Table> tables = new ArrayList<>();
        root.need(top, "tables").list().forEach(t -> tables.add(table(t)));
        int perRack = YamlNode.get(top, "nodesPerRack")
                .map(n -> (int) within(n, 1, MAX_PER_RACK))
                .orElse(32);
        return new Mapping(
                name,
                YamlNode.get(top, "title").map(YamlNode::text).orElse(name),
                YamlNode.get(top, "zone").map(MappingReader::zone).orElse(null),
                perRack,
                tables);
    }

    private Table table(YamlNode node) {
        Map<String, YamlNode> map = node.map(TABLE);
        TimeColumn time = YamlNode.get(map, "time").map(MappingReader::time).orElse(null);
        List<Row.Extract> extracts = new ArrayList<>();
        YamlNode.get(map, "parse").ifPresent(p -> p.list().forEach(e -> extracts.add(extract(e))));
        EntityReader entityReader = new EntityReader();
        List<EntityColumn> entities = new ArrayList<>();
        node.need(map, "entities").list().forEach(e -> entities.add(entityReader.read(e, entities)));
        SeriesReader series = new SeriesReader(catalogue, entities, time);
        List<MetricColumn> metrics = new ArrayList<>();
        YamlNode.get(map, "metrics").ifPresent(m -> m.list().forEach(e -> metrics.add(series.metric(e))));
        List<Mapping.EventColumn> events = new ArrayList<>();
        YamlNode.get(map, "events").ifPresent(m -> m.list().forEach(e -> events.add(series.event(e))));
        Set<String> ignored = new HashSet<>();
        YamlNode.get(map, "ignore").ifPresent(i -> ignored.addAll(i.words()));
        return new Table(
                node.need(map, "file").text(), dialect(map), time, extracts, entities, metrics, events, ignored);
    }

    private static Dialect dialect(Map<String, YamlNode> map) {
        char separator =
                YamlNode.get(map, "separator").map(MappingReader::separator).orElse('\0');
        char decimal = YamlNode.get(map, "decimal").map(MappingReader::decimal).orElse('.');
        return new Dialect(
                separator,
                YamlNode.get(map, "quote").map(MappingReader::one).orElse('"'),
                decimal,
                YamlNode.get(map, "encoding").map(MappingReader::encoding).orElse(StandardCharsets.UTF_8),
                YamlNode.get(map, "skip").map(n -> (int) within(n, 0, 1000)).orElse(0),
                YamlNode.get(map, "header").map(YamlNode::words).orElse(List.of()),
                YamlNode.get(map, "trailer").map(MappingReader::pattern).orElse(null),
                YamlNode.get(map, "blanks")
                        .map(b -> Set.copyOf(new LinkedHashSet<>(b.words())))
                        .orElse(Set.of()));
    }

    static TimeColumn time(YamlNode node) {
        Map<String, YamlNode> map = node.map(TIME);
        YamlNode format = node.need(map, "format");
        return new TimeColumn(
                node.need(map, "column").text(),
                checked(
                        format,
                        TimeFormat::of,
                        "epoch-s, epoch-ms, epoch-us, " + "epoch-ns, iso, or a pattern like yyyy-MM-dd HH:mm:ss"));
    }

    private static Row.Extract extract(YamlNode node) {
        Map<String, YamlNode> map = node.map(Set.of("column", "pattern"));
        YamlNode pattern = node.need(map, "pattern");
        Row.Extract extract = new Row.Extract(node.need(map, "column").text(), pattern(pattern));
        if (extract.pattern().namedGroups().isEmpty()) {
            throw pattern.wrong("the pattern has no named group; write for example (?<rack>\\d+)");
        }
        return extract;
    }

    static Template template(YamlNode node) {
        return checked(node, Template::of, "text with {column} places");
    }

    static double within(YamlNode node, double low, double high) {
        double value = node.number();
        if (!(value >= low && value <= high)) {
            throw node.wrong("'" + node.text() + "' is not between " + low + " and " + high);
        }
        return value;
    }

    private static ZoneId zone(YamlNode node) {
        try {
            return ZoneId.of(node.text());
        } catch (DateTimeException e) {
            throw node.wrong("'" + node.text() + "' is no time zone"
                    + Near.to(node.text(), ZoneId.getAvailableZoneIds())
                            .map(z -> "; did you mean '" + z + "'?")
                            .orElse("; write for example UTC or America/New_York"));
        }
    }

    private static char separator(YamlNode node) {
        return switch (node.text()) {
            case "comma" -> ',';
            case "tab", "\\t" -> '\t';
            case "semicolon" -> ';';
            case "pipe" -> '|';
            default -> one(node);
        };
    }

    private static char one(YamlNode node) {
        if (node.text().length() != 1) {
            throw node.wrong("'" + node.text() + "' is not one character; or write comma, tab, semicolon, pipe");
        }
        return node.text().charAt(0);
    }

    private static char decimal(YamlNode node) {
        if (!node.text().equals(".") && !node.text().equals(",")) {
            throw node.wrong("'" + node.text() + "' is no decimal sign; write \".\" or \",\"");
        }
        return node.text().charAt(0);
    }

    private static Charset encoding(YamlNode node) {
        return checked(node, Charset::forName, "UTF-8, UTF-16 or ISO-8859-1");
    }

    private static Pattern pattern(YamlNode node) {
        try {
            return Pattern.compile(node.text());
        } catch (PatternSyntaxException e) {
            throw node.wrong("the pattern fails: " + e.getDescription() + " at position " + e.getIndex());
        }
    }

    private static <T> T checked(YamlNode node, Function<String, T> reader, String right) {
        try {
            return reader.apply(node.text());
        } catch (IllegalArgumentException e) {
            throw node.wrong("'" + node.text() + "' cannot be used: " + right);
        }
    }

    static @Nullable String textOrNull(Map<String, YamlNode> map, String key) {
        YamlNode found = map.get(key);
        return found == null ? null : found.text();
    }
}
