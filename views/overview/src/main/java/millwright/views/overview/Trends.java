package millwright.views.overview;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import millwright.desk.ViewContext;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.jspecify.annotations.Nullable;

/**
 * The last hour of the series on the page, asked again every 5 s of plant time, one question in flight for each. FX
 * thread; holds one window a series.
 */
final class Trends {
    private static final int COLUMNS = 240;
    private static final long EVERY = 5 * Times.SECOND;
    /** A question without an answer for so long is lost, and asked again. */
    private static final long PATIENCE_SECONDS = 60;

    private record Key(String metric, EntityId entity) {}

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

    private final ViewContext context;
    private final Map<Key, Trend> trends = new HashMap<>();

    Trends(ViewContext context) {
        this.context = context;
    }

    /** What is known by now; an empty window until an answer came. */
    Window of(String metric, EntityId entity, long now) {
        Key key = new Key(metric, entity);
        Trend trend = trends.computeIfAbsent(key, _ -> new Trend());
        trend.shown = now;
        if (trend.isDue(now)) {
            ask(key, trend, now);
        }
        Window window = trend.window;
        return window == null ? none(metric, now) : window.until(now);
    }

    static Window none(String metric, long now) {
        return Window.empty(new MetricId(metric), null, now - Times.HOUR, now, COLUMNS);
    }

    private void ask(Key key, Trend trend, long now) {
        trend.asked = now;
        trend.inFlight = true;
        WindowQuery query = WindowQuery.one(new MetricId(key.metric()), key.entity(), now - Times.HOUR, now, COLUMNS);
        var _ = context.history()
                .query(query)
                .toCompletableFuture()
                .copy()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .whenComplete((answer, problem) -> context.onFx(() -> take(trend, now, answer)));
    }

    /** However late it is, an answer is the newest there is; one of after the instant shown tells what is to come. */
    private static void take(Trend trend, long at, @Nullable List<Window> answer) {
        trend.inFlight = false;
        if (at <= trend.shown && answer != null && !answer.isEmpty()) {
            trend.window = answer.getFirst();
        }
    }

    /** The window with every number multiplied. */
    static Window scaled(Window w, double by) {
        List<double[]> parts = new ArrayList<>();
        for (double[] part : new double[][] {w.min(), w.max(), w.mean(), w.last()}) {
            double[] scaled = part.clone();
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] *= by;
            }
            parts.add(scaled);
        }
        return new Window(
                w.metric(),
                w.entity(),
                w.from(),
                w.width(),
                parts.get(0),
                parts.get(1),
                parts.get(2),
                parts.get(3),
                w.count(),
                w.state());
    }

    /** The highest value in it, NaN when it is empty. */
    static double highest(Window w) {
        double most = Double.NaN;
        for (int c = 0; c < w.columns(); c++) {
            if (w.count()[c] > 0 && !(w.max()[c] <= most)) {
                most = w.max()[c];
            }
        }
        return most;
    }
}
