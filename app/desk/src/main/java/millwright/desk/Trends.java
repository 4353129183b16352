package millwright.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import millwright.desk.TimeControl.Range;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.History;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.jspecify.annotations.Nullable;

/**
 * Trends of the last hour or of longer, asked again every few seconds of plant time while somebody looks, one question in flight for each. FX thread; answers come back through {@code onFx}. Bounded to 64 trends, the one longest
 * unasked goes first.
 */
public final class Trends {
    private static final int MOST = 64;
    /** A question without an answer for so long is lost, and asked again. */
    private static final long PATIENCE_SECONDS = 60;

    /** @param hour apart from what is as long as the range shown */
    private record Key(MetricId metric, EntityId entity, boolean hour) {}

    /** One of them: when it was asked, for which instant it is shown, and what is known of how long a time. */
    private static final class Trend {
        final Asking asking;
        long shown;
        boolean inFlight;
        long span;

        @Nullable
        Window window;

        Trend(LongSupplier nanoTime) {
            asking = new Asking(nanoTime);
        }
    }

    private final Supplier<History> history;
    private final Executor onFx;
    private final long every;
    private final LongSupplier nanoTime;
    private final Map<Key, Trend> trends = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Trend> eldest) {
            return size() > MOST;
        }
    };
    private long version;

    /** @param every ns of plant time between questions for the same */
    public Trends(Supplier<History> history, Executor onFx, long every) {
        this(history, onFx, every, System::nanoTime);
    }

    Trends(Supplier<History> history, Executor onFx, long every, LongSupplier nanoTime) {
        this.history = history;
        this.onFx = onFx;
        this.every = every;
        this.nanoTime = nanoTime;
    }

    /** What is known of the last hour; empty until the answer came. @param now plant time */
    public Window lastHour(MetricId metric, EntityId entity, long now, int columns) {
        return last(Times.HOUR, metric, entity, now, columns);
    }

    /** The same of a longer time. @param span ns, an hour at least: see {@link TimeControl#trend} */
    public Window last(long span, MetricId metric, EntityId entity, long now, int columns) {
        Trend trend = trends.computeIfAbsent(new Key(metric, entity, span == Times.HOUR), _ -> new Trend(nanoTime));
        trend.shown = now;
        long pause = span == Times.HOUR ? every : Math.max(every, Asking.pause(span, columns, false));
        if (!trend.inFlight && trend.asking.isDue(now, span, pause)) {
            trend.asking.asked(now, new Range(now - span, now));
            trend.inFlight = true;
            var _ = history.get()
                    .query(WindowQuery.one(metric, entity, now - span, now, columns))
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .whenComplete((answer, problem) -> onFx.execute(() -> take(trend, span, now, answer)));
        }
        Window window = trend.window;
        // a window of another length would be drawn stretched under words of this one
        return window == null || trend.span != span
                ? Window.empty(metric, entity, now - span, now, columns)
                : window.until(now);
    }

    /** However late it is, an answer is the newest there is; one of after the instant shown tells what is to come. */
    private void take(Trend trend, long span, long at, @Nullable List<Window> answer) {
        trend.inFlight = false;
        if (answer == null || answer.isEmpty()) {
            trend.asking.failed();
        } else if (at <= trend.shown) {
            trend.window = answer.getFirst();
            trend.span = span;
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
