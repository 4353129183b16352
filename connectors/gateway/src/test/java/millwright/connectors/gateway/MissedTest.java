package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.PlantEvent;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What a slow desk was not sent is said: of which metric, of which entities, from when to when, how many. */
class MissedTest {
    private static final int GPUS = 12;
    private static final Plant PLANT =
            Plant.empty().apply(Made.whole(1, names(GPUS)).change());

    private static String[] names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "g" + i).toArray(String[]::new);
    }

    private static Frame frame(Plant plant, String metric, long time, int... slots) {
        return new Frame(
                new MetricId(metric),
                EntityKind.GPU,
                plant.revision(),
                slots.length == plant.count(EntityKind.GPU) ? null : slots,
                time,
                time,
                0,
                new Column.F32(new float[slots.length]),
                States.all(DataState.OK, slots.length),
                Made.ORIGIN);
    }

    private static Set<EntityId> ids(Frame frame) {
        return IntStream.range(0, frame.size())
                .mapToObj(i -> PLANT.at(EntityKind.GPU, frame.slot(i)).id())
                .collect(Collectors.toSet());
    }

    private static boolean covers(Gap gap, Frame frame) {
        return frame.metric().equals(gap.metric())
                && gap.kind() == EntityKind.GPU
                && gap.from() <= frame.sourceTime()
                && frame.sourceTime() < gap.to()
                && (gap.entities().isEmpty() || gap.entities().containsAll(ids(frame)));
    }

    @Property(tries = 300)
    void everyFrameIsSentOrCountedInAGapThatNamesIt(@ForAll long seed) {
        Random random = new Random(seed);
        Waiting waiting = new Waiting(1 << 20, 600 + random.nextInt(3_000), 0);
        List<Frame> lost = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            String metric = "m." + random.nextInt(3);
            int[] slots = IntStream.range(0, GPUS)
                    .filter(slot -> slot % (1 + random.nextInt(3)) == 0)
                    .toArray();
            Frame frame = frame(PLANT, metric, i, slots);
            lost.add(frame);
            waiting.add(Down.of("e", i, frame, PLANT));
            if (random.nextInt(20) == 0) {
                drain(waiting, lost, gaps);
            }
        }
        drain(waiting, lost, gaps);
        assertEquals(lost.size(), gaps.stream().mapToLong(Gap::count).sum());
        for (Frame frame : lost) {
            assertTrue(
                    gaps.stream().anyMatch(gap -> covers(gap, frame)), () -> "nothing says that " + frame + " is lost");
        }
        gaps.forEach(gap -> assertNotNull(gap.metric()));
        gaps.forEach(gap -> assertTrue(
                lost.stream().anyMatch(frame -> covers(gap, frame)), () -> gap + " speaks of what was not lost"));
    }

    private static void drain(Waiting waiting, List<Frame> lost, List<Gap> gaps) {
        for (Down down = waiting.next("e"); down != null; down = waiting.next("e")) {
            PlantEvent event = down.event();
            if (event instanceof Gap gap) {
                gaps.add(gap);
            } else {
                lost.removeIf(frame -> frame == event);
            }
        }
    }

    @Test
    void slotsThatMeanOthersByNowAreNotNamedByThem() {
        Waiting waiting = new Waiting(1 << 20, 1 << 20, 0);
        Plant after = PLANT.apply(new millwright.plant.PlantChange(
                List.of(Made.id("g0")), List.of(), List.of(), List.of(), List.of(), java.util.Map.of()));
        waiting.add(Down.of("e", 1, frame(PLANT, "m", 1, 3), PLANT));
        waiting.add(Down.of("e", 2, frame(after, "m", 2, 3), after));
        assertEquals(List.of(), gap(waiting).entities(), "of any, as it was g3 that was replaced by g4");
        waiting.next("e");
        waiting.add(Down.of("e", 3, frame(after, "m", 3, 3), after));
        waiting.add(Down.of("e", 4, frame(after, "m", 4, 3), after));
        assertEquals(List.of(Made.id("g4")), gap(waiting).entities());
    }

    @Test
    void manyEntitiesAreNotListed() {
        int many = Gap.MOST_NAMED + 2;
        Plant plant = Plant.empty().apply(Made.whole(1, names(many)).change());
        for (int named : new int[] {Gap.MOST_NAMED, Gap.MOST_NAMED + 1}) {
            Waiting waiting = new Waiting(1 << 20, 1 << 20, 0);
            int[] slots = IntStream.range(0, named).toArray();
            waiting.add(Down.of("e", 1, frame(plant, "m", 1, slots), plant));
            waiting.add(Down.of("e", 2, frame(plant, "m", 2, slots), plant));
            assertEquals(
                    named > Gap.MOST_NAMED ? 0 : named,
                    new HashSet<>(gap(waiting).entities()).size());
        }
    }

    private static Gap gap(Waiting waiting) {
        return assertInstanceOf(Gap.class, waiting.next("e").event());
    }
}
