package millwright.connectors.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.LogClassifier;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import millwright.plant.Times;

/** A receiver with a clock that is moved by hand, and what it told. */
final class Site {
    static final long START = 1_790_000_000L * Times.SECOND;

    final List<PlantEvent> events = new CopyOnWriteArrayList<>();
    final Receiver receiver;
    private long now = START;
    private Plant plant = Plant.empty();

    Site() {
        this(Optional.empty());
    }

    Site(Optional<LogClassifier> classifier) {
        this(classifier, "");
    }

    /** @param more lines of the block */
    Site(Optional<LogClassifier> classifier, String more) {
        OtlpConfig config = OtlpConfig.of(ConfigNode.parse("test.yaml", "protocol: otlp\nname: otel\n" + more));
        receiver = new Receiver(config, events::add, () -> now, classifier);
    }

    InstantSource clock() {
        return () -> Instant.ofEpochSecond(0, now);
    }

    long now() {
        return now;
    }

    void pass(long seconds) {
        now += seconds * Times.SECOND;
    }

    static KeyValue pair(String key, Object value) {
        AnyValue.Builder any = AnyValue.newBuilder();
        if (value instanceof Number number) {
            any.setIntValue(number.longValue());
        } else {
            any.setStringValue(value.toString());
        }
        return KeyValue.newBuilder().setKey(key).setValue(any).build();
    }

    static List<KeyValue> pairs(Map<String, ?> attributes) {
        List<KeyValue> pairs = new ArrayList<>();
        attributes.forEach((k, v) -> pairs.add(pair(k, v)));
        return pairs;
    }

    NumberDataPoint.Builder at(double value, Map<String, ?> attributes) {
        return NumberDataPoint.newBuilder()
                .setTimeUnixNano(now)
                .setAsDouble(value)
                .addAllAttributes(pairs(attributes));
    }

    static ExportMetricsServiceRequest request(Map<String, ?> resource, Metric.Builder... metrics) {
        ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
        for (Metric.Builder metric : metrics) {
            scope.addMetrics(metric);
        }
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(Resource.newBuilder().addAllAttributes(pairs(resource)))
                        .addScopeMetrics(scope))
                .build();
    }

    Refusals send(Map<String, ?> resource, Metric.Builder... metrics) {
        return receiver.metrics(request(resource, metrics).toByteArray(), false, "10.0.0.9");
    }

    Plant plant() {
        for (PlantEvent event : events) {
            if (event instanceof PlantChanged changed && changed.revision() > plant.revision()) {
                plant = changed.whole()
                        ? Plant.builder().apply(changed.change()).build(changed.revision())
                        : plant.apply(changed.change());
            }
        }
        return plant;
    }

    /** The newest value of a metric of an entity, as its state or number; null when none was told. */
    Object newest(String metric, String entity) {
        int index = plant().indexOf(new EntityId(entity));
        Object found = null;
        for (PlantEvent event : events) {
            if (index >= 0
                    && event instanceof Frame frame
                    && frame.metric().name().equals(metric)
                    && frame.kind() == plant.entity(index).kind()) {
                for (int i = 0; i < frame.size(); i++) {
                    if (frame.slot(i) == plant.slotOf(index)) {
                        DataState state = frame.states().at(i);
                        found = state == DataState.OK ? frame.values().asDouble(i) : state;
                    }
                }
            }
        }
        return found;
    }

    SourceState state() {
        return events.stream()
                .filter(SourceState.class::isInstance)
                .map(SourceState.class::cast)
                .reduce((a, b) -> b)
                .orElseThrow();
    }
}
