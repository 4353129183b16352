package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import millwright.connectors.config.ConfigNode;
import millwright.feed.SourceState;
import millwright.hearing.Hearing;
import millwright.hearing.OwnCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exporter behind TLS by an authority that only the site knows. */
class TlsTest {
    @TempDir
    private Path folder;

    private HttpsServer server;
    private OwnCertificate own;

    @BeforeEach
    void serve() throws Exception {
        own = OwnCertificate.in(folder, "peer", "ip:127.0.0.1");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(own.server()));
        server.createContext("/", exchange -> {
            byte[] bytes = "DCGM_FI_DEV_POWER_USAGE{UUID=\"a\"} 700\n".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private SourceState first(String more) throws InterruptedException {
        String address = "https://127.0.0.1:" + server.getAddress().getPort();
        ConfigNode block =
                ConfigNode.parse("test.yaml", "protocol: prometheus\ntargets: [ \"" + address + "\" ]\n" + more);
        try (Hearing feed = new Hearing(new PrometheusProvider().create(block, InstantSource.system()))) {
            return feed.await(SourceState.class, s -> !s.condition().equals("starting"));
        }
    }

    @Test
    void aPeerBehindTheSitesOwnAuthorityIsReadWhereTheBlockNamesIt() throws InterruptedException {
        SourceState state = first("ca-file: " + own.certificate() + "\n");
        assertTrue(state.condition().equals("ok"), state::detail);
    }

    @Test
    void withoutItNothingIsReadAndTheSourceSaysWhy() throws InterruptedException {
        SourceState state = first("");
        assertTrue(
                state.condition().equals("failed")
                        && state.detail().toLowerCase(java.util.Locale.ROOT).contains("cert"),
                state::detail);
    }
}
