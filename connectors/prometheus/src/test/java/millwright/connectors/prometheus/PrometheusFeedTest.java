package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.feed.Feed;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrometheusFeedTest {
    private final AtomicReference<String> page = new AtomicReference<>(gpu("a", 700) + xid(0));
    private final BlockingQueue<PlantEvent> events = new LinkedBlockingQueue<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] body = page.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.get(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static String gpu(String uuid, int watts) {
        return "DCGM_FI_DEV_POWER_USAGE{gpu=\"0\",UUID=\"" + uuid + "\",Hostname=\"n17.cluster\"} " + watts + "\n";
    }

    private static String xid(int code) {
        return "DCGM_FI_DEV_XID_ERRORS{gpu=\"0\",UUID=\"a\",Hostname=\"n17.cluster\"} " + code + "\n";
    }

    private Feed feed(int port) {
        return feed(port, InstantSource.system());
    }

    private Feed feed(int port, InstantSource clock) {
        ConfigNode block = ConfigNode.parse("test.yaml", """
            protocol: prometheus
            targets: [ "127.0.0.1:%d" ]
            every: 100ms
            placement:
              site: Halden
              racks:
                - { rack: R4-16, row: R4, hosts: [ "n1?" ], top-unit: 44 }
            """.formatted(port));
        return new PrometheusProvider().create(block, clock);
    }

    private <T extends PlantEvent> T await(Class<T> type, Predicate<T> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            PlantEvent event = events.poll(1, TimeUnit.SECONDS);
            if (type.isInstance(event) && wanted.test(type.cast(event))) {
                return type.cast(event);
            }
        }
        return null;
    }

    @Test
    void aHostIsPlacedInItsRackAndItsGpuMeasured() throws InterruptedException {
        try (Feed feed = feed(server.getAddress().getPort())) {
            feed.open(events::add);
            PlantChanged changed = await(PlantChanged.class, e -> true);
            assertNotNull(changed);
            Plant plant = Plant.builder().apply(changed.change()).build(changed.revision());
            int gpu = plant.indexAt(EntityKind.GPU, 0);
            assertEquals(
                    "R4-16", plant.entity(plant.ancestor(gpu, EntityKind.RACK)).name());
            assertEquals(44, ((Entity.Node) plant.at(EntityKind.NODE, 0)).slot().unit());
            Frame frame = await(Frame.class, f -> f.metric().name().equals("gpu.power"));
            assertEquals(700, frame.values().asDouble(0));
        }
    }

    @Test
    void theClockOfAnExporterThatSaysNoTimesIsMeasuredByItsAnswers() throws InterruptedException {
        InstantSource ours = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        try (Feed feed = feed(server.getAddress().getPort(), ours)) {
            feed.open(events::add);
            SourceState state = await(SourceState.class, s -> s.condition().equals("ok"));
            assertEquals(3_600, state.clockOffset() / 1e9, 2);
            assertTrue(state.clockUncertainty() >= 500_000_000, () -> "" + state.clockUncertainty());
            status.set(503);
            SourceState failed = await(SourceState.class, s -> s.condition().equals("failed"));
            assertEquals(3_600, failed.clockOffset() / 1e9, 2, "a refusal has a date too");
        }
    }

    @Test
    void aMachineOfAStatedTargetThatFellSilentForGoodGoesWhereTheBlockSaysSo() throws InterruptedException {
        AtomicLong ahead = new AtomicLong();
        server.createContext("/two", exchange -> {
            byte[] body = gpu("b", 600).replace("n17", "n18").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        String here = "127.0.0.1:" + server.getAddress().getPort();
        ConfigNode block = ConfigNode.parse("test.yaml", """
            protocol: prometheus
            targets: [ "%s", "%s/two" ]
            every: 100ms
            forget-silent: 1h
            """.formatted(here, here));
        try (Feed feed =
                new PrometheusProvider().create(block, () -> Instant.now().plusSeconds(ahead.get()))) {
            feed.open(events::add);
            await(
                    SourceState.class,
                    s -> s.source().text().endsWith(here) && s.condition().equals("ok"));
            await(
                    SourceState.class,
                    s -> s.source().text().endsWith("two") && s.condition().equals("ok"));
            status.set(500);
            await(SourceState.class, s -> s.condition().equals("failed"));
            ahead.set(3_700);
            PlantChanged gone =
                    await(PlantChanged.class, e -> !e.change().removed().isEmpty());
            assertNotNull(gone);
            assertTrue(
                    gone.change()
                            .removed()
                            .containsAll(List.of(new EntityId("gpu:a"), new EntityId("node:n17.cluster"))),
                    () -> gone.change().removed().toString());
        }
    }

    @Test
    void theSamplesOfATargetNameThatTargetWhoseStateIsTold() throws InterruptedException {
        try (Feed feed = feed(server.getAddress().getPort())) {
            feed.open(events::add);
            Frame frame = await(Frame.class, f -> true);
            SourceState state = await(SourceState.class, s -> s.condition().equals("ok"));
            assertEquals(state.source(), frame.origin().source());
        }
    }

    @Test
    void whatItToldBeforeIsForbiddenOnceItRefusesUs() throws InterruptedException {
        try (Feed feed = feed(server.getAddress().getPort())) {
            feed.open(events::add);
            assertNotNull(await(Frame.class, f -> f.metric().name().equals("gpu.power")));
            status.set(403);
            Frame locked = await(
                    Frame.class,
                    f -> f.metric().name().equals("gpu.power") && f.states().at(0) == DataState.FORBIDDEN);
            assertNotNull(locked, "its values are locked, not stale");
            SourceState state = await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(state.detail().contains("token-file"), state.detail());
            assertEquals(0, state.delivery().unread());
        }
    }

    @Test
    void fieldsThatNodesLackAreSummedOverAllOfThem() throws InterruptedException {
        String active = "DCGM_FI_PROF_SM_ACTIVE{gpu=\"0\",UUID=\"%1$s\",Hostname=\"%1$s\"} 0.5\n";
        String power = "DCGM_FI_DEV_POWER_USAGE{gpu=\"0\",UUID=\"%1$s\",Hostname=\"%1$s\"} 500\n";
        page.set(power.formatted("n1") + active.formatted("n1") + power.formatted("n2") + power.formatted("n3"));
        try (Feed feed = feed(server.getAddress().getPort())) {
            feed.open(events::add);
            SourceState all = await(SourceState.class, s -> !s.source().text().contains("/"));
            String line = "no gpu.sm.active (SM_ACTIVE) on 2 of 3 nodes (n2, n3): "
                    + "profiling metrics are not enabled in the exporter";
            assertTrue(all.missing().contains(line), () -> String.join("; ", all.missing()));
            assertTrue(all.missing().stream().noneMatch(m -> m.contains("gpu.power:")));
        }
    }

    @Test
    void aNewXidIsAnEventAndTheSameGaugeIsNotOneAgain() throws InterruptedException {
        try (Feed feed = feed(server.getAddress().getPort())) {
            feed.open(events::add);
            assertNotNull(await(Frame.class, f -> true));
            page.set(gpu("a", 700) + xid(79));
            Occurrence event = await(Occurrence.class, o -> true);
            assertEquals("79", event.details().get("xid"));
            SourceState state = await(SourceState.class, s -> s.condition().equals("ok"));
            assertNotNull(state);
            assertEquals(state.source(), event.origin().source(), "of the target, whose clock is measured");
            assertNotNull(await(SourceState.class, s -> s.condition().equals("ok")));
            assertTrue(events.stream().noneMatch(Occurrence.class::isInstance));
        }
    }

    @Test
    void aGpuThatAppearsLaterIsAddedToThePlant() throws InterruptedException {
        try (Feed feed = feed(server.getAddress().getPort())) {
            feed.open(events::add);
            assertNotNull(await(Frame.class, f -> true));
            page.set(gpu("a", 700) + gpu("b", 600));
            PlantChanged changed = await(PlantChanged.class, e -> !e.whole());
            assertEquals(1, changed.change().put().size());
        }
    }

    @Test
    void aRefusedConnectionIsToldAndNothingTurnsZero() throws InterruptedException, IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Feed feed = feed(port)) {
            feed.open(events::add);
            SourceState state = await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(state.detail().contains("connection refused"), state.detail());
            assertTrue(events.stream().noneMatch(Frame.class::isInstance));
        }
    }

    @Test
    void aPeerThatNeverAnswersIsGivenUp() throws InterruptedException, IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Feed feed = feed(silent.getLocalPort())) {
            feed.open(events::add);
            SourceState state = await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(state.detail().contains("no answer within"), state.detail());
        }
    }

    @Test
    void aWrongKeyNamesTheRightOne() {
        ConfigNode block = ConfigNode.parse("site.yaml", "protocol: prometheus\ntarget: [a]\n");
        String message = assertThrows(
                        ConfigException.class, () -> new PrometheusProvider().create(block, InstantSource.system()))
                .getMessage();
        assertEquals("site.yaml:2: unknown key 'target'; did you mean 'targets'?", message);
    }
}
