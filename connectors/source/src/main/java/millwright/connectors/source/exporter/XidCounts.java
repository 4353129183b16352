package millwright.connectors.source.exporter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import millwright.connectors.source.exporter.ExporterOwn.Xids;
import millwright.plant.EntityId;

/**
 * How many XIDs are new by what an exporter counts: over a window that slides, or since it began. One thread; one entry for
 * each GPU and code that happened, kept as long as its GPU: a total that was away for long has only grown since.
 */
final class XidCounts {
    record Key(EntityId gpu, int code) {}

    /** @param past not seen since the last reading, but before there was any */
    record New(Key key, long count, boolean past, long window) {}

    private record Told(long time, long count) {}

    private static final class Known {
        final List<Told> told = new ArrayList<>();
        double total = Double.NaN;
        /** Told by the gauge before the total had counted it. */
        long ahead;

        long last;
    }

    private final Map<Key, Known> known = new HashMap<>();

    /**
     * @param unread whether nothing was read of a GPU before, or not since it was gone
     * @param received epoch ns
     */
    List<New> take(List<Xids> counts, Predicate<EntityId> unread, long received) {
        Map<Key, Xids> totals = new HashMap<>();
        counts.stream().filter(c -> c.window() == 0).forEach(c -> totals.put(new Key(c.gpu(), c.code()), c));
        List<New> fresh = new ArrayList<>();
        for (Xids count : counts) {
            Key key = new Key(count.gpu(), count.code());
            Known of = known.computeIfAbsent(key, k -> new Known());
            boolean first = unread.test(key.gpu());
            boolean based = !Double.isNaN(of.total) || !first;
            long more = count.window() == 0
                    ? sinceLast(of, count.count(), first)
                    : totals.containsKey(key) && based ? 0 : inWindow(of, count, received);
            if (more > 0) {
                of.told.add(new Told(received, more));
                of.last = received;
                fresh.add(new New(key, more, first && count.window() > 0, count.window()));
            }
        }
        return fresh;
    }

    /** A total that nobody has read before may be of any time; one that comes up later began at zero. */
    private static long sinceLast(Known of, long total, boolean first) {
        double before = of.total;
        of.total = total;
        if (Double.isNaN(before) && first) {
            return 0;
        }
        long grown = (long) (Double.isNaN(before) || total < before ? total : total - before);
        long more = Math.max(0, grown - of.ahead);
        of.ahead = Math.max(0, of.ahead - grown);
        return more;
    }

    /** What may still be in the window is not counted again; where one has just left it, the next reading shows it. */
    private static long inWindow(Known of, Xids count, long received) {
        of.told.removeIf(told -> told.time() < received - count.window());
        return count.count() - of.told.stream().mapToLong(Told::count).sum();
    }

    /** Whether one was told at that time or later. */
    boolean toldSince(Key key, long time) {
        Known of = known.get(key);
        return of != null && of.last >= time && of.last > 0;
    }

    /** The gauge told one that is not counted yet. */
    void ahead(Key key, long received) {
        Known of = known.get(key);
        if (of == null) {
            of = new Known();
            known.put(key, of);
        }
        of.told.add(new Told(received, 1));
        of.ahead++;
        of.last = received;
    }

    void forget(EntityId gpu) {
        known.keySet().removeIf(key -> key.gpu().equals(gpu));
    }
}
