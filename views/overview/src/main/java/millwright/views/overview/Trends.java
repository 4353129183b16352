package millwright.views.overview;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.desk.ViewContext;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.series.WindowQuery;

/** The last hour of the series on the page, asked again every 5 s. FX thread; holds one window a series. */
final class Trends {
    private static final int COLUMNS = 240;
    private static final long EVERY = 5 * Times.SECOND;

    private record Key(String metric, EntityId entity) {}

    private final ViewContext context;
    private final Map<Key, Window> windows = new HashMap<>();
    private final Map<Key, Long> asked = new HashMap<>();

    Trends(ViewContext context) {
        this.context = context;
    }

    /** What is known by now; an empty window until an answer came. */
    Window of(String metric, EntityId entity, long now) {
        Key key = new Key(metric, entity);
        Long last = asked.get(key);
        if (last == null || now < last || now - last >= EVERY) {
            asked.put(key, now);
            ask(key, now);
        }
        Window window = windows.get(key);
        return window == null ? none(metric, now) : window.until(now);
    }

    static Window none(String metric, long now) {
        return Window.empty(new MetricId(metric), null, now - Times.HOUR, now, COLUMNS);
    }

    private void ask(Key key, long now) {
        WindowQuery query = WindowQuery.one(new MetricId(key.metric()), key.entity(), now - Times.HOUR, now, COLUMNS);
        context.history()
                .query(query)
                .whenComplete((answer, problem) -> context.onFx(() -> {
                    boolean wanted = asked.getOrDefault(key, Long.MIN_VALUE) == now;
                    if (wanted && problem == null && answer != null && !answer.isEmpty()) {
                        windows.put(key, answer.getFirst());
                    }
                }));
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
