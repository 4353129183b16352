package millwright.connectors.snmp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.Conversion;
import millwright.connectors.source.Equipment;
import millwright.connectors.source.MapReading;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Metric;

/** Reads a map of objects. Every mistake names file, line and what would be right. */
final class MapReader {
    private static final int MOST_POINTS = 500;
    private static final Pattern OBJECT = Pattern.compile("[0-2](\\.(\\d{1,10}|\\{index}|\\{row}))+");

    private final Catalogue catalogue = Catalogue.standard();
    private final ConfigNode node;
    private boolean indexed;

    private MapReader(ConfigNode node) {
        this.node = node;
    }

    static ObjectMap read(ConfigNode node) {
        return new MapReader(node).map();
    }

    private ObjectMap map() {
        node.allow("device", "source", "kind", "most-objects", "identity", "points", "tables");
        EntityKind kind = Equipment.kind(node.get("kind"));
        Map<String, String> identity = new LinkedHashMap<>();
        node.optional("identity").ifPresent(all -> {
            all.allow("serial", "model", "name");
            all.entries().forEach((key, oid) -> identity.put(key, object(oid, false)));
        });
        List<Point> points = points(node.get("points"), kind, false);
        List<ObjectMap.Table> tables = new ArrayList<>();
        for (ConfigNode table : node.list("tables")) {
            table.allow("part", "kind", "rows", "points");
            EntityKind of = Equipment.kind(table.get("kind"));
            tables.add(new ObjectMap.Table(
                    table.text("part"), of, object(table.get("rows"), false), points(table.get("points"), of, true)));
        }
        return new ObjectMap(
                node.text("device"), kind, identity, points, tables, indexed, node.integer("most-objects", 20, 1, 100));
    }

    private List<Point> points(ConfigNode list, EntityKind kind, boolean rows) {
        List<Point> points = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (ConfigNode entry : list.list()) {
            Point point = point(entry, kind, rows);
            if (!named.add(point.metric().name())) {
                throw entry.get("metric")
                        .error("'" + point.metric().name() + "' stands twice; only one object can tell it");
            }
            points.add(point);
        }
        if (points.isEmpty() || points.size() > MOST_POINTS) {
            throw list.error("name 1 to " + MOST_POINTS + " points");
        }
        return points;
    }

    private Point point(ConfigNode point, EntityKind kind, boolean row) {
        point.allow(
                "metric",
                "object",
                "digits",
                "available",
                "scale",
                "offset",
                "unit",
                "values",
                "missing",
                "rollover",
                "averaged");
        Metric metric = MapReading.metric(catalogue, point);
        if (!metric.on().contains(kind)) {
            throw point.get("metric").error(metric.name() + " cannot be told of a " + kind.prefix());
        }
        Map<Long, Double> values = new HashMap<>();
        point.optional("values")
                .ifPresent(all -> all.entries().forEach((raw, value) -> {
                    if (!metric.isPlausible(value.number())) {
                        throw value.error(value.text() + " is nothing that " + metric.name() + " can be");
                    }
                    values.put(whole(all, raw), value.number());
                }));
        Map<Long, DataState> missing = new HashMap<>();
        point.optional("missing")
                .ifPresent(all -> all.entries().forEach((raw, word) -> {
                    missing.put(whole(all, raw), MapReading.missing(word));
                }));
        return new Point(
                metric,
                object(point.get("object"), row),
                point.has("digits") ? object(point.get("digits"), row) : "",
                point.has("available") ? object(point.get("available"), row) : "",
                Conversion.of(point, metric),
                values,
                missing,
                MapReading.rollover(point, metric),
                MapReading.averaged(point, metric));
    }

    private String object(ConfigNode oid, boolean row) {
        String text = oid.text();
        if (!OBJECT.matcher(text).matches()) {
            throw oid.error("'" + text + "' is no object identifier; write 1.3.6.1.…, numbers only"
                    + " or {index} and, in tables, {row}");
        } else if (text.contains("{row}") != row) {
            throw oid.error(row ? "must hold {row}: each row has its own" : "stands in no table and has no {row}");
        }
        for (String number : text.split("\\.")) {
            if (!number.startsWith("{") && Long.parseLong(number) > 0xffff_ffffL) {
                throw oid.error("'" + number + "' is more than an object identifier can hold");
            }
        }
        indexed |= text.contains("{index}");
        return text;
    }

    private static long whole(ConfigNode at, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw at.error("'" + text + "' is no whole number");
        }
    }
}
