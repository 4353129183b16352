package millwright.connectors.source;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.NearestWord;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Metric;
import millwright.plant.MetricKind;

/** What the points of all device maps have in common. Mistakes name file, line and what would be right. */
public final class MapReading {
    private static final List<String> STATES = List.of("no-data", "not-supported");

    private MapReading() {}

    /** The key {@code metric} of a point. */
    public static Metric metric(Catalogue catalogue, ConfigNode point) {
        ConfigNode name = point.get("metric");
        return catalogue
                .find(name.text())
                .orElseThrow(() -> name.error("the catalogue has no metric '" + name.text() + "'"
                        + NearestWord.to(
                                        name.text(),
                                        catalogue.metrics().stream()
                                                .map(Metric::name)
                                                .toList())
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse("")));
    }

    /** What a number that stands for no value means. */
    public static DataState missing(ConfigNode word) {
        return DataState.valueOf(word.word(STATES).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The key {@code averaged} of a point: ns that the device averages over, 0 for instants; empty where it is not known. */
    public static OptionalLong averaged(ConfigNode point, Metric metric) {
        if (!point.has("averaged")) {
            return OptionalLong.empty();
        }
        ConfigNode said = point.get("averaged");
        if (metric.kind() != MetricKind.GAUGE) {
            throw said.error("only what is measured can be averaged, and " + metric.name() + " is a "
                    + metric.kind().name().toLowerCase(Locale.ROOT));
        }
        return OptionalLong.of(said.text().equals("instant") ? 0 : said.nanos());
    }

    /** The key {@code rollover} of a point, 0 without. */
    public static double rollover(ConfigNode point, Metric metric) {
        double rollover = point.number("rollover", 0);
        if (point.has("rollover") && (metric.kind() != MetricKind.COUNTER || !(rollover > 0))) {
            throw point.get("rollover").error("is the number after the highest, and only counts begin again");
        }
        return rollover;
    }
}
