package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import millwright.feed.Frame;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.series.WindowFold;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.Test;

/** What a desk sees of one metric at an instant that is past. */
class PastTest {
    private static final long AT = 10_000 * Times.SECOND;

    private static WindowFold fold() {
        return new WindowFold(
                new WindowQuery(Made.POWER, List.of(Made.id("a")), AT - Past.REACH, AT + 1, Past.COLUMNS, false), null);
    }

    private static void add(WindowFold fold, int secondsBefore, double watts, DataState state) {
        fold.add(AT - secondsBefore * Times.SECOND, 0, watts, (byte) state.ordinal());
    }

    @Test
    void eachValueCarriesTheTimeAndStateOfItsOwnLastSample() {
        WindowFold badBefore = fold();
        add(badBefore, 30, Double.NaN, DataState.BAD);
        add(badBefore, 0, 500, DataState.OK);
        WindowFold old = fold();
        add(old, 40, 300, DataState.OK);
        WindowFold forbidden = fold();
        add(forbidden, 40, 200, DataState.OK);
        add(forbidden, 10, Double.NaN, DataState.FORBIDDEN);
        WindowFold never = fold();
        List<Window> windows = new ArrayList<>();
        List.of(badBefore, old, forbidden, never).forEach(f -> windows.add(f.done()));
        Past past = new Past(
                Catalogue.standard().find(Made.POWER).orElseThrow(), EntityKind.GPU, new int[] {0, 1, 2, 3}, AT);
        past.take(0, windows);

        BitSet told = new BitSet();
        assertEquals(3, past.frames(7, Times.SECOND, Made.ORIGIN, told).size(), "of what was never told nothing is");
        assertEquals(3, told.cardinality());
        told.set(3);
        List<Frame> frames = past.frames(7, Times.SECOND, Made.ORIGIN, told);
        assertEquals(4, frames.size(), "one for each time");
        Frame newest = frames.getLast();
        assertArrayEquals(new int[] {0}, newest.slots());
        assertEquals(AT, newest.sourceTime());
        assertEquals(DataState.OK, newest.states().at(0), "that it was bad half a minute earlier is no longer so");
        assertEquals(500, newest.values().asDouble(0));
        Frame gone = frames.getFirst();
        assertArrayEquals(new int[] {3}, gone.slots());
        assertEquals(DataState.NO_DATA, gone.states().at(0));
        Frame forty = frames.get(1);
        assertArrayEquals(new int[] {1}, forty.slots());
        assertEquals(300, forty.values().asDouble(0));
        assertEquals(40, Math.round((AT - forty.sourceTime()) / 1e9), "to the second");
        assertEquals(DataState.FORBIDDEN, frames.get(2).states().at(0));
    }

    private static Window around(int... secondsAgo) {
        WindowFold fold = new WindowFold(
                new WindowQuery(
                        Made.POWER,
                        List.of(Made.id("a")),
                        AT - Past.AROUND,
                        AT + Past.AROUND,
                        Past.AROUND_COLUMNS,
                        false),
                null);
        for (int ago : secondsAgo) {
            add(fold, ago, 500, DataState.OK);
        }
        return fold.done();
    }

    /** @return s between samples, as far as it is told */
    private static double pace(int lastSecondsAgo, Window around) {
        WindowFold fold = fold();
        add(fold, lastSecondsAgo, 500, DataState.OK);
        Past past = new Past(Catalogue.standard().find(Made.POWER).orElseThrow(), EntityKind.GPU, new int[] {0}, AT);
        past.take(0, List.of(fold.done()));
        assertArrayEquals(new int[] {0}, past.alone());
        past.around(0, around);
        return past.frames(7, Times.SECOND, Made.ORIGIN, new BitSet())
                        .getFirst()
                        .interval()
                / (double) Times.SECOND;
    }

    @Test
    void whatWasToldOnceAMinuteStandsForThatMinute() {
        assertEquals(60, pace(41, around(101, 41, -19)), 3);
        assertEquals(60, pace(41, around(41, -19)), 3, "the first of all");
        assertEquals(60, pace(41, around(101, 41)), 3, "the last of all");
    }

    @Test
    void whatWasToldTwiceAMinuteStandsForHalfAMinute() {
        WindowFold fold = fold();
        add(fold, 50, 400, DataState.OK);
        add(fold, 20, 500, DataState.OK);
        Past past = new Past(Catalogue.standard().find(Made.POWER).orElseThrow(), EntityKind.GPU, new int[] {0}, AT);
        past.take(0, List.of(fold.done()));
        assertEquals(0, past.alone().length);
        Frame told = past.frames(7, 0, Made.ORIGIN, new BitSet()).getFirst();
        assertEquals(30, told.interval() / Times.SECOND);
    }

    @Test
    void whoFellSilentIsNotTakenForSlow() {
        assertEquals(10, pace(55, around(75, 65, 55)), 3);
        assertEquals(1, pace(55, around(55)), "of what was told once alone nothing is known");
    }
}
