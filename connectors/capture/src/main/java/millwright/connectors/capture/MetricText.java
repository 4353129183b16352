package millwright.connectors.capture;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.plant.Aggregation;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.MetricKind;
import millwright.plant.ValueType;
import org.jspecify.annotations.Nullable;

/** A catalogue entry as one line of text, so that a capture explains its own metrics. */
final class MetricText {
    private static final int PARTS = 13;

    private MetricText() {}

    static String write(Metric m) {
        return String.join(
                "\t",
                m.name(),
                m.title(),
                m.unit(),
                m.on().stream().map(Enum::name).sorted().collect(Collectors.joining(",")),
                m.kind().name(),
                m.type().name(),
                m.aggregation().name(),
                Double.toString(m.quantum()),
                Double.toString(m.lowest()),
                Double.toString(m.highest()),
                text(m.numerator()),
                text(m.denominator()),
                String.join(" ", m.nativeIds()));
    }

    private static String text(@Nullable MetricId id) {
        return id == null ? "" : id.name();
    }

    /** @throws CaptureException when the line is no catalogue entry */
    static Metric read(String line) {
        String[] p = line.split("\t", -1);
        if (p.length != PARTS) {
            throw new CaptureException("a metric of the catalogue is malformed");
        }
        try {
            Set<EntityKind> on = EnumSet.noneOf(EntityKind.class);
            Arrays.stream(p[3].split(",")).filter(k -> !k.isEmpty()).forEach(k -> on.add(EntityKind.valueOf(k)));
            return new Metric(
                    new MetricId(p[0]),
                    p[1],
                    p[2],
                    on,
                    MetricKind.valueOf(p[4]),
                    ValueType.valueOf(p[5]),
                    Aggregation.valueOf(p[6]),
                    Double.parseDouble(p[7]),
                    Double.parseDouble(p[8]),
                    Double.parseDouble(p[9]),
                    p[10].isEmpty() ? null : new MetricId(p[10]),
                    p[11].isEmpty() ? null : new MetricId(p[11]),
                    p[12].isEmpty() ? List.of() : List.of(p[12].split(" ")));
        } catch (IllegalArgumentException e) {
            throw new CaptureException("a metric of the catalogue is malformed: " + e.getMessage(), e);
        }
    }
}
