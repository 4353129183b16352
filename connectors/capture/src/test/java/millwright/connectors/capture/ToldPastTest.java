package millwright.connectors.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import millwright.feed.Column;
import millwright.feed.Command;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.feed.SourceState;
import millwright.feed.States;
import millwright.feed.TimeState;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.PlantChange;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recordings begin with an hour that sources told in their first second: it is replayed as it was. */
class ToldPastTest {
    private static final long BEGAN = Recorded.START;
    private static final EntityId GATEWAY = new EntityId("source:gateway");

    @TempDir
    private Path folder;

    /** As a gateway tells it: itself, then its plant, then the past minute by minute, its own values in between. */
    private Path recorded() {
        Path file = folder.resolve("past.mwcap");
        Map<String, String> meta = Map.of(Recorder.BEGAN, Times.instant(BEGAN).toString());
        try (Recorder recorder = new Recorder(file, Catalogue.standard(), meta, Times.HOUR)) {
            PlantChange own = new PlantChange(
                    List.of(),
                    List.of(new Entity.Source(GATEWAY, "gateway", "gateway", false)),
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of());
            PlantChanged plant = (PlantChanged) Recorded.events(1, 7).getFirst();
            recorder.accept(new PlantChanged(1, BEGAN + 10, own, true));
            recorder.accept(new PlantChanged(2, BEGAN + 20, plant.change(), false));
            recorder.accept(power(BEGAN + 30, 0));
            for (int minute = 60; minute > 0; minute--) {
                recorder.accept(power(BEGAN - minute * Times.MINUTE, minute));
            }
            for (int s = 1; s < 60; s++) {
                recorder.accept(power(BEGAN + s * Times.SECOND, 0));
            }
        }
        return file;
    }

    @Test
    @Timeout(20)
    void aReplayThatCannotGoOnSaysSo() throws Exception {
        BlockingQueue<PlantEvent> told = new LinkedBlockingQueue<>();
        try (Capture capture = Capture.open(recorded());
                Replay replay = new Replay(capture, true, true)) {
            replay.open(event -> {
                if (event instanceof TimeState) {
                    throw new IllegalStateException("its first word fails");
                }
                told.add(event);
            });
            PlantEvent event = told.take();
            while (!(event instanceof SourceState state)) {
                event = told.take();
            }
            assertEquals("failed", state.condition());
            assertTrue(state.detail().startsWith("the replay ended: its first word fails"), state.detail());
        }
    }

    /** @param minute before the beginning, which is what it measures; sums say no interval */
    private static Frame power(long time, int minute) {
        float[] watts = new float[Recorded.GPUS];
        Arrays.fill(watts, minute);
        return new Frame(
                Recorded.POWER,
                EntityKind.GPU,
                2,
                null,
                time,
                time,
                0,
                new Column.F32(watts),
                States.all(DataState.OK, Recorded.GPUS),
                new Origin(GATEWAY, false));
    }

    /** What is told when time goes there and stands, until the time is told. */
    private static List<PlantEvent> at(Capture capture, long instant) throws InterruptedException {
        BlockingQueue<PlantEvent> told = new LinkedBlockingQueue<>();
        try (Replay replay = new Replay(capture, true, true)) {
            replay.open(told::add);
            replay.send(new Command.Seek(instant, 0));
            List<PlantEvent> since = new ArrayList<>();
            int times = 0;
            while (times < 3) { // the first is told with the seek, what is due by the third
                PlantEvent event = told.poll(10, TimeUnit.SECONDS);
                if (event instanceof PlantChanged changed && changed.whole() && times == 0) {
                    since.clear();
                }
                since.add(event);
                times += event instanceof TimeState t && t.now() == instant ? 1 : 0;
            }
            return since;
        }
    }

    private static Frame last(List<PlantEvent> told) {
        return told.stream()
                .filter(Frame.class::isInstance)
                .map(Frame.class::cast)
                .toList()
                .getLast();
    }

    @Test
    void anInstantOfThePastShowsThePlantThatWasToldFirstAndItsValues() throws InterruptedException {
        try (Capture capture = Capture.open(recorded())) {
            for (int minute : new int[] {60, 40, 1}) {
                List<PlantEvent> told = at(capture, BEGAN - minute * Times.MINUTE + 30 * Times.SECOND);
                PlantChanged plant = (PlantChanged) told.getFirst();
                assertEquals(Recorded.GPUS + 3, plant.change().put().size(), "gateway, node, endpoint, GPUs");
                assertEquals(minute, last(told).values().asDouble(0));
                assertEquals(BEGAN, ((TimeState) told.getLast()).judged(), "nobody judged that past");
            }
        }
    }

    @Test
    void aSumOfThePastStandsUntilTheNext() throws InterruptedException {
        try (Capture capture = Capture.open(recorded())) {
            Frame shown = last(at(capture, BEGAN - 20 * Times.MINUTE));
            assertEquals(Times.MINUTE, shown.interval());
        }
    }

    @Test
    void whatWasMeasuredAfterTheBeginningIsToldInItsOrderAndOnce() throws InterruptedException {
        try (Capture capture = Capture.open(recorded())) {
            List<PlantEvent> told = at(capture, BEGAN + 10 * Times.SECOND);
            List<Long> times = told.stream()
                    .filter(Frame.class::isInstance)
                    .map(e -> ((Frame) e).sourceTime())
                    .toList();
            assertTrue(times.contains(BEGAN + 30), "of the beginning itself");
            assertEquals(times.stream().sorted().distinct().toList(), times);
            assertEquals(BEGAN + 10 * Times.SECOND, times.getLast());
        }
    }

    /** Sources tell their events one source after the other, so a later one may have come first. */
    @Test
    void whatHappenedInThePastIsToldOnceAndInOrderHoweverLong() throws InterruptedException {
        Path file = folder.resolve("events.mwcap");
        Map<String, String> meta = Map.of(Recorder.BEGAN, Times.instant(BEGAN).toString());
        try (Recorder recorder = new Recorder(file, Catalogue.standard(), meta, Times.HOUR)) {
            recorder.accept(Recorded.events(1, 7).getFirst());
            for (int minute : new int[] {10, 50, 40, 20, 30}) {
                recorder.accept(happened(minute));
            }
            recorder.accept(power(BEGAN - 5 * Times.MINUTE, 5));
        }
        try (Capture capture = Capture.open(file)) {
            assertEquals(
                    List.of("50", "40", "30", "20"),
                    at(capture, BEGAN - 15 * Times.MINUTE).stream()
                            .filter(Occurrence.class::isInstance)
                            .map(e -> ((Occurrence) e).id())
                            .toList());
        }
    }

    private static Occurrence happened(int minute) {
        long time = BEGAN - minute * Times.MINUTE;
        char[] text = new char[Bounds.EVENT_TEXT * 2 / 5]; // three of them are more than is read at once
        Random letters = new Random(minute);
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) ('a' + letters.nextInt(26));
        }
        return new Occurrence(
                String.valueOf(minute),
                "log",
                Layer.LOG,
                GATEWAY,
                time,
                0,
                time,
                Priority.LOW,
                String.valueOf(text),
                1,
                Map.of(),
                new Origin(GATEWAY, false));
    }
}
