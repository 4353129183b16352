package millwright.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.States;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;
import millwright.plant.RackSlot;
import millwright.plant.Times;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LiveStoreTest {
    private static final MetricId POWER = new MetricId("gpu.power");
    private static final MetricId LIMIT = new MetricId("gpu.power.limit");
    private static final MetricId SHARE = new MetricId("gpu.power.share");
    private static final MetricId CLOCK = new MetricId("gpu.clock.sm");
    private static final Origin ORIGIN = new Origin(new EntityId("source:test"), false);

    private final LiveStore store = store(Long.MAX_VALUE);

    private static LiveStore store(long budget) {
        LiveStore made = new LiveStore(Catalogue.standard(), budget, Runnable::run, Runnable::run);
        made.accept(new PlantChanged(1, 0, PlantChange.adding(gpus(), List.of()), true));
        return made;
    }

    private static List<Entity> gpus() {
        List<Entity> entities = new ArrayList<>();
        entities.add(new Entity.Node(new EntityId("node:n"), "n", "n", RackSlot.UNPLACED));
        for (int i = 0; i < 3; i++) {
            entities.add(new Entity.Gpu(gpu(i), "G" + i, i, "GB200"));
        }
        return entities;
    }

    private static EntityId gpu(int i) {
        return EntityId.of(EntityKind.GPU, "g" + i);
    }

    private static Frame frame(MetricId metric, long time, double... values) {
        byte[] states = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            states[i] = (byte) (Double.isNaN(values[i]) ? DataState.NOT_SUPPORTED : DataState.OK).ordinal();
        }
        return new Frame(
                metric,
                EntityKind.GPU,
                1,
                null,
                time,
                time,
                Times.SECOND,
                new Column.F64(values),
                States.of(states),
                ORIGIN);
    }

    private Window one(MetricId metric, int gpu, long from, long to, int columns) {
        return store.answer(WindowQuery.one(metric, gpu(gpu), from, to, columns))
                .getFirst();
    }

    @Test
    void aOneSampleSpikeStaysVisibleAtAnyZoom() {
        for (int s = 1; s <= 600; s++) {
            store.put(frame(POWER, s * Times.SECOND, s == 333 ? 1_400 : 900, 900, 900));
        }
        Window w = one(POWER, 0, 0, 700 * Times.SECOND, 3);
        assertEquals(1_400, w.max()[1]);
        assertEquals(900, w.max()[0]);
        assertEquals(900, w.min()[1]);
    }

    @Test
    void aGapIsAGapAndNotAZero() {
        store.put(frame(POWER, 1 * Times.SECOND, 900, 900, 900));
        store.put(frame(POWER, 9 * Times.SECOND, 910, 900, 900));
        Window w = one(POWER, 0, 0, 10 * Times.SECOND, 10);
        assertEquals(0, w.count()[5]);
        assertTrue(Double.isNaN(w.mean()[5]));
        assertEquals(DataState.NO_DATA, w.stateAt(5));
        assertEquals(910, w.newest());
    }

    @Test
    void whatIsNotSupportedIsCountedInNoNumber() {
        store.put(frame(POWER, 1 * Times.SECOND, Double.NaN, 900, 900));
        Window w = one(POWER, 0, 0, 2 * Times.SECOND, 1);
        assertEquals(0, w.count()[0]);
        assertEquals(DataState.NOT_SUPPORTED, w.stateAt(0));
    }

    @Test
    void aRatioOfManyIsTheSumOverTheSum() {
        store.put(frame(POWER, Times.SECOND, 1, 0, 0));
        store.put(frame(LIMIT, Times.SECOND, 1, 9, 0));
        List<EntityId> two = List.of(gpu(0), gpu(1));
        Window w = store.answer(new WindowQuery(SHARE, two, 0, 2 * Times.SECOND, 1, true))
                .getFirst();
        assertEquals(0.1, w.mean()[0], 1e-12);
    }

    @Test
    void aSumThatLacksAPartSaysSo() {
        store.put(frame(POWER, Times.SECOND, 800, Double.NaN, 700));
        List<EntityId> all = List.of(gpu(0), gpu(1), gpu(2));
        Window w = store.answer(new WindowQuery(POWER, all, 0, 2 * Times.SECOND, 1, true))
                .getFirst();
        assertEquals(1_500, w.mean()[0]);
        assertEquals(DataState.NOT_SUPPORTED, w.stateAt(0));
    }

    @Test
    void oldDataIsKeptInStepsWithItsExtremes() {
        for (int s = 1; s <= 3_600; s++) {
            store.put(frame(CLOCK, s * Times.SECOND, s == 125 ? 300 : 1_900, 1_900, 1_900));
        }
        Window w = one(CLOCK, 0, 0, 10 * Times.MINUTE, 10);
        assertEquals(300, w.min()[2]);
        assertEquals(1_900, w.min()[5]);
    }

    @Test
    void anUnbrokenSourceShowsNoHoleWhereFullRateBegins() {
        for (int s = 1; s <= 3_600; s++) {
            store.put(frame(CLOCK, s * Times.SECOND, 1_900, 1_900, 1_900));
        }
        Window w = one(CLOCK, 0, Times.MINUTE, 3_600 * Times.SECOND, 1_180);
        for (int c = 0; c < w.columns(); c++) {
            assertEquals(DataState.OK, w.stateAt(c), "column " + c);
            assertEquals(1_900, w.mean()[c], "column " + c);
        }
    }

    @Test
    void aSlowSourceLeavesNoHolesInSteps() {
        for (int s = 100; s <= 4_400; s += 100) {
            Frame f = frame(CLOCK, s * Times.SECOND, 1_900, 1_900, 1_900);
            store.put(new Frame(
                    f.metric(),
                    f.kind(),
                    f.revision(),
                    f.slots(),
                    f.sourceTime(),
                    f.receiveTime(),
                    100 * Times.SECOND,
                    f.values(),
                    f.states(),
                    f.origin()));
        }
        Window w = one(CLOCK, 0, Times.MINUTE, 4_400 * Times.SECOND, 500);
        for (int c = 0; c < w.columns(); c++) {
            assertEquals(DataState.OK, w.stateAt(c), "column " + c);
        }
    }

    @Test
    void historySurvivesThatSlotsMove() {
        store.put(frame(POWER, Times.SECOND, 10, 11, 12));
        store.accept(new PlantChanged(2, 0, PlantChange.removing(List.of(gpu(0))), false));
        store.put(frame(POWER, 2 * Times.SECOND, 21, 22));
        Window w = one(POWER, 1, 0, 3 * Times.SECOND, 1);
        assertEquals(11, w.min()[0]);
        assertEquals(21, w.max()[0]);
        assertEquals(12, one(POWER, 2, 0, 3 * Times.SECOND, 1).min()[0]);
    }

    @Test
    void aLateFrameIsCountedNotHidden() {
        store.put(frame(POWER, 5 * Times.SECOND, 1, 1, 1));
        assertFalse(store.put(frame(POWER, 4 * Times.SECOND, 1, 1, 1)));
        assertEquals(1, store.lateFrames());
    }

    @Test
    void pastItsBudgetTheOldestFullRateDataGoes() {
        LiveStore small = store(20_000);
        for (int s = 1; s <= 900; s++) {
            small.put(frame(POWER, s * Times.SECOND, 900, 900, 900));
        }
        assertTrue(small.bytes() < 60_000, "used " + small.bytes());
        Window w = small.answer(WindowQuery.one(POWER, gpu(0), 890 * Times.SECOND, 901 * Times.SECOND, 1))
                .getFirst();
        assertNotEquals(0, w.count()[0]);
    }

    @Test
    void whatIsPackedSaysWhatTheRowsSaid() {
        LiveStore raw = new LiveStore(Catalogue.standard(), Long.MAX_VALUE, Runnable::run, task -> {});
        raw.accept(new PlantChanged(1, 0, PlantChange.adding(gpus(), List.of()), true));
        LiveStore packed = store(Long.MAX_VALUE);
        Random random = new Random(3);
        for (int s = 1; s <= 3_000; s++) {
            double hostile = Double.longBitsToDouble(random.nextLong());
            Frame frame = frame(POWER, s * Times.SECOND, hostile, random.nextInt(900), s % 7 == 0 ? Double.NaN : 5);
            raw.put(frame);
            packed.put(frame);
        }
        assertTrue(packed.bytes() < raw.bytes(), packed.bytes() + " of " + raw.bytes());
        for (int g = 0; g < 3; g++) {
            WindowQuery query = WindowQuery.one(POWER, gpu(g), 0, 3_001 * Times.SECOND, 91);
            Window expected = raw.answer(query).getFirst();
            Window found = packed.answer(query).getFirst();
            assertArrayEquals(expected.min(), found.min());
            assertArrayEquals(expected.max(), found.max());
            assertArrayEquals(expected.mean(), found.mean());
            assertArrayEquals(expected.count(), found.count());
            assertArrayEquals(expected.state(), found.state());
        }
    }

    @Test
    void forPackingThatLagsTheWriterWaitsBeforeAnythingIsLost() throws InterruptedException {
        BlockingQueue<Runnable> late = new LinkedBlockingQueue<>();
        LiveStore slow = new LiveStore(Catalogue.standard(), 60_000, Runnable::run, late::add);
        slow.accept(new PlantChanged(1, 0, PlantChange.adding(gpus(), List.of()), true));
        AtomicLong most = new AtomicLong();
        int packed = 0;
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int s = 1; s <= 5_120; s++) {
                slow.put(frame(POWER, s * Times.SECOND, s, s, s));
                most.accumulateAndGet(slow.bytes(), Math::max);
            }
        });
        while (!writer.join(Duration.ofMillis(1))) {
            if (writer.getState() == Thread.State.TIMED_WAITING) { // only then does its packing thread work
                Runnable task = late.poll();
                if (task != null) {
                    task.run();
                    packed++;
                }
            }
        }
        assertTrue(packed > 0, "it packed by itself");
        assertTrue(most.get() <= 60_000, "used " + most.get());
        assertEquals(0, slow.shedBytes());
        assertTrue(slow.lateFrames() == 0 && slow.oldest(POWER, gpu(0)) <= 5_120 * Times.SECOND - 15 * Times.MINUTE);
    }

    @Test
    void aPastThatFillsTheStoreIsPackedAtOnceThoughPackingBeginsLate() {
        LiveStore store = new LiveStore(Catalogue.standard(), 60_000, Runnable::run);
        store.accept(new PlantChanged(1, 0, PlantChange.adding(gpus(), List.of()), true));
        long began = System.nanoTime();
        for (int s = 1; s <= 5_120; s++) {
            store.put(frame(POWER, s * Times.SECOND, s, s, s));
            assertTrue(store.bytes() <= 60_000, "used " + store.bytes());
        }
        assertEquals(0, store.shedBytes());
        assertTrue(System.nanoTime() - began < 4 * Times.SECOND, "it waited for the packing of what need not hurry");
    }

    @Test
    void whatDoesNotFitEvenPackedIsDroppedOldestFirst() {
        LiveStore small = store(10_000);
        for (int s = 1; s <= 5_120; s++) {
            assertTrue(small.put(frame(POWER, s * Times.SECOND, s, s, s)));
        }
        assertTrue(small.bytes() <= 10_000, "used " + small.bytes());
        assertTrue(small.shedBytes() > 0);
    }

    @Test
    void whatIsPackedWhileRowsComeLosesNone() throws InterruptedException {
        LiveStore plain = new LiveStore(Catalogue.standard(), Long.MAX_VALUE, Runnable::run, task -> {});
        plain.accept(new PlantChanged(1, 0, PlantChange.adding(gpus(), List.of()), true));
        BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        LiveStore packed = new LiveStore(Catalogue.standard(), Long.MAX_VALUE, Runnable::run, tasks::add);
        packed.accept(new PlantChanged(1, 0, PlantChange.adding(gpus(), List.of()), true));
        AtomicBoolean over = new AtomicBoolean();
        Thread packer = Thread.ofPlatform().start(() -> {
            while (!over.get() || !tasks.isEmpty()) {
                Runnable task = tasks.poll();
                if (task != null) {
                    task.run();
                }
            }
        });
        for (int s = 1; s <= 7_000; s++) {
            Frame frame = frame(CLOCK, s * Times.SECOND, s, s % 61, 7);
            plain.put(frame);
            packed.put(frame);
        }
        over.set(true);
        packer.join();
        WindowQuery query = WindowQuery.one(CLOCK, gpu(1), 0, 7_001 * Times.SECOND, 117);
        Window expected = plain.answer(query).getFirst();
        Window found = packed.answer(query).getFirst();
        assertArrayEquals(expected.max(), found.max());
        assertArrayEquals(expected.mean(), found.mean());
        assertArrayEquals(expected.count(), found.count());
    }

    @Test
    void whatNobodyTellsAnyMoreGoesWithItsTime() {
        for (int s = 1; s <= 100; s++) {
            store.put(frame(POWER, s * Times.SECOND, 900, 900, 900));
        }
        store.accept(new PlantChanged(2, 0, PlantChange.removing(List.of(gpu(0))), false));
        for (int s = 101; s <= 4 * 3_600; s++) {
            store.put(frame(POWER, s * Times.SECOND, 900, 900));
        }
        Window gone = one(POWER, 0, 0, 4 * Times.HOUR, 4);
        assertTrue(gone.isEmpty(), "of a GPU that left four hours ago nothing is kept");
        long[] extent = store.extent();
        assertTrue(extent != null && extent[0] >= extent[1] - 75 * Times.MINUTE, "nothing older than the retention");
        assertEquals(4 * Times.HOUR, extent[1]);
    }

    @Test
    void aSourceWhoseClockIsBehindKeepsItsRows() {
        long behind = Times.HOUR;
        for (int s = 1; s <= 1_000; s++) {
            Frame f = frame(POWER, s * Times.SECOND, 900, 900, 900);
            store.put(f);
            Frame slow = frame(CLOCK, s * Times.SECOND, 1_900, 1_900, 1_900);
            store.put(new Frame(
                    slow.metric(),
                    slow.kind(),
                    slow.revision(),
                    slow.slots(),
                    slow.sourceTime() - behind,
                    slow.receiveTime(),
                    slow.interval(),
                    slow.values(),
                    slow.states(),
                    slow.origin()));
        }
        long last = 1_000 * Times.SECOND - behind;
        Window w = one(CLOCK, 0, last - 100 * Times.SECOND, last, 100);
        assertEquals(100, java.util.Arrays.stream(w.count()).filter(c -> c > 0).count());
    }

    @Property(tries = 200)
    void columnsEqualBruteForce(
            @ForAll @Size(min = 1, max = 400) List<@IntRange(min = -5, max = 2_000) Integer> values,
            @ForAll @IntRange(min = 1, max = 50) int columns) {
        LiveStore fresh = store(Long.MAX_VALUE);
        for (int s = 0; s < values.size(); s++) {
            fresh.put(frame(POWER, (s + 1) * Times.SECOND, values.get(s), 0, 0));
        }
        long to = values.size() * Times.SECOND + 1;
        Window w = fresh.answer(WindowQuery.one(POWER, gpu(0), 1, to, columns)).getFirst();
        double[] max = new double[columns];
        double[] min = new double[columns];
        java.util.Arrays.fill(max, Double.NEGATIVE_INFINITY);
        java.util.Arrays.fill(min, Double.POSITIVE_INFINITY);
        for (int s = 0; s < values.size(); s++) {
            int first = (int) Math.floor((s * Times.SECOND) / w.width());
            int end = (int) Math.floor(((s + 1) * Times.SECOND - 1) / w.width());
            for (int c = Math.max(0, first); c <= Math.min(end, columns - 1); c++) {
                max[c] = Math.max(max[c], values.get(s));
                min[c] = Math.min(min[c], values.get(s));
            }
        }
        assertArrayEquals(max, w.max());
        assertArrayEquals(min, w.min());
    }

    private static Frame receivedAt(long received, Frame f) {
        return new Frame(
                f.metric(),
                f.kind(),
                f.revision(),
                f.slots(),
                f.sourceTime(),
                received,
                f.interval(),
                f.values(),
                f.states(),
                f.origin());
    }

    @Test
    void oneReceiveTimeThatIsWrongAgesNothing() {
        for (int s = 1; s <= 1_000; s++) {
            store.put(frame(POWER, s * Times.SECOND, 900, 900, 900));
            if (s == 500) {
                store.put(receivedAt(24 * Times.HOUR, frame(CLOCK, s * Times.SECOND, 1, 1, 1)));
            }
            if (s == 700) {
                store.put(receivedAt(-24 * Times.HOUR, frame(LIMIT, s * Times.SECOND, 1, 1, 1)));
            }
        }
        Window w = one(POWER, 0, 300 * Times.SECOND, 400 * Times.SECOND, 100);
        assertEquals(100, java.util.Arrays.stream(w.count()).filter(c -> c > 0).count());
        assertFalse(one(LIMIT, 0, 600 * Times.SECOND, 800 * Times.SECOND, 2).isEmpty());
    }

    @Test
    void afterALongSilenceTimeGoesOnFromWhereItIs() {
        store.put(frame(POWER, Times.SECOND, 900, 900, 900));
        long later = 5 * Times.HOUR;
        for (int s = 0; s <= 400; s++) {
            store.put(frame(CLOCK, later + s * Times.SECOND, 1, 1, 1));
        }
        assertTrue(one(POWER, 0, 0, 10 * Times.SECOND, 1).isEmpty(), "five hours old");
        Window w = one(CLOCK, 0, later, later + 60 * Times.SECOND, 60);
        assertEquals(60, java.util.Arrays.stream(w.count()).filter(c -> c > 0).count());
    }
}
