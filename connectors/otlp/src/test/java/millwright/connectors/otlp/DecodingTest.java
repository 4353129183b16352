package millwright.connectors.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Whatever bytes come: what the generated classes read, or one clear refusal. */
class DecodingTest {
    static ExportMetricsServiceRequest made(long seed) {
        Random random = new Random(seed);
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        for (int r = 0; r < 1 + random.nextInt(2); r++) {
            ScopeMetrics.Builder scope = ScopeMetrics.newBuilder()
                    .setScope(InstrumentationScope.newBuilder().setName("s").addAttributes(pair(random)));
            for (int m = 0; m < 1 + random.nextInt(5); m++) {
                scope.addMetrics(metric(random));
            }
            request.addResourceMetrics(ResourceMetrics.newBuilder()
                    .setResource(
                            Resource.newBuilder().addAttributes(pair(random)).addAttributes(pair(random)))
                    .addScopeMetrics(scope));
        }
        return request.build();
    }

    private static Metric.Builder metric(Random random) {
        Metric.Builder metric = Metric.newBuilder()
                .setName("m" + random.nextInt(9))
                .setUnit("By")
                .setDescription("ä");
        int points = random.nextInt(4);
        switch (random.nextInt(4)) {
            case 0 -> {
                Gauge.Builder gauge = Gauge.newBuilder();
                for (int i = 0; i < points; i++) gauge.addDataPoints(number(random));
                metric.setGauge(gauge);
            }
            case 1 -> {
                Sum.Builder sum = Sum.newBuilder()
                        .setAggregationTemporalityValue(random.nextInt(3))
                        .setIsMonotonic(random.nextBoolean());
                for (int i = 0; i < points; i++) sum.addDataPoints(number(random));
                metric.setSum(sum);
            }
            case 2 -> {
                Histogram.Builder histogram = Histogram.newBuilder().setAggregationTemporalityValue(1);
                for (int i = 0; i < points; i++) histogram.addDataPoints(histogram(random));
                metric.setHistogram(histogram);
            }
            default -> {
                ExponentialHistogram.Builder powers =
                        ExponentialHistogram.newBuilder().setAggregationTemporalityValue(2);
                for (int i = 0; i < points; i++) powers.addDataPoints(powers(random));
                metric.setExponentialHistogram(powers);
            }
        }
        return metric;
    }

    private static NumberDataPoint number(Random random) {
        NumberDataPoint.Builder point = NumberDataPoint.newBuilder()
                .setStartTimeUnixNano(random.nextLong(1L << 60))
                .setTimeUnixNano(random.nextLong());
        for (int i = 0; i < random.nextInt(4); i++) point.addAttributes(pair(random));
        return switch (random.nextInt(3)) {
            case 0 -> point.setAsDouble(random.nextGaussian()).build();
            case 1 -> point.setAsInt(random.nextLong()).build();
            default -> point.setFlags(1).build();
        };
    }

    private static HistogramDataPoint histogram(Random random) {
        HistogramDataPoint.Builder point =
                HistogramDataPoint.newBuilder().setCount(random.nextInt(100)).addAttributes(pair(random));
        int bounds = random.nextInt(20);
        for (int i = 0; i < bounds; i++) point.addExplicitBounds(i * 0.25);
        for (int i = 0; i <= bounds; i++) point.addBucketCounts(random.nextInt(1000));
        return random.nextBoolean() ? point.setSum(2.5).build() : point.build();
    }

    private static ExponentialHistogramDataPoint powers(Random random) {
        var positive = ExponentialHistogramDataPoint.Buckets.newBuilder().setOffset(random.nextInt(200) - 100);
        for (int i = 0; i < random.nextInt(200); i++) positive.addBucketCounts(random.nextLong(1L << 40));
        return ExponentialHistogramDataPoint.newBuilder()
                .setScale(random.nextInt(30) - 9)
                .setZeroCount(random.nextInt(9))
                .setZeroThreshold(1e-9)
                .setPositive(positive)
                .addAttributes(pair(random))
                .build();
    }

