package millwright.views.overview;

import java.util.ArrayList;
import java.util.List;
import millwright.desk.TimeControl;
import millwright.desk.ViewContext;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Window;

/**
 * The series on the page, over the last hour or as far back as the range shown is long, asked again every 5 s of plant
 * time, and what is made of them. FX thread.
 */
final class Trends {
    private static final int COLUMNS = 240;
    private final millwright.desk.Trends known;
    private final TimeControl time;

    Trends(ViewContext context) {
        time = context.time();
        known = new millwright.desk.Trends(context::history, context::onFx, 5 * Times.SECOND);
    }

    /** What is known by now; an empty window until an answer came. */
    Window of(String metric, EntityId entity, long now) {
        return known.last(span(), new MetricId(metric), entity, now, COLUMNS);
    }

    /** The same, of the last hour alone. */
    Window ofHour(String metric, EntityId entity, long now) {
        return known.lastHour(new MetricId(metric), entity, now, COLUMNS);
    }

    /** How far back they reach, ns. */
    long span() {
        return time.trend();
    }

    static Window none(String metric, long now) {
        return Window.empty(new MetricId(metric), null, now - Times.HOUR, now, COLUMNS);
    }

    /**
     * The window with the value of this moment at its end, so that what it says there is what tiles say. The last column
     * may have no sample yet; where the one before it has none either there is a gap, and nothing is put behind it.
     */
    static Window ending(Window w, double value) {
        int end = w.columns() - 1;
        if (end > 0 && w.count()[end] == 0) {
            end--;
        }
        if (end < 0 || w.count()[end] == 0 || Double.isNaN(value)) {
            return w;
        }
        double[] last = w.last().clone();
        last[end] = value;
        return new Window(
                w.metric(), w.entity(), w.from(), w.width(), w.min(), w.max(), w.mean(), last, w.count(), w.state());
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
