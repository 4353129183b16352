package millwright.views.inference;

import javafx.beans.value.ObservableValue;
import javafx.scene.text.Font;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.ParetoGroup;
import millwright.analysis.pareto.ParetoReport;
import millwright.analysis.pareto.Placed;
import millwright.analysis.pareto.PowerBasis;
import millwright.analysis.pareto.ReadOff;
import millwright.analysis.pareto.ServingPoint;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/** Two pinned points side by side, how the hovered one was computed, and what the read-off line gives. */
final class CompareCard extends Drawn {
    private static final double LINE = 20;
    /** Room for what a figure is. */
    private static final double NAME = 138;
    /** Height of all above the read-off's groups. */
    private static final double ROWS = 690;

    private static final int MOST_GROUPS = 6;

    private @Nullable ParetoReport report;
    private @Nullable Placed a;
    private @Nullable Placed b;
    private @Nullable Placed hovered;
    private double wanted = Double.NaN;

    CompareCard(ObservableValue<Look> looks) {
        super(looks);
        setMinWidth(look().scaled(330));
        setPrefWidth(look().scaled(330));
    }

    void show(@Nullable ParetoReport newReport, Plot plot) {
        report = newReport;
        a = plot.pin(0);
        b = plot.pin(1);
        hovered = plot.hovered();
        wanted = plot.wanted();
        int groups =
                newReport == null ? 0 : Math.min(MOST_GROUPS, newReport.groups().size());
        setMinHeight(look().scaled(ROWS + groups * LINE));
        repaint();
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        pen.fill(Token.CHROME, 0, 0, w, h);
        pen.frame(Token.LINE, 0, 0, w, h);
        ParetoReport r = report;
        if (r == null) {
            return;
        }
        pen.text("Pinned points compared", look().strong(13), Token.STRONG, 12, 22);
        pen.right("A", look().strong(12), Token.STRONG, 200, 44);
        pen.right("B", look().strong(12), Token.STRONG, 270, 44);
        pen.right("B ÷ A", look().body(11), Token.MUTED, w - 12, 44);
        pen.hline(Token.LINE, 12, w - 12, 50);
        double y = pairs(pen, r, 70, w);
        y = explain(pen, r, y + 16, w);
        readOff(pen, r, y + 16, w);
    }

    private double pairs(Pen pen, ParetoReport r, double top, double w) {
        double y = section(pen, "WHAT IT IS", top);
        y = words(pen, "Model", word(a, "model"), word(b, "model"), y);
        y = words(pen, "Hardware", word(a, "hardware"), word(b, "hardware"), y);
        y = words(pen, "Precision", word(a, "precision"), word(b, "precision"), y);
        y = words(pen, "Parallel", word(a, "parallelism"), word(b, "parallelism"), y);
        y = words(pen, "Concurrency", word(a, "concurrency"), word(b, "concurrency"), y);
        y = words(pen, "GPUs", word(a, "gpus"), word(b, "gpus"), y);
        y = words(pen, "ISL / OSL", lengths(a), lengths(b), y);
        y = section(pen, "WHAT IT GIVES", y + 10);
        y = numbers(pen, r.title(r.x()), a == null ? Double.NaN : a.x(), b == null ? Double.NaN : b.x(), y, w);
        y = numbers(pen, r.title(r.y()), a == null ? Double.NaN : a.y(), b == null ? Double.NaN : b.y(), y, w);
        String at = r.percentile();
        y = numbers(pen, "TTFT " + at + ", s", first(a, at), first(b, at), y, w);
        y = section(pen, "WHAT IT COSTS", y + 10);
        y = cost(pen, r, "Energy, J/tok", Axis.JOULES_PER_TOKEN, y, w);
        PowerBasis basis = r.terms().basis();
        y = numbers(pen, "Power, W", watts(a, basis), watts(b, basis), y, w);
        if (metered(a) || metered(b)) {
            pen.text("both of " + basis.title(), look().body(11), Token.MUTED, 12, y - 4);
            y += 14;
        }
        y = price(pen, r, "Energy", Axis.ENERGY_COST, r.terms().prices().perKilowattHour(), y, w);
        return price(pen, r, "GPU hours", Axis.HOURLY_COST, r.terms().prices().perGpuHour(), y, w);
    }

    private double cost(Pen pen, ParetoReport r, String name, Axis axis, double y, double w) {
        return numbers(pen, name, on(axis, a, r), on(axis, b, r), y, w);
    }

    /** Energy and hours stand apart: whether an hour's price holds its energy is not known here. */
    private double price(Pen pen, ParetoReport r, String name, Axis axis, double price, double y, double w) {
        if (!Double.isNaN(price)) {
            return cost(pen, r, name + ", " + r.unit(axis), axis, y, w);
        }
        name(pen, name, y);
        pen.right("no price given", look().body(12), Token.MUTED, 270, y);
        return y + LINE;
    }

