package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import millwright.connectors.config.Door;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is asked by a probe answers as the library does that Prometheus and most exporters are made with. */
class PrometheusProbeTest {
    private String text = "";
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            boolean offered =
                    String.join(",", exchange.getRequestHeaders().get("Accept")).contains("protobuf");
            byte[] body = offered ? new byte[] {10, 2, 8, 1} : text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String found() throws IOException, InterruptedException {
        int port = server.getAddress().getPort();
        return new PrometheusProbe()
                .ask(new Door("127.0.0.1", port, Duration.ofSeconds(20), Map.of()))
                .orElseThrow()
                .what();
    }

    @Test
    void aStoreIsFoundThatWouldAnswerInProtobuf() throws IOException, InterruptedException {
        text = "# TYPE go_goroutines gauge\ngo_goroutines 9\nprometheus_build_info{version=\"2.42.0\"} 1\n";
        assertEquals("Prometheus", found());
    }

    @Test
    void andSoIsAnExporter() throws IOException, InterruptedException {
        text = "# TYPE go_goroutines gauge\ngo_goroutines 9\nnode_load1 0.2\n";
        assertEquals("node_exporter", found());
    }
}
