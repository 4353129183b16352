package millwright.connectors.source.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.connectors.source.Reading;
import millwright.feed.SourceState;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class FieldsByNodeTest {
    private final FieldsByNode fields = new FieldsByNode(30 * Times.SECOND, DcgmFields::notEnabled);

    @Test
    void countsTheNodesOfManyTargetsThatLackAField() {
        for (int node = 0; node < 64; node++) {
            String host = "n%03d".formatted(node);
            take("target-" + host, host, 4, node < 12 ? List.of("gpu.sm.active") : List.of(), 0);
        }
        String line = "no gpu.sm.active (SM_ACTIVE) on 12 of 64 nodes (n000, n001, n002 and 9 more): "
                + "profiling metrics are not enabled in the exporter";
        assertEquals(List.of(line), fields.lines());
        assertEquals(
                List.of("no gpu.sm.active (SM_ACTIVE): profiling metrics are not enabled in the exporter"),
                fields.lines("target-n003"));
        assertEquals(List.of(), fields.lines("target-n012"));
    }

    @Test
    void countsTheNodesOfOneExpositionThatLackAField() {
        List<Seen> seen = new ArrayList<>();
        List<Reading> readings = new ArrayList<>();
        for (int node = 0; node < 64; node++) {
            add(seen, readings, "n%03d".formatted(node), 1, node == 0 ? List.of() : List.of("gpu.energy"));
        }
        fields.take("store", seen, readings, 0);
        assertEquals(
                List.of("no gpu.energy on 63 of 64 nodes (n001, n002, n003 and 60 more): not enabled in the exporter"),
                fields.lines());
    }

    @Test
    void namesTheGpusWhereOnlySomeOfANodeLackAField() {
        List<Seen> seen = new ArrayList<>();
        List<Reading> readings = new ArrayList<>();
        add(seen, readings, "n1", 0, 3, List.of());
        add(seen, readings, "n1", 3, 4, List.of("gpu.power"));
        fields.take("n1", seen, readings, 0);
        assertEquals(
                List.of("no gpu.power on 1 of 4 GPUs of a node (n1 G3): not enabled in the exporter"), fields.lines());
    }

    @Test
    void whatOneTellsOfAGpuIsNotMissingAtAnother() {
        take("dcgm", "n1", 2, List.of(), 0);
        List<String> all = new ArrayList<>(DcgmFields.WANTED);
        all.remove("gpu.power");
        take("triton", "n1", 2, all, Times.SECOND);
        assertEquals(List.of(), fields.lines("triton"));
    }

    @Test
    void aFieldThatNoLongerComesIsMissingAfterAWhile() {
        take("n1", "n1", 2, List.of(), 0);
        take("n1", "n1", 2, List.of("gpu.power"), 20 * Times.SECOND);
        assertEquals(List.of(), fields.lines());
        take("n1", "n1", 2, List.of("gpu.power"), 40 * Times.SECOND);
        assertEquals(List.of("no gpu.power: not enabled in the exporter"), fields.lines());
    }

    @Test
    void aTargetThatIsGoneIsCountedNoMore() {
        take("a", "n1", 1, List.of("gpu.power"), 0);
        take("b", "n2", 1, List.of(), 0);
        EntityId source = EntityId.of(EntityKind.SOURCE, "p");
        SourceState two = fields.change(source, "prometheus", 1).orElseThrow();
        assertEquals(fields.lines(), two.missing());
        assertEquals(DcgmFields.WANTED.size(), two.delivery().watched());
        assertEquals(Optional.empty(), fields.change(source, "prometheus", 2), "nothing changed");
        fields.forget("a");
        assertEquals(List.of(), fields.lines());
        fields.forget("b");
        SourceState none = fields.change(source, "prometheus", 3).orElseThrow();
        assertEquals(0, none.delivery().watched());
    }

    @Test
    void anInstanceCountsAsPartOfItsBoard() {
        Map<String, String> mig = Map.of("UUID", "GPU-1", "gpu", "0", "GPU_I_ID", "3");
        Map<String, String> whole = Map.of("UUID", "GPU-1", "gpu", "0");
        Seen part = ExporterLabels.gpu(key -> mig.getOrDefault(key, ""), "n1");
        Seen board = ExporterLabels.gpu(key -> whole.getOrDefault(key, ""), "n1");
        List<Reading> readings = new ArrayList<>();
        for (String field : DcgmFields.WANTED) {
            readings.add(reading(field.equals("gpu.sm.active") ? part.id() : board.id(), field));
        }
        fields.take("n1", List.of(part, board), readings, 0);
        assertTrue(fields.lines().isEmpty(), () -> fields.lines().toString());
    }

    private void take(String teller, String host, int gpus, List<String> without, long time) {
        List<Seen> seen = new ArrayList<>();
        List<Reading> readings = new ArrayList<>();
        add(seen, readings, host, gpus, without);
        fields.take(teller, seen, readings, time);
    }

    private static void add(List<Seen> seen, List<Reading> readings, String host, int gpus, List<String> without) {
        add(seen, readings, host, 0, gpus, without);
    }

    private static void add(
            List<Seen> seen, List<Reading> readings, String host, int from, int to, List<String> without) {
        for (int gpu = from; gpu < to; gpu++) {
            EntityId id = EntityId.of(EntityKind.GPU, host + "/" + gpu);
            seen.add(new Seen(id, EntityKind.GPU, host, "G" + gpu, gpu, Map.of()));
            DcgmFields.WANTED.stream().filter(f -> !without.contains(f)).forEach(f -> readings.add(reading(id, f)));
        }
    }

    private static Reading reading(EntityId id, String field) {
        return Reading.of(id, Catalogue.standard().get(new MetricId(field)), 1, Reading.UNSAID);
    }
}
