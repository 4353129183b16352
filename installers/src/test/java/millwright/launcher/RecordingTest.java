package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.connectors.capture.Capture;
import millwright.connectors.capture.CaptureInfo;
import millwright.connectors.capture.Replay;
import millwright.feed.Column;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.States;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final MetricId POWER = new MetricId("gpu.power");
    private static final long START = 1_700_000_000L * Times.SECOND;
    private static final int GPUS = 100;
    private static final int TICKS = 400;

    @TempDir
    private Path folder;

    /** A feed that tells everything at once, faster than anything can be written: nobody takes anything meanwhile. */
    private record AtOnce(List<PlantEvent> events) implements Feed {
        @Override
        public String name() {
            return "at once";
        }

        @Override
        public void open(FeedSink sink) {
            events.forEach(sink::accept);
        }

        @Override
        public void send(Command command) {}

        @Override
        public void close() {}
    }

    private static List<PlantEvent> events() {
        List<Entity> gpus = new ArrayList<>();
        for (int i = 0; i < GPUS; i++) {
            gpus.add(new Entity.Gpu(EntityId.of(EntityKind.GPU, "g" + i), "G" + i, i, "GB200"));
        }
        List<PlantEvent> events = new ArrayList<>();
        events.add(new PlantChanged(1, START, PlantChange.adding(gpus, List.of()), true));
        for (int s = 1; s <= TICKS; s++) {
            long time = START + s * Times.SECOND;
            events.add(new Frame(
                    POWER,
                    EntityKind.GPU,
                    1,
                    null,
                    time,
                    time,
                    Times.SECOND,
                    new Column.F32(new float[GPUS]),
                    States.all(DataState.OK, GPUS),
                    new Origin(new EntityId("source:test"), false)));
        }
        return events;
    }

    @Test
    void whatDoesNotFitIntoMemoryIsCountedAndStandsInTheCaptureAsAGap() {
        Path file = folder.resolve("full.mwcap");
        List<String> problems = new ArrayList<>();
        Recording recording =
                Recording.prepared(new AtOnce(events()), Catalogue.standard(), Map.of(), file, problems::add, 250_000);
        recording.listen();
        recording.write();
        recording.close();
        assertEquals(List.of(), problems, "the recording goes on");
        assertTrue(recording.lostSamples() > 0 && recording.samples() > 0, recording.lostSamples() + " lost");
        assertEquals(GPUS * TICKS, recording.samples() + recording.lostSamples());
        List<Gap> gaps = new ArrayList<>();
        try (Capture capture = Capture.open(file)) {
            new Replay(capture, true, false).drain(event -> {
                if (event instanceof Gap gap) {
                    gaps.add(gap);
                }
            });
            assertTrue(new CaptureInfo(capture).toText().contains("gap gpu.power"));
        }
        assertEquals(1, gaps.size());
        Gap gap = gaps.getFirst();
        assertEquals(recording.lostSamples(), gap.count());
        assertEquals(POWER, gap.metric());
        long kept = recording.samples() / GPUS;
        assertEquals(START + (kept + 1) * Times.SECOND, gap.from());
        assertEquals(START + TICKS * Times.SECOND, gap.to());
        assertNotNull(gap.reason());
    }
}
