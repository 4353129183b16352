package millwright.connectors.source.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.Placement;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class SeenPlantTest {
    private static final EntityId N1 = EntityId.of(EntityKind.NODE, "n1");
    private static final EntityId A = EntityId.of(EntityKind.GPU, "A");
    private static final EntityId B = EntityId.of(EntityKind.GPU, "B");

    private final SeenPlant seen = new SeenPlant(Placement.NONE, Times.HOUR);

    private static Seen gpu(String host, String uuid, int number, String... more) {
        Map<String, String> labels = new HashMap<>(Map.of("UUID", uuid, "gpu", Integer.toString(number)));
        for (int i = 0; i < more.length; i += 2) {
            labels.put(more[i], more[i + 1]);
        }
        return ExporterLabels.gpu(key -> labels.getOrDefault(key, ""), host);
    }

    private Plant see(String teller, long minute, Seen... all) {
        seen.see(List.of(all), teller, minute * Times.MINUTE);
        return seen.plant();
    }

    private boolean has(EntityId id) {
        return seen.plant().indexOf(id) >= 0;
    }

    @Test
    void whatDiscoveryDroppedGoesAWhileLaterAndWhatOthersTellStays() {
        see("dcgm", 0, gpu("n1", "A", 0), gpu("n1", "B", 1, "GPU_I_ID", "7"));
        see("triton", 0, gpu("n1", "A", 0));
        drop("dcgm", 100);
        see("triton", 159, gpu("n1", "A", 0));
        assertTrue(has(A) && has(N1) && has(B), "it may only be started anew elsewhere");
        see("triton", 160, gpu("n1", "A", 0));
        assertTrue(has(A) && has(N1) && !has(B));
        assertEquals(0, seen.plant().count(EntityKind.GPU_INSTANCE));
        drop("triton", 200);
        seen.look(260 * Times.MINUTE);
        assertEquals(0, seen.plant().count(EntityKind.GPU) + seen.plant().count(EntityKind.NODE));
        assertTrue(seen.gone().containsAll(List.of(A, B, N1)));
        assertEquals(List.of(), seen.gone());
    }

    private void drop(String teller, long minute) {
        seen.drop(teller, minute * Times.MINUTE);
        seen.look(minute * Times.MINUTE);
    }

    @Test
    void whatIsSilentGoesWhereTheOperatorSaysSoAndOnlyWhileOthersAreHeard() {
        SeenPlant strict = new SeenPlant(Placement.NONE, Times.HOUR, 3 * Times.HOUR);
        strict.see(List.of(gpu("n1", "A", 0)), "store", 0);
        strict.see(List.of(gpu("n2", "B", 0)), "store", 0);
        strict.hear(List.of(gpu("n2", "B", 0)), "store", 179 * Times.MINUTE);
        assertTrue(strict.plant().indexOf(A) >= 0 && strict.plant().indexOf(N1) >= 0);
        strict.hear(List.of(gpu("n2", "B", 0)), "store", 180 * Times.MINUTE);
        strict.look(181 * Times.MINUTE);
        assertTrue(strict.plant().indexOf(A) < 0 && strict.plant().indexOf(N1) < 0);
        assertTrue(strict.plant().indexOf(B) >= 0);
        assertTrue(strict.gone().containsAll(List.of(A, N1)));
        strict.see(List.of(gpu("n1", "A", 0)), "store", 200 * Times.MINUTE);
        assertTrue(strict.plant().indexOf(A) >= 0, "it is back");
        strict.look(999 * Times.MINUTE);
        assertTrue(strict.plant().indexOf(B) >= 0, "nobody was heard: it may be us who cannot be reached");
    }

    @Test
    void answersWithNothingNewInThemAreSilenceToo() {
        SeenPlant strict = new SeenPlant(Placement.NONE, Times.HOUR, 3 * Times.HOUR);
        strict.see(List.of(gpu("n1", "A", 0)), "store", 0);
        for (int minute = 1; minute < 600; minute++) {
            strict.hear(List.of(), "store", minute * Times.MINUTE);
        }
        assertTrue(strict.plant().indexOf(A) >= 0, "the store itself may reach none of its targets");
    }

    @Test
    void withoutThatSilenceTakesNothingAway() {
        see("store", 0, gpu("n1", "A", 0), gpu("n2", "B", 0));
        see("store", 60L * 24 * 365, gpu("n2", "B", 0));
        assertTrue(has(A) && has(N1));
    }

    @Test
    void anExporterThatIsStartedAnewElsewhereTakesNothingAway() {
        see("10.0.0.1", 0, gpu("n1", "A", 0));
        for (int minute = 1; minute < 200; minute++) {
            drop("10.0.0." + minute, minute);
            assertTrue(has(A) && has(N1));
            see("10.0.0." + (minute + 1), minute, gpu("n1", "A", 0));
        }
        assertEquals(List.of(), seen.gone());
    }

    @Test
    void whatIsDownStaysThoughDiscoveryLostItForAMoment() {
        see("dcgm", 0, gpu("n1", "A", 0));
        drop("dcgm", 100);
        seen.named("dcgm");
        seen.look(1_000 * Times.MINUTE);
        assertTrue(has(A) && has(N1), "it is named again and does not answer: it is stale");
    }

    @Test
    void aNodeThatCrashedStaysThoughTheStoreAnswersWithoutIt() {
        Seen pod = ExporterLabels.endpoint("llm", "pod:8000");
        see("store", 0, gpu("n1", "A", 0), gpu("n2", "B", 0), pod);
        for (int minute = 1; minute < 60; minute++) {
            see("store", minute, gpu("n1", "A", 0));
        }
        assertTrue(has(pod.id()));
        see("store", 300, gpu("n1", "A", 0));
        assertTrue(has(B) && has(EntityId.of(EntityKind.NODE, "n2")), "it is down, or its exporter is");
        assertTrue(!has(pod.id()));
        see("store", 301, pod);
        assertTrue(has(pod.id()));
    }

    @Test
    void anAnswerThatIsNotAllOfItTakesNothingBack() {
        Seen pod = ExporterLabels.endpoint("llm", "pod:8000");
        see("store", 0, pod);
        for (int minute = 1; minute < 300; minute++) {
            seen.hear(List.of(gpu("n1", "A", 0)), "store", minute * Times.MINUTE);
        }
        assertTrue(has(pod.id()));
    }

    @Test
    void aSenderThatHasEndedTakesItsEndpointsAndLeavesItsMachines() {
        Seen pod = ExporterLabels.endpoint("llm", "pod:8000");
        see("agent", 0, gpu("n1", "A", 0), pod);
        seen.ended("agent", 61 * Times.MINUTE);
        seen.look(1_000 * Times.MINUTE);
        assertTrue(has(A) && has(N1) && !has(pod.id()));
    }

    @Test
    void anInstanceThatItsGpuIsToldWithoutGoesAndOneOfASilentGpuStays() {
        see("dcgm", 0, gpu("n1", "A", 0, "GPU_I_ID", "7"), gpu("n1", "B", 1, "GPU_I_ID", "7"));
        for (int minute = 1; minute < 100; minute++) {
            see("dcgm", minute, gpu("n1", "A", 0));
        }
        assertTrue(has(B));
        assertEquals(1, seen.plant().count(EntityKind.GPU_INSTANCE), "that of the GPU that is silent");
    }

    @Test
    void aTargetThatDoesNotAnswerTakesNothingBack() {
        see("dead", 0, gpu("n1", "A", 0));
        for (int minute = 0; minute < 300; minute++) {
            see("alive", minute, gpu("n2", "B", 0));
        }
        assertTrue(has(A), "its values are stale; nobody said that it is no more");
    }

    @Test
    void aBoardThatTookAnothersPlaceStandsInItAtOnce() {
        see("dcgm", 0, gpu("n1", "A", 3, "pci_bus_id", "00000000:3B:00.0"));
        see("dcgm", 20, gpu("n1", "B", 3, "pci_bus_id", "00000000:3B:00.0"));
        assertTrue(has(B) && !has(A));
    }

    @Test
    void twoBoardsOfOneNumberThatAreToldInTurnsAreTwo() {
        for (int i = 0; i < 100; i++) {
            seen.see(List.of(gpu("n1", i % 2 == 0 ? "A" : "B", 3)), "store", (long) i * 15 * Times.SECOND);
        }
        assertTrue(has(A) && has(B));
    }

    @Test
    void namesOfWhoNamedItFirstAreUpdatedAndOthersAddWhatHeDoesNotSay() {
        see("dcgm", 0, gpu("n1", "A", 3));
        see("triton", 0, gpu("n1", "A", 5, "pci_bus_id", "0000:3b:00.0"));
        assertEquals("3", seen.plant().nativeIds(A).get("dcgm.gpu"));
        assertEquals("0000:3b:00.0", seen.plant().nativeIds(A).get("pci"));
        see("dcgm", 1, gpu("n1", "A", 4, "pci_bus_id", "0000:5e:00.0"));
        assertEquals("4", seen.plant().nativeIds(A).get("dcgm.gpu"));
        assertEquals("0000:5e:00.0", seen.plant().nativeIds(A).get("pci"));
        assertEquals("G4", seen.plant().find(A).orElseThrow().name());
    }

    @Test
    void aBoardThatWasMovedStandsInItsNewNode() {
        see("exporter-1", 0, gpu("n1", "A", 0), gpu("n1", "B", 1));
        see("exporter-2", 1, gpu("n2", "A", 0));
        assertEquals("n1", host(A), "both tell of it: the first stands");
        see("exporter-2", 20, gpu("n2", "A", 0));
        assertEquals("n2", host(A));
        assertEquals("n1", host(B));
    }

    private String host(EntityId id) {
        Plant plant = seen.plant();
        return plant.entity(plant.ancestor(plant.indexOf(id), EntityKind.NODE)).name();
    }

    @Test
    void podsThatComeAndGoDoNotAddUp() {
        for (int hour = 0; hour < 20; hour++) {
            List<Seen> pods = new ArrayList<>();
            for (int pod = 0; pod < 50; pod++) {
                pods.add(ExporterLabels.endpoint("llm", "pod-" + hour + "-" + pod + ":8000"));
            }
            seen.see(pods, "engines", hour * Times.HOUR);
        }
        assertEquals(50, seen.plant().count(EntityKind.ENDPOINT));
    }

    @Test
    void thePlaceInARackOfAHostThatWentIsFreeForTheNext() {
        Placement racks = Placement.of(
                ConfigNode.parse("site.yaml", "racks: [ {rack: R1, row: A, hosts: [ \"n*\" ], top-unit: 20} ]"));
        SeenPlant placed = new SeenPlant(racks, Times.HOUR);
        for (int host = 0; host < 50; host++) {
            long time = 3L * host * Times.HOUR;
            placed.see(List.of(gpu("n" + host, "A" + host, 0)), "t" + host, time);
            placed.drop("t" + host, time);
            placed.look(time + Times.HOUR);
        }
        placed.see(List.of(gpu("n99", "Z", 0)), "t", 200 * Times.HOUR);
        Plant plant = placed.plant();
        Entity.Node node = (Entity.Node) plant.at(EntityKind.NODE, 0);
        assertEquals(20, node.slot().unit());
    }
}
