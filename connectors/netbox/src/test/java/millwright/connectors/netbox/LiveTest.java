package millwright.connectors.netbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import millwright.feed.SourceState;
import millwright.hearing.OwnCertificate;
import millwright.plant.EntityKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A NetBox on loopback that pages, asks for a token, and misbehaves. */
class LiveTest {
    private static final int RACKS = 7;

    private interface Mischief {
        /** @return true when it answered */
        boolean answer(HttpExchange exchange) throws IOException;
    }

    @TempDir
    private Path folder;

    private final Set<String> authorizations = ConcurrentHashMap.newKeySet();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Mischief mischief = exchange -> false;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Listening listen(String more) {
        return new Listening("url: " + address() + "/netbox/\nevery: 100ms\ntimeout: 1s\npage: 3\n" + more);
    }

    private void answer(HttpExchange exchange) throws IOException {
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        paths.add(exchange.getRequestURI().getPath());
        if (mischief.answer(exchange)) {
            return;
        }
        String query = exchange.getRequestURI().getQuery();
        if (!exchange.getRequestURI().getPath().endsWith("/racks/")) {
            send(exchange, 200, "{\"count\": 0, \"next\": null, \"results\": []}");
            return;
        }
        int from = query.contains("offset=") ? Integer.parseInt(query.replaceFirst(".*offset=(\\d+).*", "$1")) : 0;
        StringBuilder page = new StringBuilder();
        for (int i = from + 1; i <= Math.min(RACKS, from + 3); i++) {
            page.append(page.isEmpty() ? "" : ",").append("{\"id\": %d, \"name\": \"R%d\"}".formatted(i, i));
        }
        // as NetBox behind a proxy that ends TLS says it
        String next =
                from + 3 < RACKS ? "\"https://127.0.0.1/api/dcim/racks/?limit=3&offset=" + (from + 3) + "\"" : "null";
        send(exchange, 200, "{\"count\": " + RACKS + ", \"next\": " + next + ", \"results\": [" + page + "]}");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Test
    void aClockAnHourAheadIsMeasured() throws InterruptedException {
        InstantSource ours = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        String block = "url: " + address() + "\nevery: 100ms\n";
        try (Listening heard = new Listening(block, ours)) {
            SourceState state = heard.state("ok");
            assertEquals(3_600, state.clockOffset() / 1e9, 2);
            assertTrue(state.clockUncertainty() >= 500_000_000, () -> "" + state.clockUncertainty());
        }
    }

    @Test
    void aNetBoxThatWantsToSeeOurCertificateIsReadWhereTheBlockNamesIt() throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "peer", "ip:127.0.0.1");
        OwnCertificate ours = OwnCertificate.in(folder, "ours", "dns:gateway");
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(own.demanding(ours));
        secure.setExecutor(threads);
        secure.createContext("/", this::answer);
        secure.start();
        String block = "url: https://127.0.0.1:" + secure.getAddress().getPort() + "\nca-file: " + own.certificate()
                + "\ncert-file: " + ours.certificate() + "\nkey-file: " + ours.key() + "\n";
        try (Listening heard = new Listening(block)) {
            heard.state("ok");
            assertEquals(RACKS, heard.plant().count(EntityKind.RACK));
        } finally {
            secure.stop(0);
        }
    }

    @Test
    void allPagesAreReadBelowThePathGiven() throws InterruptedException {
        try (Listening heard = listen("")) {
            heard.state("ok");
            assertEquals(RACKS, heard.plant().count(EntityKind.RACK));
            assertTrue(paths.contains("/netbox/api/dcim/racks/"), paths.toString());
            assertTrue(paths.stream().allMatch(p -> p.startsWith("/netbox/api/dcim/")), paths.toString());
            assertEquals(Set.of("null"), authorizations);
        }
    }

    @ParameterizedTest
    @CsvSource({"0123456789abcdef,Token 0123456789abcdef", "nbt_abc.def,Bearer nbt_abc.def"})
    void aTokenIsSentAsItsKindWantsIt(String token, String wanted) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("token"), token + "\n");
        try (Listening heard = listen("token-file: " + file)) {
            heard.state("ok");
            assertEquals(Set.of(wanted), authorizations);
        }
    }

    /** After a good start it answers like this; the plant stays, the source says so, and it recovers. */
    private void survives(Mischief like, String said) throws InterruptedException {
        try (Listening heard = listen("")) {
            heard.state("ok");
            mischief = like;
            SourceState failed = heard.state("failed");
            assertTrue(failed.detail().contains(said) && failed.detail().contains("since "), failed.detail());
            // of whatever it was asked next: the walk that follows the first may have begun before it turned
            boolean answered =
                    failed.detail().matches("[a-z-]+: .*") && !failed.detail().contains("answered ");
            assertEquals(answered, failed.delivery().unread() > 0, failed.detail());
            assertEquals(answered, failed.delivery().example().contains(said), "an example of it");
            assertEquals(RACKS, heard.plant().count(EntityKind.RACK));
            mischief = exchange -> false;
            heard.state("ok");
            assertEquals(RACKS, heard.plant().count(EntityKind.RACK));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|garbage|not JSON of NetBox",
                "200|[]|a list without pages",
                "200|{\"detail\": \"x\"}|it holds no \"results\"",
                "200|{\"count\": 9, \"next\": null, \"results\": []}|came after 0 of 9",
                "200|{\"count\": 9, \"next\": \"?limit=3&ordering=id\", \"results\": [ {\"id\": 1} ]}|lead in a circle",
                "200|{\"count\": 9, \"next\": \"?offset=3\", \"results\": []}|an empty page",
                "200|{\"count\": 9, \"next\": \"https://evil.example/api/?offset=3\", \"results\": [ {\"id\": 1} ]}|on"
                        + " another host (evil.example)",
                "200|{\"count\": 9, \"next\": \"::%\", \"results\": [ {\"id\": 1} ]}|the address of the next page is"
                        + " none",
                "403|{\"detail\": \"Invalid token\"}|answered 403; give valid credentials",
                "302||answered 302",
                "500|<html>|answered 500"
            })
    void aWrongAnswerIsSaidAndNothingIsLost(int status, String body, String said) throws InterruptedException {
        survives(
                exchange -> {
                    send(exchange, status, body == null ? "" : body);
                    return true;
                },
                said);
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws InterruptedException {
        survives(LiveTest::endless, "answer ");
    }

    private static boolean endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] chunk = new byte[1 << 20];
        Arrays.fill(chunk, (byte) ' ');
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < 200; i++) {
                out.write(chunk);
            }
        }
        return true;
    }

    @Test
    void aPeerThatNeverAnswersIsGivenUp() throws IOException, InterruptedException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Listening heard = new Listening(
                        "url: http://127.0.0.1:" + silent.getLocalPort() + "\nevery: 100ms\ntimeout: 200ms\n")) {
            assertTrue(heard.state("failed").detail().contains("no answer within 200 ms"));
        }
    }

    @Test
    void aTokenNeverGoesOverClearTextToAnotherMachine() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "x");
        for (String wrong : List.of(
                "url: http://netbox.example\ntoken-file: " + file,
                "url: a\nexport: b",
                "every: 5m",
                "url: https://netbox.example\nvoltage-reference: phase",
                "url: https://netbox.example\nroles: { gpu: nod }",
                "url: https://netbox.example\npages: 5")) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> new Listening(wrong).close());
            assertTrue(String.valueOf(refused.getMessage()).startsWith("site.yaml:"), refused.getMessage());
        }
        String often = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Listening("url: https://netbox.example\nevery: 1ms").close())
                .getMessage();
        assertTrue(often.contains(": every: must be at least 100ms"), often);
    }
}
