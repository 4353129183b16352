package millwright.connectors.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import millwright.feed.Occurrence;
import millwright.hearing.SharedData;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** Each shipped mapping over the real tables; the expected numbers are facts of those files. */
class ShippedMappingsTest {
    private static Imported read(String mapping, ZoneId zone) throws IOException {
        return Imported.read(Mappings.load(mapping, Catalogue.standard()), zone, SharedData.file(mapping));
    }

    @Test
    void alibabaFleetHasItsNodesAndGpus() throws IOException {
        Imported read = read("alibaba-gpu-2023", null);
        Plant plant = read.plant();
        assertEquals(1523, plant.count(EntityKind.NODE));
        assertEquals(6212, plant.count(EntityKind.GPU));
        assertEquals(1523, read.report().rows());
        assertEquals(List.of(), read.report().problems());
        assertTrue(
                read.report().notes().stream().anyMatch(n -> n.contains("openb_pod_list")),
                read.report().notes().toString());
        Entity.Gpu gpu =
                (Entity.Gpu) plant.find(new EntityId("gpu:openb-node-1521/7")).orElseThrow();
        assertEquals("G2", gpu.model());
        int row = plant.ancestor(plant.indexOf(gpu.id()), EntityKind.ROW);
        assertEquals("G2", plant.entity(row).name());
        for (int slot = 0; slot < plant.count(EntityKind.RACK); slot++) {
            int rack = plant.indexAt(EntityKind.RACK, slot);
            assertTrue(plant.within(rack, EntityKind.NODE).length <= 32);
        }
    }

    @Test
    void titanHasItsRecordsAndErrors() throws IOException {
        Imported read = read("titan-gpu-life", ZoneId.of("America/New_York"));
        assertEquals(19_075, read.report().rows());
        // One removal lies in the hour that autumn repeats.
        assertEquals(1, read.report().problemCount());
        assertTrue(read.report().problems().getFirst().what().contains("'2016-11-06 01:22:40' exists twice"));
        Map<String, Long> counts =
                read.occurrences().stream().collect(Collectors.groupingBy(Occurrence::what, Collectors.counting()));
        assertEquals(2234, counts.get("ecc.double"));
        assertEquals(674, counts.get("gpu.off-bus"));
        assertEquals(19_075 - 561, counts.get("gpu.installed"));
        assertEquals(104, read.plant().count(EntityKind.RACK));
        assertEquals(8, read.plant().count(EntityKind.ROW));
        assertEquals(9727, read.plant().count(EntityKind.GPU));
        Occurrence first = read.occurrences().stream()
                .filter(o -> o.what().equals("ecc.double"))
                .filter(o -> o.details().getOrDefault("SN", "").equals("0333312030162"))
                .findFirst()
                .orElseThrow();
        assertEquals("gpu:c14-0c0s5n3", first.entity().text());
        assertEquals(Instant.parse("2019-03-15T06:12:41Z"), Times.instant(first.time()));
        assertEquals(
                read.occurrences().size(),
                read.occurrences().stream().map(Occurrence::id).distinct().count());
    }

    @Test
    void titanRefusesToGuessAZone() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> read("titan-gpu-life", null));
        assertTrue(e.getMessage().contains("--zone") && e.getMessage().contains("remove"), e.getMessage());
    }

    @Test
    void sixtyFivePercentOfTheDutySamplesAreZero() throws IOException {
        Imported read = read("alibaba-genai-2026", null);
        assertEquals(List.of(), read.report().problems());
        List<Imported.Value> duty = read.values().stream()
                .filter(v -> v.metric().equals("gpu.utilization"))
                .toList();
        assertEquals(25_538, duty.size());
        assertTrue(duty.stream().allMatch(v -> v.state() == DataState.OK));
        double zeros = duty.stream().filter(v -> v.value() == 0).count() / (double) duty.size();
        assertEquals(65.0, 100 * zeros, 0.05);
        Imported.Value memory = read.values().stream()
                .filter(v -> v.metric().equals("gpu.memory.used"))
                .filter(v -> v.entity().equals("gpu:23b8eba99c14e73d454503a55ae96989/0"))
                .findFirst()
                .orElseThrow();
        assertEquals(33_879_490_560.0 / (1 << 20), memory.value(), 0.01);
        assertEquals(Instant.ofEpochSecond(1_662_858_720), Times.instant(memory.time()));
        assertEquals(25_538 + 27_266 + 4_291 + 1_434, read.report().samples());
    }

    @Test
    void hourlyServersAreTurnedRoundInTime() throws IOException {
        Imported read = read("biohpc-gpu-hourly", null);
        assertEquals(15_493 + 8_694, read.report().rows());
        assertEquals(3L * (15_493 + 8_694), read.report().samples());
        long last = Long.MIN_VALUE;
        for (var frame : read.frames()) {
            assertTrue(frame.sourceTime() >= last);
            last = frame.sourceTime();
            assertEquals(Times.HOUR, frame.interval());
        }
        assertEquals(Instant.parse("2025-10-31T13:00:00Z"), Times.instant(last));
        double hottest = read.values().stream()
                .filter(v -> v.metric().equals("gpu.power"))
                .mapToDouble(Imported.Value::value)
                .max()
                .orElseThrow();
        assertTrue(hottest > 100 && hottest <= 406.8, "hottest " + hottest);
        // The hour that autumn repeats stands in each table once, without saying which of the two it is.
        assertTrue(
                read.report().problems().stream().allMatch(p -> p.what().contains("exists twice")),
                read.report().problems().toString());
        assertEquals(2, read.report().problemCount());
        assertTrue(
                read.report().notes().stream().anyMatch(n -> n.endsWith(" left out as its trailer")),
                read.report().notes().toString());
    }
}
