package millwright.connectors.logs;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One way through a file or stream from its beginning. Counts equal lines of one time, which are as many events; another
 * reading of the same counts them alike. One thread; remembers the last 16,384.
 */
final class Reading {
    private static final int MOST = 16_384;

    private final Map<String, Integer> seen = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST;
        }
    };
    private String mark;

    /** @param mark that another reading of the same has, too */
    Reading(String mark) {
        this.mark = mark;
    }

    String mark() {
        return mark;
    }

    /** What went before is followed by something else of this mark. */
    void goesOnAs(String other) {
        mark = other;
    }

    /** The same from its beginning. */
    void again() {
        seen.clear();
    }

    /** From 0. */
    int countOf(String key) {
        return seen.merge(key, 1, Integer::sum) - 1;
    }
}
