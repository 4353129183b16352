package millwright.connectors.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricKind;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    @Test
    void theSameSeedGivesTheSameEvents() {
        String story = "faults:\n  - {fault: xid, at: 5s, on: R1-01/T01/G1, number: 31}\n";
        Notes one = Notes.small(story).step(30);
        Notes two = Notes.small(story).step(30);
        Notes other =
                Notes.of((Notes.SMALL + story).replace("seed: 5", "seed: 6")).step(30);

        assertEquals(one.digest, two.digest);
        assertNotEquals(one.digest, other.digest);
    }

    @Test
    void thePlantComesFirstAndWhole() {
        Notes notes = Notes.small("").step(1);

        PlantChanged first = assertInstanceOf(PlantChanged.class, notes.events.getFirst());
        assertTrue(first.whole());
        assertEquals(32, notes.latest.plant().count(EntityKind.GPU));
        assertEquals(8, notes.latest.plant().count(EntityKind.NODE));
        assertEquals(2, notes.latest.plant().count(EntityKind.JOB));
    }

    @Test
    void everythingIsMarkedSimulated() {
        Notes notes =
                Notes.small("faults:\n  - {fault: leak, at: 2s, on: R1-01}\n").step(10);

        for (PlantEvent event : notes.events) {
            boolean simulated = switch (event) {
                case Frame frame -> frame.origin().simulated();
                case Occurrence occurrence -> occurrence.origin().simulated();
                default -> true;
            };
            assertTrue(simulated, () -> "not marked: " + event);
        }
        notes.latest.plant().entities().stream()
                .filter(Entity.Source.class::isInstance)
                .forEach(s -> assertTrue(((Entity.Source) s).simulated()));
    }

    @Test
    void framesFitTheCatalogueAndThePlant() {
        Notes notes = new Notes(Scenario.named("demo"));
        notes.step(35);
        Catalogue catalogue = Catalogue.standard();

        for (PlantEvent event : notes.events) {
            if (event instanceof Frame frame) {
                Metric metric = catalogue.get(frame.metric());
                assertTrue(metric.on().contains(frame.kind()), () -> metric + " on " + frame.kind());
                for (int i = 0; i < frame.size() && metric.kind() == MetricKind.GAUGE; i++) {
                    double value = frame.values().asDouble(i);
                    boolean ok = frame.states().at(i).ordinal() > 0 || metric.isPlausible(value);
                    assertTrue(ok, () -> metric.name() + " is " + value);
                }
            }
        }
    }

    @Test
    void prehistoryCarriesPastTimesInOrder() {
        Notes notes = Notes.of(Notes.SMALL.replace("{length: 0}", "{length: 10m, coarse: 10s, fine: 1m}"));
        long opening = Times.nanos(Notes.START);

        List<Long> power = notes.events.stream()
                .filter(Frame.class::isInstance)
                .map(Frame.class::cast)
                .filter(f -> f.metric().name().equals("rack.power"))
                .map(f -> opening - f.sourceTime())
                .toList();
        assertEquals(590 * Times.SECOND, power.getFirst());
        assertEquals(0, power.getLast());
        assertEquals(54 + 60, power.size());
    }

    @Test
    void theFirstFrameIsInThermalSteadyState() {
        Notes notes = Notes.small("").step(1);
        double first = notes.value("gpu.temperature", "gpu:R2-01/T01/G0");
        notes.step(400);

        assertEquals(first, notes.value("gpu.temperature", "gpu:R2-01/T01/G0"), 3);
    }

    @Test
    void aRunningClockFeedsFromItsOwnThreadUntilClosed() throws InterruptedException {
        CountDownLatch frames = new CountDownLatch(200);
        try (Simulator simulator = new Simulator(
                Scenario.parse("small.yaml", Notes.SMALL), new SimulatorClock.Running(InstantSource.system(), 200))) {
            simulator.open(event -> frames.countDown());
            assertTrue(frames.await(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void aMachineThatSleptGoesOnAtTheWallsTime() throws InterruptedException {
        Instant[] wall = {Notes.START};
        CountDownLatch before = new CountDownLatch(1);
        CountDownLatch after = new CountDownLatch(1);
        long late = Times.nanos(Notes.START.plusSeconds(7200));
        InstantSource source = () -> {
            synchronized (wall) {
                wall[0] = wall[0].plusMillis(before.getCount() == 0 ? 250 : 100);
                return wall[0];
            }
        };
        try (Simulator simulator =
                new Simulator(Scenario.parse("small.yaml", Notes.SMALL), new SimulatorClock.Running(source, 1))) {
            simulator.open(event -> {
                if (event instanceof Frame frame && frame.sourceTime() > Times.nanos(Notes.START)) {
                    before.countDown();
                    if (frame.sourceTime() >= late) {
                        after.countDown();
                    }
                }
            });
            assertTrue(before.await(30, TimeUnit.SECONDS));
            synchronized (wall) {
                wall[0] = Notes.START.plusSeconds(7200);
            }
            assertTrue(after.await(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void openingTwiceAndSteppingWhatRunsAreRefused() {
        Notes notes = Notes.small("");
        assertThrows(IllegalStateException.class, () -> notes.simulator.open(event -> {}));
        try (Simulator closed = Simulator.demo()) {
            assertThrows(IllegalStateException.class, () -> closed.step(1));
        }
    }
}
