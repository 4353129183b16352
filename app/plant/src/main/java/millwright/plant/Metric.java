package millwright.plant;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the catalogue.
 *
 * @param unit UCUM, for example {@code W}, {@code Cel}, {@code {token}/s}, {@code 1}
 * @param on the kinds of entity that may carry it
 * @param quantum the step in which sources deliver it, in {@code unit}; 0 when unknown
 * @param lowest values below are implausible (state BAD) @param highest values above likewise
 * @param numerator for RATIO metrics, what is summed above the line; null otherwise
 * @param nativeIds vendor ids such as {@code dcgm:155}
 */
public record Metric(
        MetricId id,
        String title,
        String unit,
        Set<EntityKind> on,
        MetricKind kind,
        ValueType type,
        Aggregation aggregation,
        double quantum,
        double lowest,
        double highest,
        @Nullable MetricId numerator,
        @Nullable MetricId denominator,
        List<String> nativeIds) {
    public Metric {
        on = Set.copyOf(on);
        nativeIds = List.copyOf(nativeIds);
        if (aggregation == Aggregation.RATIO && (numerator == null || denominator == null)) {
            throw new IllegalArgumentException(id + ": a ratio needs a numerator and a denominator");
        }
    }

    public String name() {
        return id.name();
    }

    /** Of the thirteen parts the id says enough; what a peer delivers is kept by metric, reading by reading. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    public boolean isPlausible(double value) {
        return value >= lowest && value <= highest;
    }
}
