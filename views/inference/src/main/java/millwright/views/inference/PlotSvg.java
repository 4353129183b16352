package millwright.views.inference;

import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import millwright.analysis.pareto.ParetoGroup;
import millwright.analysis.pareto.ParetoReport;
import millwright.analysis.pareto.Placed;
import millwright.analysis.pareto.ReadOff;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.styles.Token;
import millwright.views.kit.Axis;
import millwright.views.kit.Svg;

/** The frontiers of a {@link Plot} as an SVG document: the same axes, points, names and read-off. FX thread. */
final class PlotSvg {
    private final Look look;
    private final Svg svg;
    private final Axis x;
    private final Axis y;

    PlotSvg(Look look, double w, double h, Axis x, Axis y) {
        this.look = look;
        this.svg = new Svg(look, w, h);
        this.x = x;
        this.y = y;
    }

    /** @param wanted where the read-off line stands, NaN for none */
    String of(ParetoReport report, double wanted) {
        svg.rect(Token.WELL, x.first(), y.last(), x.last() - x.first(), y.first() - y.last());
        grid(report);
        for (int g = 0; g < report.groups().size(); g++) {
            group(report.groups().get(g), look.palette().series(g));
        }
        if (!Double.isNaN(wanted)) {
            readOff(report, wanted);
        }
        return svg.document(report.title(report.y()) + " against " + report.title(report.x()));
    }

    private void grid(ParetoReport r) {
        Font font = look.condensed(11);
        for (double tick : x.ticks(90)) {
            svg.line(Token.HAIR, 1, x.at(tick), y.last(), x.at(tick), y.first());
            svg.center(x.label(tick, 1, 90), font, Token.MUTED, x.at(tick), y.first() + 16);
        }
        for (double tick : y.ticks(60)) {
            svg.line(Token.HAIR, 1, x.first(), y.at(tick), x.last(), y.at(tick));
            svg.right(Figures.digits(tick), font, Token.MUTED, x.first() - 8, y.at(tick) + 4);
        }
        svg.text(r.title(r.y()) + ", " + r.unit(r.y()), look.body(11), Token.TEXT, 0, 14);
        svg.right(Plot.below(r), look.body(11), Token.MUTED, x.last(), y.first() + 34);
    }

    private void group(ParetoGroup group, Color ink) {
        for (Placed p : group.frontier().dominated(group.points())) {
            svg.circle(look.color(Token.LINE), true, x.at(p.x()), y.at(p.y()), 3);
        }
        int n = group.frontier().points().size();
        double[] xs =
                group.frontier().points().stream().mapToDouble(p -> x.at(p.x())).toArray();
        double[] ys =
                group.frontier().points().stream().mapToDouble(p -> y.at(p.y())).toArray();
        svg.polyline(ink, 2, xs, ys, n);
        for (int i = 0; i < n; i++) {
            svg.circle(ink, false, xs[i], ys[i], 4);
        }
        if (n > 0) {
            svg.text(group.label(), look.strong(12), ink, xs[n / 2] + 10, ys[n / 2] - 8);
        }
    }

    private void readOff(ParetoReport report, double wanted) {
        double px = x.at(wanted);
        svg.line(Token.FORCED, 2, px, y.last() - 6, px, y.first());
        String words = "required " + Figures.digits(wanted) + " " + report.unit(report.x());
        svg.text(words, look.strong(12), Token.FORCED, px + 10, y.last() - 8);
        for (ParetoGroup group : report.groups()) {
            if (group.frontier().at(wanted) instanceof ReadOff.Reached reached) {
                double py = y.at(reached.value());
                svg.line(Token.FORCED, 1, x.first(), py, px, py, 3, 3);
                svg.text(Figures.digits(reached.value()), look.strong(11), Token.FORCED, x.first() + 4, py - 3);
            }
        }
    }
}
