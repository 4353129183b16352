package millwright.control;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newest outcome of each action by its key. One thread; bounded to the keys that were written last. */
final class Outcomes {
    /** Days of busy people and rules; an action expires long before so many came after it. */
    static final int KEPT = 50_000;

    private final Map<String, String> byKey = new LinkedHashMap<>();
    private final int bound;

    Outcomes() {
        this(KEPT);
    }

    Outcomes(int bound) {
        this.bound = bound;
    }

    /** An empty key is no action's. */
    void put(String key, String outcome) {
        if (!key.isEmpty()) {
            byKey.remove(key);
            byKey.put(key, outcome);
            if (byKey.size() > bound) {
                byKey.remove(byKey.keySet().iterator().next());
            }
        }
    }

    @Nullable
    String of(String key) {
        return byKey.get(key);
    }

    /** Forgets all that ended so. */
    void forget(String outcome) {
        byKey.values().removeIf(outcome::equals);
    }

    /** By key, the one written longest ago first. */
    Map<String, String> all() {
        return new LinkedHashMap<>(byKey);
    }
}
