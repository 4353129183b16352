package millwright.connectors.wire;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import millwright.plant.Aggregation;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricKind;
import millwright.plant.ValueType;
import millwright.plant.v1.V1;

/** The metric catalogue. Metrics of a kind that this version does not know are passed over. Any thread. */
public final class CatalogueCodec {
    private CatalogueCodec() {}

    public static V1.DescribeReply encode(Catalogue catalogue) {
        V1.DescribeReply.Builder to = V1.DescribeReply.newBuilder();
        catalogue.metrics().forEach(m -> to.addMetrics(encode(m)));
        return to.build();
    }

    private static V1.Metric encode(Metric m) {
        V1.Metric.Builder to = V1.Metric.newBuilder()
                .setName(m.name())
                .setTitle(m.title())
                .setUnit(m.unit())
                .setKindValue(Words.number(m.kind()))
                .setTypeValue(Words.number(m.type()))
                .setAggregationValue(Words.number(m.aggregation()))
                .setQuantum(m.quantum())
                .setLowest(m.lowest())
                .setHighest(m.highest())
                .addAllNativeIds(m.nativeIds());
        EnumSet.copyOf(m.on()).forEach(kind -> to.addOnValue(Words.number(kind)));
        if (m.numerator() != null) {
            to.setNumerator(m.numerator().name());
        }
        if (m.denominator() != null) {
            to.setDenominator(m.denominator().name());
        }
        return to.build();
    }

    /** @throws BadMessage naming the field */
    public static Catalogue decode(V1.DescribeReply from) {
        List<Metric> metrics = new ArrayList<>();
        for (V1.Metric metric : from.getMetricsList()) {
            boolean known = Words.orNull(MetricKind.values(), metric.getKindValue()) != null
                    && Words.orNull(ValueType.values(), metric.getTypeValue()) != null
                    && Words.orNull(Aggregation.values(), metric.getAggregationValue()) != null;
            if (known) {
                metrics.add(decode(metric));
            }
        }
        return Words.checked("metrics", () -> Catalogue.of(metrics));
    }

    private static Metric decode(V1.Metric m) {
        Set<EntityKind> on = EnumSet.noneOf(EntityKind.class);
        m.getOnValueList().stream()
                .map(number -> Words.orNull(EntityKind.values(), number))
                .filter(Objects::nonNull)
                .forEach(on::add);
        return Words.checked(
                "metrics." + m.getName(),
                () -> new Metric(
                        Words.metric(m.getName(), "metrics.name"),
                        m.getTitle(),
                        m.getUnit(),
                        on,
                        Words.of(MetricKind.values(), m.getKindValue(), "metrics.kind"),
                        Words.of(ValueType.values(), m.getTypeValue(), "metrics.type"),
                        Words.of(Aggregation.values(), m.getAggregationValue(), "metrics.aggregation"),
                        m.getQuantum(),
                        m.getLowest(),
                        m.getHighest(),
                        m.hasNumerator() ? Words.metric(m.getNumerator(), "metrics.numerator") : null,
                        m.hasDenominator() ? Words.metric(m.getDenominator(), "metrics.denominator") : null,
                        m.getNativeIdsList()));
    }
}
