package millwright.connectors.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.GrowingPlant;
import millwright.connectors.source.Placement;
import millwright.feed.Origin;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Limit;
import millwright.plant.Times;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GridTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final long NANOS = Times.nanos(NOW);
    private final GrowingPlant plant = new GrowingPlant(Placement.NONE);
    private Grid grid;

    @BeforeEach
    void make() throws IOException {
        grid = new Grid(
                MqttConfig.of(ConfigNode.parse("site.yaml", "url: 127.0.0.1:1883\n")),
                new Signers(Map.of()),
                plant,
                new Origin(new EntityId("source:mqtt"), false));
    }

    private Grid.Told take(String source, String id, Instant time, String data) throws Garbled {
        return take("isv/x/loadtarget/set", "grid.loadtarget.set.v1", source, id, time, data);
    }

    private Grid.Told take(String topic, String type, String source, String id, Instant time, String data)
            throws Garbled {
        String event = """
            {"specversion":"1.0.2","id":"%s","source":"%s","type":"%s","time":"%s","data":%s}\
            """.formatted(id, source, type, time, data);
        return grid.take("grid/v1/" + topic, event.getBytes(StandardCharsets.UTF_8), false, NANOS);
    }

    private static String target(String tags, String interval, String watts) {
        return "{\"interval\":" + interval + ",\"feed_tags\":" + tags + ",\"load_constraint\":{\"value\":" + watts
                + ",\"unit\":\"watt\"}}";
    }

    private static String targets(String... targets) {
        return "{\"targets\":[" + String.join(",", targets) + "]}";
    }

    private static String states(String tag, String watts, Instant time) {
        return """
            {"snapshot_time":"%s","feeds":{"%s":{"metadata":{"power_maximum":{"value":9,"unit":"watt"},
             "default_constraint":{"value":9,"unit":"watt"}},"targets":[],"event":"periodic",
             "calculated_load":{"value":%s,"unit":"watt"}}}}\
            """.formatted(time, tag, watts);
    }

    private Grid.Told state(String id, String watts, Instant time) throws Garbled {
        return take(
                "dsx-flex-agent/x/powerstate/status",
                "grid.powerstate.status.v1",
                "//s",
                id,
                time,
                states("a", watts, time));
    }

    private List<Limit> limits() {
        grid.tell();
        return plant.told(NANOS).orElseThrow().change().limits();
    }

    @Test
    void aMessageThatIsWrongInItsLastPartChangesNothingAndMayComeAgain() throws Garbled {
        String good = target("[\"a\"]", "{}", "5");
        assertThrows(Garbled.class, () -> take("//s", "e1", NOW, targets(good, target("[\"b\"]", "{}", "-1"))));
        grid.tell();
        assertTrue(plant.told(NANOS).isEmpty(), "half of it was taken");
        assertEquals(1, take("//s", "e1", NOW, targets(good)).occurrences().size());
        assertEquals(5, limits().getFirst().at(NANOS));
    }

    @Test
    void theSameIdOfAnotherSenderIsAnotherEvent() throws Garbled {
        String one = take("//s", "e1", NOW, targets(target("[\"a\"]", "{}", "5")))
                .occurrences()
                .getFirst()
                .id();
        String two = take("//t", "e1", NOW, targets(target("[\"a\"]", "{}", "6")))
                .occurrences()
                .getFirst()
                .id();
        assertTrue(!one.equals(two), one);
        assertEquals(
                0,
                take("//t", "e1", NOW, targets(target("[\"a\"]", "{}", "7")))
                        .occurrences()
                        .size());
        assertEquals(6, limits().getLast().at(NANOS));
    }

    @Test
    void manyTargetsOfAFeedAreOneLimit() throws Garbled {
        String[] all = IntStream.range(0, 500)
                .mapToObj(i -> target(
                        "[\"a\"]",
                        "{\"start_time\":\"" + NOW.plusSeconds(i) + "\",\"end_time\":\"" + NOW.plusSeconds(i + 1)
                                + "\"}",
                        String.valueOf(i)))
                .toArray(String[]::new);
        take("//s", "e1", NOW, targets(all));
        take("//s", "e2", NOW, targets(all[0]));
        List<Limit> limits = limits();
        assertEquals(1, limits.size());
        assertEquals(499, limits.getFirst().at(NANOS + 499 * Times.SECOND));
    }

    @Test
    void targetsTimesFeedsAreBounded() {
        String tags =
                IntStream.range(0, 500).mapToObj(i -> "\"f" + i + "\"").collect(Collectors.joining(",", "[", "]"));
        String[] all = IntStream.range(0, 50)
                .mapToObj(i -> target(tags, "{}", String.valueOf(i)))
                .toArray(String[]::new);
        Garbled why = assertThrows(Garbled.class, () -> take("//s", "e1", NOW, targets(all)));
        assertTrue(String.valueOf(why.getMessage()).contains("20000"), why.getMessage());
        grid.tell();
        assertTrue(plant.told(NANOS).isEmpty());
    }

    @Test
    void aSnapshotOfASenderAheadDoesNotOutlastTheNext() throws Garbled {
        assertEquals(
                NANOS,
                state("s1", "3", NOW.plusSeconds(3_600)).readings().getFirst().time());
        assertEquals(NANOS, state("s2", "4", NOW).readings().getFirst().time());
        take("//s", "e1", NOW.plusSeconds(3_600), targets(target("[\"a\"]", "{}", "5")));
        state("s3", "4", NOW);
        assertTrue(
                limits().stream().noneMatch(l -> l.at(NANOS) == 5),
                "a target set ahead of time outlasts all snapshots");
    }

    @Test
    void timesThatCannotBeAreRefused() {
        String good = targets(target("[\"a\"]", "{}", "5"));
        Instant years = NOW.plusSeconds(1_000L * 86_400);
        assertThrows(Garbled.class, () -> take("//s", "e1", years, good));
        assertThrows(Garbled.class, () -> state("s1", "3", years));
        String start = targets(target("[\"a\"]", "{\"start_time\":\"" + years + "\"}", "5"));
        assertThrows(Garbled.class, () -> take("//s", "e2", NOW, start));
    }

    @Test
    void aLoadFadesOnce() throws Garbled {
        state("s1", "3", NOW);
        assertEquals(DataState.STALE, grid.fade().getFirst().state());
        assertTrue(grid.fade().isEmpty());
    }
}
