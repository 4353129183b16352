package millwright.connectors.source;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.NearestWord;
import millwright.plant.Metric;

/** How numbers in a device's unit become numbers in the catalogue's: number x factor + offset. Immutable. */
public record Conversion(double factor, double offset) {
    private record Unit(String dimension, double factor, double offset) {}

    private static final String COUNT = "{}";
    private static final Map<String, Unit> UNITS = table();

    private static Map<String, Unit> table() {
        Map<String, Unit> units = new TreeMap<>();
        put(units, "power", "W 1 watts 1 mW 1e-3 kW 1e3 MW 1e6");
        put(units, "apparent power", "VA 1 kVA 1e3 MVA 1e6");
        put(
                units,
                "energy",
                "J 1 joules 1 mJ 1e-3 kJ 1e3 MJ 1e6 Wh 3600 W.h 3600 kWh 3.6e6 kW.h 3.6e6 MWh 3.6e9 MW.h 3.6e9");
        put(units, "frequency", "Hz 1 hertz 1 mHz 1e-3 kHz 1e3 MHz 1e6 GHz 1e9");
        put(units, "ratio", "1 1 ratio 1 % 0.01 percent 0.01");
        put(units, "flow", "L/min 1 L/s 60 L/h 0.016666666666666666 m3/h 16.666666666666668 gpm 3.785411784");
        put(units, "pressure", "kPa 1 Pa 1e-3 bar 100 mbar 0.1 psi 6.894757293168361");
        put(units, "current", "A 1 mA 1e-3");
        put(units, "voltage", "V 1 mV 1e-3 kV 1e3");
        put(units, "rotation", "{rev}/min 1 rpm 1");
        put(
                units,
                "time",
                "s 1 seconds 1 ms 1e-3 milliseconds 1e-3 us 1e-6 microseconds 1e-6 ns 1e-9 nanoseconds 1e-9");
        put(units, "time", "min 60 h 3600");
        put(units, "data", "By 1 bytes 1 kBy 1e3 MBy 1e6 GBy 1e9 TBy 1e12 bit 0.125 kbit 125 Mbit 125e3 Gbit 125e6");
        put(units, "data", "KiBy 1024 MiBy 1048576 GiBy 1073741824 TiBy 1099511627776");
        put(units, "count", COUNT + " 1");
        put(units, "rate", "1/s 1 1/min 0.016666666666666666");
        new TreeMap<>(units).forEach((name, unit) -> {
            if (unit.dimension.equals("data")) {
                units.put(name + "/s", new Unit("data rate", unit.factor, 0));
            }
        });
        units.put("Cel", new Unit("temperature", 1, 0));
        units.put("C", new Unit("temperature", 1, 0));
        units.put("celsius", new Unit("temperature", 1, 0));
        units.put("[degF]", new Unit("temperature", 5.0 / 9, -160.0 / 9));
        units.put("F", new Unit("temperature", 5.0 / 9, -160.0 / 9));
        units.put("K", new Unit("temperature", 1, -273.15));
        return units;
    }

    private static void put(Map<String, Unit> units, String dimension, String list) {
        String[] words = list.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            units.put(words[i], new Unit(dimension, Double.parseDouble(words[i + 1]), 0));
        }
    }

    /**
     * From {@code unit}, {@code scale} and {@code offset} of a point: first the number is scaled, then it has the unit.
     *
     * @throws millwright.connectors.config.ConfigException when the unit does not measure what the metric does
     */
    public static Conversion of(ConfigNode point, Metric metric) {
        double scale = point.number("scale", 1);
        double offset = point.number("offset", 0);
        if (scale == 0 || !Double.isFinite(scale) || !Double.isFinite(offset)) {
            throw point.error("'scale' must be a number other than 0, 'offset' a number");
        }
        if (!point.has("unit") || point.text("unit").equals(metric.unit())) {
            return new Conversion(scale, offset);
        }
        Conversion between = between(point.text("unit"), metric.unit()).orElse(null);
        if (between == null) {
            throw point.get("unit")
                    .error("'" + point.text("unit") + "' does not become '" + metric.unit() + "' of " + metric.name()
                            + NearestWord.hint(point.text("unit"), alternatives(metric.unit())));
        }
        return new Conversion(scale * between.factor, offset * between.factor + between.offset);
    }

    /**
     * From numbers in one unit to numbers in another. What stands in braces says what is counted: {@code {request}/s} are
     * 1/s. K of the catalogue are differences, which have no zero to set off.
     *
     * @return empty where they do not measure the same, or one of them is not known
     */
    public static Optional<Conversion> between(String from, String to) {
        if (from.equals(to)) {
            return Optional.of(new Conversion(1, 0));
        }
        Unit of = UNITS.get(plain(from));
        Unit wanted = UNITS.get(plain(to));
        if (of == null || wanted == null || !alike(plain(from), of, plain(to), wanted)) {
            return Optional.empty();
        }
        double zero = to.equals("K") ? 0 : (of.offset - wanted.offset) / wanted.factor;
        return Optional.of(new Conversion(of.factor / wanted.factor, zero));
    }

    /** A plain number may be a count, a percentage never. */
    private static boolean alike(String from, Unit of, String to, Unit wanted) {
        boolean counts = (of.dimension.equals("count") || from.equals("1"))
                && (wanted.dimension.equals("count") || to.equals("1"));
        return counts || of.dimension.equals(wanted.dimension);
    }

    private static String plain(String unit) {
        if (UNITS.containsKey(unit) || unit.indexOf('{') < 0) {
            return unit;
        }
        String bare = unit.replaceAll("\\{[^}]*}", "");
        return bare.isEmpty() ? COUNT : bare.startsWith("/") ? "1" + bare : bare;
    }

    /** What becomes {@code unit}, for messages; itself first. */
    public static String convertible(String unit) {
        TreeSet<String> others = alternatives(unit);
        others.remove(unit);
        return others.isEmpty() ? "'" + unit + "'" : "'" + unit + "' or one of " + String.join(", ", others);
    }

    private static TreeSet<String> alternatives(String wanted) {
        TreeSet<String> names = new TreeSet<>();
        names.add(wanted);
        Unit to = UNITS.get(plain(wanted));
        UNITS.forEach((name, unit) -> {
            if (to != null && to.dimension.equals(unit.dimension) && !name.contains(COUNT)) {
                names.add(name);
            }
        });
        return names;
    }

    public double apply(double number) {
        return number * factor + offset;
    }

    /** The device's number for a value of the catalogue's unit. */
    public double undo(double value) {
        return (value - offset) / factor;
    }
}
