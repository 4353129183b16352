package millwright.connectors.netbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.feed.SourceState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RackSlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Older shapes, one file for all, and exports that are wrong. */
class ShapesTest {
    @TempDir
    private Path folder;

    private Listening listen(String json, String more) throws IOException {
        Path file = Files.writeString(folder.resolve("netbox.json"), json);
        return new Listening("export: " + file + "\n" + more);
    }

    /** NetBox 3.2 and before: one termination an end, device_role, one connected endpoint; choices as bare words. */
    private static final String OLD = """
        { "exported": "2022-01-01",
          "extras.tags": { "results": [ {"id": 1, "name": "x"} ] },
          "dcim.sites": [ {"id": 1, "name": "S", "slug": "s"} ],
          "locations": [ {"id": 7, "name": "Hall", "site": 1, "parent": null} ],
          "racks": [ {"count": 2, "next": "http://nowhere", "results": [ {"id": 1, "name": "R1", "site": 1, "location": 7, "u_height": 42} ]},
                     {"count": 2, "next": null, "results": [ {"id": 2, "name": "R2", "site": 1, "group": {"id": 7}, "u_height": 42} ]} ],
          "device_types": [ {"id": 1, "u_height": 1, "is_full_depth": false} ],
          "devices": [
            {"id": 1, "name": "n1.example.org", "device_type": {"id": 1}, "device_role": {"id": 1, "slug": "server"},
             "site": {"id": 1}, "rack": {"id": 1}, "position": 5, "face": {"value": "front", "label": "Front"}, "status": "active"},
            {"id": 2, "name": "sw1", "device_type": {"id": 1}, "device_role": {"id": 2, "slug": "access-switch"},
             "site": {"id": 1}, "rack": {"id": 1}, "position": 5, "face": "rear"} ],
          "power-panels": [ {"id": 1, "name": "P", "site": 1} ],
          "power-feeds": [ {"id": 1, "name": "F", "power_panel": {"id": 1}, "rack": null, "type": "primary", "phase": "three-phase",
                            "voltage": 400, "amperage": 32, "max_utilization": 80} ],
          "power-ports": [ {"id": 1, "device": {"id": 1}} ],
          "power-outlets": [],
          "interfaces": [
            {"id": 1, "device": {"id": 1}, "name": "eth0", "speed": 100000000,
             "connected_endpoint_type": "dcim.interface", "connected_endpoint": {"id": 2}},
            {"id": 2, "device": {"id": 2}, "name": "p1"} ],
          "cables": [
            {"id": 1, "termination_a_type": "dcim.interface", "termination_a_id": 1,
             "termination_b_type": "dcim.interface", "termination_b_id": 2, "status": {"value": "connected"}},
            {"id": 2, "termination_a_type": "dcim.powerfeed", "termination_a": {"id": 1},
             "termination_b_type": "dcim.powerport", "termination_b": {"id": 1}} ] }
        """;

    @Test
    void versionThreeInOneFileIsUnderstood() throws IOException, InterruptedException {
        try (Listening heard = listen(OLD, "")) {
            SourceState state = heard.state("ok");
            assertEquals(0, state.errors(), state.missing().toString());
            Plant plant = heard.plant();
            assertEquals(2, plant.count(EntityKind.RACK));
            assertEquals(
                    "S / Hall / Hall / R1",
                    plant.path(plant.indexOf(new EntityId("rack:R1"))).stream()
                            .map(Entity::name)
                            .collect(Collectors.joining(" / ")));
            Entity.Node node = (Entity.Node) plant.at(EntityKind.NODE, 0);
            assertEquals(RackSlot.full(5, 1), node.slot());
            assertEquals("n1.example.org", node.host());
            assertEquals(100, ((Entity.Link) plant.at(EntityKind.LINK, 0)).gigabits());
            assertEquals(1, plant.feeders(plant.indexOf(node.id())).size());
        }
    }

