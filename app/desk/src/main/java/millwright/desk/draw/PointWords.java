package millwright.desk.draw;

import java.util.Locale;
import millwright.plant.Catalogue;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.MetricKind;

/** How points that may be written are called, and their values. Stateless. */
public final class PointWords {
    private static final String ASKED = " requested";

    private PointWords() {}

    /** {@code supply temperature} of "Supply temperature requested". */
    public static String name(MetricId metric) {
        String title = Catalogue.standard().find(metric).map(Metric::title).orElse(metric.name());
        String bare = title.endsWith(ASKED) ? title.substring(0, title.length() - ASKED.length()) : title;
        return bare.substring(0, 1).toLowerCase(Locale.ROOT) + bare.substring(1);
    }

    /** What is asked for, in words. */
    public static String request(MetricId metric, double value) {
        if (!isState(metric)) {
            return "Request " + name(metric) + " " + value(metric, value);
        }
        return value == 0 ? "Take back the request for " + name(metric) : "Request " + name(metric);
    }

    /** {@code 27.5 °C}; {@code yes} or {@code no} of a state; a dash when nothing is known. */
    public static String value(MetricId metric, double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return isState(metric)
                ? value == 0 ? "no" : "yes"
                : Figures.of(value, unit(metric)).joined();
    }

    public static boolean isState(MetricId metric) {
        return Catalogue.standard()
                .find(metric)
                .map(m -> m.kind() == MetricKind.STATE)
                .orElse(false);
    }

    private static String unit(MetricId metric) {
        return Catalogue.standard().find(metric).map(Metric::unit).orElse("1");
    }
}
