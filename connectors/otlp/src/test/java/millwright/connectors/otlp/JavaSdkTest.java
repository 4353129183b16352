package millwright.connectors.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import millwright.feed.Frame;
import millwright.feed.SourceState;
import org.junit.jupiter.api.Test;

/** What the OpenTelemetry SDK for Java itself sends, over both transports. */
class JavaSdkTest {
    private static final Resource RESOURCE = Resource.create(
            Attributes.of(AttributeKey.stringKey("host.name"), "n17", AttributeKey.stringKey("service.name"), "sdk"));
    private static final Attributes GPU =
            Attributes.of(AttributeKey.stringKey("hw.id"), "0", AttributeKey.stringKey("hw.type"), "gpu");
    private static final Attributes MODEL = Attributes.of(AttributeKey.stringKey("gen_ai.request.model"), "llama");

    private static SdkMeterProvider provider(MetricExporter exporter) {
        return SdkMeterProvider.builder()
                .setResource(RESOURCE)
                .registerMetricReader(PeriodicMetricReader.builder(exporter)
                        .setInterval(Duration.ofHours(1))
                        .build())
                .registerView(
                        InstrumentSelector.builder()
                                .setName("gen_ai.server.time_per_output_token")
                                .build(),
                        View.builder()
                                .setAggregation(Aggregation.base2ExponentialBucketHistogram())
                                .build())
                .build();
    }

    private static void roundTrip(MetricExporter exporter, Served served) throws InterruptedException {
        try (SdkMeterProvider provider = provider(exporter)) {
            Meter meter = provider.get("test");
            var energy =
                    meter.counterBuilder("hw.energy").ofDoubles().setUnit("J").build();
            var first = meter.histogramBuilder("gen_ai.server.time_to_first_token")
                    .setUnit("s")
                    .build();
            var each = meter.histogramBuilder("gen_ai.server.time_per_output_token")
                    .setUnit("s")
                    .build();
            var gauge = meter.gaugeBuilder("hw.power").build();
            for (int i = 1; i <= 3; i++) {
                gauge.set(600 + i, GPU);
                energy.add(50, GPU);
                first.record(3, MODEL);
                each.record(0.02, MODEL);
                assertTrue(provider.forceFlush().join(20, TimeUnit.SECONDS).isSuccess(), "export " + i);
                int now = i;
                Frame power = served.frame("gpu.power", f -> f.values().asDouble(0) == 600 + now);
                assertNotNull(power);
                Frame total = served.frame("gpu.energy", f -> f.values().asDouble(0) == 50.0 * now);
                assertNotNull(total);
                if (i > 1) {
                    Frame ttft = served.frame("endpoint.ttft.p99", f -> true);
                    assertNotNull(ttft);
                    double value = ttft.values().asDouble(0);
                    assertTrue(value > 2.5 && value <= 5, "3 lies in the bucket from 2.5 to 5: " + value);
                    Frame tpot = served.frame("endpoint.tpot.p50", f -> true);
                    assertNotNull(tpot);
                    assertEquals(20, tpot.values().asDouble(0), 0.1);
                }
            }
        }
    }

    @Test
    void overGrpcPackedAndCumulative() throws IOException, InterruptedException {
        try (Served served = new Served().open();
                MetricExporter exporter = OtlpGrpcMetricExporter.builder()
                        .setEndpoint("http://localhost:" + served.grpcPort())
                        .setCompression("gzip")
                        .build()) {
            roundTrip(exporter, served);
        }
    }

    @Test
    void overGrpcInDeltas() throws IOException, InterruptedException {
        try (Served served = new Served().open();
                MetricExporter exporter = OtlpGrpcMetricExporter.builder()
                        .setEndpoint("http://localhost:" + served.grpcPort())
                        .setAggregationTemporalitySelector(AggregationTemporalitySelector.deltaPreferred())
                        .build()) {
            roundTrip(exporter, served);
        }
    }

    @Test
    void overHttpPackedAndInDeltas() throws IOException, InterruptedException {
        try (Served served = new Served().open();
                MetricExporter exporter = OtlpHttpMetricExporter.builder()
                        .setEndpoint("http://localhost:" + served.httpPort() + "/v1/metrics")
                        .setCompression("gzip")
                        .setAggregationTemporalitySelector(AggregationTemporalitySelector.deltaPreferred())
                        .build()) {
            roundTrip(exporter, served);
        }
    }

    @Test
    void logRecordsAreTakenAndErrorsCounted() throws IOException, InterruptedException {
        try (Served served = new Served().open();
                var exporter = OtlpGrpcLogRecordExporter.builder()
                        .setEndpoint("http://localhost:" + served.grpcPort())
                        .build();
                SdkLoggerProvider provider = SdkLoggerProvider.builder()
                        .setResource(RESOURCE)
                        .addLogRecordProcessor(SimpleLogRecordProcessor.create(exporter))
                        .build()) {
            provider.get("test")
                    .logRecordBuilder()
                    .setSeverity(Severity.ERROR)
                    .setBody("it broke")
                    .emit();
            assertTrue(provider.forceFlush().join(20, TimeUnit.SECONDS).isSuccess());
            SourceState state = (SourceState) served.events.poll(20, TimeUnit.SECONDS);
            assertNotNull(state);
            assertEquals("1 error logs so far", state.detail());
            assertEquals("source:otlp/sdk@n17", state.source().text());
        }
    }

    @Test
    void aSenderWaitsUntilTheGatewayTakesItAndLosesNothing() throws IOException, InterruptedException {
        try (Served served = new Served();
                MetricExporter exporter = OtlpGrpcMetricExporter.builder()
                        .setEndpoint("http://localhost:" + served.grpcPort())
                        .build();
                SdkMeterProvider provider = provider(exporter)) {
            provider.get("test").gaugeBuilder("hw.power").build().set(700, GPU);
            var flushed = provider.forceFlush();
            served.open();
            assertTrue(flushed.join(30, TimeUnit.SECONDS).isSuccess(), "it was told to come again");
            assertNotNull(served.frame("gpu.power", f -> f.values().asDouble(0) == 700));
        }
    }
}
