package millwright.connectors.mqtt;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How what is sent becomes a number of the catalogue's unit. */
sealed interface Scale {
    /** Empty when the number means nothing known. */
    OptionalDouble read(double sent);

    /** What to send to mean this; empty when it cannot be said. */
    OptionalDouble write(double meant);

    /** {@code meant = sent * factor + offset}. */
    record Linear(double factor, double offset) implements Scale {
        @Override
        public OptionalDouble read(double sent) {
            return OptionalDouble.of(sent * factor + offset);
        }

        @Override
        public OptionalDouble write(double meant) {
            return OptionalDouble.of((meant - offset) / factor);
        }
    }

    /** @param meaning code of the catalogue by what is sent */
    record Codes(Map<Long, Integer> meaning) implements Scale {
        public Codes {
            meaning = Map.copyOf(meaning);
        }

        @Override
        public OptionalDouble read(double sent) {
            Integer code = sent == Math.rint(sent) ? meaning.get((long) sent) : null;
            return code == null ? OptionalDouble.empty() : OptionalDouble.of(code);
        }

        @Override
        public OptionalDouble write(double meant) {
            return meaning.entrySet().stream()
                    .filter(e -> e.getValue() == meant)
                    .mapToDouble(e -> e.getKey())
                    .findFirst();
        }
    }

    private static Linear by(double factor) {
        return new Linear(factor, 0);
    }

    /** From an engineering unit as buildings write it to the catalogue's; empty when either is not known here. */
    static Optional<Scale> of(String written, String ucum) {
        if (written.strip().startsWith("mW") || written.strip().startsWith("mV")) {
            return Optional.empty(); // thousandths, which would read as millions
        }
        String unit = written.strip().toLowerCase(Locale.ROOT).replace("°", "").replace("³", "3");
        return Optional.ofNullable(
                switch (ucum) {
                    case "Cel" -> temperature(unit);
                    case "W" -> power(unit);
                    case "VA" ->
                        switch (unit) {
                            case "va" -> by(1);
                            case "kva" -> by(1e3);
                            case "mva" -> by(1e6);
                            default -> null;
                        };
                    case "V" -> unit.equals("v") ? by(1) : unit.equals("kv") ? by(1e3) : null;
                    case "A" -> unit.equals("a") || unit.equals("amps") ? by(1) : unit.equals("ma") ? by(1e-3) : null;
                    case "Hz" -> unit.equals("hz") ? by(1) : null;
                    case "kPa" -> pressure(unit);
                    case "L/min" -> flow(unit);
                    case "%" -> unit.equals("%") || unit.equals("percent") ? by(1) : null;
                    case "1" -> unit.isEmpty() || unit.equals("pf") ? by(1) : unit.equals("%") ? by(0.01) : null;
                    case "{rev}/min" -> unit.equals("rpm") ? by(1) : null;
                    default -> null;
                });
    }

    private static @Nullable Linear temperature(String unit) {
        return switch (unit) {
            case "c", "degc", "deg c", "celsius" -> by(1);
            case "f", "degf", "deg f", "fahrenheit" -> new Linear(5.0 / 9, -160.0 / 9);
            case "k", "kelvin" -> new Linear(1, -273.15);
            default -> null;
        };
    }

    private static @Nullable Linear power(String unit) {
        return switch (unit) {
            case "w", "watt" -> by(1);
            case "kw", "kilowatt" -> by(1e3);
            case "mw", "megawatt" -> by(1e6);
            default -> null;
        };
    }

    private static @Nullable Linear pressure(String unit) {
        return switch (unit) {
            case "kpa" -> by(1);
            case "pa" -> by(1e-3);
            case "bar" -> by(100);
            case "mbar" -> by(0.1);
            case "psi" -> by(6.894757293168361);
            default -> null;
        };
    }

    private static @Nullable Linear flow(String unit) {
        return switch (unit) {
            case "lpm", "l/min" -> by(1);
            case "l/s", "lps" -> by(60);
            case "m3/h", "cmh" -> by(1000.0 / 60);
            case "gpm", "gal/min" -> by(3.785411784);
            default -> null;
        };
    }
}
