package millwright.connectors.netbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import millwright.connectors.config.ConfigNode;
import millwright.feed.SourceState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RackSlot;
import millwright.plant.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many things in one place: none of them is compared with each other one. */
class CrowdedTest {
    private static final int MANY = 50_000;

    @TempDir
    private Path folder;

    private Listening listen(String json) throws IOException {
        return new Listening("export: " + Files.writeString(folder.resolve("netbox.json"), json));
    }

    private static String list(int count, IntFunction<String> object) {
        return IntStream.rangeClosed(1, count).mapToObj(object).collect(Collectors.joining(",\n", "[", "]"));
    }

    @Test
    void fiftyThousandDevicesInOneUnitAreReadAndTheFirstHundredPairsTold() throws IOException, InterruptedException {
        String json = "{\"sites\": [{\"id\": 1, \"name\": \"S\", \"slug\": \"s\"}],"
                + "\"racks\": [{\"id\": 1, \"name\": \"R1\", \"site\": 1}], \"devices\": "
                + list(
                        MANY,
                        i -> ("{\"id\": %d, \"name\": \"n%d\", \"role\": {\"slug\": \"node\"}, \"site\": 1,"
                                        + " \"rack\": 1, \"position\": 5, \"face\": \"%s\"}")
                                .formatted(i, i, i == 1 ? "rear" : "front"))
                + "}";
        try (Listening heard = listen(json)) {
            SourceState state = heard.state("ok");
            assertEquals(Problems.MOST, state.errors());
            assertTrue(
                    state.missing().contains("dcim.device 3: n3 is where n2 is, in rack R1"),
                    state.missing().toString());
            assertEquals(MANY, heard.plant().count(EntityKind.NODE));
        }
    }

    @Test
    void aLongChainOfLocationsPanelsAndBaysIsFollowedOnce() throws IOException, InterruptedException {
        String json = "{\"sites\": [{\"id\": 1, \"name\": \"S\", \"slug\": \"s\"}], \"locations\": "
                + list(
                        MANY,
                        i -> "{\"id\": %d, \"name\": \"L%d\", \"site\": 1, \"parent\": %s}"
                                .formatted(i, i, i == MANY ? "%d".formatted(MANY - 1) : "" + (i + 1)))
                + ", \"racks\": [{\"id\": 1, \"name\": \"R1\", \"site\": 1, \"location\": 1, \"u_height\": 42}]"
                + ", \"device-types\": [{\"id\": 1, \"u_height\": 10}, {\"id\": 2, \"u_height\": 0}], \"devices\": "
                + list(
                        MANY,
                        i -> ("{\"id\": %d, \"name\": \"n%d\", \"role\": {\"slug\": \"node\"}, \"site\": 1,"
                                        + " \"rack\": 1, \"device_type\": %d, \"position\": %s, \"parent_device\": %s}")
                                .formatted(
                                        i, i, i == 1 ? 1 : 2, i == 1 ? "1" : "null", i == 1 ? "null" : "{\"id\": 1}"))
                + ", \"power-panels\": "
                + list(MANY, i -> "{\"id\": %d, \"name\": \"P%d\", \"site\": 1}".formatted(i, i))
                + ", \"power-feeds\": "
                + list(
                        MANY,
                        i -> ("{\"id\": %d, \"name\": \"F%d\", \"power_panel\": %d, \"type\": \"%s\", \"voltage\": 230,"
                                        + " \"amperage\": 16}")
                                .formatted(i, i, i, i % 2 == 0 ? "primary" : "redundant"))
                + "}";
        try (Listening heard = listen(json)) {
            SourceState state = heard.state("ok");
            assertEquals(2, state.errors(), state.missing().toString());
            Plant plant = heard.plant();
            assertEquals(MANY, plant.count(EntityKind.BUSWAY));
            assertEquals(Side.A, side(plant, "switchboard:P2"));
            assertEquals(Side.B, side(plant, "switchboard:P3"));
        }
    }

    private static Side side(Plant plant, String id) {
        return ((Entity.PowerDevice) plant.find(new EntityId(id)).orElseThrow()).side();
    }

    @Test
    void whatLeadsIntoACircleOfLocationsIsNoPartOfIt() throws IOException, InterruptedException {
        String json = """
            { "sites": [ {"id": 1, "name": "S", "slug": "s"} ],
              "locations": [ {"id": 1, "name": "tail", "site": 1, "parent": 2}, {"id": 2, "name": "B", "site": 1, "parent": 3},
                             {"id": 3, "name": "C", "site": 1, "parent": 2}, {"id": 4, "name": "late", "site": 1, "parent": 1} ] }
            """;
        try (Listening heard = listen(json)) {
            SourceState state = heard.state("ok");
            assertEquals(2, state.errors(), state.missing().toString());
            for (String line : List.of("dcim.location 2: B is inside itself", "dcim.location 3: C is inside itself")) {
                assertTrue(state.missing().stream().anyMatch(said -> said.startsWith(line)), line);
            }
        }
    }

