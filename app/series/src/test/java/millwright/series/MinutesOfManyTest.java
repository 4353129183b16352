package millwright.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
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
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hour of GPUs, kept in steps of a minute. */
class MinutesOfManyTest {
    private static final MetricId TEMPERATURE = new MetricId("gpu.temperature");
    private static final Origin ORIGIN = new Origin(new EntityId("source:test"), false);
    private static final int MANY = 40_000;
    private static final int KEPT_MINUTES = 75;

    private static LiveStore store(int gpus, Executor packing) {
        LiveStore made = new LiveStore(Catalogue.standard(), Long.MAX_VALUE, Runnable::run, packing);
        List<Entity> all = new ArrayList<>();
        for (int g = 0; g < gpus; g++) {
            all.add(new Entity.Gpu(gpu(g), "G" + g, g % 4, "GB200"));
        }
        made.accept(new PlantChanged(1, 0, PlantChange.adding(all, List.of()), true));
        return made;
    }

    private static EntityId gpu(int g) {
        return EntityId.of(EntityKind.GPU, "g" + g);
    }

    private static Frame frame(long second, float[] values, States states) {
        long time = second * Times.SECOND;
        return new Frame(
                TEMPERATURE,
                EntityKind.GPU,
                1,
                null,
                time,
                time,
                20 * Times.SECOND,
                new Column.F32(values),
                states,
                ORIGIN);
    }

    /** Each GPU stays about its own temperature. */
    private static float[] about(Random random, int gpus) {
        float[] values = new float[gpus];
        for (int g = 0; g < gpus; g++) {
            values[g] = 60 + g % 7 + random.nextInt(2);
        }
        return values;
    }

    /** Bytes of the minutes alone: those of the store less the rows that are kept in full. */
    private static double aMinute(int samples, Random random) {
        LiveStore store = store(MANY, Runnable::run);
        List<Long> held = new ArrayList<>();
        for (int minute = 1; minute <= KEPT_MINUTES; minute++) {
            for (int s = 0; s < samples; s++) {
                store.put(frame(60L * minute + 60L / samples * s, about(random, MANY), States.all(DataState.OK, MANY)));
            }
            held.add(store.bytes());
        }
        // as many rows wait and stand in full after the 40th minute as after the 70th: only minutes were added
        return (held.get(69) - held.get(39)) / 30.0 / MANY;
    }

    @Test
    void aMinuteWeighsLittleMoreThanItsNumbers() {
        double told = aMinute(1, new Random(1));
        double live = aMinute(3, new Random(2));
        assertTrue(told < 1.5, told + " bytes a GPU where each minute was told by one sample");
        assertTrue(live < 3.5, live + " bytes a GPU where each minute was told by three");
    }

    @Test
    void theHourCostsTheSameHoweverLongItHasRun() {
        LiveStore store = store(MANY, Runnable::run);
        Random random = new Random(3);
        long full = 0;
        for (int minute = 1; minute <= 160; minute++) {
            for (int s = 0; s < 3; s++) {
                store.put(frame(60L * minute + 20L * s, about(random, MANY), States.all(DataState.OK, MANY)));
            }
            full = minute == 80 ? store.bytes() : full;
        }
        assertEquals(full, store.bytes(), 0.01 * full, "bytes after 80 and after 160 minutes");
    }

    /** Some minutes go together in a tile, or one alone; entities fill its last block or do not. */
    @ParameterizedTest
    @ValueSource(ints = {3_000, 3_072, 20_001, 40_000})
    void eachGpuAndGapIsToldAsItWas(int gpus) {
        LiveStore packed = store(gpus, Runnable::run);
        LiveStore plain = store(gpus, task -> {});
        Random random = new Random(4);
        for (int second = 20; second <= 60 * 40; second += 20) {
            byte[] states = new byte[gpus];
            for (int i = 0; i < 50; i++) {
                states[second / 60 % 3 == 0 ? gpus - 1 - i : random.nextInt(gpus)] =
                        (byte) DataState.FORBIDDEN.ordinal();
            }
            if (second / 60 % 11 != 5) {
                float[] values = about(random, gpus);
                packed.put(frame(second, values, States.of(states)));
                plain.put(frame(second, values, States.of(states)));
            }
        }
        assertTrue(packed.bytes() < plain.bytes() / 2, "some of it is packed");
        for (int g : new int[] {0, 63, 64, 2_047, 2_048, gpus / 2, gpus - 65, gpus - 64, gpus - 1}) {
            WindowQuery query = WindowQuery.one(TEMPERATURE, gpu(g), 0, 2_460 * Times.SECOND, 41);
            assertSame(plain.answer(query).getFirst(), packed.answer(query).getFirst());
        }
    }

    private static void assertSame(Window expected, Window found) {
        assertArrayEquals(expected.min(), found.min());
        assertArrayEquals(expected.max(), found.max());
        assertArrayEquals(expected.mean(), found.mean());
        assertArrayEquals(expected.last(), found.last());
        assertArrayEquals(expected.count(), found.count());
        assertArrayEquals(expected.state(), found.state());
    }
}
