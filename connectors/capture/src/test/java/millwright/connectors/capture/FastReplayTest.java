package millwright.connectors.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import millwright.feed.Command;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.feed.TimeState;
import millwright.plant.EntityId;
import millwright.plant.Layer;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capture of years is played in minutes, and obeys while there is much to tell. */
class FastReplayTest {
    private static final long DAY = 24 * Times.HOUR;
    private static final double WEEK_A_SECOND = 604_800;
    private static final int DAYS = 700;

    @TempDir
    Path folder;

    private final BlockingQueue<PlantEvent> told = new LinkedBlockingQueue<>();

    private Path years() {
        List<PlantEvent> events = new ArrayList<>(Recorded.events(3, 7));
        for (int d = 1; d <= DAYS; d++) {
            events.add(occurrence("day " + d, Recorded.START + d * DAY));
        }
        Path file = folder.resolve("years.mwcap");
        Recorded.record(file, events, true);
        return file;
    }

    private static Occurrence occurrence(String id, long time) {
        return new Occurrence(
                id,
                "xid",
                Layer.GPU,
                Recorded.gpu(0),
                time,
                0,
                time,
                Priority.LOW,
                "XID 79",
                1,
                Map.of(),
                new Origin(new EntityId("source:test"), true));
    }

    private <T extends PlantEvent> T await(Class<T> kind, Predicate<T> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            PlantEvent event = told.poll(20, TimeUnit.SECONDS);
            assertTrue(event != null && System.nanoTime() < end, "no such " + kind.getSimpleName());
            if (kind.isInstance(event) && wanted.test(kind.cast(event))) {
                return kind.cast(event);
            }
        }
    }

    @Test
    void aWeekPassesInASecond() throws Exception {
        try (Capture capture = Capture.open(years());
                Replay replay = new Replay(capture, true, true)) {
            replay.open(told::add);
            replay.send(new Command.Seek(Recorded.START, WEEK_A_SECOND));
            TimeState state = await(TimeState.class, t -> t.speed() > 1);
            assertEquals(WEEK_A_SECOND, state.speed());
            await(Occurrence.class, o -> o.id().equals("day 20"));
        }
    }

    @Test
    void aCommandIsObeyedBeforeTheRestIsTold() throws Exception {
        try (Capture capture = Capture.open(years());
                Replay replay = new Replay(capture, true, true)) {
            int[] days = {0};
            replay.open(event -> {
                if (event instanceof Occurrence o && o.id().startsWith("day ") && days[0]++ == 5) {
                    replay.send(new Command.Seek(Recorded.START, 0));
                }
                told.add(event);
            });
            replay.send(new Command.Seek(Recorded.START, 1_000_000));
            await(TimeState.class, t -> t.speed() == 0);
            assertTrue(days[0] < DAYS, "before all was told: " + days[0]);
        }
    }
}
