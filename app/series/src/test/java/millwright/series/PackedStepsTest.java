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

/** The day of racks and above, kept in steps of 10 s. */
class PackedStepsTest {
    private static final MetricId POWER = new MetricId("rack.power");
    private static final int RACKS = 4;
    private static final int DAY = 8_640;
    private static final Origin ORIGIN = new Origin(new EntityId("source:test"), false);

    private final LiveStore packed = store(Runnable::run);

    private static LiveStore store(Executor packing) {
        LiveStore made = new LiveStore(Catalogue.standard(), Long.MAX_VALUE, Runnable::run, packing);
        List<Entity> racks = new ArrayList<>();
        for (int i = 0; i < RACKS; i++) {
            racks.add(new Entity.Rack(rack(i), "R" + i, 1, i));
        }
        made.accept(new PlantChanged(1, 0, PlantChange.adding(racks, List.of()), true));
        return made;
    }

    private static EntityId rack(int i) {
        return EntityId.of(EntityKind.RACK, "r" + i);
    }

    private static Frame frame(int step, Random random, DataState last) {
        float[] watts = new float[RACKS];
        byte[] states = new byte[RACKS];
        for (int i = 0; i < RACKS; i++) {
            watts[i] = 100_000 + 10 * random.nextInt(2_000);
        }
        states[RACKS - 1] = (byte) last.ordinal();
        long time = step * 10L * Times.SECOND;
        return new Frame(
                POWER,
                EntityKind.RACK,
                1,
                null,
                time,
                time,
                Times.SECOND,
                new Column.F32(watts),
                States.of(states),
                ORIGIN);
    }

    @Test
    void aDayOfFewEntitiesWeighsLittleMoreThanItsNumbers() {
        Random random = new Random(1);
        for (int s = 1; s <= DAY; s++) {
            packed.put(frame(s, random, DataState.OK));
        }
        double aStep = packed.bytes() / (double) DAY;
        assertTrue(aStep < 120, aStep + " bytes for a step of " + RACKS + " racks");
    }

    @Test
    void whatIsPackedTogetherTellsEachStepAndGapAsItWas() {
        LiveStore plain = store(task -> {});
        Random random = new Random(2);
        Random same = new Random(2);
        for (int s = 1; s <= 2_000; s++) {
            boolean silent = s % 97 > 90;
            DataState last = s % 53 > 40 ? DataState.FORBIDDEN : DataState.OK;
            Frame one = frame(s, random, last);
            Frame other = frame(s, same, last);
            if (!silent) {
                packed.put(one);
                plain.put(other);
            }
        }
        assertTrue(packed.bytes() < plain.bytes() / 2, "some of it is packed");
        for (int i = 0; i < RACKS; i++) {
            for (int columns : new int[] {2_000, 333, 7}) {
                WindowQuery query = WindowQuery.one(POWER, rack(i), 0, 20_000 * Times.SECOND, columns);
                assertSame(plain.answer(query).getFirst(), packed.answer(query).getFirst());
            }
        }
    }

    @Test
    void whatStandsInOneTileWithYoungerStepsIsForgottenInItsTime() {
        Random random = new Random(3);
        for (int s = 1; s <= DAY + 100; s++) {
            packed.put(frame(s, random, DataState.OK));
        }
        WindowQuery query = WindowQuery.one(POWER, rack(0), 0, 1_000 * Times.SECOND, 100);
        Window window = packed.answer(query).getFirst();
        for (int c = 0; c < 99; c++) {
            assertEquals(0, window.count()[c], "column " + c + " is more than a day old");
        }
        assertEquals(1, window.count()[99]);
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
