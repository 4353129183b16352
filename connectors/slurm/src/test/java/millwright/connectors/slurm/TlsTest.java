package millwright.connectors.slurm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
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

/** A slurmrestd behind TLS by an authority that only the site knows. */
class TlsTest {
    @TempDir
    private Path folder;

    private HttpsServer server;
    private OwnCertificate own;

    @BeforeEach
    void serve() throws Exception {
        own = OwnCertificate.in(folder, "peer", "ip:127.0.0.1");
        serve(new HttpsConfigurator(own.server()));
    }

    private void serve(HttpsConfigurator terms) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(terms);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String body = path.equals("/openapi/v3")
                    ? "{\"paths\":{\"/slurm/v0.0.40/nodes\":{\"get\":{}},\"/slurm/v0.0.40/jobs\":{\"get\":{}}}}"
                    : "{\"nodes\":[{\"name\":\"n1\",\"hostname\":\"n1\",\"state\":[\"IDLE\"]}],\"jobs\":[],\"partitions\":[],\"errors\":[]}";
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
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
        ConfigNode block = ConfigNode.parse("test.yaml", "protocol: slurm\nurl: \"" + address + "\"\n" + more);
        try (Hearing feed = new Hearing(new SlurmProvider().create(block, InstantSource.system()))) {
            return feed.await(SourceState.class, s -> !s.condition().equals("starting"));
        }
    }

    @Test
    void aPeerBehindTheSitesOwnAuthorityIsReadWhereTheBlockNamesIt() throws InterruptedException {
        SourceState state = first("ca-file: " + own.certificate() + "\n");
        assertTrue(state.condition().equals("ok"), state::detail);
    }

    @Test
    void aPeerThatWantsToSeeOursIsReadWhereTheBlockNamesIt() throws Exception {
        OwnCertificate ours = OwnCertificate.in(folder, "ours", "dns:gateway");
        server.stop(0);
        serve(own.demanding(ours));
        SourceState state = first("ca-file: " + own.certificate() + "\ncert-file: " + ours.certificate()
                + "\nkey-file: " + ours.key() + "\n");
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