    @Test
    void circlesAreToldAndNotFollowed() throws IOException, InterruptedException {
        String json = """
            { "sites": [ {"id": 1, "name": "S", "slug": "s"} ],
              "locations": [ {"id": 1, "name": "A", "site": 1, "parent": 2}, {"id": 2, "name": "B", "site": 1, "parent": 1} ],
              "racks": [ {"id": 1, "name": "R1", "site": 1, "location": 1} ],
              "devices": [
                {"id": 1, "name": "a", "role": {"slug": "pdu"}, "site": 1, "rack": 1, "parent_device": {"id": 2}},
                {"id": 2, "name": "b", "role": {"slug": "pdu"}, "site": 1, "rack": 1, "parent_device": {"id": 1}} ],
              "power-ports": [ {"id": 1, "device": 1}, {"id": 2, "device": 2} ],
              "power-outlets": [ {"id": 1, "device": 1}, {"id": 2, "device": 2} ],
              "cables": [
                {"id": 1, "a_terminations": [ {"object_type": "dcim.poweroutlet", "object_id": 1} ],
                          "b_terminations": [ {"object_type": "dcim.powerport", "object_id": 2} ]},
                {"id": 2, "a_terminations": [ {"object_type": "dcim.poweroutlet", "object_id": 2} ],
                          "b_terminations": [ {"object_type": "dcim.powerport", "object_id": 1} ]} ] }
            """;
        try (Listening heard = listen(json, "")) {
            SourceState state = heard.state("ok");
            Set<String> said = Set.copyOf(state.missing());
            assertTrue(
                    said.contains("dcim.location 1: A is inside itself; taken to stand in its site"), said.toString());
            assertTrue(
                    said.contains("dcim.location 2: B is inside itself; taken to stand in its site"), said.toString());
            assertTrue(said.contains("dcim.device 1: a is its own parent"), said.toString());
            assertTrue(said.contains("dcim.device 1: feeds itself by way of device 2; not followed"), said.toString());
            assertTrue(said.stream().anyMatch(l -> l.startsWith("the export holds no device-types")), said.toString());
            Plant plant = heard.plant();
            int a = plant.indexOf(new EntityId("pdu:a"));
            int b = plant.indexOf(new EntityId("pdu:b"));
            assertEquals(1, plant.feeders(a).size() + plant.feeders(b).size());
        }
    }

    @Test
    void namesThatAreThereTwiceGetTheirSite() throws IOException, InterruptedException {
        String json = """
            { "sites": [ {"id": 1, "name": "One", "slug": "one"}, {"id": 2, "name": "Two", "slug": "two"} ],
              "racks": [ {"id": 1, "name": "R1", "site": 1}, {"id": 2, "name": "R1", "site": 2}, {"id": 3, "name": "R2", "site": 2} ],
              "devices": [ {"id": 5, "name": "n", "role": {"slug": "node"}, "site": 2, "rack": 2},
                           {"id": 6, "name": "n", "role": {"slug": "node"}, "site": 2, "rack": 3} ] }
            """;
        try (Listening heard = listen(json, "")) {
            heard.state("ok");
            for (String id : Set.of("rack:R1@one", "rack:R1@two", "rack:R2", "node:n@two#5", "node:n@two#6")) {
                assertTrue(heard.plant().indexOf(new EntityId(id)) >= 0, id);
            }
        }
    }

    @Test
    void nodesWithoutARackStandInTheirOwnSite() throws IOException, InterruptedException {
        String json = """
            { "sites": [ {"id": 1, "name": "One", "slug": "one"}, {"id": 2, "name": "Two", "slug": "two"} ],
              "devices": [ {"id": 5, "name": "n5", "role": {"slug": "node"}, "site": 1},
                           {"id": 6, "name": "n6", "role": {"slug": "node"}, "site": 2},
                           {"id": 7, "name": "n7", "role": {"slug": "node"}, "site": 2} ] }
            """;
        try (Listening heard = listen(json, "")) {
            heard.state("ok");
            Plant plant = heard.plant();
            assertEquals("One / One / unplaced / unplaced / n5", path(plant, "node:n5"));
            assertEquals("Two / Two / unplaced / unplaced / n6", path(plant, "node:n6"));
            assertEquals("Two / Two / unplaced / unplaced / n7", path(plant, "node:n7"));
            assertEquals(2, plant.count(EntityKind.RACK));
        }
    }

    private static String path(Plant plant, String id) {
        return plant.path(plant.indexOf(new EntityId(id))).stream()
                .map(Entity::name)
                .collect(Collectors.joining(" / "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|not JSON of NetBox",
                "[ 1, 2 ]|lists under the names of their types are expected",
                "{ \"sites\": 7 }|a list or a page with \"results\" is expected",
                "{ \"sites\": { \"detail\": \"no\" } }|it holds no \"results\"",
                "{ \"sites\": [ 7 ] }|an object is expected in a list, not 7",
                "{ \"sites\": [ {\"id\": 1, \"name\": \"x\"|not JSON of NetBox",
                "{ \"sites\": [] }|it holds no site, no rack and no device",
                "{ \"sites\": [ {\"id\": 1} ] } trailing|not JSON of NetBox"
            })
    void aWrongExportIsOneClearLine(String json, String said) throws IOException, InterruptedException {
        try (Listening heard = listen(json, "")) {
            SourceState failed = heard.state("failed");
            assertTrue(failed.detail().contains(said), failed.detail());
            assertEquals(1, failed.detail().lines().count());
        }
    }

    @Test
    void anObjectWithoutEndIsCutOff() throws IOException, InterruptedException {
        String json = "{ \"sites\": [ {\"id\": 1, \"name\": \"" + "x".repeat(20 << 20) + "\"} ] }";
        try (Listening heard = listen(json, "")) {
            assertTrue(heard.state("failed").detail().contains("one object is longer than 8 MiB"));
        }
    }

    @Test
    void aMissingFileIsSaid() throws InterruptedException {
        try (Listening heard = new Listening("export: " + folder.resolve("nowhere"))) {
            assertTrue(heard.state("failed").detail().contains("there is no such file or folder"));
        }
    }
}
