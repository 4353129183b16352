package millwright.connectors.csv;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Units of source columns and how they become units of the catalogue. Linear; written as UCUM or as people write them. */
final class Units {
    private record Unit(String dimension, double factor, double offset) {}

    /** value x factor + offset. */
    record Conversion(double factor, double offset) {
        double apply(double value) {
            return value * factor + offset;
        }
    }

    private static final Map<String, Unit> UNITS = table();

    private Units() {}

    private static Map<String, Unit> table() {
        Map<String, Unit> units = new TreeMap<>();
        put(units, "power", "W 1 mW 1e-3 kW 1e3 MW 1e6");
        put(units, "energy", "J 1 mJ 1e-3 kJ 1e3 MJ 1e6 Wh 3600 W.h 3600 kWh 3.6e6 kW.h 3.6e6");
        put(units, "time", "s 1 ms 1e-3 us 1e-6 ns 1e-9 min 60 h 3600");
        put(units, "frequency", "MHz 1 kHz 1e-3 Hz 1e-6 GHz 1e3");
        put(units, "ratio", "1 1 % 0.01 percent 0.01");
        put(units, "data", "By 1 B 1 bytes 1 kBy 1e3 kB 1e3 MBy 1e6 MB 1e6 GBy 1e9 GB 1e9");
        put(units, "data", "KiBy 1024 KiB 1024 MiBy 1048576 MiB 1048576 GiBy 1073741824 GiB 1073741824");
        put(units, "data rate", "By/s 1 B/s 1 kBy/s 1e3 kB/s 1e3 MBy/s 1e6 MB/s 1e6 GBy/s 1e9 GB/s 1e9");
        put(units, "data rate", "bit/s 0.125 kbit/s 125 Mbit/s 125e3 Gbit/s 125e6");
        put(units, "flow", "L/min 1 l/min 1 L/s 60 l/s 60 m3/h 16.666666666666668 gpm 3.785411784");
        put(units, "pressure", "kPa 1 Pa 1e-3 bar 100 mbar 0.1 psi 6.894757293168361");
        put(units, "current", "A 1 mA 1e-3");
        put(units, "voltage", "V 1 mV 1e-3 kV 1e3");
        put(units, "difference", "K 1");
        put(units, "tokens per time", "{token}/s 1 tok/s 1 tokens/s 1");
        put(units, "requests per time", "{request}/s 1 req/s 1");
        put(units, "requests", "{request} 1 requests 1");
        put(units, "GPUs", "{gpu} 1 gpus 1");
        put(units, "samples", "{sample}/s 1");
        put(units, "tokens per energy", "{token}/J 1 tok/J 1");
        units.put("Cel", new Unit("temperature", 1, 0));
        units.put("C", new Unit("temperature", 1, 0));
        units.put("[degF]", new Unit("temperature", 5.0 / 9, -160.0 / 9));
        units.put("F", new Unit("temperature", 5.0 / 9, -160.0 / 9));
        units.put("kelvin", new Unit("temperature", 1, -273.15));
        return units;
    }

    private static void put(Map<String, Unit> units, String dimension, String list) {
        String[] words = list.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            units.put(words[i], new Unit(dimension, Double.parseDouble(words[i + 1]), 0));
        }
    }

    /** Empty when the units do not measure the same thing, or one is unknown. */
    static Optional<Conversion> between(String from, String to) {
        if (from.equals(to)) {
            return Optional.of(new Conversion(1, 0));
        }
        Unit source = UNITS.get(from);
        Unit target = UNITS.get(to);
        if (source == null || target == null || !source.dimension.equals(target.dimension)) {
            return Optional.empty();
        }
        return Optional.of(
                new Conversion(source.factor / target.factor, (source.offset - target.offset) / target.factor));
    }

    /** What may be written where the catalogue has this unit. */
    static TreeSet<String> alternatives(String to) {
        TreeSet<String> names = new TreeSet<>(UNITS.keySet());
        names.removeIf(n -> between(n, to).isEmpty());
        names.add(to);
        return names;
    }
}
