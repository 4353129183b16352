package millwright.connectors.netbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.feed.PlantChanged;
import millwright.feed.SourceState;
import millwright.plant.Bound;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Phase;
import millwright.plant.Plant;
import millwright.plant.RackSlot;
import millwright.plant.RackSlot.Face;
import millwright.plant.RackSlot.Width;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small site with what people do to such sites, as NetBox 4 tells it. */
class ExportTest {
    @TempDir
    private Path folder;

    private static Path export() throws URISyntaxException {
        return Path.of(ExportTest.class.getResource("export/sites.json").toURI())
                .getParent();
    }

    private static Plant read(String more) throws URISyntaxException, InterruptedException {
        try (Listening heard = new Listening("export: " + export() + "\n" + more)) {
            heard.state("ok");
            return heard.plant();
        }
    }

    private static String path(Plant plant, String id) {
        return plant.path(plant.indexOf(new EntityId(id))).stream()
                .map(Entity::name)
                .collect(Collectors.joining(" / "));
    }

    private static Set<String> feeds(Plant plant, String id) {
        return plant.feeders(plant.indexOf(new EntityId(id))).stream()
                .map(f -> plant.entity(f.feeder()).id() + " " + f.side() + " " + f.phase())
                .collect(Collectors.toSet());
    }

    private static RackSlot slot(Plant plant, String id) {
        return ((Entity.Node) plant.find(new EntityId(id)).orElseThrow()).slot();
    }

    private static double limit(Plant plant, String id, String metric, LimitOrigin origin) {
        return plant.limits(new EntityId(id), new MetricId(metric)).stream()
                .filter(l -> l.origin() == origin && l.bound() == Bound.UPPER)
                .mapToDouble(l -> l.at(0))
                .findFirst()
                .orElse(Double.NaN);
    }

    @Test
    void everythingStandsWhereNetboxSays() throws URISyntaxException, InterruptedException {
        Plant plant = read("");
        assertEquals("Halden / Hall 2A / R4 / R4-2 / node17", path(plant, "node:node17"));
        assertEquals("Office / Office / Office / R1 / printer", path(plant, "node:printer"));
        assertEquals("Halden / Hall 2A / RPP-A / F1", path(plant, "busway:RPP-A/F1"));
        assertEquals("Halden / Hall 2A / R4 / R4-2 / pdu-a", path(plant, "pdu:pdu-a"));
        assertEquals(
                "Europe/Oslo",
                ((Entity.Site) plant.find(new EntityId("site:Halden")).orElseThrow())
                        .zone()
                        .getId());
        assertEquals(1, ((Entity.Rack) plant.find(new EntityId("rack:R4-2")).orElseThrow()).position());
        assertEquals(2, ((Entity.Rack) plant.find(new EntityId("rack:R4-10")).orElseThrow()).position());
    }

    @Test
    void placesInRacksAreCountedFromTheFloorAndHalvesStandSideBySide() throws URISyntaxException, InterruptedException {
        Plant plant = read("");
        assertEquals(RackSlot.full(1, 8), slot(plant, "node:node17"));
        assertEquals(RackSlot.full(35, 8), slot(plant, "node:upside"), "units numbered from the top");
        assertEquals(new RackSlot(30, 1, Width.LEFT_HALF, Face.FRONT), slot(plant, "node:half-1"));
        assertEquals(new RackSlot(30, 1, Width.RIGHT_HALF, Face.FRONT), slot(plant, "node:half-2"));
        assertEquals(new RackSlot(21, 1, Width.LEFT_HALF, Face.FRONT), slot(plant, "node:twin-a"));
        assertEquals(new RackSlot(21, 1, Width.RIGHT_HALF, Face.FRONT), slot(plant, "node:twin-b"));
        assertEquals(new RackSlot(20, 1, Width.LEFT_HALF, Face.FRONT), slot(plant, "node:twin-c"));
        assertTrue(plant.find(new EntityId("node:twin")).isEmpty(), "an enclosure is no node");
    }

