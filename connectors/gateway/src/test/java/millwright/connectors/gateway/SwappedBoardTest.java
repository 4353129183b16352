package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import millwright.connectors.source.Placement;
import millwright.connectors.source.exporter.ExporterLabels;
import millwright.connectors.source.exporter.Seen;
import millwright.connectors.source.exporter.SeenPlant;
import millwright.feed.PlantChanged;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.JobClass;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.RackSlot;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** A board is swapped under a scheduler that knows it by its number alone, as an exporter tells it. */
class SwappedBoardTest {
    private static final EntityId JOB = EntityId.of(EntityKind.JOB, "7");

    private final MergedPlant merged = new MergedPlant();
    private final SeenPlant exporter = new SeenPlant(Placement.NONE, Times.HOUR);

    private void scrape(String uuid, long minute) {
        Map<String, String> labels = Map.of("UUID", uuid, "gpu", "3", "pci_bus_id", "00000000:3B:00.0");
        Seen gpu = ExporterLabels.gpu(key -> labels.getOrDefault(key, ""), "n1");
        exporter.see(List.of(gpu), "n1:9400", minute * Times.MINUTE).ifPresent(changed -> merged.take("dcgm", changed));
    }

    private void scheduler() {
        EntityId node = EntityId.of(EntityKind.NODE, "n1");
        EntityId gpu = EntityId.of(EntityKind.GPU, "n1/slurm.3");
        List<Entity> put = List.of(
                new Entity.Node(node, "n1", "n1", RackSlot.UNPLACED),
                new Entity.Gpu(gpu, "G3", 3, ""),
                new Entity.Job(JOB, "train", JobClass.TRAINING, "7", null, 0));
        List<Relation> related =
                List.of(Relation.of(RelationKind.CONTAINS, node, gpu), Relation.of(RelationKind.RUNS_ON, JOB, gpu));
        Map<EntityId, Map<String, String>> names = Map.of(gpu, Map.of("slurm.gres.index", "3"));
        PlantChange change = new PlantChange(List.of(), put, List.of(), related, List.of(), names);
        merged.take("slurm", new PlantChanged(1, 0, change, true));
    }

    private void jobRunsOn(String uuid) {
        Plant plant = merged.plant();
        assertEquals(1, plant.count(EntityKind.GPU), "one board");
        int gpu = plant.indexOf(merged.merged("dcgm", EntityId.of(EntityKind.GPU, uuid)));
        assertTrue(gpu >= 0, "it is " + uuid);
        assertArrayEquals(new int[] {gpu}, plant.targets(RelationKind.RUNS_ON, plant.indexOf(JOB)));
    }

    @Test
    void theJobOfItsNumberRunsOnTheNewBoardWhoeverWasThereFirst() {
        scrape("GPU-a", 0);
        scheduler();
        jobRunsOn("GPU-a");
        scrape("GPU-b", 20);
        jobRunsOn("GPU-b");
    }

    @Test
    void theSameWhereTheSchedulerToldFirst() {
        scheduler();
        scrape("GPU-a", 0);
        jobRunsOn("GPU-a");
        scrape("GPU-b", 20);
        jobRunsOn("GPU-b");
    }
}
