package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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
 * was told before: of what nobody measures there is nothing to tell. One thread at a time; bounded by the entities of a kind.
 */
final class Past {
    /** How far back a value may lie and still be shown. */
    static final long REACH = 60 * Times.SECOND;

    static final int COLUMNS = 60;

    private final Metric metric;
    private final EntityKind kind;
    private final long instant;
    private final int[] slots;
    private final double[] numbers;
    private final byte[] states;
    private final long[] times;

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
        for (int c = window.columns() - 1; c >= 0; c--) {
            if (window.count()[c] > 0 || window.state()[c] != DataState.NO_DATA.ordinal()) {
                numbers[place] = window.last()[c];
                states[place] = window.state()[c];
                times[place] = Math.min(instant, (long) (window.from() + (c + 1) * window.width()) - 1);
                return;
            }
        }
    }

    /**
     * One frame for each time at which something was measured last; none for histograms.
     *
     * @param interval ns between samples as their source tells, so that what is overdue then is stale
     * @param told slots of what was told before; grows by what is told here
     */
    List<Frame> frames(long revision, long interval, Origin origin, BitSet told) {
        TreeMap<Long, List<Integer>> placesOf = new TreeMap<>();
        for (int place = 0; place < times.length; place++) {
            if (states[place] != DataState.NO_DATA.ordinal()) {
                told.set(slots[place]);
            }
            if (told.get(slots[place])) {
                placesOf.computeIfAbsent(times[place], t -> new ArrayList<>()).add(place);
            }
        }
        Column all = Frames.values(metric, numbers);
        List<Frame> frames = new ArrayList<>();
        if (all != null) {
            placesOf.forEach((time, of) -> {
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
                        time,
                        instant,
                        interval,
                        Frames.pick(all, places),
                        States.of(picked),
                        origin));
            });
        }
        return frames;
    }
}
