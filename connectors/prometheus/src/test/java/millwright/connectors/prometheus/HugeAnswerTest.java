package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import millwright.connectors.config.ConfigNode;
import millwright.hearing.SmallHeap;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.Test;

/** A store may answer with far more than was asked for; what is kept of it is what was asked for. */
class HugeAnswerTest {
    private static final int HUGE = 60 << 20;
    private static final int VALUES = 200;
    private static final EntityId GPU = EntityId.of(EntityKind.GPU, "GPU-7");

    @Test
    void anAnswerOf60MibIsReadInAHeapOf64() throws Exception {
        assertEquals(List.of("700.0 over 200 columns"), SmallHeap.lines(64, Asking.class));
    }

    /** The process with little memory: a store and who asks it. */
    static final class Asking {
        public static void main(String[] args) throws IOException {
            try (MisbehavingServer server = new MisbehavingServer();
                    StoreHistory history = history(server)) {
                server.on("/api/v1/query_range", x -> tell(x, HUGE));
                Window window = ask(history);
                int full = 0;
                for (int count : window.count()) {
                    full += count;
                }
                System.out.println(window.last()[0] + " over " + full + " columns");
            }
        }
    }

    @Test
    void whatIsLargerThanTheLimitIsRefusedWithTheRemedy() throws IOException {
        try (MisbehavingServer server = new MisbehavingServer();
                StoreHistory history = history(server)) {
            server.on("/api/v1/query_range", x -> tell(x, Integer.MAX_VALUE));
            assertTrue(refused(history).contains("larger than 64 MiB; ask for less"), refused(history));
        }
    }

    @Test
    void anAnswerThatBreaksOffInItsMiddleIsNotTakenForAShortOne() throws IOException {
        try (MisbehavingServer server = new MisbehavingServer();
                StoreHistory history = history(server)) {
            String whole =
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + series(7) + "]}}";
            List<String> cut = List.of(
                    whole.substring(0, whole.length() - 1),
                    whole.substring(0, whole.length() - 4),
                    whole.substring(0, whole.length() / 2),
                    whole + "{}");
            for (String text : cut) {
                server.on("/api/v1/query_range", x -> MisbehavingServer.say(x, 200, "application/json", text));
                assertTrue(refused(history).contains("gave no answer of the API"), refused(history));
                server.off("/api/v1/query_range");
            }
        }
    }

    @Test
    void anErrorThatComesAfterDataIsAnError() throws IOException {
        try (MisbehavingServer server = new MisbehavingServer();
                StoreHistory history = history(server)) {
            server.on(
                    "/api/v1/query_range",
                    x -> MisbehavingServer.say(
                            x,
                            200,
                            "application/json",
                            "{\"data\":{\"resultType\":\"matrix\",\"result\":[" + series(7)
                                    + "]},\"status\":\"error\",\"error\":\"out of\\nmemory\"}"));
            assertTrue(refused(history).contains("query_range failed: out of memory"), refused(history));
        }
    }

    private static StoreHistory history(MisbehavingServer server) throws IOException {
        return StoreHistory.of(ConfigNode.parse(
                        "site.yaml",
                        "protocol: prometheus\nstore: http://" + server.address() + "\ntimeout: 60s\nevery: 1s\n"))
                .orElseThrow();
    }

    private static Window ask(StoreHistory history) {
        long to = (1_000 + 60 * VALUES) * Times.SECOND;
        return history.query(WindowQuery.one(new MetricId("gpu.power"), GPU, 1_000 * Times.SECOND, to, VALUES))
                .toCompletableFuture()
                .join()
                .getFirst();
    }

    private static String refused(StoreHistory history) {
        return String.valueOf(
                assertThrows(CompletionException.class, () -> ask(history)).getMessage());
    }

    private static String series(int gpu) {
        StringBuilder all = new StringBuilder("{\"metric\":{\"UUID\":\"GPU-").append(gpu);
        all.append("\",\"Hostname\":\"node").append(gpu / 8);
        all.append("\",\"millwright_fold\":\"last\",\"millwright_name\":\"DCGM_FI_DEV_POWER_USAGE\"},\"values\":[");
        for (int i = 0; i < VALUES; i++) {
            all.append(i == 0 ? "" : ",").append("[").append(1_059 + 60 * i).append(".999,\"700\"]");
        }
        return all.append("]}").toString();
    }

    /** One series for each GPU until there are so many bytes. */
    private static void tell(HttpExchange exchange, int least) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
            out.write("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                    .getBytes(StandardCharsets.UTF_8));
            long told = 0;
            for (int gpu = 0; told < least; gpu++) {
                byte[] one = ((gpu == 0 ? "" : ",") + series(gpu)).getBytes(StandardCharsets.UTF_8);
                out.write(one);
                told += one.length;
            }
            out.write("]}}".getBytes(StandardCharsets.UTF_8));
        }
    }
}
