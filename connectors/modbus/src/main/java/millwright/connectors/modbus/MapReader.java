package millwright.connectors.modbus;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.Conversion;
import millwright.connectors.source.Equipment;
import millwright.connectors.source.MapReading;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Metric;

/** Reads a register map. Every mistake names file, line and what would be right. */
final class MapReader {
    private static final int HIGHEST = 65_535;
    private static final int MOST_POINTS = 2_000;
    private static final List<String> SPACES = List.of("input", "holding");
    private static final List<String> ORDERS = List.of("high-first", "low-first");
    private static final List<String> TYPES =
            List.of("int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64");

    private final Catalogue catalogue = Catalogue.standard();
    private final ConfigNode node;
    private final Map<String, EntityKind> parts = new LinkedHashMap<>();

    private MapReader(ConfigNode node) {
        this.node = node;
    }

    static RegisterMap read(ConfigNode node) {
        return new MapReader(node).map();
    }

    private RegisterMap map() {
        node.allow(
                "device",
                "source",
                "kind",
                "registers",
                "numbered-from",
                "word-order",
                "byte-order",
                "most-registers",
                "gap",
                "parts",
                "points");
        EntityKind kind = Equipment.kind(node.get("kind"));
        for (ConfigNode part : node.list("parts")) {
            part.allow("name", "kind");
            if (parts.put(part.text("name"), Equipment.kind(part.get("kind"))) != null) {
                throw part.error("the part '" + part.text("name") + "' stands twice");
            }
        }
        List<Point> points = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (ConfigNode entry : node.get("points").list()) {
            Point point = point(entry);
            if (!named.add(point.metric().name() + " of " + point.part())) {
                throw entry.get("metric")
                        .error("'" + point.metric().name() + "' stands twice"
                                + (point.part().isEmpty() ? "" : " for the part '" + point.part() + "'")
                                + "; only one register can tell it");
            }
            points.add(point);
        }
        if (points.isEmpty() || points.size() > MOST_POINTS) {
            throw node.get("points").error("name 1 to " + MOST_POINTS + " points");
        }
        return new RegisterMap(
                node.text("device"),
                kind,
                parts,
                points,
                node.integer("most-registers", 100, 4, 125),
                node.integer("gap", 0, 0, 100));
    }

    private Point point(ConfigNode point) {
        point.allow(
                "metric",
                "part",
                "registers",
                "register",
                "type",
                "word-order",
                "byte-order",
                "bit",
                "scale",
                "offset",
                "unit",
                "values",
                "missing",
                "rollover",
                "averaged",
                "write");
        Metric metric = MapReading.metric(catalogue, point);
        RegisterType type = RegisterType.valueOf(point.get("type").word(TYPES).toUpperCase(Locale.ROOT));
        int bit = point.integer("bit", -1, point.has("bit") ? 0 : -1, 16 * type.words - 1);
        if (bit >= 0 && type.isFloat()) {
            throw point.get("bit").error("a float has no bits of its own; give an integer type");
        }
        Map<Long, Double> values = new HashMap<>();
        point.optional("values")
                .ifPresent(all -> all.entries().forEach((raw, value) -> {
                    if (!metric.isPlausible(value.number())) {
                        throw value.error(value.text() + " is nothing that " + metric.name() + " can be");
                    }
                    values.put(whole(all, raw).longValue(), value.number());
                }));
        if (!values.isEmpty() && (point.has("scale") || point.has("offset") || point.has("unit"))) {
            throw point.get("values").error("are states; they go with no scale, offset or unit");
        }
        Point read = new Point(
                metric,
                part(point),
                space(point),
                register(point, type),
                type,
                order(point),
                bit,
                Conversion.of(point, metric),
                values,
                missing(point, type),
                MapReading.rollover(point, metric),
                MapReading.averaged(point, metric),
                write(point, metric));
        point.optional("write").ifPresent(write -> fits(read, write));
        return read;
    }

    private static void fits(Point point, ConfigNode write) {
        try {
            point.write().ifPresent(bounds -> {
                point.written(bounds.lowest());
                point.written(bounds.highest());
            });
        } catch (IllegalArgumentException e) {
            throw write.error("the register cannot hold what it may be set to: " + e.getMessage());
        }
    }

    private String part(ConfigNode point) {
        return point.has("part") ? point.get("part").word(List.copyOf(parts.keySet())) : "";
    }

    private Space space(ConfigNode point) {
        ConfigNode said = point.has("registers") ? point.get("registers") : node.get("registers");
        return Space.valueOf(said.word(SPACES).toUpperCase(Locale.ROOT));
    }

    private int register(ConfigNode point, RegisterType type) {
        int first = node.integer("numbered-from", 0, 0, 1);
        ConfigNode number = point.get("register");
        BigInteger register = whole(number, number.text()).subtract(BigInteger.valueOf(first));
        if (register.signum() < 0 || register.bitLength() > 16 || register.intValue() + type.words - 1 > HIGHEST) {
            throw number.error("must be a register from " + first + " to " + (HIGHEST + first - type.words + 1)
                    + ", not " + number.text());
        }
        return register.intValue();
    }

    private ByteOrder order(ConfigNode point) {
        return new ByteOrder(low(point, "word-order"), low(point, "byte-order"));
    }

    private boolean low(ConfigNode point, String key) {
        Optional<ConfigNode> said = point.has(key) ? point.optional(key) : node.optional(key);
        return said.map(word -> word.word(ORDERS).equals("low-first")).orElse(false);
    }

    private static Map<Long, DataState> missing(ConfigNode point, RegisterType type) {
        Map<Long, DataState> missing = new HashMap<>();
        point.optional("missing")
                .ifPresent(all -> all.entries().forEach((raw, word) -> {
                    DataState state = MapReading.missing(word);
                    if (raw.equals("NaN") && type.isFloat()) {
                        missing.put(Point.ANY_NAN, state);
                    } else if (type.isFloat() && !raw.startsWith("0x")) {
                        throw word.error("'" + raw + "' of a float would be its bits; write those as 0x…, or NaN");
                    } else {
                        missing.put(whole(all, raw).longValue() & type.mask(), state);
                    }
                }));
        return missing;
    }

    private Optional<Bounds> write(ConfigNode point, Metric metric) {
        return point.optional("write").map(write -> {
            write.allow("min", "max", "step", "function");
            if (space(point) != Space.HOLDING || point.has("bit") || point.has("values")) {
                throw write.error("only a whole holding register that holds a number can be written");
            }
            double lowest = write.get("min").number();
            double highest = write.get("max").number();
            if (!(lowest < highest) || !metric.isPlausible(lowest) || !metric.isPlausible(highest)) {
                throw write.error("'min' must be below 'max', and both must be possible for " + metric.name());
            }
            String function =
                    write.has("function") ? write.get("function").word(List.of("single", "multiple")) : "multiple";
            return new Bounds(lowest, highest, write.number("step", 0, 0, highest - lowest), function.equals("single"));
        });
    }

    /** @param text decimal or 0x… */
    private static BigInteger whole(ConfigNode at, String text) {
        try {
            return text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
        } catch (NumberFormatException e) {
            throw at.error("'" + text + "' is no whole number; write 40001 or 0x9C40");
        }
    }
}
