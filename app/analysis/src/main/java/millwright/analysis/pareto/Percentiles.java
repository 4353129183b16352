package millwright.analysis.pareto;

import java.util.Locale;
import java.util.Map;

/**
 * Statistics of one latency by name: {@code p50}, {@code p90}, {@code p99.9}, {@code mean}. The unit is the field's that
 * holds them.
 */
public record Percentiles(Map<String, Double> byName) {
    public static final Percentiles NONE = new Percentiles(Map.of());
    public static final String MEDIAN = "p50";

    public Percentiles {
        byName = Map.copyOf(byName);
    }

    public static Percentiles median(double value) {
        return Double.isNaN(value) ? NONE : new Percentiles(Map.of(MEDIAN, value));
    }

    /** The statistic of that canonical name, NaN when it was not measured. */
    public double at(String name) {
        return byName.getOrDefault(name, Double.NaN);
    }

    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /**
     * The canonical name of a statistic as people write it: {@code median} and {@code P50} are {@code p50}.
     *
     * @throws IllegalArgumentException when it is no percentile between p0 and p100 and not {@code mean}
     */
    public static String canonical(String name) {
        String word = name.strip().toLowerCase(Locale.ROOT);
        if (word.equals("median")) {
            return MEDIAN;
        }
        if (word.equals("mean")) {
            return word;
        }
        if (!word.matches("p\\d{1,2}(\\.\\d{1,3})?|p100")) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no percentile: write median, mean or p and a number, for example p99");
        }
        return word;
    }
}
