package millwright.views.kit;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import millwright.desk.draw.Gaps;
import millwright.series.Window;

/**
 * Draws one window as a line with its minima and maxima. One polyline per run between gaps: many single strokes are
 * slow without a graphics card. Working arrays grow to the widest window drawn. FX thread.
 */
final class TracePainter {
    private double[] xs = {};
    private double[] ys = {};

    /** @param x maps epoch ns to px @param y maps values to px */
    void draw(GraphicsContext g, Window window, Axis x, Axis y, Color ink, double thickness) {
        int n = window.columns();
        if (xs.length < n) {
            xs = new double[n];
            ys = new double[n];
        }
        boolean[] gap = Gaps.mask(window);
        g.setStroke(ink);
        g.setFill(ink);
        g.setLineWidth(thickness);
        int points = 0;
        for (int c = 0; c < n; c++) {
            if (gap[c]) {
                flush(g, points);
                points = 0;
            } else if (window.count()[c] > 0) {
                double cx = x.at(window.from() + (c + 0.5) * window.width());
                spread(g, window, c, cx, y, thickness);
                xs[points] = cx;
                ys[points++] = y.at(window.mean()[c]);
            }
        }
        flush(g, points);
    }

    private static void spread(GraphicsContext g, Window window, int c, double cx, Axis y, double thickness) {
        double top = y.at(window.max()[c]);
        double bottom = y.at(window.min()[c]);
        if (bottom - top > thickness) {
            g.fillRect(Math.floor(cx), top, 1, bottom - top);
        }
    }

    private void flush(GraphicsContext g, int points) {
        if (points == 1) {
            g.fillRect(xs[0] - 1, ys[0] - 1, 2, 2);
        } else if (points > 1) {
            g.strokePolyline(xs, ys, points);
        }
    }

    /** The area between two windows, or down to the axis when {@code low} holds no numbers, run by run. */
    void area(GraphicsContext g, double[] low, double[] high, Window like, Axis x, Axis y, Color fill) {
        int n = high.length;
        double[] px = new double[2 * n];
        double[] py = new double[2 * n];
        g.setFill(fill);
        int first = 0;
        while (first < n) {
            int end = first;
            while (end < n && !Double.isNaN(high[end])) {
                end++;
            }
            int points = 0;
            for (int c = first; c < end; c++) {
                px[points] = x.at(like.from() + (c + (c == first ? 0 : c == end - 1 ? 1 : 0.5)) * like.width());
                py[points++] = y.at(high[c]);
            }
            for (int c = end - 1; c >= first; c--) {
                px[points] = px[c - first];
                py[points++] = y.at(low[c]);
            }
            if (points > 2) {
                g.fillPolygon(px, py, points);
            }
            first = end + 1;
        }
    }
}
