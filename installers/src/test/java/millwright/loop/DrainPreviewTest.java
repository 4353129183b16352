package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProvider;
import millwright.connectors.gateway.Binding;
import millwright.connectors.gateway.FeedSource;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayServer;
import millwright.connectors.link.Link;
import millwright.feed.ActionHeader;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Feed;
import millwright.feed.PlantChanged;
import millwright.feed.Preview;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What a desk reads before it drains a node of which nothing is measured: a slurmrestd that is all there is, or beside an
 * exporter that is down. Node g1 has four GPUs, c1 none.
 */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class DrainPreviewTest {
    private static final String PATHS = """
        {"openapi": "3.0.2", "paths": {"/slurm/v0.0.40/nodes/": {"get": {}}, "/slurm/v0.0.40/jobs/": {"get": {}},
          "/slurm/v0.0.40/node/{node_name}": {"get": {}, "post": {}}}}\
        """;
    private static final String NODES = """
        {"errors": [], "nodes": [
          {"name": "g1", "hostname": "g1", "gres": "gpu:h100:4", "state": ["MIXED"], "partitions": ["train"]},
          {"name": "c1", "hostname": "c1", "gres": "", "state": ["MIXED"], "partitions": ["prep"]}]}\
        """;
    private static final String JOBS = "{\"errors\": [], \"jobs\": ["
            + String.join(
                    ",",
                    job(1, "numbered", "g1", "gpu:h100:2(IDX:0-1)"),
                    job(2, "unnumbered", "g1", "gpu:h100:1"),
                    job(3, "tokenise", "g1", ""),
                    job(4, "shuffle", "c1", ""))
            + "]}";

    @TempDir
    private Path folder;

    private HttpServer slurm;

    private static String job(int id, String name, String node, String gres) {
        return """
            {"job_id": %d, "name": "%s", "account": "lab", "partition": "train", "nodes": "%s", "gres_detail": ["%s"],
             "job_state": ["RUNNING"], "start_time": 1700000000}\
            """.formatted(id, name, node, gres);
    }

    @BeforeEach
    void serve() throws IOException {
        slurm = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Map.of("/openapi/v3", PATHS, "/slurm/v0.0.40/nodes/", NODES, "/slurm/v0.0.40/jobs/", JOBS)
                .forEach((path, text) -> slurm.createContext(path, x -> {
                    try (x) {
                        byte[] body = text.getBytes(StandardCharsets.UTF_8);
                        x.sendResponseHeaders(200, body.length);
                        x.getResponseBody().write(body);
                    }
                }));
        slurm.start();
        Files.writeString(folder.resolve("token"), "sesame");
    }

    @AfterEach
    void stop() {
        slurm.stop(0);
    }

    private static FeedSource source(String block) {
        ConfigNode node = ConfigNode.parse("site.yaml", block);
        String protocol = node.text("protocol");
        return new FeedSource(protocol, protocol, false, () -> feed(protocol, node));
    }

    private static Feed feed(String protocol, ConfigNode node) {
        return ServiceLoader.load(SourceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.protocol().equals(protocol))
                .findFirst()
                .orElseThrow()
                .create(node, InstantSource.system());
    }

    private FeedSource scheduler() {
        return source("protocol: slurm\nurl: \"http://127.0.0.1:"
                + slurm.getAddress().getPort() + "\"\nuser: root\ntoken-file: " + folder.resolve("token"));
    }

    private static String preview(Gateway gateway, String node) throws Exception {
        try (GatewayServer server = GatewayServer.listen(gateway, Binding.loopback(0), List.of());
                Link link = LinkAndGatewayTest.link(server.port())) {
            Desk desk = Desk.of(link);
            desk.await(PlantChanged.class, _ -> desk.latest.plant().count(EntityKind.JOB) == 4);
            long now = LinkAndGatewayTest.now();
            ActionHeader header = new ActionHeader(
                    "k-" + node, "op", ActionHeader.ProposerKind.PERSON, now, now + Times.HOUR, 0, "fan");
            EntityId target = EntityId.of(EntityKind.NODE, node);
            link.send(new Command.PreviewAction(node, new ControlAction.Drain(header, List.of(target))));
            Preview preview = desk.await(Preview.class, p -> p.request().equals(node));
            assertTrue(preview.allowed(), preview.guards().toString());
            String guard = preview.guards().stream()
                    .map(Preview.Verdict::text)
                    .filter(t -> t.contains("jobs that stay"))
                    .findFirst()
                    .orElse("");
            String hit = preview.jobsHit().stream()
                    .map(j -> desk.latest.plant().find(j).orElseThrow().name())
                    .sorted()
                    .collect(Collectors.joining(" "));
            for (String name : hit.isEmpty() ? new String[] {"none"} : hit.split(" ", -1)) {
                assertTrue(guard.contains(name), guard);
            }
            return hit;
        }
    }

    @Test
    void withSlurmAloneTheJobsThatStayAreNamedOnGpusAndWithoutAny() throws Exception {
        Gateway gateway = LinkAndGatewayTest.gateway("drain-1");
        gateway.add(scheduler());
        try (gateway) {
            assertEquals("numbered tokenise unnumbered", preview(gateway, "g1"));
            assertEquals("shuffle", preview(gateway, "c1"), "a node without GPUs");
        }
    }

    @Test
    void besideAnExporterThatIsDownToo() throws Exception {
        int dead;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            dead = socket.getLocalPort();
        }
        Gateway gateway = LinkAndGatewayTest.gateway("drain-2");
        gateway.add(source("protocol: prometheus\nevery: 1s\ntargets: [ \"127.0.0.1:" + dead + "\" ]"));
        gateway.add(scheduler());
        try (gateway) {
            assertEquals("numbered tokenise unnumbered", preview(gateway, "g1"));
        }
    }
}
