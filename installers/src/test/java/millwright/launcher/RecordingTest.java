package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
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
import millwright.series.History;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

    private static PlantChanged plant(int gpuCount) {
        List<Entity> gpus = new ArrayList<>();
        for (int i = 0; i < gpuCount; i++) {
            gpus.add(new Entity.Gpu(EntityId.of(EntityKind.GPU, "g" + i), "G" + i, i, "GB200"));
        }
        return new PlantChanged(1, START, PlantChange.adding(gpus, List.of()), true);
    }

    private static Frame frame(int second, Column values) {
        long time = START + second * Times.SECOND;
        return new Frame(
                POWER,
                EntityKind.GPU,
                1,
                null,
                time,
                time,
                Times.SECOND,
                values,
                States.all(DataState.OK, values.size()),
                new Origin(new EntityId("source:test"), false));
    }

    private static List<PlantEvent> events() {
        List<PlantEvent> events = new ArrayList<>();
        events.add(plant(GPUS));
        for (int s = 1; s <= TICKS; s++) {
            events.add(frame(s, new Column.F32(new float[GPUS])));
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
        String said = GatewayCommand.recorded(recording);
        assertTrue(said.contains("; " + recording.lostSamples() + " samples could not be recorded"), said);
        List<Gap> gaps = gaps(file);
        assertEquals(1, gaps.size());
        Gap gap = gaps.getFirst();
        assertEquals(recording.lostSamples(), gap.count());
        assertEquals(POWER, gap.metric());
        long kept = recording.samples() / GPUS;
        assertEquals(START + (kept + 1) * Times.SECOND, gap.from());
        assertEquals(START + TICKS * Times.SECOND, gap.to());
        assertNotNull(gap.reason());
    }

    private static List<Gap> gaps(Path file) {
        List<Gap> gaps = new ArrayList<>();
        try (Capture capture = Capture.open(file)) {
            new Replay(capture, true, false).drain(event -> {
                if (event instanceof Gap gap) {
                    gaps.add(gap);
                }
            });
            assertTrue(new CaptureInfo(capture).toText().contains("gap gpu.power"));
        }
        return gaps;
    }

    @Test
    void aGapThatFindsNoRoomIsToldAtTheEnd() {
        Path file = folder.resolve("gap.mwcap");
        // room for the narrower of two frames, and none for the gap that it ends
        List<PlantEvent> events =
                List.of(plant(1), frame(1, new Column.F64(new double[1])), frame(2, new Column.F32(new float[1])));
        Recording recording =
                Recording.prepared(new AtOnce(events), Catalogue.standard(), Map.of(), file, problem -> {}, 3_088);
        recording.listen();
        recording.write();
        recording.close();
        assertEquals(List.of(1L, 1L), List.of(recording.samples(), recording.lostSamples()));
        Gap gap = gaps(file).getFirst();
        assertEquals(1, gap.count());
        assertEquals(START + Times.SECOND, gap.from());
        assertEquals(START + 2 * Times.SECOND, gap.to());
    }

    @Test
    @Timeout(60)
    void aRecordingThatEndedByItselfIsNotShownAsRunningAndSaysWhy() {
        AtomicReference<FeedSink> sink = new AtomicReference<>(event -> {});
        Told told = new Told(sink);
        DeskSessions sessions = new DeskSessions(
                new millwright.launcher.Origin("plant", told, told, Catalogue.standard(), null, null, null, () -> {}),
                new SourceOptions());
        Path file = folder.resolve("ended.mwcap");
        Recording recording = Recording.prepared(told, Catalogue.standard(), Map.of(), file, sessions::troubled, 3_000);
        recording.listen();
        recording.write();
        sessions.started(recording);
        assertEquals(file.toString(), sessions.status().recording());
        PlantChanged change = plant(GPUS);
        while (recording.ended().isEmpty()) {
            sink.get().accept(change); // faster than it is written
        }
        assertTrue(sessions.status().recording().isEmpty() || sessions.status().stopping(), "it does not go on");
        sessions.close();
        assertEquals("", sessions.status().recording());
        assertTrue(
                sessions.status().problem().contains("the disk cannot keep up"),
                sessions.status().problem());
        assertTrue(GatewayCommand.recorded(recording).contains("the disk cannot keep up"));
    }

    /** A feed that hands out its sink. */
    private record Told(AtomicReference<FeedSink> sink) implements Feed, History {
        @Override
        public Catalogue describe() {
            return Catalogue.standard();
        }

        @Override
        public CompletionStage<List<Window>> query(WindowQuery query) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public String name() {
            return "told";
        }

        @Override
        public void open(FeedSink to) {
            sink.set(to);
        }

        @Override
        public void send(Command command) {}

        @Override
        public void close() {}
    }
}
