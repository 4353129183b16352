package millwright.analysis.detect;

import java.util.Map;

/** Values that differ from the defaults, by {@code rule.setting}. Immutable. */
public record Tuning(Map<String, Double> values) {
    public static final Tuning DEFAULT = new Tuning(Map.of());

    public Tuning {
        values = Map.copyOf(values);
    }

    public double of(String rule, Setting setting) {
        return values.getOrDefault(rule + "." + setting.name(), setting.value());
    }

    /** A setting in seconds as ns. */
    public long nanos(String rule, Setting setting) {
        return (long) (of(rule, setting) * 1e9);
    }
}