    private static boolean metered(@Nullable Placed p) {
        return p != null && !p.point().energy().known().isEmpty();
    }

    private static double on(Axis axis, @Nullable Placed p, ParetoReport r) {
        return p == null ? Double.NaN : axis.value(p.point(), r.terms());
    }

    private static String lengths(@Nullable Placed p) {
        return p == null ? "–" : Choices.lengths(p.point());
    }

    private static String word(@Nullable Placed p, String field) {
        return p == null ? "–" : p.point().field(field);
    }

    private static double first(@Nullable Placed p, String percentile) {
        return p == null ? Double.NaN : p.point().latency().ttft().at(percentile);
    }

    private static double watts(@Nullable Placed p, PowerBasis basis) {
        return p == null ? Double.NaN : p.point().energy().watts(basis);
    }

    private double section(Pen pen, String title, double y) {
        pen.text(title, look().strong(11), Token.MUTED, 12, y);
        return y + LINE;
    }

    private double words(Pen pen, String name, String left, String right, double y) {
        pen.text(name, look().body(12), Token.TEXT, 12, y, 100);
        pen.right(look().fit(left, look().condensed(11), 84), look().condensed(11), Token.VALUE, 200, y);
        pen.right(look().fit(right, look().condensed(11), 66), look().condensed(11), Token.VALUE, 270, y);
        return y + LINE;
    }

    /** Narrow letters where it would be cut. */
    private void name(Pen pen, String name, double y) {
        Font font = look().width(name, look().body(12)) <= NAME ? look().body(12) : look().condensed(12);
        pen.text(name, font, Token.TEXT, 12, y, NAME);
    }

    private double numbers(Pen pen, String name, double left, double right, double y, double w) {
        name(pen, name, y);
        pen.right(Figures.digits(left), look().strong(12), Token.VALUE, 200, y);
        pen.right(Figures.digits(right), look().strong(12), Token.VALUE, 270, y);
        double ratio = right / left;
        pen.right(Double.isNaN(ratio) ? "–" : Figures.fixed(ratio, 2) + " ×", look().body(12), Token.MUTED, w - 12, y);
        return y + LINE;
    }

    private double explain(Pen pen, ParetoReport r, double top, double w) {
        Placed p = hovered == null ? b == null ? a : b : hovered;
        if (p == null) {
            pen.text(
                    r.groups().isEmpty()
                            ? "Results can be pinned as A and B, beside what runs now."
                            : "Click two results to pin them as A and B.",
                    look().body(11),
                    Token.MUTED,
                    12,
                    top);
            return top + LINE;
        }
        ServingPoint point = p.point();
        double y = section(pen, "HOW IT WAS COMPUTED", top);
        y = computed(pen, r, r.x(), p.x(), point, y, w);
        y = computed(pen, r, r.y(), p.y(), point, y, w);
        pen.text("source " + point.source(), look().body(11), Token.MUTED, 12, y, w - 24);
        return y + 18;
    }

    private double computed(Pen pen, ParetoReport r, Axis axis, double value, ServingPoint point, double y, double w) {
        String result = Figures.digits(value) + " " + r.unit(axis);
        pen.text("= " + Computed.of(axis, point, r.terms()), look().body(11), Token.TEXT, 12, y, w - 24);
        pen.text("= " + result, look().strong(11), Token.TEXT, 12, y + 16, w - 24);
        return y + 36;
    }

    private void readOff(Pen pen, ParetoReport r, double top, double w) {
        double y = section(pen, "READ-OFF AT " + Figures.digits(wanted) + " " + r.unit(r.x()), top);
        if (r.groups().isEmpty()) {
            String how = "Open serving results to read a frontier off here.";
            pen.text(how, look().body(11), Token.MUTED, 12, y, w - 24);
        }
        for (ParetoGroup group :
                r.groups().subList(0, Math.min(MOST_GROUPS, r.groups().size()))) {
            String value = switch (group.frontier().at(wanted)) {
                case ReadOff.Reached reached -> Figures.digits(reached.value()) + " " + r.unit(r.y());
                case ReadOff.NotReached not -> "not reached: " + measured(not);
            };
            double x = pen.right(value, look().strong(12), Token.FORCED, w - 12, y);
            pen.text(group.label(), look().body(12), Token.TEXT, 12, y, x - 20);
            y += LINE;
        }
    }

    private static String measured(ReadOff.NotReached not) {
        return Double.isNaN(not.low())
                ? "nothing measured"
                : "measured " + Figures.digits(not.low()) + " to " + Figures.digits(not.high());
    }
}
