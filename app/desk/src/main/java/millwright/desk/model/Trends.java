package millwright.desk.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.History;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.jspecify.annotations.Nullable;

/**
 * The small one-hour trends of the window's own parts, asked again every 10 s of plant time while somebody looks, one
 * question in flight for each. FX thread; answers come back through {@code onFx}. Bounded to 64 trends, the one longest
 * unasked goes first.
 */
public final class Trends {
    private static final int MOST = 64;
    private static final long EVERY = 10 * Times.SECOND;
    /** A question without an answer for so long is lost, and asked again. */
    private static final long PATIENCE_SECONDS = 60;

    private record Key(MetricId metric, EntityId entity) {}

    /** One of them: for which instant it was asked last and is shown, and what is known. */
    private static final class Trend {
        long asked = Long.MIN_VALUE;
        long shown;
        boolean inFlight;

        @Nullable
        Window window;

        boolean isDue(long now) {
            return !inFlight && (asked == Long.MIN_VALUE || now < asked || now - asked >= EVERY);
        }
    }

    private final Supplier<History> history;
    private final Executor onFx;
    private final Map<Key, Trend> trends = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Trend> eldest) {
            return size() > MOST;
        }
    };
    private long version;

    public Trends(Supplier<History> history, Executor onFx) {
        this.history = history;
        this.onFx = onFx;
    }

    /** What is known of the last hour; empty until the answer came. @param now plant time */
    public Window lastHour(MetricId metric, EntityId entity, long now, int columns) {
        Trend trend = trends.computeIfAbsent(new Key(metric, entity), _ -> new Trend());
        trend.shown = now;
        if (trend.isDue(now)) {
            trend.asked = now;
            trend.inFlight = true;
            var _ = history.get()
                    .query(WindowQuery.one(metric, entity, now - Times.HOUR, now, columns))
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .whenComplete((answer, problem) -> onFx.execute(() -> take(trend, now, answer)));
        }
        Window window = trend.window;
        return window == null ? Window.empty(metric, entity, now - Times.HOUR, now, columns) : window.until(now);
    }

    /** However late it is, an answer is the newest there is; one of after the instant shown tells what is to come. */
    private void take(Trend trend, long at, @Nullable List<Window> answer) {
        trend.inFlight = false;
        if (at <= trend.shown && answer != null && !answer.isEmpty()) {
            trend.window = answer.getFirst();
            version++;
        }
    }

    /** Grows with every answer. */
    public long version() {
        return version;
    }

    /** Forgets everything, when the source was replaced. */
    public void clear() {
        trends.clear();
    }
}
