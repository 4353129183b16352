package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import millwright.connectors.config.ConfigNode;
import millwright.feed.Feed;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats, discovery and a store as peers offer them, well or badly. */
class PrometheusPeersTest {
    private static final String GPU = "DCGM_FI_DEV_POWER_USAGE{UUID=\"a\",Hostname=\"n17\"} 700\n";

    private final BlockingQueue<PlantEvent> events = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;

    private static Feed feed(String block) {
        return new PrometheusProvider()
                .create(
                        ConfigNode.parse("site.yaml", "protocol: prometheus\nevery: 100ms\n" + block),
                        InstantSource.system());
    }

    private <T extends PlantEvent> @Nullable T await(Class<T> type, Predicate<T> wanted) throws InterruptedException {
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
    void openMetricsIsAskedForFirstAndPlainTextWhereItBreaksItsRules() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer()) {
            server.on("/metrics", x -> {
                boolean open = x.getRequestHeaders().getFirst("Accept").startsWith("application/openmetrics-text");
                MisbehavingServer.say(x, 200, open ? "application/openmetrics-text" : "text/plain", GPU);
            });
            try (Feed feed = feed("targets: [ \"" + server.address() + "\" ]\n")) {
                feed.open(events::add);
                SourceState state = await(SourceState.class, s -> s.condition().equals("ok"));
                assertNotNull(state);
                assertTrue(state.detail().contains("cut off"), state.detail());
                assertNotNull(await(SourceState.class, s -> s.detail().startsWith("1 values")));
            }
        }
    }

    @Test
    void targetsComeAndGoWithTheFileThatNamesThem() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer()) {
            server.on("/metrics", x -> MisbehavingServer.say(x, 200, "text/plain", GPU));
            Path file = folder.resolve("gpus.json");
            String list = "[{\"targets\": [\"" + server.address() + "\"]}]";
            Files.writeString(file, list);
            try (Feed feed = feed("refresh: 100ms\nfile-sd: " + folder + "/*.json\n")) {
                feed.open(events::add);
                assertNotNull(await(Frame.class, f -> f.metric().name().equals("gpu.power")));
                Files.writeString(file, "[");
                assertNotNull(await(SourceState.class, s -> s.condition().equals("failed")));
                assertNotNull(await(Frame.class, f -> true), "what was found before stays");
                Files.writeString(file, "[]");
                SourceState ended = await(SourceState.class, s -> s.condition().equals("ended"));
                assertNotNull(ended);
                assertTrue(
                        ended.source().text().contains(server.address()),
                        ended.source().text());
                SourceState all =
                        await(SourceState.class, s -> !s.source().text().contains("/"));
                assertNotNull(all);
                assertEquals(List.of(), all.missing(), "nothing is missing of what is gone");
            }
        }
    }

    @Test
    void whatDiscoveryDroppedGoesAfterTheTimeOfTheBlock() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer()) {
            server.on("/metrics", x -> MisbehavingServer.say(x, 200, "text/plain", GPU));
            Path file = folder.resolve("gpus.json");
            Files.writeString(file, "[{\"targets\": [\"" + server.address() + "\"]}]");
            try (Feed feed = feed("refresh: 100ms\nforget: 1s\nfile-sd: " + folder + "/*.json\n")) {
                feed.open(events::add);
                assertNotNull(await(Frame.class, f -> f.metric().name().equals("gpu.power")));
                Files.writeString(file, "[]");
                PlantChanged gone =
                        await(PlantChanged.class, c -> !c.change().removed().isEmpty());
                assertNotNull(gone);
                assertTrue(gone.change().removed().toString().contains("gpu:a"), gone.toString());
            }
        }
    }

    @Test
    void filesOfYamlNameTargetsToo() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer()) {
            server.on("/metrics", x -> MisbehavingServer.say(x, 200, "text/plain", GPU));
            Files.writeString(folder.resolve("gpus.yml"), "- targets: [ \"" + server.address() + "\" ]\n");
            try (Feed feed = feed("refresh: 100ms\nfile-sd: " + folder + "/*.yml\n")) {
                feed.open(events::add);
                assertNotNull(await(Frame.class, f -> f.metric().name().equals("gpu.power")));
            }
        }
    }

    @Test
    void targetsAreLookedUpOverHttpToo() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer()) {
            server.on("/metrics", x -> MisbehavingServer.say(x, 200, "text/plain", GPU));
            server.on(
                    "/sd",
                    x -> MisbehavingServer.say(
                            x, 200, "application/json", "[{\"targets\": [\"" + server.address() + "\"]}]"));
            try (Feed feed = feed("refresh: 100ms\nhttp-sd: http://" + server.address() + "/sd\n")) {
                feed.open(events::add);
                assertNotNull(await(Frame.class, f -> f.metric().name().equals("gpu.power")));
            }
        }
    }

    @Test
    void aStoreIsReadWithTheTimesItGivesAndNothingIsToldTwice() throws Exception {
        AtomicReference<String> value = new AtomicReference<>("[1700000000,\"690\"],[1700000015,\"700\"]");
        try (MisbehavingServer server = new MisbehavingServer()) {
            server.on(
                    "/api/v1/query",
                    x -> MisbehavingServer.say(
                            x,
                            200,
                            "application/json",
                            "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":"
                                    + "{\"__name__\":\"DCGM_FI_DEV_POWER_USAGE\",\"UUID\":\"a\",\"instance\":\"n17:9400\"},"
                                    + "\"values\":[" + value.get() + "]}]}}"));
            try (Feed feed = feed("store: " + server.address() + "\n")) {
                feed.open(events::add);
                Frame frame = await(Frame.class, f -> f.metric().name().equals("gpu.power"));
                assertNotNull(frame);
                assertEquals(1_700_000_015_000_000_000L, frame.sourceTime());
                assertEquals(700, frame.values().asDouble(0));
                assertNotNull(await(SourceState.class, s -> s.detail().startsWith("0 values")));
                assertTrue(events.stream().noneMatch(Frame.class::isInstance));
                value.set("[1700000030,\"710\"]");
                Frame next = await(Frame.class, f -> true);
                assertNotNull(next);
                assertEquals(710, next.values().asDouble(0));
            }
        }
    }

    @Test
    void whatFellSilentBeforeAnybodyLookedIsPartOfThePlantAllTheSame() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer()) {
            String none = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";
            server.on("/api/v1/query", x -> MisbehavingServer.say(x, 200, "application/json", none));
            server.on(
                    "/api/v1/series",
                    x -> MisbehavingServer.say(
                            x,
                            200,
                            "application/json",
                            "{\"status\":\"success\",\"data\":[{\"__name__\":\"DCGM_FI_DEV_POWER_USAGE\","
                                    + "\"UUID\":\"GPU-0b\",\"gpu\":\"1\",\"Hostname\":\"n18\"}]}"));
            try (Feed feed = feed("store: " + server.address() + "\n")) {
                feed.open(events::add);
                PlantChanged changed = await(PlantChanged.class, c -> true);
                assertNotNull(changed);
                assertTrue(
                        changed.change().put().stream()
                                .anyMatch(e -> e.id().text().equals("gpu:GPU-0b")),
                        changed.toString());
                assertTrue(events.stream().noneMatch(Frame.class::isInstance));
            }
        }
    }

    @Test
    void anAnswerWithoutEndAndOneThatFailsAreToldAsFailed() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer()) {
            server.on("/endless", MisbehavingServer::endless);
            server.on("/busy", x -> MisbehavingServer.say(x, 503, "text/plain", ""));
            for (String path : new String[] {"/endless", "/busy"}) {
                try (Feed feed = feed("targets: [ \"" + server.address() + path + "\" ]\n")) {
                    feed.open(events::add);
                    assertNotNull(await(SourceState.class, s -> s.condition().equals("failed")), path);
                    assertTrue(events.stream().noneMatch(Frame.class::isInstance));
                }
            }
        }
    }
}
