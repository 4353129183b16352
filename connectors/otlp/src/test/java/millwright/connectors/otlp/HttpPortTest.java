package millwright.connectors.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.Status;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import millwright.connectors.config.ConfigException;
import millwright.feed.Frame;
import millwright.feed.SourceState;
import millwright.hearing.OwnCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OTLP/HTTP: both encodings, and clients that misbehave. */
class HttpPortTest {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";
    private static final String POWER = """
        {"resourceMetrics":[{"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"n17"}}]},
        "scopeMetrics":[{"metrics":[{"name":"hw.host.power","gauge":{"dataPoints":[{"asInt":"%d"}]}}]}]}]}\
        """;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Served served;

    @AfterEach
    void stop() {
        if (served != null) {
            served.close();
        }
        client.shutdownNow();
    }

    private void serve(String... keys) throws IOException {
        served = new Served(keys).open();
    }

    private HttpResponse<byte[]> post(String path, String type, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + served.httpPort() + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] json(int watts) {
        return POWER.formatted(watts).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void bothEncodingsAreTakenPackedAndNot() throws IOException, InterruptedException {
        serve();
        HttpResponse<byte[]> answer = post("/v1/metrics", JSON + "; charset=utf-8", json(901));
        assertEquals(200, answer.statusCode());
        assertEquals("{}", new String(answer.body(), StandardCharsets.UTF_8));
        assertNotNull(served.frame("node.power", f -> f.values().asDouble(0) == 901));
        assertEquals(
                200,
                post("/v1/metrics", JSON, gzip(json(902)), "Content-Encoding", "gzip")
                        .statusCode());
        assertNotNull(served.frame("node.power", f -> f.values().asDouble(0) == 902));
        Site site = new Site();
        byte[] body = Site.request(
                        Map.of("host.name", "n17"),
                        MeaningTest.gauge("hw.host.power", site.at(903, Map.of())),
                        MeaningTest.gauge("hw.power", site.at(1, Map.of("hw.type", "gpu"))))
                .toByteArray();
        answer = post("/v1/metrics", PROTOBUF, gzip(body), "Content-Encoding", "gzip");
        assertEquals(200, answer.statusCode());
        assertEquals(PROTOBUF, answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(
                1,
                ExportMetricsServiceResponse.parseFrom(answer.body())
                        .getPartialSuccess()
                        .getRejectedDataPoints());
        assertNotNull(served.frame("node.power", f -> f.values().asDouble(0) == 903));
    }

    @Test
    void whatCanNeverBeTakenIsFinalAndSaysWhy() throws IOException, InterruptedException {
        serve();
        HttpResponse<byte[]> answer =
                post("/v1/metrics", JSON, "{\"resourceMetrics\":[}".getBytes(StandardCharsets.UTF_8));
        assertEquals(400, answer.statusCode());
        assertTrue(new String(answer.body(), StandardCharsets.UTF_8).contains("not JSON"));
        answer = post("/v1/logs", PROTOBUF, new byte[] {10, 99, 1});
        assertEquals(400, answer.statusCode());
        assertTrue(Status.parseFrom(answer.body()).getMessage().contains("cut off"));
        assertEquals(
                400,
                post("/v1/metrics", PROTOBUF, new byte[500], "Content-Encoding", "gzip")
                        .statusCode());
        assertEquals(415, post("/v1/metrics", "text/plain", json(1)).statusCode());
        assertEquals(
                415,
                post("/v1/metrics", JSON, json(1), "Content-Encoding", "zstd").statusCode());
        assertEquals(404, post("/v1/traces", JSON, json(1)).statusCode());
        assertEquals(200, post("/v1/metrics", JSON, json(7)).statusCode(), "the next is taken as ever");
    }

    @Test
    void twoHundredMegabytesAreRefusedPackedOrNot() throws IOException, InterruptedException {
        serve();
        HttpResponse<byte[]> answer =
                post("/v1/metrics", PROTOBUF, gzip(new byte[200 << 20]), "Content-Encoding", "gzip");
        assertEquals(413, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        byte[] chunk = new byte[1 << 20];
        int[] left = {200 << 20};
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read in chunks");
            }

            @Override
            public int read(byte[] into, int from, int length) {
                if (left[0] <= 0) {
                    return -1;
                }
                int n = Math.min(length, chunk.length);
                left[0] -= n;
                System.arraycopy(chunk, 0, into, from, n);
                return n;
            }
        };
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + served.httpPort() + "/v1/metrics"))
                .header("Content-Type", PROTOBUF)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> endless))
                .build();
        int status;
        try {
            status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            status = 413; // it hung up on a client that would not stop
        }
        assertEquals(413, status);
        assertEquals(200, post("/v1/metrics", JSON, json(8)).statusCode(), "the next is taken as ever");
    }

    @Test
    void aPortThatIsNotOpenAsksToComeAgain() throws IOException, InterruptedException {
        serve();
        int port = served.httpPort();
        Intakes shut = new Intakes();
        try (HttpPort other = new HttpPort(
                new OtlpConfig.Http(
                        "localhost",
                        0,
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        java.util.Optional.empty()),
                shut)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + other.port() + "/v1/metrics"))
                    .header("Content-Type", JSON)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(json(1)))
                    .build();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(503, answer.statusCode());
            assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
            String message = assertThrows(
                            IOException.class,
                            () -> new HttpPort(
                                    new OtlpConfig.Http(
                                            "localhost",
                                            port,
                                            java.util.Optional.empty(),
                                            java.util.Optional.empty(),
                                            java.util.Optional.empty()),
                                    shut))
                    .getMessage();
            assertTrue(message.startsWith("cannot listen on localhost port " + port), message);
        }
    }

    @Test
    void whoDoesNotGiveTheTokenIsLetInNowhere(@TempDir Path folder) throws IOException, InterruptedException {
        Path token = Files.writeString(folder.resolve("token"), "correct-horse-battery");
        serve("  token-file: " + token + "\n");
        assertEquals(401, post("/v1/metrics", JSON, json(1)).statusCode());
        assertEquals(
                401,
                post("/v1/metrics", JSON, json(1), "Authorization", "Bearer wrong")
                        .statusCode());
        assertEquals(
                200,
                post("/v1/metrics", JSON, json(1), "Authorization", "Bearer correct-horse-battery")
                        .statusCode());
    }

    @Test
    void halfOpenAndBabblingPeersHinderNobody() throws IOException, InterruptedException {
        serve();
        List<Socket> peers = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                Socket peer = new Socket(InetAddress.getLoopbackAddress(), served.httpPort());
                peers.add(peer);
                String said = i % 2 == 0
                        ? "POST /v1/metrics HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 100\r\n\r\n{"
                        : "\u0016\u0003\u0001 no HTTP at all\r\n\r\n";
                peer.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
            }
            assertEquals(200, post("/v1/metrics", JSON, json(11)).statusCode());
        } finally {
            for (Socket peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    void moreConnectionsThanItTakesAreClosed() throws IOException, InterruptedException {
        serve();
        List<Socket> peers = new ArrayList<>();
        try {
            for (int i = 0; i < HttpBounds.MOST_CONNECTIONS; i++) {
                peers.add(new Socket(InetAddress.getLoopbackAddress(), served.httpPort()));
            }
            try (Socket over = new Socket(InetAddress.getLoopbackAddress(), served.httpPort())) {
                over.setSoTimeout(20_000);
                assertEquals(-1, over.getInputStream().read());
            }
        } finally {
            for (Socket peer : peers) {
                peer.close();
            }
        }
    }

    private int posted(OwnCertificate trusted, int watts) throws Exception {
        try (HttpClient secure =
                HttpClient.newBuilder().sslContext(trusted.client()).build()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("https://localhost:" + served.httpPort() + "/v1/metrics"))
                    .header("Content-Type", JSON)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(json(watts)))
                    .build();
            return secure.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void aRenewedCertificateIsShownToWhoComesNextAndABadOneIsNot(@TempDir Path folder) throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "port", "dns:localhost");
        OwnCertificate next = OwnCertificate.in(folder, "next", "dns:localhost");
        serve("  tls-cert: " + own.certificate() + "\n", "  tls-key: " + own.key() + "\n");
        Files.copy(next.certificate(), own.certificate(), StandardCopyOption.REPLACE_EXISTING);
        SourceState bad = served.state(s -> s.detail().contains("used on")
                && s.detail().endsWith(own.key() + " is not the key of the certificate"));
        assertEquals("source:otlp/http", bad.source().text());
        assertFalse(bad.measures(), "it is no sender");
        assertEquals(200, posted(own, 907));
        own.renewAs(next);
        SourceState over =
                served.state(s -> s.source().equals(bad.source()) && !s.detail().contains("used on"));
        assertEquals("ended", over.condition());
        assertEquals(200, posted(next, 908));
        assertNotNull(served.frame("node.power", f -> f.values().asDouble(0) == 908));
    }

    @Test
    void troubleOfThePortIsToldBetweenRequestsAndAgainWhereTheTellingFailed(@TempDir Path folder) throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "port", "dns:localhost");
        CountDownLatch told = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch busy = new CountDownLatch(1);
        AtomicBoolean within = new AtomicBoolean();
        AtomicBoolean together = new AtomicBoolean();
        served = new Served("  tls-cert: " + own.certificate() + "\n", "  tls-key: " + own.key() + "\n");
        served.feed.open(event -> {
            together.compareAndSet(false, within.getAndSet(true));
            try {
                if (event instanceof Frame && busy.getCount() > 0) {
                    busy.countDown();
                    together.compareAndSet(false, told.await(3, TimeUnit.SECONDS));
                }
                if (event instanceof SourceState s && s.detail().contains("used on")) {
                    if (tries.incrementAndGet() == 1) {
                        throw new IllegalStateException("not now");
                    }
                    told.countDown();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                within.set(false);
            }
        });
        Thread sending = Thread.ofVirtual().start(() -> {
            try {
                posted(own, 909);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertTrue(busy.await(20, TimeUnit.SECONDS));
        Files.writeString(own.key(), "half of a renewal");
        assertTrue(told.await(20, TimeUnit.SECONDS), "the first failure is not the last look");
        assertFalse(together.get(), "one thread at a time");
        sending.join();
    }

    @Test
    void valuesAreTakenOverTlsBehindTheGivenCertificate(@TempDir Path folder) throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "port", "dns:localhost");
        serve("  tls-cert: " + own.certificate() + "\n", "  tls-key: " + own.key() + "\n");
        assertEquals(200, posted(own, 905));
        assertNotNull(served.frame("node.power", f -> f.values().asDouble(0) == 905));
        assertThrows(IOException.class, () -> post("/v1/metrics", JSON, json(906)), "clear text finds no answer there");
    }

    @Test
    void onlyWhoShowsACertificateThatIsTrustedGetsIn(@TempDir Path folder) throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "port", "dns:localhost");
        OwnCertificate sender = OwnCertificate.in(folder, "sender", "dns:collector");
        serve(
                "  tls-cert: " + own.certificate() + "\n",
                "  tls-key: " + own.key() + "\n",
                "  client-ca: " + sender.certificate() + "\n");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + served.httpPort() + "/v1/metrics"))
                .header("Content-Type", JSON)
                .POST(HttpRequest.BodyPublishers.ofByteArray(json(907)))
                .build();
        try (HttpClient nobody =
                        HttpClient.newBuilder().sslContext(own.client()).build();
                HttpClient known =
                        HttpClient.newBuilder().sslContext(sender.clientOf(own)).build()) {
            assertThrows(IOException.class, () -> nobody.send(request, HttpResponse.BodyHandlers.discarding()));
            assertEquals(
                    200,
                    known.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        }
    }

    @Test
    void aFileThatIsNoCertificateIsNamedAtTheStart(@TempDir Path folder) throws Exception {
        Path key = OwnCertificate.in(folder, "port", "dns:localhost").key();
        Path broken = Files.writeString(folder.resolve("broken.pem"), "no certificate");
        ConfigException e = assertThrows(
                ConfigException.class, () -> new Served("  tls-cert: " + broken + "\n", "  tls-key: " + key + "\n"));
        assertEquals("test.yaml:4: http.tls-cert: " + broken + " is no certificate; it wants PEM", e.getMessage());
    }
}
