package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.Times;
import millwright.series.Window;

/**
 * One metric as it stood at an instant: of each entity the last sample at or before it, with the time and the state of
 * that sample, to the second. An entity without any for {@link #REACH} has no data, which is told only where something else
 * was told before: of what nobody measures there is nothing to tell. What a source told once a minute stands for that
 * minute. One thread at a time; bounded by the entities of a kind.
 */
final class Past {
    /** How far back a value may lie and still be shown. */
    static final long REACH = 60 * Times.SECOND;

    static final int COLUMNS = 60;

    /** How far around the instant is looked for the neighbours of a sample that stands alone. */
    static final long AROUND = 2 * REACH;

    static final int AROUND_COLUMNS = 120;

    /** A sample speaks for some seconds before it too; of what goes on for longer than so many columns there are several. */
    private static final int SHORT = 6;

    /** Where a sample of the past stands, and for how long. */
    private record At(long time, long interval) {}

    private final Metric metric;
    private final EntityKind kind;
    private final long instant;
    private final int[] slots;
    private final double[] numbers;
    private final byte[] states;
    private final long[] times;
    private final long[] paces;
    private final BitSet alone = new BitSet();

    /** @param slots of the entities that are asked for, rising */
    Past(Metric metric, EntityKind kind, int[] slots, long instant) {
        int size = slots.length;
        this.metric = metric;
        this.slots = slots;
        this.kind = kind;
        this.instant = instant;
        numbers = new double[size];
        states = new byte[size];
        times = new long[size];
        paces = new long[size];
        Arrays.fill(numbers, Double.NaN);
        Arrays.fill(states, (byte) DataState.NO_DATA.ordinal());
        Arrays.fill(times, instant - REACH);
    }

    /** @param windows of the entities from place {@code first} on, reaching from {@link #REACH} before the instant to it */
    void take(int first, List<Window> windows) {
        for (int i = 0; i < windows.size(); i++) {
            take(first + i, windows.get(i));
        }
    }

    private void take(int place, Window window) {
        int c = last(window, window.columns());
        if (c < 0) {
            return;
        }
        numbers[place] = window.last()[c];
        states[place] = window.state()[c];
        times[place] = Math.min(instant, end(window, c));
        int begin = begin(window, c);
        int before = last(window, begin);
        if (c - begin < SHORT && before >= 0) {
            paces[place] = times[place] - end(window, before);
        }
        alone.set(place, c - begin < SHORT && before < 0);
    }

    /** The first column of those up to one in which something was told without a break. */
    private static int begin(Window window, int c) {
        int begin = c;
        while (begin > 0 && isTold(window, begin - 1)) {
            begin--;
        }
        return begin;
    }

    /** The last column before one in which something was told, or -1. */
    private static int last(Window window, int before) {
        int c = before - 1;
        while (c >= 0 && !isTold(window, c)) {
            c--;
        }
        return c;
    }

    private static boolean isTold(Window window, int c) {
        return window.count()[c] > 0 || window.state()[c] != DataState.NO_DATA.ordinal();
    }

    private static long end(Window window, int c) {
        return (long) (window.from() + (c + 1) * window.width()) - 1;
    }

    /** Places with one sample alone within {@link #REACH}: of a source that is slow, or one that has just fallen silent. */
    int[] alone() {
        return alone.stream().toArray();
    }

    /**
     * The pace of what stands alone: from the sample before it, else to the one after it.
     *
     * @param window of the entity at that place, reaching {@link #AROUND} to both sides of the instant
     */
    void around(int place, Window window) {
        int at = (int) ((times[place] - window.from()) / window.width());
        int here = last(window, Math.min(at + 1, window.columns())); // it may lie on the border of two columns
        int begin = here < 0 ? 0 : begin(window, here);
        if (here < 0 || here - begin > SHORT / 2) {
            return; // it is the last of several
        }
        int before = last(window, begin);
        int after = here + 1;
        while (after < window.columns() && isTold(window, after)) {
            after++; // of the same sample
        }
        while (after < window.columns() && !isTold(window, after)) {
            after++;
        }
        if (before >= 0) {
            paces[place] = times[place] - end(window, before);
        } else if (after < window.columns()) {
            paces[place] = end(window, after) - times[place];
        }
    }

    /**
     * One frame for each time and pace at which something was measured last; none for histograms.
     *
     * @param interval ns between samples as their source tells, so that what is overdue then is stale
     * @param told slots of what was told before; grows by what is told here
     */
    List<Frame> frames(long revision, long interval, Origin origin, BitSet told) {
        TreeMap<At, List<Integer>> placesOf =
                new TreeMap<>(Comparator.comparingLong(At::time).thenComparingLong(At::interval));
        for (int place = 0; place < times.length; place++) {
            if (states[place] != DataState.NO_DATA.ordinal()) {
                told.set(slots[place]);
            }
            if (told.get(slots[place])) {
                placesOf.computeIfAbsent(new At(times[place], Math.max(interval, paces[place])), t -> new ArrayList<>())
                        .add(place);
            }
        }
        Column all = Frames.values(metric, numbers);
        List<Frame> frames = new ArrayList<>();
        if (all != null) {
            placesOf.forEach((at, of) -> {
                int[] places = of.stream().mapToInt(Integer::intValue).toArray();
                byte[] picked = new byte[places.length];
                for (int i = 0; i < picked.length; i++) {
                    picked[i] = states[places[i]];
                }
                frames.add(new Frame(
                        metric.id(),
                        kind,
                        revision,
                        Arrays.stream(places).map(place -> slots[place]).toArray(),
                        at.time(),
                        instant,
                        at.interval(),
                        Frames.pick(all, places),
                        States.of(picked),
                        origin));
            });
        }
        return frames;
    }
}
