package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.feed.States;
import millwright.plant.Agreement;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class BelievedTest {
    private static final MetricId OTHER = new MetricId("gpu.power.other");

    private final MergedPlant merged = new MergedPlant();
    private final Believed believed = new Believed(Catalogue.standard());
    /** Newest value by metric and GPU. */
    private final Map<String, Double> stands = new TreeMap<>();

    BelievedTest() {
        merged.take("dcgm", Made.whole(1, "a", "b"));
    }

    private void tell(String source, String protocol, long second, float... watts) {
        tell(source, protocol, frame("gpu.power", second, DataState.OK, watts));
    }

    private void tell(String source, String protocol, Frame frame) {
        Plant plant = merged.plant();
        for (Frame part : believed.sort(source, protocol, frame, plant)) {
            for (int i = 0; i < part.size(); i++) {
                String name = plant.at(part.kind(), part.slot(i)).name();
                stands.put(part.metric().name() + " " + name, part.values().asDouble(i));
            }
        }
    }

    private Frame frame(String metric, long second, DataState state, float... watts) {
        return new Frame(
                new MetricId(metric),
                EntityKind.GPU,
                merged.plant().revision(),
                null,
                second * Times.SECOND,
                second * Times.SECOND,
                Times.SECOND,
                new Column.F32(watts),
                States.all(state, watts.length),
                Made.ORIGIN);
    }

    @Test
    void theMoreDirectMeasurementStandsAndTheOtherIsKeptBesideItInWhateverOrderTheyCome() {
        Random random = new Random(4);
        for (int second = 1; second < 50; second++) {
            List<Runnable> both = new ArrayList<>();
            int now = second;
            both.add(() -> tell("bmc", "redfish", now, 500, 600));
            both.add(() -> tell("dcgm", "prometheus", now, 410, 420));
            Collections.shuffle(both, random);
            both.forEach(Runnable::run);
            if (second > 2) {
                assertEquals(410, stands.get("gpu.power a"), "second " + second);
                assertEquals(420, stands.get("gpu.power b"));
                assertEquals(500, stands.get(OTHER.name() + " a"));
            }
        }
    }

    @Test
    void whoIsBelievedAndFallsSilentGivesWayUntilItIsBack() {
        for (int second = 1; second <= 10; second++) {
            tell("dcgm", "prometheus", second, 410, 420);
            tell("bmc", "redfish", second, 500, 600);
        }
        assertEquals(410, stands.get("gpu.power a"));
        tell("bmc", "redfish", 15, 501, 601);
        assertEquals(410, stands.get("gpu.power a"), "for as long as a value is not stale");
        tell("bmc", "redfish", 16, 502, 602);
        assertEquals(502, stands.get("gpu.power a"));
        tell("dcgm", "prometheus", 17, 411, 421);
        tell("bmc", "redfish", 18, 503, 603);
        assertEquals(411, stands.get("gpu.power a"));
        assertEquals(503, stands.get("gpu.power.other a"));
    }

    @Test
    void aBlankOfTheMoreDirectDoesNotHideANumber() {
        tell("dcgm", "prometheus", 1, 410, 420);
        for (int second = 2; second < 12; second++) {
            tell("bmc", "redfish", second, 500, 600);
            tell("dcgm", "prometheus", frame("gpu.power", second, DataState.NOT_SUPPORTED, Float.NaN, Float.NaN));
        }
        assertEquals(500, stands.get("gpu.power a"));
        assertEquals(600, stands.get("gpu.power b"));
    }

    @Test
    void countersOfTwoSourcesAreNeverMixed() {
        for (int second = 1; second < 10; second++) {
            tell("dcgm", "prometheus", frame("gpu.energy", second, DataState.OK, 1000, 1000));
            tell("bmc", "redfish", frame("gpu.energy", second, DataState.OK, 7, 7));
            if (second > 2) {
                assertEquals(1000, stands.get("gpu.energy a"));
            }
        }
        assertEquals(2, stands.size(), stands.toString());
    }

    @Test
    void ofTwoOthersTheMoreDirectThatTellsIsKeptBeside() {
        for (int second = 1; second < 20; second++) {
            tell("dcgm", "prometheus", second, 410, 420);
            if (second < 10) {
                tell("bmc", "redfish", second, 500, 600);
            }
            tell("scheduler", "slurm", second, 700, 800);
            if (second > 1) {
                assertEquals(second < 15 ? 500 : 700, stands.get(OTHER.name() + " a"), "second " + second);
            }
        }
        assertEquals(410, stands.get("gpu.power a"));
    }

    @Test
    void aCounterThatFallsSilentGrowsOldInsteadOfChangingItsBase() {
        tell("bmc", "redfish", frame("gpu.energy", 1, DataState.OK, 7, 7));
        tell("dcgm", "prometheus", frame("gpu.energy", 1, DataState.OK, 1000, 1000));
        for (int second = 2; second < 100; second++) {
            tell("bmc", "redfish", frame("gpu.energy", second, DataState.OK, 8, 8));
        }
        assertEquals(1000, stands.get("gpu.energy a"));
        tell("dcgm", "prometheus", frame("gpu.energy", 100, DataState.OK, 1001, 1001));
        assertEquals(1001, stands.get("gpu.energy a"));
        believed.gone("dcgm");
        tell("bmc", "redfish", frame("gpu.energy", 101, DataState.OK, 9, 9));
        assertEquals(9, stands.get("gpu.energy a"), "who is no more is not waited for");
    }

    @Test
    void aClockSetBackNeitherHidesTheOtherNorTakesAwayFromWhoStillTells() {
        for (int second = 1000; second < 1005; second++) {
            tell("dcgm", "prometheus", second, 410, 420);
            tell("bmc", "redfish", second, 500, 600);
        }
        tell("bmc", "redfish", 100, 501, 601);
        assertEquals(410, stands.get("gpu.power a"), "not yet silent for long");
        tell("bmc", "redfish", 105, 502, 602);
        assertEquals(410, stands.get("gpu.power a"));
        tell("bmc", "redfish", 106, 503, 603);
        assertEquals(503, stands.get("gpu.power a"), "silent since the clock was set");
    }

    @Test
    void equalsAreDecidedByName() {
        for (int second = 1; second < 10; second++) {
            tell("dcgm-b", "prometheus", second, 2, 2);
            tell("dcgm-a", "prometheus", second, 1, 1);
        }
        assertEquals(1, stands.get("gpu.power a"));
        assertEquals(2, stands.get("gpu.power.other a"));
    }

    @Test
    void sourcesOfDifferentThingsAreNoRivalsAlsoWhenThePlantMoves() {
        merged.take("right", Made.whole(1, "c"));
        for (int second = 1; second < 5; second++) {
            Frame left = Made.power(merged.plant().revision(), second * Times.SECOND, new int[] {0, 1}, 1, 2);
            Frame right = Made.power(merged.plant().revision(), second * Times.SECOND, new int[] {2}, 3);
            tell("left", "redfish", left);
            tell("right", "prometheus", right);
        }
        assertEquals(Map.of("gpu.power a", 1.0, "gpu.power b", 2.0, "gpu.power c", 3.0), stands);
        for (int second = 5; second < 8; second++) {
            tell("left", "redfish", second, 9, 9, 9);
            tell("right", "prometheus", Made.power(merged.plant().revision(), second * Times.SECOND, new int[] {2}, 3));
        }
        assertEquals(9, stands.get("gpu.power.other c"));
        merged.take("dcgm", new PlantChanged(2, 0, PlantChange.removing(List.of(Made.id("a"))), false));
        tell("left", "redfish", 8, 8, 8);
        assertEquals(8, stands.get("gpu.power b"));
        assertEquals(3, stands.get("gpu.power c"), "slots moved, who is believed did not");
    }

    @Test
    void everyPlaceBesideIsInTheCatalogueWithTheSameUnit() {
        for (Agreement agreement : Agreement.standard()) {
            Metric shown = Catalogue.standard().get(agreement.metric());
            Metric other = Catalogue.standard().get(agreement.other());
            assertEquals(shown.unit(), other.unit());
            assertEquals(shown.on(), other.on());
            assertTrue(agreement.tolerance(100, -200) > 0);
        }
    }
}
