package millwright.connectors.prometheus;

import java.util.List;
import java.util.Locale;

/** Kinds of metric families in OpenMetrics, with the endings that their samples' names may have. */
enum MetricType {
    UNKNOWN(""),
    GAUGE(""),
    COUNTER("_total", "_created"),
    SUMMARY("", "_sum", "_count", "_created"),
    HISTOGRAM("_bucket", "_sum", "_count", "_created"),
    GAUGEHISTOGRAM("_bucket", "_gsum", "_gcount"),
    STATESET(""),
    INFO("_info");

    private final List<String> endings;

    MetricType(String... endings) {
        this.endings = List.of(endings);
    }

    List<String> endings() {
        return endings;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that is no type, and for {@code untyped}, which is not of OpenMetrics */
    static MetricType of(String word) {
        for (MetricType type : values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no type");
    }
}
