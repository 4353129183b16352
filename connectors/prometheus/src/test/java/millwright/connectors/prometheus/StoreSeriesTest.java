package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionException;
import millwright.connectors.config.ConfigNode;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Unread;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The past of an entity of which a store keeps several series is that of its present. */
class StoreSeriesTest {
    private static final EntityId GPU = EntityId.of(EntityKind.GPU, "GPU-0a");
    private static final EntityId NODE = EntityId.of(EntityKind.NODE, "n1");
    private static final EntityId ENGINE = EntityId.of(EntityKind.ENDPOINT, "llama@n1:8000");

    private MisbehavingServer server;
    private StoreHistory history;

    @BeforeEach
    void open() throws IOException {
        server = new MisbehavingServer();
        history = StoreHistory.of(ConfigNode.parse(
                        "site.yaml",
                        "protocol: prometheus\nstore: http://" + server.address() + "\ntimeout: 2s\nevery: 40s\n"))
                .orElseThrow();
        server.on("/api/v1/query", x -> MisbehavingServer.say(x, 200, "application/json", matrix()));
    }

    @AfterEach
    void close() {
        history.close();
        server.close();
    }

    private static String matrix(String... series) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + String.join(",", series)
                + "]}}";
    }

    /** @param labels as JSON @param values in columns of a minute, empty for none */
    private static String series(String name, String fold, String labels, String... values) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            if (!values[i].isEmpty()) {
                all.append(all.isEmpty() ? "" : ",").append("[").append(1_059.999 + 60 * i);
                all.append(",\"").append(values[i]).append("\"]");
            }
        }
        return "{\"metric\":{" + labels + ",\"millwright_fold\":\"" + fold + "\",\"millwright_name\":\"" + name
                + "\"},\"values\":[" + all + "]}";
    }

    private Window told(String metric, EntityId of, String... series) {
        server.on("/api/v1/query_range", x -> MisbehavingServer.say(x, 200, "application/json", matrix(series)));
        return history.query(WindowQuery.one(new MetricId(metric), of, 1_000 * Times.SECOND, 1_120 * Times.SECOND, 2))
                .toCompletableFuture()
                .join()
                .getFirst();
    }

    @Test
    void whatIsCountedForEachReasonIsAddedUp() {
        String engine = "\"model_name\":\"llama\",\"instance\":\"n1:8000\",\"finished_reason\":";
        Window window = told(
                "endpoint.requests.rate",
                ENGINE,
                series("vllm:request_success_total", "last", engine + "\"stop\"", "3", "4"),
                series("vllm:request_success_total", "last", engine + "\"length\"", "1", ""));
        assertEquals(4, window.last()[0]);
        assertEquals(4, window.mean()[0]);
        assertEquals(4, window.last()[1]);
    }

    @Test
    void aSumWithoutOneOfItsPartsIsNoSum() {
        String engine = "\"model_name\":\"llama\",\"instance\":\"n1:8000\",\"engine\":";
        Window window = told(
                "endpoint.requests.running",
                ENGINE,
                series("vllm:num_requests_running", "last", engine + "\"0\"", "3", "4"),
                series("vllm:num_requests_running", "last", engine + "\"1\"", "2", "-5"));
        assertEquals(5, window.last()[0]);
        assertEquals(0, window.count()[1]);
        assertEquals(DataState.BAD, window.stateAt(1));
    }

    @Test
    void minusOneOfAPowerDeviceIsNotMeasuredInThePastToo() {
        EntityId pdu = EntityId.of(EntityKind.PDU, "p1");
        String labels = "\"instance\":\"p1\"";
        Window factor = told(
                "power.factor",
                pdu,
                series("rPDU2DeviceStatusPowerFactor", "last", labels, "-1", "98"),
                series("rPDU2DeviceStatusPowerFactor", "min", labels, "-1", "-1"),
                series("rPDU2DeviceStatusPowerFactor", "avg", labels, "-1", "60"));
        assertEquals(DataState.NOT_SUPPORTED, factor.stateAt(0));
        assertEquals(0, factor.count()[0]);
        assertEquals(0.98, factor.last()[1], 1e-9);
        assertEquals(0.98, factor.min()[1], 1e-9, "what was not measured is no lowest value");
        assertEquals(0.98, factor.mean()[1], 1e-9, "nor part of a mean");
    }

    @Test
    void theSlowestFanIsTold() {
        Window fans = told(
                "node.fan.speed",
                NODE,
                series("ipmi_fan_speed_ratio", "last", "\"instance\":\"n1:9290\",\"name\":\"FAN1\"", "0.9", "0.5"),
                series("ipmi_fan_speed_ratio", "last", "\"instance\":\"n1:9290\",\"name\":\"FAN2\"", "0.3", "0.6"));
        assertEquals(30, fans.last()[0], 1e-9);
        assertEquals(50, fans.last()[1], 1e-9);
    }

    @Test
    void theUtilizationOfProcessorsHasAPast() {
        Window window = told(
                "node.cpu.utilization", NODE, series("node_cpu_seconds_total", "last", "\"instance\":\"n1\"", "40"));
        assertEquals(40, window.last()[0]);
    }

    @Test
    void ofTwoExportersTheBetterOneStandsAndEachInItsOwnUnit() {
        Window window = told(
                "gpu.utilization",
                GPU,
                series("nv_gpu_utilization", "last", "\"gpu_uuid\":\"GPU-0a\"", "0.4", "0.4"),
                series("DCGM_FI_DEV_GPU_UTIL", "last", "\"UUID\":\"GPU-0a\"", "50", ""),
                series("DCGM_FI_DEV_GPU_UTIL", "last", "\"UUID\":\"GPU-0a\",\"pod\":\"b\"", "60", ""));
        assertEquals(50, window.last()[0]);
        assertEquals(40, window.last()[1], 1e-9);
    }

    @Test
    void aBlankWithinAColumnIsNoPeak() {
        String gpu = "\"UUID\":\"GPU-0a\"";
        Window window = told(
                "gpu.memory.used",
                GPU,
                series("DCGM_FI_DEV_FB_USED", "last", gpu, "1000"),
                series("DCGM_FI_DEV_FB_USED", "min", gpu, "900"),
                series("DCGM_FI_DEV_FB_USED", "max", gpu, "2147483632"),
                series("DCGM_FI_DEV_FB_USED", "avg", gpu, "715828544"));
        assertEquals(1_000, window.last()[0]);
        assertEquals(900, window.min()[0]);
        assertEquals(1_000, window.max()[0]);
        assertEquals(1_000, window.mean()[0]);
    }

    @Test
    void eachSampleCountsInOneColumn() {
        told("gpu.power", GPU);
        String asked = server.asked.getLast();
        assertTrue(asked.contains("count_over_time(DCGM_FI_DEV_POWER_USAGE{UUID=~\"GPU-0a\"}[60000ms])"), asked);
    }

    @Test
    void growthIsAskedForOverTwoIntervals() {
        told("endpoint.requests.rate", ENGINE);
        String asked = server.asked.getLast();
        assertTrue(asked.contains("rate(vllm:request_success_total{}[80000ms])"), asked);
        assertFalse(asked.contains("[60000ms]"), asked);
        assertTrue(asked.contains("nocache=1"), "VictoriaMetrics moves the steps otherwise: " + asked);
    }

    @Test
    void samplesAsStoredAreOnlyThoseOfTheMetric() throws IOException {
        byte[] body = Snappy.pack(message(
                1,
                temperature("CPU1 Temp", 80),
                temperature("CPU2 Temp", 85),
                temperature("Inlet Temp", 22),
                temperature("Outlet Temp", 45)));
        server.on("/api/v1/read", x -> {
            x.sendResponseHeaders(200, body.length);
            x.getResponseBody().write(body);
            x.close();
        });
        for (var one :
                Map.of("node.inlet.temperature", 22, "node.cpu.temperature", 85).entrySet()) {
            Window window = history.query(WindowQuery.one(
                            new MetricId(one.getKey()), NODE, 1_000 * Times.SECOND, 1_010 * Times.SECOND, 10))
                    .toCompletableFuture()
                    .join()
                    .getFirst();
            assertEquals(one.getValue().doubleValue(), window.last()[5]);
        }
    }

    /** @return what was asked of remote read in two questions, of which it answers the first with this status */
    private long asksOfRemoteRead(int status, byte[] body) {
        server.on("/api/v1/read", x -> {
            x.sendResponseHeaders(status, body.length);
            x.getResponseBody().write(body);
            x.close();
        });
        server.on("/api/v1/query_range", x -> MisbehavingServer.say(x, 200, "application/json", matrix()));
        for (int i = 0; i < 2; i++) {
            history.query(WindowQuery.one(
                            new MetricId("gpu.power"), GPU, 1_000 * Times.SECOND, 1_010 * Times.SECOND, 10))
                    .toCompletableFuture()
                    .join();
        }
        return server.asked.stream().filter(a -> a.startsWith("/api/v1/read")).count();
    }

    @Test
    void oneRefusalDoesNotEndRemoteRead() {
        assertEquals(2, asksOfRemoteRead(400, new byte[] {1}));
    }

    @Test
    void aBrokenAnswerDoesNotEndRemoteRead() {
        assertEquals(2, asksOfRemoteRead(200, new byte[] {1, 2, 3}));
    }

    @Test
    void aStoreThatHasNoRemoteReadIsNotAskedForItAgain() {
        assertEquals(1, asksOfRemoteRead(501, new byte[] {1}));
    }

    @Test
    void neitherIsOneThatKnowsNoSuchPathAsVictoriaMetricsSaysIt() {
        String words = "remoteAddr: \"127.0.0.1:5525\"; requestURI: /api/v1/read; unsupported path requested:"
                + " \"/api/v1/read\"";
        assertEquals(1, asksOfRemoteRead(400, words.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRefusalLiesInTheQuestionAndAStoreInTroubleDoesNot() {
        assertTrue(unread(422).onlyThis());
        assertFalse(unread(503).onlyThis());
    }

    private Unread unread(int status) {
        MetricId power = new MetricId("gpu.power");
        WindowQuery query = WindowQuery.one(power, GPU, 1_000 * Times.SECOND, 1_120 * Times.SECOND, 2);
        try (MisbehavingServer other = new MisbehavingServer();
                StoreHistory past = StoreHistory.of(ConfigNode.parse(
                                "site.yaml", "protocol: prometheus\nstore: http://" + other.address() + "\n"))
                        .orElseThrow()) {
            other.on("/", x -> MisbehavingServer.say(x, status, "text/plain", "no"));
            CompletionException failed = assertThrows(
                    CompletionException.class,
                    () -> past.query(query).toCompletableFuture().join());
            return (Unread) failed.getCause();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] temperature(String name, double value) throws IOException {
        ByteArrayOutputStream sample = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(sample);
        out.writeDouble(1, value);
        out.writeInt64(2, 1_005_500);
        out.flush();
        return message(
                1,
                label("__name__", "ipmi_temperature_celsius"),
                label("instance", "n1:9290"),
                label("name", name),
                message(2, sample.toByteArray()));
    }

    private static byte[] label(String name, String text) throws IOException {
        return message(
                1,
                message(1, name.getBytes(StandardCharsets.UTF_8)),
                message(2, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] message(int field, byte[]... parts) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(all);
        out.writeByteArray(field, body.toByteArray());
        out.flush();
        return all.toByteArray();
    }
}
