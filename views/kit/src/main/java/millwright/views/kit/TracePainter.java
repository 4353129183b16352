package millwright.views.kit;

import java.util.Arrays;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import millwright.desk.draw.Gaps;
import millwright.series.Window;

/**
 * Draws one window as a line with its minima and maxima. One polyline per run between gaps, and none of it where the
 * minima and maxima cover it: strokes are slow without a graphics card. Working arrays grow to the widest window drawn.
 * FX thread.
 */
final class TracePainter {
    /** Samples nearer to each other than this, px, leave no room for a line between their bars. */
    private static final double DENSE = 2;
    /** Opacity of a band. */
    private static final double PALE = 0.3;

    private double[] xs = {};
    private double[] ys = {};
    private double[] tops = {};
    private double[] bottoms = {};
    private boolean banded;

    /** Whether the next traces have a pale band from minimum to maximum, and their means as a line over it. */
    void banded(boolean isBanded) {
        banded = isBanded;
    }

    /** @param x maps epoch ns to px @param y maps values to px */
    void draw(GraphicsContext g, Window window, Axis x, Axis y, Color ink, double thickness) {
        int n = window.columns();
        if (xs.length < n) {
            xs = new double[n];
            ys = new double[n];
            tops = new double[n];
            bottoms = new double[n];
        }
        boolean[] gap = Gaps.mask(window);
        g.setStroke(ink);
        g.setFill(ink);
        g.setLineWidth(thickness);
        int points = 0;
        for (int c = 0; c < n; c++) {
            if (gap[c]) {
                run(g, points, thickness);
                points = 0;
            } else if (window.count()[c] > 0) {
                xs[points] = x.at(window.from() + (c + 0.5) * window.width());
                ys[points] = y.at(window.mean()[c]);
                tops[points] = y.at(window.max()[c]);
                bottoms[points++] = y.at(window.min()[c]);
            }
        }
        run(g, points, thickness);
    }

    /** The bars of a run, then its line wherever they do not hide it. */
    private void run(GraphicsContext g, int points, double thickness) {
        double opacity = g.getGlobalAlpha();
        g.setGlobalAlpha(banded ? PALE * opacity : opacity);
        for (int i = 0; i < points; i++) {
            if (bottoms[i] - tops[i] > thickness) {
                double left = Math.floor(xs[i]);
                boolean touching = i + 1 < points && xs[i + 1] - xs[i] < DENSE;
                double wide = touching ? Math.max(1, Math.floor(xs[i + 1]) - left) : 1;
                g.fillRect(left, tops[i], wide, bottoms[i] - tops[i]);
            }
        }
        g.setGlobalAlpha(opacity);
        if (points == 1) {
            g.fillRect(xs[0] - 1, ys[0] - 1, 2, 2);
        }
        int first = 0;
        for (int i = 1; i <= points; i++) {
            if (i == points || hidden(i - 1, thickness)) {
                line(g, first, i);
                first = i;
            }
        }
    }

    /** Whether the line from a point to the next runs within the bars of both. */
    private boolean hidden(int i, double thickness) {
        double top = Math.max(tops[i], tops[i + 1]);
        double bottom = Math.min(bottoms[i], bottoms[i + 1]);
        return !banded
                && xs[i + 1] - xs[i] < DENSE
                && Math.min(ys[i], ys[i + 1]) - thickness >= top
                && Math.max(ys[i], ys[i + 1]) + thickness <= bottom;
    }

    private void line(GraphicsContext g, int first, int end) {
        int points = end - first;
        if (points > 1) {
            boolean whole = first == 0;
            g.strokePolyline(
                    whole ? xs : Arrays.copyOfRange(xs, first, end),
                    whole ? ys : Arrays.copyOfRange(ys, first, end),
                    points);
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
