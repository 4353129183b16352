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

    private final LatestValues source;
    private final Map<Key, Deque<Latest>> kept = new LinkedHashMap<>();
    private final List<Key> leading = new ArrayList<>();
    private long instant;

    Moments(LatestValues source) {
        this.source = source;
    }

    /** @param leads whether the common instant waits for this column */
    void watch(MetricId metric, EntityKind kind, boolean leads) {
        Key key = new Key(metric, kind);
        kept.put(key, new ArrayDeque<>());
        if (leads) {
            leading.add(key);
        }
    }

    /** Takes what is new, and finds the common instant again. */
    void look() {
        kept.forEach((key, snapshots) -> take(snapshots, source.latest(key.metric(), key.kind())));
        long newest = Long.MIN_VALUE;
        for (Key key : leading) {
            newest = Math.max(newest, newest(key));
        }
        long common = newest;
        for (Key key : leading) {
            long one = newest(key);
            common = one > 0 && newest - one <= PATIENCE ? Math.min(common, one) : common;
        }
        instant = Math.max(0, common);
    }

    private long newest(Key key) {
        Latest last = kept.getOrDefault(key, new ArrayDeque<>()).peekLast();
        return last == null ? 0 : time(last);
    }

    private static void take(Deque<Latest> snapshots, Latest next) {
        Latest last = snapshots.peekLast();
        if (last == next) {
            return;
        }
        long time = time(next);
        if (last != null && (last.revision() != next.revision() || time(last) > time)) {
            snapshots.clear();
        } else if (last != null && time(last) == time) {
            snapshots.removeLast();
        }
        snapshots.addLast(next);
        if (snapshots.size() > KEPT) {
            snapshots.removeFirst();
        }
    }

    private static long time(Latest column) {
        long newest = 0;
        for (long one : column.times()) {
            newest = Math.max(newest, one);
        }
        return newest;
    }

    /** The instant that columns are given of, epoch ns; 0 before anything came. */
    long instant() {
        return instant;
    }

    @Override
    public Latest latest(MetricId metric, EntityKind kind) {
        Deque<Latest> snapshots = kept.get(new Key(metric, kind));
        if (snapshots == null || snapshots.isEmpty()) {
            return source.latest(metric, kind);
        }
        Latest nearest = snapshots.getLast();
        for (Latest one : snapshots) {
            nearest = Math.abs(time(one) - instant) < Math.abs(time(nearest) - instant) ? one : nearest;
        }
        return nearest;
    }
}
