package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.Door;
import millwright.connectors.config.Found;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.gateway.FeedSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers on loopback, among them such as say nothing, and what is written about them. */
class DiscoveryTest {
    private static final String DCGM = """
        # TYPE DCGM_FI_DEV_POWER_USAGE gauge
        DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-1",Hostname="n1"} 412.5
        DCGM_FI_DEV_POWER_USAGE{gpu="1",UUID="GPU-2",Hostname="n1"} 400.1
        """;

    @TempDir
    private Path folder;

    private final List<HttpServer> servers = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    /** What the peers were asked, with the credentials that came with it. */
    private final ConcurrentLinkedQueue<String> credentials = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        servers.forEach(s -> s.stop(0));
    }

    /** @param path answered so, all others 404 @return host:port */
    private String peer(String path, int status, String body, Map<String, String> headers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .ifPresent(credentials::add);
            boolean right = exchange.getRequestURI().getPath().equals(path);
            headers.forEach(exchange.getResponseHeaders()::add);
            byte[] bytes = (right ? body : "no such page").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(right ? status : 404, bytes.length);
            try (OutputStream to = exchange.getResponseBody()) {
                to.write(bytes);
            }
        });
        server.start();
        servers.add(server);
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private int run(String... words) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    @Test
    void whatIsFoundIsAConfigurationThatAGatewayTakes() throws IOException {
        String gpus = peer("/metrics", 200, DCGM, Map.of());
        String nodes = peer("/metrics", 200, "# HELP node_load1 x\nnode_load1 0.2\n", Map.of());
        String store = peer("/metrics", 200, "# TYPE x gauge\nx 1\nprometheus_build_info{version=\"3\"} 1\n", Map.of());
        String victoria =
                peer("/metrics", 200, "flag{name=\"x\"} 1\nvm_data_size_bytes{type=\"indexdb\"} 1290\n", Map.of());
        String bmc = peer(
                "/redfish/v1/",
                200,
                "{\"RedfishVersion\": \"1.15.0\", \"Vendor\": \"Evil\\n- protocol: x\"}",
                Map.of());
        String slurm = peer("/openapi/v3", 401, "Authentication failure", Map.of());
        String netbox = peer("/api/", 403, "{\"detail\": \"no\"}", Map.of("API-Version", "4.2"));
        String other = peer("/", 200, "<html>hello</html>", Map.of());
        Path file = folder.resolve("site.yaml");
        assertEquals(
                Ends.DONE,
                run(
                        "gateway",
                        "--out",
                        file.toString(),
                        "--discover",
                        gpus,
                        nodes,
                        store,
                        victoria,
                        bmc,
                        slurm,
                        netbox,
                        other),
                err.toString());
        GatewayConfig config = GatewayConfig.read(file);
        assertEquals(
                Set.of("prometheus", "redfish", "slurm", "netbox"),
                config.sources().stream().map(FeedSource::protocol).collect(Collectors.toSet()));
        String text = Files.readString(file);
        assertTrue(text.contains("- \"http://" + gpus + "/metrics\"  # dcgm-exporter, 2 GPUs"), text);
        assertTrue(text.contains("- \"http://" + nodes + "/metrics\"  # node_exporter"), text);
        assertTrue(text.contains("store: \"http://" + store + "\"  # Prometheus"), text);
        assertTrue(text.contains("# VictoriaMetrics at http://" + victoria + ": a block of its own"), text);
        assertTrue(text.contains("- \"http://" + bmc + "\"  # Redfish 1.15.0 Evil - protocol: x"), text);
        assertTrue(text.contains("url: \"http://" + slurm + "\"  # slurmrestd, which wants a token"), text);
        assertTrue(text.contains("url: \"http://" + netbox + "\"  # NetBox 4.2"), text);
        assertTrue(text.contains("# - protocol: otlp"), text);
        assertTrue(out.toString().contains("nothing that is known here"), out.toString());
        assertTrue(out.toString().contains("fill in user and token-file"), out.toString());
        assertTrue(out.toString().contains("7 sources written to " + file), out.toString());
        assertEquals(List.of(), List.copyOf(credentials));
    }

    @Test
    void brokersMetersAndPdusAreFoundAmongWebServers() throws IOException {
        String gpus = peer("/metrics", 200, DCGM, Map.of());
        Path community = Files.writeString(folder.resolve("community"), "s3cret\n");
        try (RawPeers peers = new RawPeers()) {
            String broker = peers.broker(5);
            String meter = peers.modbus("Schneider Electric", "METSEPM5350");
            String unknown = peers.modbus("Nobody", "X1");
            String pdu = peers.agent("s3cret", "1.3.6.1.4.1.318.1.3.4.6", "APC rack PDU");
            Path file = folder.resolve("site.yaml");
            assertEquals(
                    Ends.DONE,
                    run(
                            "gateway",
                            "--out",
                            file.toString(),
                            "--secret",
                            "snmp-community=" + community,
                            "--discover",
                            broker,
                            meter,
                            unknown,
                            pdu,
                            gpus),
                    err.toString());
            String text = Files.readString(file);
            GatewayConfig config = GatewayConfig.read(file);
            assertEquals(
                    Set.of("mqtt", "modbus", "snmp", "prometheus"),
                    config.sources().stream().map(FeedSource::protocol).collect(Collectors.toSet()),
                    text);
            assertTrue(text.contains("url: \"mqtt://" + broker + "\"  # MQTT broker, which wants credentials"), text);
            assertTrue(text.contains("    - {name: \"" + meter + "\", address: \"" + meter
                    + "\", map: schneider-pm5000}  # Modbus Schneider Electric METSEPM5350"));
            assertTrue(text.contains("# - {name: \"" + unknown + "\""), text);
            assertTrue(text.contains("map: apc-rpdu2}  # SNMP 1.3.6.1.4.1.318.1.3.4.6 APC rack PDU"), text);
            assertTrue(text.contains("dcgm-exporter, 2 GPUs"), text);
            assertFalse((text + out).contains("s3cret"), text);
        }
    }

    @Test
    void whatNeedsAMapFirstIsAllComments() throws IOException {
        Path file = folder.resolve("site.yaml");
        try (RawPeers peers = new RawPeers()) {
            String device = peers.modbus("Nobody", "X1");
            assertEquals(Ends.DONE, run("gateway", "--out", file.toString(), "--discover", device), err.toString());
            assertTrue(assertThrows(ConfigException.class, () -> GatewayConfig.read(file))
                    .getMessage()
                    .contains("'sources' is empty"));
            String text = Files.readString(file);
            String filled = text.substring(0, text.indexOf("  # a map says"))
                    .replaceAll("(?m)^  # (- protocol: modbus|  .*)", "  $1")
                    .replace("FILE.yaml", "schneider-pm5000");
            GatewayConfig config = GatewayConfig.read(Files.writeString(folder.resolve("filled.yaml"), filled));
            assertEquals("modbus", config.sources().getFirst().protocol());
        }
    }

    @Test
    void aPortThatTcpFindsClosedIsStillAskedByDatagram() throws IOException, InterruptedException {
        try (RawPeers peers = new RawPeers()) {
            List<HostList.Host> hosts =
                    HostList.of(List.of(peers.agent("s3cret", "1.3.6.1.4.1.13742.6", "a PDU of Raritan's")));
            Map<String, SourceProbe> probes = DiscoverOptions.probes();
            Map<String, String> secret = Map.of("snmp-community", "s3cret");
            Duration patience = Duration.ofSeconds(20);
            Discovery.Heard heard =
                    new Discovery(probes, secret, patience).look(hosts).getFirst();
            assertEquals("snmp", heard.protocol(), heard.said());
            heard = new Discovery(probes, Map.of(), patience).look(hosts).getFirst();
            assertTrue(heard.said().startsWith("connection refused"), heard.said());
        }
    }

    @Test
    void everyBlockIsTakenAlsoWithoutItsCommentSigns() throws IOException {
        String slurm = peer("/openapi/v3", 200, "{\"paths\": {\"/slurm/v0.0.40/nodes/\": {}}}", Map.of());
        String again = peer("/openapi/v3", 401, "Authentication failure", Map.of());
        assertEquals(Ends.DONE, run("gateway", "--discover", slurm, again), err.toString());
        String filled = out.toString()
                .replace("# token-file: FILE", "token-file: " + folder)
                .replace("# user: NAME", "user: root")
                .replace("# insecure-token: true", "insecure-token: true")
                .replace("# - protocol: otlp", "- protocol: otlp")
                .replace("#   name: otlp", "  name: otlp");
        GatewayConfig config = GatewayConfig.read(Files.writeString(folder.resolve("filled.yaml"), filled));
        assertEquals(
                List.of("slurm", "slurm-2", "otlp"),
                config.sources().stream().map(FeedSource::name).toList());
    }

    @Test
    void aFileIsNeverOverwritten() throws IOException {
        Path file = Files.writeString(folder.resolve("site.yaml"), "mine");
        assertEquals(Ends.USAGE, run("gateway", "--discover", "127.0.0.1:9", "--out", file.toString()));
        assertTrue(err.toString().contains("exists already"), err.toString());
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void whoAcceptsAndNeverAnswersIsGivenUpAndOthersAreFound() throws IOException, InterruptedException {
        String gpus = peer("/metrics", 200, DCGM, Map.of());
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServerSocket rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread talker = Thread.ofVirtual().start(() -> talk(rude));
            int closed = gone.getLocalPort();
            gone.close();
            List<HostList.Host> hosts = HostList.of(List.of(
                    "127.0.0.1:" + silent.getLocalPort(),
                    "127.0.0.1:" + rude.getLocalPort(),
                    "127.0.0.1:" + closed,
                    gpus));
            Map<String, SourceProbe> probes = DiscoverOptions.probes();
            List<Discovery.Heard> heard = new Discovery(probes, Map.of(), Duration.ofMillis(300)).look(hosts);
            assertEquals("no answer within 300 ms", heard.get(0).said());
            assertTrue(heard.get(1).found().isEmpty(), heard.get(1).said());
            assertTrue(
                    heard.get(2).said().startsWith("connection refused"),
                    heard.get(2).said());
            assertEquals("prometheus", heard.get(3).protocol());
            talker.interrupt();
        }
    }

    private static void talk(ServerSocket rude) {
        byte[] noise = new byte[4096];
        Arrays.fill(noise, (byte) 0x80);
        while (!rude.isClosed()) {
            try (Socket caller = rude.accept()) {
                caller.getOutputStream().write(noise);
            } catch (IOException e) {
                // the caller went, or the test is over
            }
        }
    }

    @Test
    void nothingFoundIsSaidAndNothingWritten() throws IOException {
        String other = peer("/", 200, "<html>", Map.of());
        Path file = folder.resolve("site.yaml");
        assertEquals(Ends.UNREACHABLE, run("gateway", "--discover", other, "--out", file.toString()));
        assertTrue(err.toString().contains("nothing that Millwright reads answered"), err.toString());
        assertFalse(Files.exists(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--discover http://n1:9100/metrics|leave out scheme and path",
                "--discover 10.0.0.0/16|is too large",
                "--discover 10.0.0.300/28|is no net",
                "--discover n1:99999|no port between 1 and 65535",
                "--discover n1;reboot|is no host",
                "--discover user@n1|is no host",
                "--discover 10.0.0.0/24 10.0.1.0/24|256 hosts at most",
                "--discover n1 --config x|leave out --config",
                "--discover n1 --listen a:1 --record b|leave out --listen, --record",
                "--discover n1 --secret snmp=pom.xml|no protocol here asks",
                "--out x|go with --discover",
                "--discover|Missing required parameter"
            })
    void wrongUseIsOneLine(String words, String said) {
        int end = run(("gateway " + words).split(" "));
        assertEquals(Ends.USAGE, end);
        assertTrue(err.toString().startsWith("millwright: ") && err.toString().contains(said), err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.16/30", "n1 n1", "[fe80::1]:9100", "fe80::1"})
    void netsAndAddressesAreTakenApart(String words) {
        List<HostList.Host> hosts = HostList.of(List.of(words.split(" ")));
        switch (words) {
            case "10.0.0.16/30" ->
                assertEquals(List.of(new HostList.Host("10.0.0.17", 0), new HostList.Host("10.0.0.18", 0)), hosts);
            case "n1 n1" -> assertEquals(List.of(new HostList.Host("n1", 0)), hosts);
            case "fe80::1" -> assertEquals(List.of(new HostList.Host("fe80::1", 0)), hosts);
            default -> assertEquals(List.of(new HostList.Host("fe80::1", 9100)), hosts);
        }
    }

    /** A protocol that wants a secret and is spoken at two ports. */
    private static final class Locked implements SourceProbe {
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final ConcurrentLinkedQueue<Door> asked = new ConcurrentLinkedQueue<>();

        @Override
        public List<Integer> ports() {
            return List.of(161, 1161);
        }

        @Override
        public Set<String> secrets() {
            return Set.of("community");
        }

        @Override
        public Optional<Found> ask(Door door) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            asked.add(door);
            Thread.yield();
            now.decrementAndGet();
            return Optional.empty();
        }

        @Override
        public String blocks(List<Found> found) {
            return "";
        }
    }

    @Test
    void aProtocolThatWantsASecretIsLeftAloneWithoutIt() throws InterruptedException {
        Locked probe = new Locked();
        List<HostList.Host> hosts = HostList.of(List.of("10.0.0.0/24"));
        new Discovery(Map.of("snmp", probe), Map.of(), Duration.ofMillis(100)).look(hosts);
        assertTrue(probe.asked.isEmpty());
        new Discovery(Map.of("snmp", probe), Map.of("community", "s3cret"), Duration.ofMillis(100)).look(hosts);
        assertEquals(2 * 254, probe.asked.size());
        assertTrue(probe.most.get() <= Discovery.AT_ONCE, "" + probe.most);
        assertTrue(
                probe.asked.stream().allMatch(d -> d.secrets().get("community").equals("s3cret")));
        assertTrue(probe.asked.stream().noneMatch(d -> d.toString().contains("s3cret")));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Discovery(Map.of("snmp", probe), Map.of("comunity", "x"), Duration.ofMillis(100)));
    }
}