    @Test
    void whatFeedsWhatFollowsTheCables() throws URISyntaxException, InterruptedException {
        Plant plant = read("");
        assertEquals(Set.of("switchboard:RPP-A A ALL"), feeds(plant, "busway:RPP-A/F1"));
        assertEquals(Set.of("busway:RPP-A/F1 A ALL"), feeds(plant, "pdu:pdu-a"));
        assertEquals(Set.of("busway:RPP-B/F1 B ALL"), feeds(plant, "pdu:pdu-b"));
        assertEquals(Set.of("pdu:pdu-a A L1", "pdu:pdu-b B L1"), feeds(plant, "node:node17"));
        assertEquals(Set.of("pdu:pdu-a A L2"), feeds(plant, "node:node18"));
        assertEquals(Set.of("pdu:pdu-b B NONE"), feeds(plant, "switch:leaf-1"));
        assertEquals(Set.of("pdu:pdu-5 A NONE"), feeds(plant, "rack:R5-1"), "its outlets have no cables");
        assertEquals(Set.of("busway:RPP-A/F3 A ALL"), feeds(plant, "rack:R4-10"), "this feed has no cable");
        assertEquals(Set.of(), feeds(plant, "rack:R4-2"));
        Entity.PowerDevice pdu =
                (Entity.PowerDevice) plant.find(new EntityId("pdu:pdu-b")).orElseThrow();
        assertEquals(Side.B, pdu.side());
        assertEquals(208, pdu.voltage());
    }

    @Test
    void threePhaseFeedsCarryRootThreeTimesVoltageAndCurrent() throws URISyntaxException, InterruptedException {
        Plant plant = read("");
        String feed = "busway:RPP-A/F1";
        assertEquals(17_292, limit(plant, feed, "power.apparent", LimitOrigin.BREAKER), 1, "208 V, 80 % of 60 A");
        assertEquals(21_616, limit(plant, feed, "power.apparent", LimitOrigin.NAMEPLATE), 1);
        assertEquals(21_616, limit(plant, feed, "power.observed", LimitOrigin.NAMEPLATE), 1);
        assertEquals(7_360, limit(plant, "busway:RPP-A/F2", "power.apparent", LimitOrigin.NAMEPLATE), 1e-9);
        assertEquals(7_000, limit(plant, "pdu:pdu-5", "power.observed", LimitOrigin.NAMEPLATE), 1e-9);
    }

    @Test
    void aVoltageFromLineToNeutralIsSaidAndThenCarriesThreeTimes() throws URISyntaxException, InterruptedException {
        Plant plant = read("voltage-reference: line-to-neutral\npower-factor: 0.95\n");
        String feed = "busway:RPP-A/F1";
        assertEquals(3 * 208 * 60, limit(plant, feed, "power.apparent", LimitOrigin.NAMEPLATE), 1e-6);
        assertEquals(0.95 * 3 * 208 * 60, limit(plant, feed, "power.observed", LimitOrigin.NAMEPLATE), 1e-6);
        assertEquals(
                360.27, ((Entity.PowerDevice) plant.find(new EntityId(feed)).orElseThrow()).voltage(), 0.01);
        assertEquals(7_360, limit(plant, "busway:RPP-A/F2", "power.apparent", LimitOrigin.NAMEPLATE), 1e-9);
    }

    @Test
    void linksGoFromInterfaceToInterfaceAlsoThroughPatchPanels() throws URISyntaxException, InterruptedException {
        Plant plant = read("");
        Set<String> names = plant.entities().stream()
                .filter(e -> e.kind() == EntityKind.LINK)
                .map(Entity::name)
                .collect(Collectors.toSet());
        assertEquals(Set.of("node17:eth0 to leaf-1:swp1", "node18:eth0 to leaf-1:swp2"), names);
        Entity.Link link = (Entity.Link) plant.at(EntityKind.LINK, 0);
        assertEquals(400, link.gigabits());
        assertEquals(2, plant.targets(RelationKind.CONNECTS, plant.indexOf(link.id())).length);
        assertEquals(0, read("links: false").count(EntityKind.LINK));
    }

    @Test
    void namesOfOtherSourcesAreKept() throws URISyntaxException, InterruptedException {
        Plant plant = read("");
        Map<String, String> names = plant.nativeIds(new EntityId("node:node17"));
        assertEquals("SN-17", names.get("serial"));
        assertEquals("A-17", names.get("asset"));
        assertEquals("node17", names.get("host"));
        assertEquals("100", names.get("netbox.device"));
        assertEquals("HGX 8U", names.get("model"));
        assertEquals(
                Optional.of("A-99"),
                plant.find(new EntityId("node:A-99")).map(Entity::name),
                "a device without a name");
    }

