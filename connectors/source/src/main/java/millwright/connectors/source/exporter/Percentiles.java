package millwright.connectors.source.exporter;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import millwright.connectors.source.Reading;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * The percentiles and the mean of a spread as readings of the metrics that its beginning names: {@code endpoint.ttft} is told as
 * {@code endpoint.ttft.p50} and so on, each percentile with what its bucket leaves open as {@code endpoint.ttft.p50.error}. A
 * percentile with a number whose error has none lies beyond the last bound: it is at least that. Stateless.
 */
public final class Percentiles {
    private static final Map<String, Double> SHARES = new TreeMap<>(Map.of("p50", 0.5, "p90", 0.9, "p99", 0.99));

    private Percentiles() {}

    /**
     * @param base what the names of the metrics begin with
     * @param scale factor from the spread's unit to the catalogue's
     * @param all null where nothing is known yet, which is no number as nothing that fell is
     * @param time epoch ns or {@link Reading#UNSAID}
     */
    public static void tell(
            Catalogue catalogue,
            EntityId entity,
            String base,
            double scale,
            @Nullable Spread all,
            long time,
            Consumer<Reading> to) {
        SHARES.forEach((word, share) -> {
            Spread.Quantile at = all == null ? new Spread.Quantile(Double.NaN, Double.NaN) : all.quantile(share);
            double error = Double.isInfinite(at.error()) ? Double.NaN : at.error();
            reading(catalogue, entity, base + "." + word, at.value() * scale, time, to);
            reading(catalogue, entity, base + "." + word + ".error", error * scale, time, to);
        });
        reading(catalogue, entity, base + ".mean", all == null ? Double.NaN : all.mean() * scale, time, to);
    }

    /**
     * The counts themselves, where the catalogue has them: they add up over time and over engines, percentiles do not. So
     * what fell must be told once only, unlike what percentiles are made of.
     *
     * @param fell since it was told last
     */
    public static void counts(
            Catalogue catalogue,
            EntityId entity,
            String base,
            double scale,
            Spread fell,
            long time,
            Consumer<Reading> to) {
        Metric counts = catalogue.find(new MetricId(base)).orElse(null);
        Metric median = catalogue.find(new MetricId(base + ".p50")).orElse(null);
        if (counts != null && median != null && counts.type() == ValueType.HISTOGRAM) {
            boolean millis = median.unit().equals("ms") && counts.unit().equals("s");
            to.accept(Reading.of(entity, counts, fell.buckets(millis ? scale / 1000 : scale), time));
        }
    }

    private static void reading(
            Catalogue catalogue, EntityId entity, String name, double value, long time, Consumer<Reading> to) {
        catalogue
                .find(new MetricId(name))
                .map(metric -> Double.isInfinite(value)
                        ? new Reading(entity, metric, Double.NaN, DataState.BAD, time)
                        : Reading.of(entity, metric, value, time))
                .ifPresent(to);
    }
}