    @Test
    void anEnclosureThatNamesItselfAsItsOwnTakesItsOwnPlace() throws IOException, InterruptedException {
        String json = """
            { "sites": [ {"id": 1, "name": "S", "slug": "s"} ], "racks": [ {"id": 1, "name": "R1", "site": 1} ],
              "device-types": [ {"id": 1, "u_height": 4} ],
              "devices": [
                {"id": 1, "name": "child", "role": {"slug": "node"}, "site": 1, "rack": 1, "parent_device": {"id": 2}},
                {"id": 2, "name": "box", "role": {"slug": "pdu"}, "device_type": 1, "site": 1, "rack": 1, "position": 9,
                 "parent_device": {"id": 2}} ] }
            """;
        try (Listening heard = listen(json)) {
            heard.state("ok");
            Entity.Node child =
                    (Entity.Node) heard.plant().find(new EntityId("node:child")).orElseThrow();
            assertEquals(RackSlot.full(9, 4), child.slot());
        }
    }

    @Test
    void whatSeveralFeedsSayGoesDownEveryWay() throws IOException, InterruptedException {
        try (Listening heard = listen(twoFeeds())) {
            heard.state("ok");
            Plant plant = heard.plant();
            assertEquals(Side.A, side(plant, "pdu:a"));
            assertEquals(Side.NONE, side(plant, "pdu:both"), "of two sides none");
            assertEquals(Side.NONE, side(plant, "pdu:below"));
            Entity.PowerDevice below =
                    (Entity.PowerDevice) plant.find(new EntityId("pdu:below")).orElseThrow();
            assertEquals(230, below.voltage(), "both sides have one voltage");
        }
    }

    /** Feed A to a, feed B to b, both of these to one and from there to the last. */
    private static String twoFeeds() {
        return """
            { "sites": [ {"id": 1, "name": "S", "slug": "s"} ],
              "devices": [
                {"id": 1, "name": "a", "role": {"slug": "pdu"}, "site": 1}, {"id": 2, "name": "b", "role": {"slug": "pdu"}, "site": 1},
                {"id": 3, "name": "both", "role": {"slug": "pdu"}, "site": 1}, {"id": 4, "name": "below", "role": {"slug": "pdu"}, "site": 1} ],
              "power-panels": [ {"id": 1, "name": "P", "site": 1} ],
              "power-feeds": [ {"id": 1, "name": "A", "power_panel": 1, "type": "primary", "voltage": 230, "amperage": 16},
                               {"id": 2, "name": "B", "power_panel": 1, "type": "redundant", "voltage": 230, "amperage": 16} ],
              "power-ports": [ {"id": 1, "device": 1}, {"id": 2, "device": 2}, {"id": 3, "device": 3}, {"id": 4, "device": 4},
                               {"id": 5, "device": 3} ],
              "power-outlets": [ {"id": 1, "device": 1}, {"id": 2, "device": 2}, {"id": 3, "device": 3} ],
              "cables": [
                {"id": 1, "termination_a_type": "dcim.powerfeed", "termination_a_id": 1, "termination_b_type": "dcim.powerport", "termination_b_id": 1},
                {"id": 2, "termination_a_type": "dcim.powerfeed", "termination_a_id": 2, "termination_b_type": "dcim.powerport", "termination_b_id": 2},
                {"id": 3, "termination_a_type": "dcim.poweroutlet", "termination_a_id": 1, "termination_b_type": "dcim.powerport", "termination_b_id": 3},
                {"id": 4, "termination_a_type": "dcim.poweroutlet", "termination_a_id": 2, "termination_b_type": "dcim.powerport", "termination_b_id": 5},
                {"id": 5, "termination_a_type": "dcim.poweroutlet", "termination_a_id": 3, "termination_b_type": "dcim.powerport", "termination_b_id": 4} ] }
            """;
    }

    @Test
    void aThreadThatIsToEndMakesNoPlant() {
        NetboxConfig config = NetboxConfig.of(ConfigNode.parse("site.yaml", "protocol: netbox\nexport: x"));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> Layout.of(new Stock(), config));
    }

    @Test
    void aClockSetBackMakesNoPauseLonger() {
        assertEquals(40, NetboxFeed.rest(1_000, 100, 1_060));
        assertEquals(0, NetboxFeed.rest(1_000, 100, 5_000));
        assertEquals(100, NetboxFeed.rest(1_000, 100, 10));
    }
}
