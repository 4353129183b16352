package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import millwright.connectors.config.ConfigNode;
import millwright.feed.SourceState;
import millwright.hearing.SmallHeap;
import org.junit.jupiter.api.Test;

class RationsTest {
    private static final int TARGETS = 40;
    private static final int LARGE = 12 << 20;

    @Test
    void manyLargeAnswersAtOnceAreAllReadInASmallHeap() throws Exception {
        List<String> said = SmallHeap.lines(256, Reading.class);
        assertEquals("all read", said.getLast(), said::toString);
    }

    /** The process with little memory: exporters that say 12 MiB each, and the feed that reads them. */
    static final class Reading {
        public static void main(String[] args) throws Exception {
            try (MisbehavingServer server = new MisbehavingServer()) {
                StringBuilder targets = new StringBuilder();
                for (int i = 0; i < TARGETS; i++) {
                    String path = "/metrics" + i;
                    server.on(path, RationsTest::tell);
                    targets.append(i == 0 ? "" : ", ")
                            .append('"')
                            .append(server.address() + path)
                            .append('"');
                }
                Set<String> read = ConcurrentHashMap.newKeySet();
                CountDownLatch all = new CountDownLatch(TARGETS);
                PrometheusConfig config = PrometheusConfig.of(ConfigNode.parse(
                        "site.yaml", "protocol: prometheus\nevery: 60s\ntimeout: 60s\ntargets: [ " + targets + " ]\n"));
                try (PrometheusFeed feed = new PrometheusFeed(config, InstantSource.system())) {
                    feed.open(event -> {
                        if (event instanceof SourceState s && s.condition().equals("failed")) {
                            System.out.println(s.source() + " " + s.detail());
                        }
                        if (event instanceof SourceState s
                                && s.condition().equals("ok")
                                && s.source().text().contains("/metrics")
                                && read.add(s.source().text())) {
                            all.countDown();
                        }
                    });
                    System.out.println(all.await(90, TimeUnit.SECONDS) ? "all read" : "only " + read.size());
                }
                System.exit(0);
            }
        }
    }

    private static void tell(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, 0);
        byte[] comment = new byte[1 << 14];
        Arrays.fill(comment, (byte) '#');
        comment[comment.length - 1] = '\n';
        try (OutputStream out = exchange.getResponseBody()) {
            for (int told = 0; told < LARGE; told += comment.length) {
                out.write(comment);
            }
            out.write("DCGM_FI_DEV_POWER_USAGE{UUID=\"a\"} 700\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void whoNeedsMoreThanIsFreeLetsGoAndGetsItWhenOthersHaveEnded() throws Exception {
        Rations rations = new Rations(1 << 20);
        byte[] large = new byte[1 << 20];
        Rations.Ration other = rations.enter(200_000);
        try (Rations.Ration mine = rations.enter(0)) {
            assertThrows(Rations.Crowded.class, () -> mine.all(new ByteArrayInputStream(large)));
        }
        other.close();
        try (Rations.Ration mine = rations.enter(1 << 20)) {
            assertEquals(1 << 20, mine.all(new ByteArrayInputStream(large)).length);
            assertEquals(1 << 20, mine.read());
        }
        assertTrue(rations.highest() <= 1 << 20);
    }

    @Test
    void whatIsReadAfterItWasLetGoIsNotKept() throws Exception {
        Rations rations = new Rations(1 << 20);
        Rations.Ration mine = rations.enter(0);
        mine.close();
        mine.close();
        assertThrows(IOException.class, () -> mine.all(new ByteArrayInputStream(new byte[10])));
        rations.enter(1 << 20).close();
    }
}
