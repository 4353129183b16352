package millwright.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Samples at each whole second, value and time alike; memory knows those from some instant on, the past all before now. */
class SpliceTest {
    private static final byte OK = (byte) DataState.OK.ordinal();

    private static WindowQuery query(int from, int to, int columns) {
        return WindowQuery.one(new MetricId("gpu.power"), new EntityId("gpu:a"), from, to, columns);
    }

    private static Window samples(WindowQuery query, int from, int to) {
        WindowFold fold = new WindowFold(query, query.entities().getFirst());
        for (int t = from; t < to; t++) {
            fold.add(t, 0, t, OK);
        }
        return fold.done();
    }

    @Property(tries = 500)
    void joinedIsWhatOneMemoryOfBothWouldTell(
            @ForAll @IntRange(min = 1, max = 60) int columns,
            @ForAll @IntRange(min = 1, max = 12) int width,
            @ForAll @IntRange(min = 0, max = 900) int begins) {
        WindowQuery asked = query(100, 100 + columns * width, columns);
        Window whole = samples(asked, 0, 1_000);
        Window joined = Splice.of(samples(asked, begins, 1_000), whole, begins);
        assertArrayEquals(whole.min(), joined.min());
        assertArrayEquals(whole.max(), joined.max());
        assertArrayEquals(whole.mean(), joined.mean());
        assertArrayEquals(whole.last(), joined.last());
        assertArrayEquals(whole.count(), joined.count());
        assertArrayEquals(whole.state(), joined.state());
    }

    @Test
    void columnsOfThePastNeedNotBeThoseOfMemory() {
        Window live = samples(query(103, 163, 6), 140, 163);
        Window past = samples(query(100, 150, 5), 100, 150);
        Window joined = Splice.of(live, past, 140);
        assertEquals(109, joined.last()[0]);
        assertEquals(162, joined.last()[5]);
        assertEquals(live.columns(), joined.columns());
        assertEquals(live.from(), joined.from());
        assertTrue(Arrays.stream(joined.count()).allMatch(c -> c == 10), Arrays.toString(joined.count()));
    }

    @Test
    void whatMemoryKnowsIsNotOverwrittenByAPastThatLags() {
        WindowQuery asked = query(0, 100, 10);
        Window joined = Splice.of(samples(asked, 50, 100), samples(asked, 0, 30), 50);
        assertEquals(29, joined.last()[2]);
        assertEquals(DataState.NO_DATA, joined.stateAt(3));
        assertEquals(0, joined.count()[4]);
        assertEquals(59, joined.last()[5]);
    }

    @Test
    void aGapWithinMemoryStaysOne() {
        WindowQuery asked = query(0, 100, 10);
        WindowFold live = new WindowFold(asked, asked.entities().getFirst());
        live.add(45, 0, 1, OK);
        live.add(95, 0, 2, OK);
        Window joined = Splice.of(live.done(), samples(asked, 0, 100), 45);
        assertEquals(DataState.OK, joined.stateAt(3));
        assertEquals(DataState.NO_DATA, joined.stateAt(6));
    }

    @Test
    void whatCouldNotBeReadIsNotToldAsAGap() {
        WindowQuery asked = query(0, 100, 10);
        Window live = samples(asked, 45, 100);
        Window joined = Splice.unread(live, 45, DataState.FORBIDDEN);
        assertEquals(DataState.FORBIDDEN, joined.stateAt(0));
        assertEquals(DataState.FORBIDDEN, joined.stateAt(3));
        assertEquals(DataState.OK, joined.stateAt(4));
        assertEquals(0, joined.count()[3]);
        assertTrue(Double.isNaN(joined.last()[3]));
    }
}