    @Test
    void whatDoesNotFitIsCountedAndListed() throws URISyntaxException, InterruptedException {
        try (Listening heard = new Listening("export: " + export())) {
            SourceState state = heard.state("ok");
            assertEquals(5, state.errors(), state.missing().toString());
            List<String> said = List.of(
                    "dcim.powerfeed 6: F7 comes from panel 99, which is not there",
                    "dcim.device 117: homeless is in no rack",
                    "dcim.device 116: intruder is where node18 is, in rack R4-2",
                    "dcim.cable 12: leads to dcim.interface 777, which is not there",
                    "dcim.cable 13: its B end leads nowhere");
            said.forEach(line -> assertTrue(state.missing().contains(line), line + " in " + state.missing()));
            assertTrue(state.missing().stream().anyMatch(l -> l.contains("1 device of role 'patch-panel' left out")));
            assertTrue(state.detail().contains("2 planned or in stores left out"), state.detail());
            assertTrue(heard.plant().find(new EntityId("node:spare")).isEmpty());
        }
    }

    @Test
    void sitesAndRolesAreChosen() throws URISyntaxException, InterruptedException {
        Plant plant = read("sites: [ halden ]\nroles: { patch-panel: leaf-switch, gpu-server: ignore }\n");
        assertTrue(plant.find(new EntityId("site:Office")).isEmpty());
        assertTrue(plant.find(new EntityId("node:printer")).isEmpty());
        assertTrue(plant.find(new EntityId("switch:panel-1")).isPresent());
        assertEquals(0, plant.count(EntityKind.NODE));
    }

    @Test
    void aChangedExportChangesThePlantAndNothingElse() throws IOException, URISyntaxException, InterruptedException {
        try (Stream<Path> files = Files.list(export())) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        try (Listening heard = new Listening("every: 100ms\nexport: " + folder)) {
            heard.state("ok");
            heard.state("ok");
            assertEquals(0, heard.changesHeard(), "what is as it was is not told again");
            Path devices = folder.resolve("devices.json");
            String moved = Files.readString(devices)
                    .replace("\"rack\": {\"id\": 2}, \"position\": 1.0,", "\"rack\": {\"id\": 3}, \"position\": 20.0,")
                    .replace("SN-18", "SN-18b");
            Path fresh = Files.writeString(folder.resolve("fresh"), moved);
            Files.move(fresh, devices, StandardCopyOption.ATOMIC_MOVE);
            heard.await(PlantChanged.class, c -> true);
            assertEquals("Halden / Hall 2A / R5 / R5-1 / node17", path(heard.plant(), "node:node17"));
            assertEquals(
                    "SN-18b",
                    heard.plant().nativeIds(new EntityId("node:node18")).get("serial"));
            Files.writeString(folder.resolve("power-feeds.json"), "[]");
            heard.await(PlantChanged.class, c -> c.change().removed().contains(new EntityId("busway:RPP-A/F1")));
            assertEquals(Set.of(), feeds(heard.plant(), "pdu:pdu-a"));
            Files.writeString(devices, "{\"results\": [ {\"id\": 1");
            SourceState failed = heard.state("failed");
            assertTrue(failed.detail().contains("devices.json: not JSON of NetBox"), failed.detail());
            assertFalse(heard.plant().find(new EntityId("node:node17")).isEmpty(), "the plant stays as it was");
        }
    }

    @Test
    void aListThatIsMissingAfterItWasReadTakesNothingAway()
            throws IOException, URISyntaxException, InterruptedException {
        try (Stream<Path> files = Files.list(export())) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        try (Listening heard = new Listening("every: 100ms\nexport: " + folder)) {
            heard.state("ok");
            Plant told = heard.plant();
            Path devices = folder.resolve("devices.json");
            Path away = Files.move(devices, folder.resolve("away"));
            SourceState failed = heard.state("failed");
            assertTrue(failed.detail().contains("devices: was there and is missing now"), failed.detail());
            Files.move(away, devices);
            heard.state("ok");
            assertSame(told, heard.plant(), "nothing was taken away in between");
        }
    }

    @Test
    void relationsOfAFeedSayTheirSide() throws URISyntaxException, InterruptedException {
        Relation wanted = Relation.feeds(new EntityId("busway:RPP-B/F1"), new EntityId("pdu:pdu-b"), Side.B, Phase.ALL);
        assertTrue(read("").relations().contains(wanted));
    }
}
