package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import millwright.connectors.config.ConfigNode;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreHistoryTest {
    private static final EntityId GPU = EntityId.of(EntityKind.GPU, "GPU-0a");

    @TempDir
    private Path folder;

    private StoreHistory history(MisbehavingServer server) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "let-me-in");
        ConfigNode block = ConfigNode.parse(
                "site.yaml",
                "protocol: prometheus\nstore: http://" + server.address() + "/tenant\ntimeout: 500ms\ntoken-file: "
                        + token + "\n");
        return StoreHistory.of(block).orElseThrow();
    }

    private static WindowQuery power() {
        return WindowQuery.one(new MetricId("gpu.power"), GPU, 1_000 * Times.SECOND, 1_180 * Times.SECOND, 3);
    }

    private static String line(String fold, String values) {
        return "{\"metric\":{\"UUID\":\"GPU-0a\",\"millwright_fold\":\"" + fold
                + "\",\"millwright_name\":\"DCGM_FI_DEV_POWER_USAGE\"},\"values\":[" + values + "]}";
    }

    @Test
    void lastWeekIsAnsweredColumnByColumnAndAGapStaysAGap() throws IOException {
        try (MisbehavingServer server = new MisbehavingServer();
                StoreHistory history = history(server)) {
            String lines = line("last", "[1059.999,\"700\"],[1179.999,\"650\"]") + ","
                    + line("max", "[1059.999,\"710\"],[1179.999,\"660\"]") + ","
                    + line("count", "[1059.999,\"4\"],[1179.999,\"4\"]");
            server.on(
                    "/tenant/api/v1/query_range",
                    x -> MisbehavingServer.say(
                            x,
                            200,
                            "application/json",
                            "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + lines
                                    + "]}}"));
            Window window = history.query(power()).toCompletableFuture().join().getFirst();
            assertEquals(700, window.last()[0]);
            assertEquals(710, window.max()[0]);
            assertEquals(4, window.count()[0]);
            assertEquals(0, window.count()[1]);
            assertTrue(Double.isNaN(window.last()[1]));
            assertEquals(650, window.last()[2]);
            String asked = server.asked.getFirst();
            assertTrue(asked.contains("Bearer let-me-in"), asked);
            assertTrue(asked.contains("UUID=~\"GPU-0a\"") && asked.contains("DCGM_FI_DEV_BOARD_POWER_WATTS"), asked);
        }
    }

    @Test
    void whatTheStoreSaysIsPassedOnInOneLine() throws IOException {
        try (MisbehavingServer server = new MisbehavingServer();
                StoreHistory history = history(server)) {
            server.on(
                    "/tenant",
                    x -> MisbehavingServer.say(
                            x, 422, "application/json", "{\"status\":\"error\",\"error\":\"too many samples\"}"));
            assertTrue(refused(history).contains("422: too many samples"));
        }
    }

    @Test
    void aPageOfHtmlOrAnEndlessAnswerIsNoHistory() throws IOException {
        List<MisbehavingServer.Answer> answers = List.of(
                x -> MisbehavingServer.say(x, 200, "text/html", "<html>sign in</html>"),
                x -> MisbehavingServer.say(x, 200, "application/json", "{\"status\":\"success\"}"),
                MisbehavingServer::endless);
        for (MisbehavingServer.Answer answer : answers) {
            try (MisbehavingServer server = new MisbehavingServer();
                    StoreHistory history = history(server)) {
                server.on("/tenant", answer);
                assertTrue(refused(history).matches(".*(right|answer).*"));
            }
        }
    }

    private static String refused(StoreHistory history) {
        return String.valueOf(assertThrows(
                        CompletionException.class,
                        () -> history.query(power()).toCompletableFuture().join())
                .getMessage());
    }

    @Test
    void percentilesOfServingEnginesAreDescribedAndWhatNoExporterTellsIsNot() throws IOException {
        try (MisbehavingServer server = new MisbehavingServer();
                StoreHistory history = history(server)) {
            assertTrue(history.describe().find("endpoint.ttft.p99").isPresent());
            assertTrue(history.describe().find("gpu.power").isPresent());
            assertTrue(history.describe().find("site.power.limit").isEmpty());
        }
    }

    /** As Prometheus answers remote read: 500 W at 1,000 s, 510 W at 1,015 s and a blank at 1,030 s. */
    private static byte[] remembered() throws IOException {
        return Snappy.pack(message(
                1,
                message(
                        1,
                        label("__name__", "DCGM_FI_DEV_POWER_USAGE"),
                        label("UUID", "GPU-0a"),
                        sample(500, 1_000_000),
                        sample(510, 1_015_000),
                        sample(9223372036854775794.0, 1_030_000))));
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

    private static byte[] label(String name, String text) throws IOException {
        return message(
                1,
                message(1, name.getBytes(StandardCharsets.UTF_8)),
                message(2, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] sample(double value, long millis) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(all);
        out.writeDouble(1, value);
        out.writeInt64(2, millis);
        out.flush();
        return message(2, all.toByteArray());
    }

    private static WindowQuery seconds() {
        return WindowQuery.one(new MetricId("gpu.power"), GPU, 995 * Times.SECOND, 1_035 * Times.SECOND, 40);
    }

    @Test
    void columnsFinerThanTheStoreAreMadeOfItsOwnSamplesWhereItOffersRemoteRead() throws IOException {
        try (MisbehavingServer server = new MisbehavingServer();
                StoreHistory history = history(server)) {
            byte[] body = remembered();
            server.on("/tenant/api/v1/read", x -> {
                x.sendResponseHeaders(200, body.length);
                x.getResponseBody().write(body);
                x.close();
            });
            Window window =
                    history.query(seconds()).toCompletableFuture().join().getFirst();
            assertEquals(500, window.last()[4]);
            assertEquals(510, window.last()[6]);
            assertEquals(510, window.last()[20]);
            assertEquals(0, window.count()[30]);
            assertEquals(DataState.NO_DATA, window.stateAt(38));
            assertEquals(1, server.asked.size());
        }
    }

    @Test
    void aStoreWithoutRemoteReadIsAskedInStepsOfItsInterval() throws IOException {
        try (MisbehavingServer server = new MisbehavingServer();
                StoreHistory history = history(server)) {
            String line = "{\"metric\":{\"UUID\":\"GPU-0a\",\"millwright_fold\":\"last\",\"millwright_name\":"
                    + "\"DCGM_FI_DEV_POWER_USAGE\"},\"values\":[[1008.332,\"500\"]]}";
            server.on(
                    "/tenant/api/v1/query_range",
                    x -> MisbehavingServer.say(
                            x,
                            200,
                            "application/json",
                            "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + line + "]}}"));
            for (int i = 0; i < 2; i++) {
                Window window =
                        history.query(seconds()).toCompletableFuture().join().getFirst();
                assertEquals(500, window.last()[3]);
                assertEquals(500, window.last()[12]);
                assertEquals(0, window.count()[20]);
            }
            long tried = server.asked.stream()
                    .filter(a -> a.startsWith("/tenant/api/v1/read"))
                    .count();
            assertEquals(0, tried, "what has no such path is not counted by it");
            assertEquals(2, server.asked.size());
        }
    }

    /** Prometheus keeps the name after last_over_time, VictoriaMetrics after others too. */
    @Test
    void whetherAFunctionKeepsTheNameMakesNoDifference() throws IOException {
        try (MisbehavingServer server = new MisbehavingServer();
                StoreHistory history = history(server)) {
            String named = line("last", "[1059.999,\"700\"]")
                    .replace("{\"UUID\"", "{\"__name__\":\"DCGM_FI_DEV_POWER_USAGE\",\"UUID\"");
            server.on(
                    "/tenant/api/v1/query_range",
                    x -> MisbehavingServer.say(
                            x,
                            200,
                            "application/json",
                            "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + named + ","
                                    + line("max", "[1059.999,\"710\"]") + "]}}"));
            Window window = history.query(power()).toCompletableFuture().join().getFirst();
            assertEquals(700, window.last()[0]);
            assertEquals(710, window.max()[0]);
        }
    }

    @Test
    void aPartialAnswerOfVictoriaMetricsIsNoProofOfAGap() throws IOException {
        try (MisbehavingServer server = new MisbehavingServer();
                StoreHistory history = history(server)) {
            server.on(
                    "/tenant",
                    x -> MisbehavingServer.say(
                            x,
                            200,
                            "application/json",
                            "{\"status\":\"success\",\"isPartial\":true,\"data\":{\"resultType\":\"matrix\",\"result\":["
                                    + line("last", "[1059.999,\"700\"]") + "]}}"));
            Window window = history.query(power()).toCompletableFuture().join().getFirst();
            assertEquals(DataState.OK, window.stateAt(0));
            assertEquals(DataState.BAD, window.stateAt(1));
        }
    }

    @Test
    void aStoreOfSeveralTenantsSaysThatItWantsToKnowWhose() throws IOException {
        try (MisbehavingServer server = new MisbehavingServer();
                StoreHistory history = history(server)) {
            server.on("/tenant", x -> MisbehavingServer.say(x, 401, "text/plain", "no org id"));
            assertTrue(refused(history).contains("'tenant'"));
        }
    }
}
