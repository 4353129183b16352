package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import millwright.connectors.link.Link;
import millwright.connectors.link.LinkSettings;
import millwright.connectors.link.Target;
import millwright.feed.Command;
import millwright.feed.Frame;
import millwright.feed.PlantEvent;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.LatestColumns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** README's five minutes, word by word, beside one exporter of a node with two GPUs. */
@Timeout(120)
class FiveMinutesTest {
    private static final MetricId POWER = new MetricId("gpu.power");
    private static final String EXPOSITION = """
        # HELP DCGM_FI_DEV_SM_CLOCK SM clock frequency (in MHz).
        # TYPE DCGM_FI_DEV_SM_CLOCK gauge
        DCGM_FI_DEV_SM_CLOCK{gpu="0",UUID="GPU-1",device="nvidia0",modelName="NVIDIA H200",Hostname="node17"} 1980
        DCGM_FI_DEV_SM_CLOCK{gpu="1",UUID="GPU-2",device="nvidia1",modelName="NVIDIA H200",Hostname="node17"} 345
        # HELP DCGM_FI_DEV_MEMORY_TEMP Memory temperature (in C).
        # TYPE DCGM_FI_DEV_MEMORY_TEMP gauge
        DCGM_FI_DEV_MEMORY_TEMP{gpu="0",UUID="GPU-1",device="nvidia0",modelName="NVIDIA H200",Hostname="node17"} 9223372036854775794
        # HELP DCGM_FI_DEV_POWER_USAGE Power draw (in W).
        # TYPE DCGM_FI_DEV_POWER_USAGE gauge
        DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-1",device="nvidia0",modelName="NVIDIA H200",Hostname="node17"} 612.5
        DCGM_FI_DEV_POWER_USAGE{gpu="1",UUID="GPU-2",device="nvidia1",modelName="NVIDIA H200",Hostname="node17"} 78.25
        """;

    @TempDir
    private Path folder;

    private HttpServer exporter;

    @BeforeEach
    void serve() throws IOException {
        exporter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        exporter.createContext("/", exchange -> {
            boolean right = exchange.getRequestURI().getPath().equals("/metrics");
            byte[] bytes = (right ? EXPOSITION : "404 page not found").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(right ? 200 : 404, bytes.length);
            try (var to = exchange.getResponseBody()) {
                to.write(bytes);
            }
        });
        exporter.start();
    }

    @AfterEach
    void stop() {
        exporter.stop(0);
    }

    private static String run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertEquals(Ends.DONE, Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words), err::toString);
        return out.toString();
    }

    @Test
    void lookingReadingAndServingShowTheGpusToADesk() throws Exception {
        String door = "127.0.0.1:" + exporter.getAddress().getPort();
        Path site = folder.resolve("site.yaml");
        run("gateway", "--discover", door, "--out", site.toString());

        String understood = run("doctor", "scrape", "http://" + door + "/metrics");
        assertTrue(understood.contains("gpu.power") && understood.contains("gpu.clock.sm"), understood);

        // all that is added to what was written: not the user's own folder
        Files.writeString(site, "state: \"" + folder.resolve("state") + "\"\n" + Files.readString(site));
        PipedWriter said = new PipedWriter();
        StringWriter err = new StringWriter();
        try (BufferedReader lines = new BufferedReader(new PipedReader(said))) {
            Thread gateway = Thread.ofPlatform()
                    .name("gateway")
                    .start(() -> Main.run(
                            new PrintWriter(said, true),
                            new PrintWriter(err, true),
                            "gateway",
                            "--config",
                            site.toString(),
                            "--listen",
                            "localhost:0"));
            try {
                String first = lines.readLine();
                assertTrue(first.contains("listens on localhost:"), () -> first + err);
                desk(Integer.parseInt(first.substring(first.lastIndexOf(':') + 1)));
            } finally {
                gateway.interrupt();
                gateway.join();
            }
        }
    }

    private static void desk(int port) throws Exception {
        BlockingQueue<PlantEvent> told = new LinkedBlockingQueue<>();
        LatestColumns latest = new LatestColumns();
        LinkSettings quick = new LinkSettings("desk", 1_500, 8_000, 50, 200, 10, new Random(1));
        try (Link link = new Link(Target.loopback(port), quick, () -> Times.nanos(Instant.now()))) {
            link.send(new Command.Subscribe(Set.of(new Command.Want(POWER, EntityKind.GPU, 0))));
            link.open(told::add);
            assertEquals(612.5, power(told, latest, EntityId.of(EntityKind.GPU, "GPU-1")));
            assertEquals(78.25, power(told, latest, EntityId.of(EntityKind.GPU, "GPU-2")));
            assertEquals(1, latest.plant().count(EntityKind.NODE));
        }
    }

    /** The GPU's power as soon as a frame tells it. */
    private static double power(BlockingQueue<PlantEvent> told, LatestColumns latest, EntityId gpu)
            throws InterruptedException {
        double power = power(latest, gpu);
        while (Double.isNaN(power)) {
            PlantEvent event = told.poll(60, TimeUnit.SECONDS);
            assertNotNull(event, "nothing more came, " + gpu + " is not known");
            latest.accept(event);
            power = event instanceof Frame ? power(latest, gpu) : Double.NaN;
        }
        return power;
    }

    private static double power(LatestColumns latest, EntityId gpu) {
        int index = latest.plant().indexOf(gpu);
        if (index < 0) {
            return Double.NaN;
        }
        Latest column = latest.latest(POWER, EntityKind.GPU);
        int slot = latest.plant().slotOf(index);
        return slot < column.size() && column.ok(slot) ? column.values()[slot] : Double.NaN;
    }
}
