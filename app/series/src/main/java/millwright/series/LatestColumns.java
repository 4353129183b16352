package millwright.series;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * The newest value of every metric, column by column. One thread writes ({@link #accept}, {@link #sweep}); any thread
 * reads snapshots. A snapshot is made when it is asked for and the column changed since, so a metric that nobody looks
 * at costs its arrays and one copy per frame. Bounded by entities x metrics that ever came.
 */
public final class LatestColumns implements LatestValues {
    /** A value older than this many of its own intervals, and older than {@link #MIN_AGE}, is stale. */
    private static final int INTERVALS = 3;

    /** ns; the age limit that the state box of the desk prints. */
    public static final long MIN_AGE = 5_000_000_000L;

    /** Asked for by every rule in every step: what the compiler makes of a record's own two is slow until a program is warm. */
    private record Key(MetricId metric, EntityKind kind) {
        @Override
        public int hashCode() {
            return 31 * metric.hashCode() + kind.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && kind == key.kind && metric.equals(key.metric);
        }
    }

    private final Map<Key, Cells> columns = new ConcurrentHashMap<>();
    private final Map<Key, Latest> absent = new ConcurrentHashMap<>();
    private volatile Plant plant = Plant.empty();
    private volatile boolean silent;
    private volatile long present = Long.MIN_VALUE;

    public Plant plant() {
        return plant;
    }

    /** Takes plant revisions and frames; other events pass by. A frame of an unknown revision is dropped. */
    public void accept(PlantEvent event) {
        if (event instanceof PlantChanged changed) {
            Plant before = plant;
            Plant after = changed.whole()
                    ? Plant.builder().apply(changed.change()).build(changed.revision())
                    : before.apply(changed.change());
            moved(before, after);
        } else if (event instanceof Frame frame) {
            put(frame);
        }
    }

    /** For a holder that keeps the plant itself. */
    public void moved(Plant before, Plant after) {
        Map<EntityKind, Boolean> same = new EnumMap<>(EntityKind.class);
        columns.forEach((key, cells) -> {
            if (!same.computeIfAbsent(key.kind(), kind -> sameSlots(before, after, kind))) {
                cells.move(before, after, key.kind());
            }
        });
        plant = after;
    }

    /** Most revisions only start or end a job; then no column of any other kind has to move. */
    private static boolean sameSlots(Plant before, Plant after, EntityKind kind) {
        int size = before.count(kind);
        if (size != after.count(kind)) {
            return false;
        }
        for (int slot = 0; slot < size; slot++) {
            if (!before.at(kind, slot).id().equals(after.at(kind, slot).id())) {
                return false;
            }
        }
        return true;
    }

    /** @return false when the frame's slots are of another revision and kind than ours and it was dropped */
    public boolean put(Frame frame) {
        Plant current = plant;
        int size = current.count(frame.kind());
        if (frame.slots() == null && frame.size() != size) {
            return false;
        }
        columns.computeIfAbsent(new Key(frame.metric(), frame.kind()), k -> new Cells(k.metric(), k.kind(), size))
                .put(frame, isOverdue(frame));
        return true;
    }

    private boolean isOverdue(Frame frame) {
        long now = present;
        return now != Long.MIN_VALUE && isOverdue(now, frame.sourceTime(), frame.interval());
    }

    private static boolean isOverdue(long now, long time, long interval) {
        return now - time > Math.max(MIN_AGE, INTERVALS * interval);
    }

    private static void staled(byte[] states) {
        for (int i = 0; i < states.length; i++) {
            if (states[i] == DataState.OK.ordinal()) {
                states[i] = (byte) DataState.STALE.ordinal();
            }
        }
    }

    /**
     * From here on a value that is overdue at plant time {@code now} as it comes is STALE at once, not only when it is
     * swept. Who is told the past on purpose, to sum it up, does not call this.
     */
    public void present(long now) {
        present = now;
    }

    /** Lets go what was measured after an instant: time went back to it. */
    public void forgetAfter(long instant) {
        columns.values().forEach(cells -> cells.forgetAfter(instant));
    }

    /** Marks as STALE what is overdue at plant time {@code now}. Call about once a second. */
    public void sweep(long now) {
        columns.values().forEach(cells -> cells.sweep(now));
    }

    /**
     * While nobody tells anything, what was measured last is STALE, however young it is: nobody knows what it is now. It
     * counts again when somebody tells, as far as it is not overdue.
     */
    public void silent(boolean nobodyTells) {
        if (silent != nobodyTells) {
            silent = nobodyTells;
            columns.values().forEach(Cells::drop);
        }
    }

    @Override
    public Latest latest(MetricId metric, EntityKind kind) {
        Key key = new Key(metric, kind);
        Cells cells = columns.get(key);
        Plant current = plant;
        return cells == null ? absent(key, current) : cells.snapshot(current.revision(), silent);
    }

    /** Rules ask for what no source delivers as often as for the rest; on a large plant that must not cost an array each. */
    private Latest absent(Key key, Plant current) {
        Latest known = absent.get(key);
        int size = current.count(key.kind());
        if (known == null || known.revision() != current.revision() || known.size() != size) {
            known = Latest.none(key.metric(), key.kind(), current.revision(), size);
            absent.put(key, known);
        }
        return known;
    }

    /** One column: working arrays behind a lock, and the last snapshot made of them. */
    private static final class Cells {
        private final MetricId metric;
        private final EntityKind kind;
        private double[] values;
        private byte[] states;
        private long[] times;
        private long[] intervals;
        private long newest = Long.MIN_VALUE;
        private long version;
        private @Nullable Latest snapshot;

        Cells(MetricId metric, EntityKind kind, int size) {
            this.metric = metric;
            this.kind = kind;
            values = new double[size];
            states = new byte[size];
            times = new long[size];
            intervals = new long[size];
            Arrays.fill(values, Double.NaN);
            Arrays.fill(states, (byte) DataState.NO_DATA.ordinal());
        }

        synchronized void forgetAfter(long instant) {
            if (newest <= instant) {
                return;
            }
            newest = Long.MIN_VALUE;
            for (int i = 0; i < times.length; i++) {
                if (times[i] > instant) {
                    values[i] = Double.NaN;
                    states[i] = (byte) DataState.NO_DATA.ordinal();
                    times[i] = 0;
                }
                newest = Math.max(newest, times[i]);
            }
            changed();
        }

        /** @param overdue what it says is OK was so, and is too old to be so still */
        synchronized void put(Frame frame, boolean overdue) {
            boolean newer = frame.sourceTime() >= newest;
            newest = Math.max(newest, frame.sourceTime());
            if (newer && frame.slots() == null && frame.values() instanceof Column.F32 column) {
                putWhole(frame, column.values(), overdue);
            } else {
                putEach(frame, overdue);
            }
            changed();
        }

        /** The common case by whole runs: a large plant comes in at 100 M values a second. */
        private void putWhole(Frame frame, float[] numbers, boolean overdue) {
            States runs = frame.states();
            int from = 0;
            for (int run = 0; run < runs.runs(); run++) {
                int end = runs.end(run);
                DataState state = overdue && runs.state(run) == DataState.OK ? DataState.STALE : runs.state(run);
                if (state == DataState.OK || state == DataState.STALE) {
                    for (int i = from; i < end; i++) {
                        values[i] = numbers[i];
                    }
                } else {
                    Arrays.fill(values, from, end, Double.NaN);
                }
                Arrays.fill(states, from, end, (byte) state.ordinal());
                from = end;
            }
            Arrays.fill(times, frame.sourceTime());
            Arrays.fill(intervals, frame.interval());
        }

        private void putEach(Frame frame, boolean overdue) {
            byte[] incoming = new byte[frame.size()];
            frame.states().expand(incoming, 0);
            if (overdue) {
                staled(incoming);
            }
            for (int i = 0; i < incoming.length; i++) {
                int slot = frame.slot(i);
                if (slot < values.length && frame.sourceTime() >= times[slot]) {
                    boolean number = incoming[i] == DataState.OK.ordinal() || incoming[i] == DataState.STALE.ordinal();
                    values[slot] = number ? frame.values().asDouble(i) : Double.NaN;
                    states[slot] = incoming[i];
                    times[slot] = frame.sourceTime();
                    intervals[slot] = frame.interval();
                }
            }
        }

        synchronized void sweep(long now) {
            boolean any = false;
            byte ok = (byte) DataState.OK.ordinal();
            for (int i = 0; i < states.length; i++) {
                if (states[i] == ok && isOverdue(now, times[i], intervals[i])) {
                    states[i] = (byte) DataState.STALE.ordinal();
                    any = true;
                }
            }
            if (any) {
                changed();
            }
        }

        synchronized void move(Plant before, Plant after, EntityKind ofKind) {
            int size = after.count(ofKind);
            double[] oldValues = values;
            byte[] oldStates = states;
            long[] oldTimes = times;
            long[] oldIntervals = intervals;
            values = new double[size];
            states = new byte[size];
            times = new long[size];
            intervals = new long[size];
            for (int slot = 0; slot < size; slot++) {
                int was = before.slotOf(ofKind, after.at(ofKind, slot).id());
                boolean known = was >= 0 && was < oldValues.length;
                values[slot] = known ? oldValues[was] : Double.NaN;
                states[slot] = known ? oldStates[was] : (byte) DataState.NO_DATA.ordinal();
                times[slot] = known ? oldTimes[was] : 0;
                intervals[slot] = known ? oldIntervals[was] : 0;
            }
            changed();
        }

        synchronized Latest snapshot(long revision, boolean silent) {
            Latest made = snapshot;
            if (made == null || made.revision() != revision) {
                byte[] shown = silent ? stale() : states.clone();
                made = new Latest(metric, kind, revision, values.clone(), shown, times.clone(), version);
                snapshot = made;
            }
            return made;
        }

        private byte[] stale() {
            byte[] shown = states.clone();
            staled(shown);
            return shown;
        }

        /** The next to ask gets another snapshot. */
        synchronized void drop() {
            changed();
        }

        private void changed() {
            version++;
            snapshot = null;
        }
    }
}
