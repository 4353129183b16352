package millwright.connectors.source;

import java.util.LinkedHashMap;
import java.util.Map;
import millwright.plant.Times;

/**
 * Each count of a source as a {@link RunningTotal}, by whatever tells them apart. One thread at a time; what was not read for
 * a day is forgotten, and of more than {@code most} those that were read longest ago: they begin with what they show then.
 *
 * @param <K> what counts what; the same as long as the count is the same
 */
public final class RunningTotals<K> {
    private static final long KEPT = 24 * Times.HOUR;

    private static final class Entry {
        private final RunningTotal total = new RunningTotal();
        private long time;
    }

    private final int most;
    private final Map<K, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    public RunningTotals(int most) {
        this.most = most;
    }

    /** @param time epoch ns of the reading @return as {@link RunningTotal#next} */
    public double next(K key, double raw, double wrapsAt, boolean restarted, long time) {
        Entry entry = entries.computeIfAbsent(key, k -> new Entry());
        entry.time = time;
        // in the order of reading: whoever is too old stands first
        var eldest = entries.values().iterator();
        while (eldest.hasNext()) {
            boolean tooMany = entries.size() > most;
            if (eldest.next().time >= time - KEPT && !tooMany) {
                break;
            }
            eldest.remove();
        }
        return entry.total.next(raw, wrapsAt, restarted);
    }

    int size() {
        return entries.size();
    }
}
