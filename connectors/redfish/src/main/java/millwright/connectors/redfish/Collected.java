package millwright.connectors.redfish;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import millwright.connectors.source.Wildcard;

/**
 * How the values of a metric report came about, as its definition says: a mean over a stretch, an instant, or what is no value
 * of the quantity at all, such as the highest. Immutable; as large as the definition.
 */
final class Collected {
    /** Of a report that names no definition, or one that cannot be read. */
    static final Collected UNSAID = new Collected(List.of());

    private static final int MOST = 2_000;

    /** @param usable false for the highest, the lowest or the sum @param span ns, 0 for instants, empty where not said */
    record Way(boolean usable, OptionalLong span) {}

    private static final Way NOT_SAID = new Way(true, OptionalLong.empty());

    /** A path; what stands in braces is any one part of it. */
    private record Property(List<Wildcard> parts) {
        static Property of(String text) {
            String path = Reports.property(text).replaceAll("\\{[^}]*}", "?*");
            return new Property(
                    Stream.of(path.split("/", -1)).map(Wildcard::new).toList());
        }

        boolean fits(List<String> path) {
            return path.size() == parts.size()
                    && IntStream.range(0, parts.size())
                            .allMatch(i -> parts.get(i).fits(path.get(i)));
        }
    }

    private record Metric(String id, List<Property> properties, Way way) {
        boolean holds(String property) {
            List<String> path = List.of(property.split("/", -1));
            return properties.stream().anyMatch(p -> p.fits(path));
        }
    }

    private final List<Metric> metrics;

    private Collected(List<Metric> metrics) {
        this.metrics = metrics;
    }

    static Collected of(Document definition) {
        List<Metric> metrics = new ArrayList<>();
        for (Document metric : definition.items("Metrics").stream().limit(MOST).toList()) {
            List<Property> properties = Stream.iterate(0, i -> i + 1)
                    .limit(MOST)
                    .map(i -> metric.text("MetricProperties/" + i, ""))
                    .takeWhile(property -> !property.isEmpty())
                    .map(Property::of)
                    .toList();
            metrics.add(new Metric(metric.text("MetricId", ""), properties, way(metric)));
        }
        boolean silent = metrics.stream().allMatch(metric -> metric.way().equals(NOT_SAID));
        return silent ? UNSAID : new Collected(List.copyOf(metrics));
    }

    private static Way way(Document metric) {
        String function = metric.text("CollectionFunction", "");
        if (function.isEmpty()) {
            boolean point = metric.text("CollectionTimeScope", "").equals("Point");
            return point ? new Way(true, OptionalLong.of(0)) : NOT_SAID;
        }
        return function.equals("Average")
                ? new Way(true, span(metric.text("CollectionDuration", "")))
                : new Way(false, OptionalLong.empty());
    }

    private static OptionalLong span(String duration) {
        try {
            long span = duration.isEmpty() ? 0 : Duration.parse(duration).toNanos();
            return span > 0 ? OptionalLong.of(span) : OptionalLong.empty();
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * One property may be collected in several ways, so that the name decides and the property only where no metric has it.
     *
     * @param name of the metric in the report, empty for none
     * @param property as {@link Reports#property} has it
     */
    Way of(String name, String property) {
        List<Metric> named = metrics.stream()
                .filter(metric -> !name.isEmpty() && metric.id().equals(name))
                .toList();
        List<Metric> holding = (named.isEmpty() ? metrics : named)
                .stream().filter(metric -> metric.holds(property)).toList();
        return together(holding.isEmpty() ? named : holding);
    }

    /** Of several that it may be, one that is no value spoils it, and a span counts only where all say the same. */
    private static Way together(List<Metric> metrics) {
        List<Way> ways = metrics.stream().map(Metric::way).distinct().toList();
        return ways.size() == 1 ? ways.getFirst() : new Way(ways.stream().allMatch(Way::usable), OptionalLong.empty());
    }
}
