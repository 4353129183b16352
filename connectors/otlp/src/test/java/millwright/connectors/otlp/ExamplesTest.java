package millwright.connectors.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import millwright.hearing.SharedData;
import org.junit.jupiter.api.Test;

/** The examples of the protocol's own repository, read as JSON and, written by the generated classes, as protobuf. */
class ExamplesTest {
    private static String example(String name) throws IOException {
        return Files.readString(SharedData.file("otlp-examples/" + name));
    }

    @Test
    void theMetricsReadTheSameAsJsonAsProtobufAndByTheGeneratedClasses() throws IOException {
        String json = example("metrics.json");
        ExportMetricsServiceRequest.Builder builder = ExportMetricsServiceRequest.newBuilder();
        JsonFormat.parser().merge(json, builder);
        ExportMetricsServiceRequest request = builder.build();
        String told = Told.text(Told.by(request));
        assertEquals(
                told,
                Told.text(
                        JsonMetrics.read(json.getBytes(StandardCharsets.UTF_8)).groups()));
        assertEquals(
                told,
                Told.text(new MetricDecoder(new AttributeReader())
                        .read(request.toByteArray())
                        .groups()));
        assertEquals(4, told.lines().filter(l -> !l.startsWith("  ")).count());
        assertTrue(told.contains("my.exponential.histogram 1 EXPONENTIAL DELTA"), told);
    }

    @Test
    void theLogReadsTheSameAsJsonAndAsProtobuf() throws IOException {
        String json = example("logs.json");
        ExportLogsServiceRequest.Builder builder = ExportLogsServiceRequest.newBuilder();
        JsonFormat.parser().merge(json, builder);
        List<LogEntry> byJson =
                JsonLogs.read(json.getBytes(StandardCharsets.UTF_8)).entries();
        List<LogEntry> byProtobuf = new LogDecoder(new AttributeReader())
                .read(builder.build().toByteArray())
                .entries();
        assertEquals(byJson, byProtobuf);
        LogEntry entry = byJson.getFirst();
        assertEquals("Example log record", entry.text());
        assertEquals(10, entry.severity());
        assertEquals("my.service", entry.program());
        assertEquals(1_544_712_660_300_000_000L, entry.time());
        assertEquals("[many, values]", entry.attributes().text("array.attribute"));
        assertEquals("637.704", entry.attributes().text("double.attribute"));
    }
}
