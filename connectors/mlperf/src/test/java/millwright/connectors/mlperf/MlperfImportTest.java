package millwright.connectors.mlperf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import millwright.feed.Frame;
import millwright.feed.ImportReport;
import millwright.feed.Interval;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.hearing.SharedData;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import org.junit.jupiter.api.Test;

/** The published H200 power submission; the expected numbers are facts of its files. */
class MlperfImportTest {
    private static final String SYSTEM = "v4.1-NVIDIA-H200-SXM-141GBx8_TRT_MaxQ";
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final List<PlantEvent> events = new ArrayList<>();

    private ImportReport read(String below, ZoneId zone) throws IOException {
        return new MlperfImport(SharedData.file("mlperf-power/" + SYSTEM + below), zone).run(events::add);
    }

    private Map<String, Interval> intervals() {
        return events.stream()
                .filter(Interval.class::isInstance)
                .map(Interval.class::cast)
                .collect(Collectors.toMap(Interval::name, Function.identity()));
    }

    @Test
    void measuredWindowsComeOutExactly() throws IOException {
        ImportReport report = read("", UTC);
        assertEquals(List.of(), report.problems());
        assertEquals(7, intervals().size());
        assertWindow("llama2-70b-99/Offline", 3116, 6153.0, 25262.1, 4.106);
        assertWindow("llama2-70b-99/Server", 2500, 6280.2, 23113.14, 3.680);
        assertWindow("mixtral-8x7b/Server", 2424, 6174.9, 45496.95, 7.368);
        assertEquals(6219, intervals().get("llama2-70b-99/Offline").numbers().get("maxPowerWatts"), 0.5);
    }

    private void assertWindow(String name, int rows, double watts, double tokens, double perJoule) {
        Map<String, Double> numbers = intervals().get(name).numbers();
        assertEquals(rows, numbers.get("rows").intValue(), name);
        assertEquals(watts, numbers.get("meanPowerWatts"), 0.05, name);
        assertEquals(tokens, numbers.get("tokensPerSecond"), 1e-9, name);
        assertEquals(perJoule, numbers.get("tokensPerJoule"), 0.0005, name);
    }

    @Test
    void pushedFramesGiveTheSameMeanAsTheInterval() throws IOException {
        ImportReport report = read("/llama2-70b-99/Offline", UTC);
        assertEquals(3634, report.rows());
        Interval window = intervals().get("llama2-70b-99/Offline");
        double mean = events.stream()
                .filter(Frame.class::isInstance)
                .map(Frame.class::cast)
                .filter(f -> f.metric().name().equals("node.power"))
                .filter(f -> f.sourceTime() >= window.from() && f.sourceTime() <= window.to())
                .mapToDouble(f -> f.values().asDouble(0))
                .average()
                .orElseThrow();
        assertEquals(window.numbers().get("meanPowerWatts"), mean, 0.001);
    }

    @Test
    void channelsSumToTheNode() throws IOException {
        read("/gptj-99/Server", UTC);
        double node = Double.NaN;
        int checked = 0;
        for (PlantEvent event : events) {
            if (event instanceof Frame f && f.metric().name().equals("node.power")) {
                node = f.values().asDouble(0);
            } else if (event instanceof Frame f && f.kind() == EntityKind.POWER_SHELF) {
                double sum = 0;
                for (int i = 0; i < f.size(); i++) {
                    sum += f.values().asDouble(i);
                }
                assertEquals(node, sum, 1);
                checked++;
            }
        }
        assertTrue(checked > 600, "only " + checked + " rows");
    }

    @Test
    void thePlantComesFirstThenTimeOnlyGoesForwardAndTheSourceEnds() throws IOException {
        read("", UTC);
        PlantChanged changed = assertInstanceOf(PlantChanged.class, events.getFirst());
        Plant plant = Plant.empty().apply(changed.change());
        assertEquals(1, plant.count(EntityKind.NODE));
        assertEquals(3, plant.count(EntityKind.POWER_SHELF));
        assertEquals("UTC", plant.nativeIds(RunPlant.SOURCE).get("import.zone"));
        long last = Long.MIN_VALUE;
        for (PlantEvent event : events) {
            if (event instanceof Frame f) {
                assertTrue(f.sourceTime() >= last);
                last = f.sourceTime();
            }
        }
        assertEquals(
                "ended", assertInstanceOf(SourceState.class, events.getLast()).condition());
    }

    @Test
    void withoutAZoneItRefusesAndNamesTheOneThatFits() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> read("", null));
        assertTrue(e.getMessage().contains("--zone UTC"), e.getMessage());
        assertEquals(List.of(), events);
    }

    @Test
    void aZoneThatContradictsTheSessionRecordIsAProblem() throws IOException {
        ImportReport report = read("/mixtral-8x7b", ZoneId.of("America/Los_Angeles"));
        assertEquals(1, report.problemCount());
        String problem = report.problems().getFirst().toString();
        assertTrue(problem.contains("server.json") && problem.contains("--zone Z would fit"), problem);
    }

    @Test
    void anEmptyDirectoryIsRefusedByName(@org.junit.jupiter.api.io.TempDir Path empty) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new MlperfImport(empty, UTC).run(events::add));
        assertTrue(e.getMessage().contains(empty.toString()), e.getMessage());
    }
}
