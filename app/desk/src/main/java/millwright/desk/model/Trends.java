package millwright.desk.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.History;
import millwright.series.Window;
import millwright.series.WindowQuery;

/**
 * The small one-hour trends of the window's own parts, asked again every 10 s while somebody looks. FX thread; answers
 * come back through {@code onFx}. Bounded to 64 trends, the one longest unasked goes first.
 */
public final class Trends {
    private static final int MOST = 64;
    private static final long EVERY = 10 * Times.SECOND;

    private record Key(MetricId metric, EntityId entity) {}

    private final Supplier<History> history;
    private final Executor onFx;
    private final Map<Key, Window> windows = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Window> eldest) {
            return size() > MOST;
        }
    };
    private final Map<Key, Long> asked = new HashMap<>();
    private long version;

    public Trends(Supplier<History> history, Executor onFx) {
        this.history = history;
        this.onFx = onFx;
    }

    /** What is known of the last hour; empty until the answer came. @param now plant time */
    public Window lastHour(MetricId metric, EntityId entity, long now, int columns) {
        Key key = new Key(metric, entity);
        long last = asked.getOrDefault(key, Long.MIN_VALUE / 2);
        if (now < last || now - last >= EVERY) {
            asked.put(key, now);
            history.get()
                    .query(WindowQuery.one(metric, entity, now - Times.HOUR, now, columns))
                    .whenComplete((answer, problem) -> onFx.execute(() -> take(key, now, answer)));
        }
        Window window = windows.get(key);
        return window == null ? Window.empty(metric, entity, now - Times.HOUR, now, columns) : window.until(now);
    }

    /** An answer that was overtaken by a newer question tells of another time and is let go. */
    private void take(Key key, long at, @org.jspecify.annotations.Nullable List<Window> answer) {
        boolean wanted = asked.getOrDefault(key, Long.MIN_VALUE) == at;
        if (wanted && answer != null && !answer.isEmpty()) {
            windows.put(key, answer.getFirst());
            version++;
        }
        asked.keySet().removeIf(k -> asked.size() > MOST && !windows.containsKey(k));
    }

    /** Grows with every answer. */
    public long version() {
        return version;
    }

    /** Forgets everything, when the source was replaced. */
    public void clear() {
        windows.clear();
        asked.clear();
    }
}
