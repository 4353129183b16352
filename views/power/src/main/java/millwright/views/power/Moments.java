package millwright.views.power;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.LatestValues;
import org.jspecify.annotations.Nullable;

/**
 * Columns of one instant. Loads step by a tenth within a second and columns arrive one after another, so the newest of
 * each would set figures of different seconds side by side. Keeps the newest {@value #KEPT} snapshots of each column
 * and gives of each the one that is nearest to the newest instant all of them have reached. FX thread.
 */
final class Moments implements LatestValues {
    private static final int KEPT = 8;
    /** A column that is further behind than this does not hold the others back, ns. */
    private static final long PATIENCE = 5 * Times.SECOND;

    private record Key(MetricId metric, EntityKind kind) {}

    /** @param time newest of its values, epoch ns */
    private record Snapshot(Latest column, long time) {}

    /** What is kept of one column; its values are gone through once, when it is new. */
    private static final class Column {
        final Deque<Snapshot> snapshots = new ArrayDeque<>();
        /** Between the last two values of each slot, ns; 0 until there were two. */
        long[] apart = new long[0];

        @Nullable
        Latest nearest;

        void take(Latest next) {
            Snapshot last = snapshots.peekLast();
            if (last != null && last.column() == next) {
                return;
            }
            Snapshot made = new Snapshot(next, newest(next));
            if (last != null && (last.column().revision() != next.revision() || last.time() > made.time())) {
                snapshots.clear();
                apart = new long[0];
            } else if (last != null) {
                space(last.column().times(), next.times());
                if (last.time() == made.time()) {
                    snapshots.removeLast();
                }
            }
            snapshots.addLast(made);
            if (snapshots.size() > KEPT) {
                snapshots.removeFirst();
            }
        }

        private void space(long[] before, long[] after) {
            apart = apart.length == after.length ? apart : new long[after.length];
            for (int slot = 0; slot < Math.min(before.length, after.length); slot++) {
                if (before[slot] > 0 && after[slot] > before[slot]) {
                    apart[slot] = after[slot] - before[slot];
                }
            }
        }

        private static long newest(Latest column) {
            long newest = 0;
            for (long one : column.times()) {
                newest = Math.max(newest, one);
            }
            return newest;
        }

        long time() {
            Snapshot last = snapshots.peekLast();
            return last == null ? 0 : last.time();
        }

        void choose(long instant) {
            Snapshot best = snapshots.peekLast();
            for (Snapshot one : snapshots) {
                best = best == null || Math.abs(one.time() - instant) < Math.abs(best.time() - instant) ? one : best;
            }
            nearest = best == null ? null : best.column();
        }
    }

    private final LatestValues source;
    private final Map<Key, Column> kept = new LinkedHashMap<>();
    private final List<Column> leading = new ArrayList<>();
    private long instant;

    Moments(LatestValues source) {
        this.source = source;
    }

    /** @param leads whether the common instant waits for this column */
    void watch(MetricId metric, EntityKind kind, boolean leads) {
        Column column = new Column();
        kept.put(new Key(metric, kind), column);
        if (leads) {
            leading.add(column);
        }
    }

    /** Takes what is new, and finds the common instant again. */
    void look() {
        kept.forEach((key, column) -> column.take(source.latest(key.metric(), key.kind())));
        long newest = Long.MIN_VALUE;
        for (Column column : leading) {
            newest = Math.max(newest, column.time());
        }
        long common = newest;
        for (Column column : leading) {
            long one = column.time();
            common = one > 0 && newest - one <= PATIENCE ? Math.min(common, one) : common;
        }
        instant = Math.max(0, common);
        kept.values().forEach(column -> column.choose(instant));
    }

    /** The instant that columns are given of, epoch ns; 0 before anything came. */
    long instant() {
        return instant;
    }

    /** How far apart the last two values were, ns; 0 while that is not known. */
    long apart(MetricId metric, EntityKind kind, int slot) {
        Column column = kept.get(new Key(metric, kind));
        return column == null || slot >= column.apart.length ? 0 : column.apart[slot];
    }

    @Override
    public Latest latest(MetricId metric, EntityKind kind) {
        Column column = kept.get(new Key(metric, kind));
        Latest nearest = column == null ? null : column.nearest;
        return nearest == null ? source.latest(metric, kind) : nearest;
    }
}