    private static KeyValue pair(Random random) {
        AnyValue.Builder value = AnyValue.newBuilder();
        switch (random.nextInt(5)) {
            case 0 -> value.setStringValue("é" + random.nextInt(50));
            case 1 -> value.setBoolValue(random.nextBoolean());
            case 2 -> value.setIntValue(random.nextLong());
            case 3 -> value.setDoubleValue(random.nextDouble());
            default ->
                value.setArrayValue(ArrayValue.newBuilder()
                        .addValues(AnyValue.newBuilder().setStringValue("x"))
                        .addValues(AnyValue.newBuilder().setIntValue(3)));
        }
        return KeyValue.newBuilder()
                .setKey("k" + random.nextInt(5))
                .setValue(value)
                .build();
    }

    @Property(tries = 300)
    void protobufReadsAsTheGeneratedClassesDo(@ForAll long seed) {
        ExportMetricsServiceRequest request = made(seed);
        String told = Told.text(Told.by(request));
        MetricDecoder decoder = new MetricDecoder(new AttributeReader());
        assertEquals(told, Told.text(decoder.read(request.toByteArray()).groups()));
        assertEquals(told, Told.text(decoder.read(request.toByteArray()).groups()), "with attributes known already");
    }

    @Property(tries = 100)
    void jsonReadsAsTheGeneratedClassesDo(@ForAll long seed) throws InvalidProtocolBufferException {
        ExportMetricsServiceRequest request = made(seed);
        String json = JsonFormat.printer().print(request);
        assertEquals(
                Told.text(Told.by(request)),
                Told.text(
                        JsonMetrics.read(json.getBytes(StandardCharsets.UTF_8)).groups()));
    }

    /** Null when it was read. */
    private static String refusal(Runnable reading) {
        try {
            reading.run();
            return null;
        } catch (BadBody e) {
            return e.getMessage();
        }
    }

    @Property(tries = 1000)
    void garbageIsReadOrRefusedAndNothingElse(@ForAll @Size(max = 400) byte[] garbage) {
        refusal(() -> new MetricDecoder(new AttributeReader()).read(garbage));
        refusal(() -> new LogDecoder(new AttributeReader()).read(garbage));
        refusal(() -> JsonMetrics.read(garbage));
        refusal(() -> JsonLogs.read(garbage));
    }

    @Property(tries = 300)
    void aRequestWithABrokenByteIsReadOrRefusedAndNothingElse(@ForAll long seed) {
        byte[] body = made(seed).toByteArray();
        Random random = new Random(seed);
        body[random.nextInt(body.length)] = (byte) random.nextInt();
        refusal(() -> new MetricDecoder(new AttributeReader()).read(body));
        refusal(() -> new LogDecoder(new AttributeReader()).read(body));
        byte[] cut = Arrays.copyOf(body, random.nextInt(body.length));
        refusal(() -> new MetricDecoder(new AttributeReader()).read(cut));
    }

    @Test
    void valuesNestedWithoutEndAreRefused() {
        AnyValue value = AnyValue.newBuilder().setIntValue(1).build();
        for (int i = 0; i < 60; i++) {
            value = AnyValue.newBuilder()
                    .setArrayValue(ArrayValue.newBuilder().addValues(value))
                    .build();
        }
        byte[] body = ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(KeyValue.newBuilder().setKey("k").setValue(value))))
                .build()
                .toByteArray();
        assertEquals(
                "values are nested deeper than 16",
                assertThrows(BadBody.class, () -> new MetricDecoder(new AttributeReader()).read(body))
                        .getMessage());
        String deep = "{\"a\":".repeat(500) + "1" + "}".repeat(500);
        assertThrows(BadBody.class, () -> JsonMetrics.read(deep.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void millionsOfEmptyMetricsAreRefused() {
        byte[] metrics = new byte[2 << 20];
        for (int i = 0; i < metrics.length; i += 2) metrics[i] = 18;
        var scope = com.google.protobuf.UnknownFieldSet.newBuilder()
                .addField(
                        2,
                        com.google.protobuf.UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(com.google.protobuf.ByteString.copyFrom(metrics))
                                .build())
                .build();
        byte[] body = com.google.protobuf.UnknownFieldSet.newBuilder()
                .addField(
                        1,
                        com.google.protobuf.UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(scope.toByteString())
                                .build())
                .build()
                .toByteArray();
        String why = assertThrows(BadBody.class, () -> new MetricDecoder(new AttributeReader()).read(body))
                .getMessage();
        assertEquals("over 20000 metrics in one request; send smaller batches", why);
    }
}
