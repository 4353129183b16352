package millwright.connectors.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import millwright.connectors.otlp.MetricGroup.Shape;
import millwright.connectors.otlp.MetricGroup.Temporality;

/** What the generated classes read of a request, in our shapes: the other opinion on the same bytes. */
final class Told {
    private Told() {}

    static List<MetricGroup> by(ExportMetricsServiceRequest request) {
        return request.getResourceMetricsList().stream()
                .flatMap(r -> r.getScopeMetricsList().stream()
                        .flatMap(s -> s.getMetricsList().stream()
                                .map(m -> group(
                                        attributes(r.getResource().getAttributesList()),
                                        attributes(s.getScope().getAttributesList()),
                                        m))))
                .toList();
    }

    private static MetricGroup group(
            Attributes resource, Attributes scope, io.opentelemetry.proto.metrics.v1.Metric m) {
        Shape shape = Shape.OTHER;
        Temporality temporality = Temporality.UNSAID;
        boolean monotonic = false;
        List<Point> points = List.of();
        if (m.hasGauge()) {
            shape = Shape.GAUGE;
            points = m.getGauge().getDataPointsList().stream().map(Told::number).toList();
        } else if (m.hasSum()) {
            shape = Shape.SUM;
            temporality = Temporality.of(m.getSum().getAggregationTemporalityValue());
            monotonic = m.getSum().getIsMonotonic();
            points = m.getSum().getDataPointsList().stream().map(Told::number).toList();
        } else if (m.hasHistogram()) {
            shape = Shape.HISTOGRAM;
            temporality = Temporality.of(m.getHistogram().getAggregationTemporalityValue());
            points = m.getHistogram().getDataPointsList().stream()
                    .map(Told::histogram)
                    .toList();
        } else if (m.hasExponentialHistogram()) {
            shape = Shape.EXPONENTIAL;
            temporality = Temporality.of(m.getExponentialHistogram().getAggregationTemporalityValue());
            points = m.getExponentialHistogram().getDataPointsList().stream()
                    .map(Told::exponential)
                    .toList();
        }
        return new MetricGroup(resource, scope, m.getName(), m.getUnit(), shape, temporality, monotonic, points);
    }

    private static Point number(io.opentelemetry.proto.metrics.v1.NumberDataPoint p) {
        boolean none = (p.getFlags() & 1) != 0 || !p.hasAsDouble() && !p.hasAsInt();
        return new Point.Number(
                attributes(p.getAttributesList()),
                p.getStartTimeUnixNano(),
                p.getTimeUnixNano(),
                none,
                p.hasAsInt(),
                p.hasAsInt() ? p.getAsInt() : Double.doubleToRawLongBits(p.getAsDouble()));
    }

    private static Point histogram(io.opentelemetry.proto.metrics.v1.HistogramDataPoint p) {
        return new Point.Histogram(
                attributes(p.getAttributesList()),
                p.getStartTimeUnixNano(),
                p.getTimeUnixNano(),
                (p.getFlags() & 1) != 0,
                new Buckets(
                        p.getCount(),
                        p.hasSum() ? p.getSum() : Double.NaN,
                        p.getExplicitBoundsList().stream().mapToDouble(d -> d).toArray(),
                        p.getBucketCountsList().stream().mapToLong(n -> n).toArray()));
    }

    private static Point exponential(io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint p) {
        return new Point.Exponential(
                attributes(p.getAttributesList()),
                p.getStartTimeUnixNano(),
                p.getTimeUnixNano(),
                (p.getFlags() & 1) != 0,
                new Powers(
                        p.getCount(),
                        p.hasSum() ? p.getSum() : Double.NaN,
                        p.getScale(),
                        p.getZeroCount(),
                        p.getZeroThreshold(),
                        side(p.getPositive()),
                        side(p.getNegative())));
    }

    private static Powers.Side side(io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets b) {
        return new Powers.Side(
                b.getOffset(),
                b.getBucketCountsList().stream().mapToLong(n -> n).toArray());
    }

    static Attributes attributes(List<KeyValue> pairs) {
        return new Attributes(
                pairs.stream().map(KeyValue::getKey).toList(),
                pairs.stream().map(p -> value(p.getValue())).toList());
    }

    private static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(Told::value)
                        .toList()
                        .toString();
            case KVLIST_VALUE ->
                attributes(value.getKvlistValue().getValuesList()).toString();
            default -> "";
        };
    }

    /** A text that is equal when two readings are: arrays inside records are not by themselves. */
    static String text(List<MetricGroup> groups) {
        StringBuilder text = new StringBuilder();
        for (MetricGroup g : groups) {
            text.append("%s %s %s %s %s %s %s%n"
                    .formatted(g.resource(), g.scope(), g.name(), g.unit(), g.shape(), g.temporality(), g.monotonic()));
            g.points().forEach(p -> text.append("  ").append(text(p)).append('\n'));
        }
        return text.toString();
    }

    private static String text(Point p) {
        String head = p.attributes() + " " + p.start() + " " + p.time() + " " + p.none() + " ";
        return head
                + switch (p) {
                    case Point.Number n -> n.integer() + " " + Long.toHexString(n.bits());
                    case Point.Histogram h -> text(h.buckets());
                    case Point.Exponential e ->
                        e.powers().count() + " " + e.powers().sum() + " "
                                + e.powers().scale() + " " + e.powers().zero() + " "
                                + e.powers().threshold() + side(e.powers().positive())
                                + side(e.powers().negative());
                };
    }

    private static String text(Buckets b) {
        return b.count() + " " + b.sum() + " " + java.util.Arrays.toString(b.bounds())
                + java.util.Arrays.toString(b.counts());
    }

    private static String side(Powers.Side side) {
        return " " + side.offset() + java.util.Arrays.toString(side.counts());
    }
}
