package millwright.desk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.LatestValues;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the site and of its power as all parts of the desk tell them: columns of one instant, which stay as they
 * are until the next look. Loads step by a tenth within a second and columns arrive one after another, so the newest of
 * each would set figures of different seconds side by side. Keeps the newest {@value #KEPT} snapshots of each column and
 * gives of each the one nearest to the newest instant that all meters have reached. What is derived from meters is told
 * later than they: where the site's own figure tells which reading of its utilities it was made from, both are of that
 * reading. Other columns are given as they are. Looked at on the FX thread, read on any.
 */
public final class Moments implements LatestValues {
    private static final int KEPT = 8;
    /** A column that is further behind than this does not hold the others back, ns. */
    private static final long PATIENCE = 5 * Times.SECOND;
    /** What is derived is waited for so long, ns. */
    private static final long DERIVED_WITHIN = 3 * Times.SECOND;
    /** Of the sum: the same numbers added in another order. */
    private static final double ROUNDING = 1e-9;

    private static final MetricId OBSERVED = new MetricId("power.observed");
    private static final MetricId RACK = new MetricId("rack.power");
    private static final Key METERS = new Key(OBSERVED, EntityKind.UTILITY);
    private static final Key OWN = new Key(new MetricId("site.power"), EntityKind.SITE);
    private static final Set<String> DERIVED = Set.of("power.committed", "power.failover", "rack.power.committed");
    private static final Set<String> HELD =
            Set.of("rack.power", "rack.power.committed", "cooling.heat", "cooling.flow");

    private record Key(MetricId metric, EntityKind kind) {
        boolean held() {
            return kind == EntityKind.SITE || metric.name().startsWith("power.") || HELD.contains(metric.name());
        }

        /** Whether the common instant waits for it. */
        boolean leads() {
            return metric.equals(OBSERVED) || metric.equals(RACK);
        }

        boolean derived() {
            return kind == EntityKind.SITE || DERIVED.contains(metric.name());
        }
    }

    /** @param time newest of its values, epoch ns */
    private record Snapshot(Latest column, long time) {
        /** NaN where one is not known now. */
        double sum() {
            double sum = column.size() == 0 ? Double.NaN : 0;
            for (int slot = 0; slot < column.size(); slot++) {
                sum += column.ok(slot) ? column.values()[slot] : Double.NaN;
            }
            return sum;
        }
    }

    /** What is kept of one column; its values are gone through once, when it is new. */
    private static final class Column {
        final Deque<Snapshot> snapshots = new ArrayDeque<>();
        /** Between the last two values of each slot, ns; 0 until there were two. */
        long[] apart = new long[0];

        volatile @Nullable Latest nearest;

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

        /** @return whether another is given from now on */
        boolean choose(long instant) {
            Snapshot best = snapshots.peekLast();
            for (Snapshot one : snapshots) {
                best = best == null || Math.abs(one.time() - instant) < Math.abs(best.time() - instant) ? one : best;
            }
            Latest before = nearest;
            Latest chosen = best == null ? null : best.column();
            Snapshot last = snapshots.peekLast();
            if (chosen != null && last != null && fell(chosen, last.column())) {
                chosen = last.column();
            }
            nearest = chosen;
            return before != chosen;
        }

        /** What went stale or blank since is not told as if it still stood. */
        private static boolean fell(Latest before, Latest newest) {
            boolean fell = false;
            for (int slot = 0; before != newest && slot < before.size(); slot++) {
                fell |= before.ok(slot) && !newest.ok(slot);
            }
            return fell;
        }
    }

    private final LatestValues source;
    private final Map<Key, Column> kept = new ConcurrentHashMap<>();
    private volatile long instant;
    private volatile long derivedAt;
    private long version;

    public Moments(LatestValues source) {
        this.source = source;
    }

    /** Forgets all that was kept: another plant is told from now on. */
    public void clear() {
        kept.clear();
        instant = 0;
        derivedAt = 0;
        version++;
    }

    /** Takes what is new, and finds the common instant again. */
    public void look() {
        kept.forEach((key, column) -> column.take(source.latest(key.metric(), key.kind())));
        instant = common();
        derivedAt = instant;
        together();
        boolean other = false;
        for (Map.Entry<Key, Column> one : kept.entrySet()) {
            other |= one.getValue().choose(one.getKey().derived() ? derivedAt : instant);
        }
        version += other ? 1 : 0;
    }

    /** The newest instant that all have reached which lead. */
    private long common() {
        long newest = Long.MIN_VALUE;
        for (Map.Entry<Key, Column> one : kept.entrySet()) {
            newest = one.getKey().leads() ? Math.max(newest, one.getValue().time()) : newest;
        }
        long common = newest;
        for (Map.Entry<Key, Column> one : kept.entrySet()) {
            long time = one.getValue().time();
            boolean waited = one.getKey().leads() && time > 0 && newest - time <= PATIENCE;
            common = waited ? Math.min(common, time) : common;
        }
        return Math.max(0, common);
    }

    /** Moves both instants to the newest reading of the utilities of which the site's own figure is the sum. */
    private void together() {
        Column meters = kept.get(METERS);
        Column own = kept.get(OWN);
        Snapshot told = own == null ? null : own.snapshots.peekLast();
        if (meters == null || told == null || !known(meters)) {
            return;
        }
        double sum = told.sum();
        for (Snapshot reading : meters.snapshots.reversed()) {
            boolean near = reading.time() <= instant
                    && instant - reading.time() <= DERIVED_WITHIN
                    && Math.abs(told.time() - reading.time()) <= DERIVED_WITHIN;
            if (near && Math.abs(reading.sum() - sum) <= ROUNDING * Math.abs(sum)) {
                instant = reading.time();
                derivedAt = told.time();
                return;
            }
        }
    }

    private static boolean known(Column column) {
        Snapshot last = column.snapshots.peekLast();
        return last != null && !Double.isNaN(last.sum());
    }

    /** Grows when a look found other columns to give: whoever tells figures draws them anew then. FX thread. */
    public long version() {
        return version;
    }

    /** The instant that columns are given of, epoch ns; 0 before anything came. */
    public long instant() {
        return instant;
    }

    /** How far apart the last two values were, ns; 0 while that is not known. */
    public long apart(MetricId metric, EntityKind kind, int slot) {
        Column column = kept.get(new Key(metric, kind));
        return column == null || slot >= column.apart.length ? 0 : column.apart[slot];
    }

    @Override
    public Latest latest(MetricId metric, EntityKind kind) {
        Key key = new Key(metric, kind);
        if (!key.held()) {
            return source.latest(metric, kind);
        }
        Column column = kept.get(key);
        if (column == null) {
            Column made = new Column();
            made.take(source.latest(metric, kind));
            made.choose(key.derived() ? derivedAt : instant);
            Column other = kept.putIfAbsent(key, made);
            column = other == null ? made : other;
        }
        Latest nearest = column.nearest;
        return nearest == null ? source.latest(metric, kind) : nearest;
    }
}
