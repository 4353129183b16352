package millwright.views.kit;

import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import millwright.desk.ClockFace;
import millwright.desk.draw.Gaps;
import millwright.desk.draw.Look;
import millwright.feed.Priority;
import millwright.series.Window;
import millwright.styles.Fonts;
import millwright.styles.Token;

/** Draws what a {@link StripChart} shows as SVG: the same axes, series, limits, gaps and labels. FX thread. */
final class StripSvg {
    private final Svg svg;
    private final Look look;
    private final StripPainter.Frame f;

    StripSvg(Svg svg, Look look, StripPainter.Frame frame) {
        this.svg = svg;
        this.look = look;
        this.f = frame;
    }

    /** @param ticks epoch ns to label @param figured what labels carry */
    void draw(List<Strip> strips, ClockFace clock, List<Long> ticks, StripLabels.Figured figured) {
        grid(clock, ticks);
        svg.clip(f.left(), f.top(), f.right() - f.left(), f.bottom() + 1 - f.top());
        double[] base = null;
        for (Strip strip : strips) {
            switch (strip) {
                case Strip.Band band ->
                    area(
                            StripChart.sum(StripChart.zeros(band.low().columns()), band.low()),
                            StripChart.sum(StripChart.zeros(band.high().columns()), band.high()),
                            band.high(),
                            look.color(band.fill()));
                case Strip.Area area -> {
                    double[] low = base == null ? StripChart.zeros(area.window().columns()) : base;
                    base = StripChart.sum(low, area.window());
                    area(low, base, area.window(), look.color(area.fill()));
                }
                case Strip.Trace trace -> trace(trace);
                case Strip.Line line -> line(line);
                case Strip.Mark mark -> mark(mark);
            }
        }
        svg.endClip();
        StripLabels.placed(f, strips, figured, look.scaled(14)).forEach(this::label);
    }

    private void grid(ClockFace clock, List<Long> ticks) {
        Font font = look.condensed(Fonts.LABEL);
        double pitch = StripPainter.pitch(look, f.bottom() - f.top());
        double scale = StripPainter.prefixScale(f);
        for (double value : f.y().ticks(pitch)) {
            double y = f.y().at(value);
            svg.line(Token.HAIR, 1, f.left(), y, f.right(), y);
            svg.right(f.y().label(value, scale, pitch), font, Token.MUTED, f.left() - 8, y + 4);
        }
        svg.text(StripPainter.unit(f), font, Token.MUTED, f.left() + 4, f.top() + look.scaled(11));
        svg.line(Token.LINE, 1, f.left(), f.bottom(), f.right(), f.bottom());
        List<String> words = StripPainter.words(f, clock, ticks, look.scaled(86));
        for (int i = 0; i < ticks.size(); i++) {
            double x = f.x().at(ticks.get(i));
            svg.line(Token.HAIR, 1, x, f.top(), x, f.bottom());
            svg.center(words.get(i), font, Token.MUTED, x, f.bottom() + look.scaled(16));
        }
    }

    private void trace(Strip.Trace trace) {
        Window w = trace.window();
        boolean[] gap = Gaps.mask(w);
        double[] xs = new double[w.columns()];
        double[] ys = new double[w.columns()];
        int n = 0;
        Color ink = look.color(trace.ink());
        for (int c = 0; c <= w.columns(); c++) {
            if (c == w.columns() || gap[c]) {
                if (n > 0) {
                    svg.polyline(ink, trace.thickness(), xs, ys, n);
                }
                n = 0;
            } else if (w.count()[c] > 0) {
                xs[n] = f.x().at(w.from() + (c + 0.5) * w.width());
                ys[n++] = f.y().at(w.mean()[c]);
                double high = f.y().at(w.max()[c]);
                double low = f.y().at(w.min()[c]);
                if (low - high > trace.thickness()) {
                    svg.line(ink, 1, xs[n - 1], high, xs[n - 1], low);
                }
            }
        }
    }

    private void area(double[] low, double[] high, Window like, Color fill) {
        int start = 0;
        for (int c = 0; c <= high.length; c++) {
            boolean hole = c == high.length || Double.isNaN(high[c]) || Double.isNaN(low[c]);
            if (hole && c - start > 1) {
                polygon(low, high, like, fill, start, c);
            }
            start = hole ? c + 1 : start;
        }
    }

    private void polygon(double[] low, double[] high, Window like, Color fill, int start, int end) {
        int n = end - start;
        double[] xs = new double[2 * n];
        double[] ys = new double[2 * n];
        for (int i = 0; i < n; i++) {
            double x = f.x().at(like.from() + (start + i + 0.5) * like.width());
            xs[i] = x;
            ys[i] = f.y().at(high[start + i]);
            xs[2 * n - 1 - i] = x;
            ys[2 * n - 1 - i] = f.y().at(low[start + i]);
        }
        svg.polygon(fill, xs, ys, 2 * n);
    }

    private void line(Strip.Line line) {
        for (int i = 0; i < line.value().length; i++) {
            long until = i + 1 < line.from().length ? line.from()[i + 1] : f.to();
            double x1 = Math.max(f.left(), f.x().at(Math.max(f.from(), line.from()[i])));
            double x2 = Math.min(f.right(), f.x().at(Math.min(f.to(), until)));
            if (x2 > x1 && !Double.isNaN(line.value()[i])) {
                double y = f.y().at(line.value()[i]);
                double[] dashes = line.solid() ? new double[0] : new double[] {4, 3};
                svg.line(line.ink(), line.solid() ? 2 : 1, x1, y, x2, y, dashes);
            }
        }
    }

    private void mark(Strip.Mark mark) {
        double x = f.x().at(mark.time());
        if (x >= f.left() && x <= f.right()) {
            Priority priority = mark.priority();
            Color ink = priority == null || priority == Priority.INFO
                    ? look.color(mark.ink())
                    : look.palette().alarm(priority.number()).ink();
            svg.line(ink, 1, x, f.top(), x, f.bottom(), 2, 3);
            svg.text(mark.label(), look.body(Fonts.LABEL), Token.TEXT, x + 4, f.top() + 10);
        }
    }

    private void label(StripLabels.Placed label) {
        double x = f.right() + 8;
        Font strong = look.strong(Fonts.CELL);
        if (!label.figure().isEmpty()) {
            svg.text(label.figure(), strong, label.ink(), x, label.y());
            x += look.width(label.figure(), strong) + 5;
        }
        boolean alone = label.figure().isEmpty();
        svg.text(
                label.words(),
                alone ? strong : look.body(Fonts.LABEL),
                alone ? label.ink() : Token.MUTED,
                x,
                label.y());
    }
}
