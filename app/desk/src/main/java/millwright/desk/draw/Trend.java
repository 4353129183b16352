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
        line(pen, window, x, w, scale, limit, upper, beyond);
    }

    private static void line(
            Pen pen, Window window, double x, double w, Scale scale, double limit, boolean upper, Color beyond) {
        GraphicsContext g = pen.graphics();
        Color calm = pen.look().color(Token.VALUE);
        g.setLineWidth(1.25);
        double px = Double.NaN;
        double py = Double.NaN;
        int n = window.columns();
        int newest = newest(window);
        boolean[] gap = Gaps.mask(window);
        for (int c = 0; c < n; c++) {
            if (window.count()[c] == 0) {
                px = gap[c] ? Double.NaN : px;
                continue;
            }
            double cx = x + (c + 0.5) * w / n;
            double value = window.last()[c];
            boolean broken = !Double.isNaN(limit) && (upper ? value > limit : value < limit);
            g.setStroke(broken ? beyond : calm);
            double top = scale.y(window.max()[c]);
            double bottom = scale.y(window.min()[c]);
            if (bottom - top > 1.5) {
                g.strokeLine(cx, top, cx, bottom);
            }
            double cy = scale.y(value);
            if (!Double.isNaN(px)) {
                g.strokeLine(px, py, cx, cy);
            }
            px = cx;
            py = cy;
            if (c == newest) {
                g.setFill(broken ? beyond : calm);
                g.fillOval(cx - 2, cy - 2, 4, 4);
            }
        }
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
        double y(double value) {
            return top + height - (value - low) / (high - low) * height;
        }
    }
}
