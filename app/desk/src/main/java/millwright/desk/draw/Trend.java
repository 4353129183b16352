package millwright.desk.draw;

import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import millwright.desk.ClockFace;
import millwright.series.Window;
import millwright.styles.Token;

/**
 * A series reduced to columns, as a small line without axes: minimum and maximum kept, gaps left open, the limit dashed,
 * a dot on the newest value, alarm ink only beyond the limit. Stateless; FX thread.
 */
public final class Trend {
    private static final double THICK = 1.25;

    private Trend() {}

    /**
     * @param limit drawn dashed; NaN for none
     * @param beyond ink of the part that breaks the limit
     * @param upper whether the limit is an upper one
     */
    public static void draw(
            Pen pen, Window window, double x, double y, double w, double h, double limit, boolean upper, Color beyond) {
        double low = Double.isNaN(limit) ? Double.POSITIVE_INFINITY : limit;
        double high = Double.isNaN(limit) ? Double.NEGATIVE_INFINITY : limit;
        for (int c = 0; c < window.columns(); c++) {
            if (window.count()[c] > 0) {
                low = Math.min(low, window.min()[c]);
                high = Math.max(high, window.max()[c]);
            }
        }
        if (!(high >= low)) {
            pen.line(Token.MUTED, 1, x, y + h / 2, x + w, y + h / 2, 3, 3);
            return;
        }
        double pad = Math.max((high - low) * 0.06, Math.max(Math.abs(high), 1e-9) * 0.01);
        Scale scale = new Scale(low - pad, high + pad, y, h);
        if (!Double.isNaN(limit)) {
            double ly = Math.round(scale.y(limit)) + 0.5;
            pen.line(Token.SET, 1, x, ly, x + w, ly, 4, 3);
        }
        Color calm = pen.look().color(Token.VALUE);
        boolean[] gap = Gaps.mask(window);
        line(pen.graphics(), window, gap, x, w, scale, calm);
        if (Double.isNaN(limit)) {
            newest(pen.graphics(), window, x, w, scale, calm);
            return;
        }
        beyond(
                pen.graphics(),
                x,
                w,
                scale,
                scale.y(limit),
                upper,
                () -> line(pen.graphics(), window, gap, x, w, scale, beyond));
        double now = window.newest();
        newest(pen.graphics(), window, x, w, scale, (upper ? now > limit : now < limit) ? beyond : calm);
    }

    /** What breaks the limit and nothing else, however few columns there are: the way back lies within it. */
    private static void beyond(
            GraphicsContext g, double x, double w, Scale scale, double limit, boolean upper, Runnable drawn) {
        double from = upper ? scale.top() - THICK : limit + THICK / 2; // a line upon the limit does not break it
        double to = upper ? limit - THICK / 2 : scale.bottom() + THICK;
        g.save();
        g.beginPath();
        g.rect(x, from, w, Math.max(0, to - from));
        g.clip();
        drawn.run();
        g.restore();
    }

    private static void line(
            GraphicsContext g, Window window, boolean[] gap, double x, double w, Scale scale, Color ink) {
        g.setLineWidth(THICK);
        g.setStroke(ink);
        double px = Double.NaN;
        double py = Double.NaN;
        int n = window.columns();
        for (int c = 0; c < n; c++) {
            if (window.count()[c] == 0) {
                px = gap[c] ? Double.NaN : px;
                continue;
            }
            double cx = x + (c + 0.5) * w / n;
            double top = scale.y(window.max()[c]);
            double bottom = scale.y(window.min()[c]);
            if (bottom - top > 1.5) {
                g.strokeLine(cx, top, cx, bottom);
            }
            double cy = scale.y(window.last()[c]);
            if (!Double.isNaN(px)) {
                g.strokeLine(px, py, cx, cy);
            }
            px = cx;
            py = cy;
        }
    }

    private static void newest(GraphicsContext g, Window window, double x, double w, Scale scale, Color ink) {
        int c = newest(window);
        if (c < 0) {
            return; // the limit stands alone
        }
        double cx = x + (c + 0.5) * w / window.columns();
        g.setFill(ink);
        g.fillOval(cx - 2, scale.y(window.last()[c]) - 2, 4, 4);
    }

    /**
     * For tips: what stands at a place of the line, and how far all of it reaches.
     *
     * @param share where, 0 at the left end and 1 at the right @param number of a value with its unit
     */
    public static String words(Window window, double share, ClockFace clock, DoubleFunction<String> number) {
        if (window.isEmpty()) {
            return "nothing was measured in this time";
        }
        int column = Math.clamp((int) (share * window.columns()), 0, window.columns() - 1);
        boolean gap = Gaps.mask(window)[column];
        int sample = column;
        while (!gap && sample > 0 && window.count()[sample] == 0) {
            sample--;
        }
        boolean known = !gap && window.count()[sample] > 0;
        String here = known ? number.apply(window.last()[sample]) : "not measured";
        double low =
                DoubleStream.of(window.min()).filter(Double::isFinite).min().orElse(Double.NaN);
        double high =
                DoubleStream.of(window.max()).filter(Double::isFinite).max().orElse(Double.NaN);
        long at = (long) (window.from() + (column + 0.5) * window.width());
        long whole = Math.round(window.width() * window.columns());
        return (whole >= ClockFace.DAY ? clock.date(at) + ", " : "") + clock.minutes(at) + "  " + here + "\n"
                + Figures.span(whole) + ": " + number.apply(low) + " to " + number.apply(high);
    }

    private static int newest(Window window) {
        int c = window.columns() - 1;
        while (c >= 0 && window.count()[c] == 0) {
            c--;
        }
        return c;
    }

    private record Scale(double low, double high, double top, double height) {
        double bottom() {
            return top + height;
        }

        double y(double value) {
            return top + height - (value - low) / (high - low) * height;
        }
    }
}
