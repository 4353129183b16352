package millwright.feed;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.plant.MetricId;

/**
 * Which points of an entity {@link ControlAction.SetPoint} may ask for. Its source says so beside the native ids: {@code
 * writable.METRIC} names the metric in which the source shows that it follows, and is empty once the point may not be
 * written any more. Stateless.
 */
public final class WritablePoints {
    private static final String PREFIX = "writable.";

    private WritablePoints() {}

    /** @param shownBy where it shows that the source follows */
    public static Map<String, String> offered(MetricId metric, MetricId shownBy) {
        return Map.of(PREFIX + metric.name(), shownBy.name());
    }

    public static Map<String, String> withdrawn(MetricId metric) {
        return Map.of(PREFIX + metric.name(), "");
    }

    /** Where it shows that the source follows; empty when the point may not be written. */
    public static Optional<MetricId> shownBy(Map<String, String> nativeIds, MetricId metric) {
        String shown = nativeIds.getOrDefault(PREFIX + metric.name(), "");
        return shown.isEmpty() ? Optional.empty() : Optional.of(new MetricId(shown));
    }

    /** What may be asked for, in the order of its name, with where it shows. */
    public static Map<String, MetricId> of(Map<String, String> nativeIds) {
        Map<String, MetricId> points = new TreeMap<>();
        nativeIds.forEach((key, shown) -> {
            if (key.startsWith(PREFIX) && !shown.isEmpty()) {
                points.put(key.substring(PREFIX.length()), new MetricId(shown));
            }
        });
        return points;
    }
}
