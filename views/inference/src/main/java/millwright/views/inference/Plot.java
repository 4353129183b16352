package millwright.views.inference;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import millwright.analysis.pareto.ParetoGroup;
import millwright.analysis.pareto.ParetoReport;
import millwright.analysis.pareto.Placed;
import millwright.analysis.pareto.ReadOff;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.styles.Symbol;
import millwright.styles.Symbols;
import millwright.styles.Token;
import millwright.views.kit.Axis;
import millwright.views.kit.Svg;
import org.jspecify.annotations.Nullable;

/**
 * The frontiers: one line with its own shape per group, dominated points hollow, a read-off line to drag, two pins. No
 * line is drawn where nothing was measured. FX thread.
 */
final class Plot extends Drawn {
    private static final double LEFT = 64;
    private static final double TOP = 30;
    private static final double BOTTOM = 40;
    private static final String READ_OFF = "read-off";

    /** Told when the read-off line or a pin moves. */
    @FunctionalInterface
    interface OnChange {
        void changed();
    }

    private @Nullable ParetoReport report;
    private List<LivePoint> live = List.of();
    private List<Slo> slos = List.of();
    /** Whether somebody set the line; until then it stands where the promise does. */
    private boolean chosen;

    private double wanted = Double.NaN;
    private final Pins pins = new Pins();
    private @Nullable Placed hovered;
    private OnChange onChange = () -> {};

    Plot(ObservableValue<Look> looks) {
        super(looks);
        setFocusTraversable(true);
        setAccessibleText("Pareto plot. Left and right move the read-off line; click pins a point.");
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> hover(e.getX(), e.getY()));
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            requestFocus();
            press(e.getX(), e.getY());
        });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> readOff(e.getX()));
        setOnKeyPressed(this::key);
        focusedProperty().subscribe(this::repaint);
    }

    /** Arrows move the read-off line, with Shift ten times as far; Enter pins the frontier's point nearest to it. */
    private void key(KeyEvent e) {
        if (report == null) {
            return;
        }
        Axis x = x();
        double by = x.high() / (e.isShiftDown() ? 10 : 100);
        double from = Double.isNaN(wanted) ? x.high() / 2 : wanted;
        double to = switch (e.getCode()) {
            case LEFT -> from - by;
            case RIGHT -> from + by;
            case HOME -> 0;
            case END -> x.high();
            case ENTER -> from;
            default -> Double.NaN;
        };
        if (Double.isNaN(to)) {
            return;
        }
        wanted = Math.clamp(to, 0, x.high());
        chosen = true;
        if (e.getCode() == KeyCode.ENTER) {
            groups().stream()
                    .flatMap(g -> g.frontier().points().stream())
                    .min(Comparator.comparingDouble(p -> Math.abs(p.x() - wanted)))
                    .ifPresent(pins::put);
        }
        e.consume();
        moved();
    }

    void onChange(OnChange told) {
        onChange = told;
    }

    /** Other points: nothing is pinned, and the line stands where it does by itself. */
    void forget() {
        pins.forget();
        chosen = false;
    }

    /** The line stands where it does by itself. */
    void release() {
        chosen = false;
    }

    /** The same points on other axes keep their pins. */
    void show(@Nullable ParetoReport newReport) {
        report = newReport;
        pins.keep(groups());
        hovered = null;
        if (!chosen) {
            wanted = newReport == null ? Double.NaN : usual();
        }
        moved();
    }

    /** The line and the pins for the workspace. */
    Map<String, String> save() {
        Map<String, String> saved = new HashMap<>();
        if (chosen) {
            saved.put(READ_OFF, Double.toString(wanted));
        }
        pins.save(saved);
        return saved;
    }

    /** What is not there any more stays away. */
    void restore(Map<String, String> saved) {
        try {
            String line = saved.getOrDefault(READ_OFF, "");
            if (!line.isEmpty()) {
                wanted = Double.parseDouble(line);
                chosen = true;
            }
        } catch (NumberFormatException e) {
            chosen = false; // a workspace may have been edited by hand
        }
        pins.restore(saved, groups());
        moved();
    }

    void live(List<LivePoint> points) {
        if (!points.equals(live)) {
            live = points;
            repaint();
        }
    }

    void slos(List<Slo> promised) {
        if (!promised.equals(slos)) {
            slos = promised;
            if (!chosen && report != null) {
                wanted = usual();
                moved();
            }
            repaint();
        }
    }

    /** What an endpoint has promised; else the middle of what was measured, which is the same in every run. */
    private double usual() {
        if (!slos.isEmpty()) {
            return slos.getFirst().x();
        }
        double[] measured = groups().stream()
                .flatMap(g -> g.frontier().points().stream())
                .mapToDouble(Placed::x)
                .sorted()
                .toArray();
        return measured.length == 0 ? Double.NaN : measured[measured.length / 2];
    }

    double wanted() {
        return wanted;
    }

    @Nullable
    Placed pin(int number) {
        return pins.at(number);
    }

    @Nullable
    Placed hovered() {
        return hovered;
    }

    void withoutReadOff() {
        wanted = Double.NaN;
        chosen = true;
        moved();
    }

    /** What is shown now as an SVG document. */
    String svg() {
        ParetoReport r = report;
        double w = Math.floor(getWidth());
        double h = Math.floor(getHeight());
        return r == null
                ? new Svg(look(), w, h).document("nothing shown")
                : new PlotSvg(look(), w, h, x(), y()).of(r, wanted);
    }

    private void moved() {
        repaint();
        onChange.changed();
    }

    private Axis x() {
        double most = 1;
        for (ParetoGroup group : groups()) {
            for (Placed p : group.points()) {
                most = Math.max(most, p.x());
            }
        }
        for (LivePoint p : live) {
            most = Math.max(most, p.x());
        }
        for (Slo slo : live.isEmpty() ? List.<Slo>of() : slos) {
            most = Math.max(most, slo.x());
        }
        return Axis.nice(0, most * 1.04, LEFT, Math.max(LEFT + 10, getWidth() - 16), 90);
    }

    private Axis y() {
        double most = 1e-9;
        for (ParetoGroup group : groups()) {
            for (Placed p : group.points()) {
                most = Math.max(most, p.y());
            }
        }
        for (LivePoint p : groups().isEmpty() ? live : List.<LivePoint>of()) {
            most = Math.max(most, p.y());
        }
        return Axis.nice(0, most * 1.06, Math.max(TOP + 10, getHeight() - BOTTOM), TOP, 60);
    }

    private List<ParetoGroup> groups() {
        ParetoReport r = report;
        return r == null ? List.of() : r.groups();
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        ParetoReport r = report;
        if (r == null) {
            return;
        }
        Axis x = x();
        Axis y = y();
        pen.fill(Token.WELL, LEFT, TOP, x.last() - LEFT, y.first() - TOP);
        grid(pen, r, x, y, h);
        for (int g = 0; g < r.groups().size(); g++) {
            dominated(pen, r.groups().get(g), g, x, y);
        }
        for (int g = 0; g < r.groups().size(); g++) {
            frontier(pen, r.groups().get(g), g, x, y);
        }
        promises(pen, x, y);
        line(pen, r, x, y);
        promised(pen, x, y);
        livePoints(pen, x, y);
        for (int p = 0; p < Pins.COUNT; p++) {
            pinTag(pen, pins.at(p), p == 0 ? "A" : "B", x, y);
        }
    }

    private void grid(Pen pen, ParetoReport r, Axis x, Axis y, double h) {
        for (double tick : x.ticks(90)) {
            pen.vline(Token.HAIR, x.at(tick), TOP, y.first());
            pen.center(x.label(tick, 1, 90), look().condensed(11), Token.MUTED, x.at(tick), y.first() + 16);
        }
        for (double tick : y.ticks(60)) {
            pen.hline(Token.HAIR, LEFT, x.last(), y.at(tick));
            double shown = millions(y).isEmpty() ? tick : tick / 1e6;
            pen.right(Figures.digits(shown), look().condensed(11), Token.MUTED, LEFT - 8, y.at(tick) + 4);
        }
        pen.frame(Token.LINE, LEFT, TOP, x.last() - LEFT, y.first() - TOP);
        pen.text(r.title(r.y()) + ", " + millions(y) + r.unit(r.y()), look().body(11), Token.TEXT, 0, 10);
        pen.right(below(r), look().body(11), Token.MUTED, x.last(), h - 6);
        legend(pen, x.last());
    }

    static String below(ParetoReport r) {
        String statistic = r.x() == millwright.analysis.pareto.Axis.JOULES_PER_TOKEN ? "" : ", " + r.percentile();
        return r.title(r.x()) + ", " + r.unit(r.x()) + " = " + r.x().formula() + statistic;
    }

    /** What filled and grey signs are, at the right above the plot. */
    private void legend(Pen pen, double right) {
        double x = right;
        if (!live.isEmpty()) {
            x = pen.right("runs now", look().body(11), Token.MUTED, x, 10) - 12;
            pen.line(Token.STRONG, 2, x - 5, 6, x + 5, 6);
            pen.line(Token.STRONG, 2, x, 1, x, 11);
            x -= 20;
        }
        if (groups().isEmpty()) {
            return;
        }
        x = pen.right("dominated", look().body(11), Token.MUTED, x, 10) - 11;
        Symbols.draw(pen.graphics(), Symbol.marker(0), x - 3, 3, 6, look().color(Token.LINE));
        x = pen.right("on a frontier", look().body(11), Token.MUTED, x - 16, 10) - 13;
        pen.line(look().palette().series(0), 2, x - 9, 6, x + 9, 6);
        pen.fill(Token.BG, x - 4, 2, 8, 8);
        Symbols.draw(
                pen.graphics(),
                Symbol.marker(0),
                x - 4.5,
                1.5,
                9,
                look().palette().series(0));
    }

    /** Seven figures at every tick help nobody. */
    private static String millions(Axis y) {
        return y.high() >= 1e6 ? "millions of " : "";
    }

    private void dominated(Pen pen, ParetoGroup group, int number, Axis x, Axis y) {
        for (Placed p : group.frontier().dominated(group.points())) {
            Symbols.draw(
                    pen.graphics(),
                    Symbol.marker(number),
                    x.at(p.x()) - 3,
                    y.at(p.y()) - 3,
                    6,
                    look().color(Token.LINE));
        }
    }

    private void frontier(Pen pen, ParetoGroup group, int number, Axis x, Axis y) {
        Color ink = look().palette().series(number);
        List<Placed> points = group.frontier().points();
        for (int i = 1; i < points.size(); i++) {
            Placed a = points.get(i - 1);
            Placed b = points.get(i);
            pen.line(ink, 2, x.at(a.x()), y.at(a.y()), x.at(b.x()), y.at(b.y()));
        }
        for (Placed p : points) {
            pen.fill(Token.WELL, x.at(p.x()) - 4, y.at(p.y()) - 4, 8, 8);
            Symbols.draw(pen.graphics(), Symbol.marker(number), x.at(p.x()) - 4.5, y.at(p.y()) - 4.5, 9, ink);
        }
        if (!points.isEmpty()) {
            name(pen, group.label(), ink, points.get(points.size() / 2), x, y);
        }
    }

    /** At the right of its point, or at its left where the plot ends too soon. */
    private void name(Pen pen, String title, Color ink, Placed at, Axis x, Axis y) {
        double px = x.at(at.x());
        double room = x.last() - px - 14;
        double width = look().width(title, look().strong(12));
        boolean left = width > room && px - LEFT - 14 > room;
        String name = look().fit(title, look().strong(12), Math.max(80, left ? px - LEFT - 14 : room));
        double start = left ? px - 10 - look().width(name, look().strong(12)) : px + 10;
        words(pen, name, look().strong(12), ink, start, y.at(at.y()) + (left ? 16 : -8));
    }

    /** Each promise as a dashed line. */
    private void promises(Pen pen, Axis x, Axis y) {
        for (Slo slo : slos) {
            if (slo.x() <= x.high()) {
                pen.line(Token.SET, 1, x.at(slo.x()), TOP, x.at(slo.x()), y.first(), 4, 3);
            }
        }
    }

    /** Its words above the axis, one row each, over all lines. */
    private void promised(Pen pen, Axis x, Axis y) {
        double base = y.first() - 8;
        for (Slo slo : slos) {
            if (slo.x() <= x.high()) {
                double px = x.at(slo.x());
                double width = look().width(slo.words(), look().body(11));
                double at = px + 5 + width > x.last() ? px - 5 - width : px + 5;
                words(pen, slo.words(), look().body(11), look().color(Token.SET), at, base);
                base -= look().scaled(15);
            }
        }
    }

    /** Text on the ground of the plot, so that no line runs through it. */
    private void words(Pen pen, String text, Font font, Color ink, double x, double baseline) {
        double width = look().width(text, font);
        pen.fill(Token.WELL, x - 2, baseline - look().scaled(10), width + 4, look().scaled(13));
        pen.text(text, font, ink, x, baseline);
    }

    private void livePoints(Pen pen, Axis x, Axis y) {
        ParetoReport r = report;
        for (LivePoint p : live) {
            if (p.y() <= y.high() && p.x() <= x.high()) {
                double px = x.at(p.x());
                double py = y.at(p.y());
                pen.line(Token.STRONG, 2, px - 7, py, px + 7, py);
                pen.line(Token.STRONG, 2, px, py - 7, px, py + 7);
                liveName(pen, r == null ? p.name() + " now" : p.words(r), px, py);
            }
        }
    }

    private void liveName(Pen pen, String name, double px, double py) {
        double width = look().width(name, look().strong(12));
        double at = px - 10 - width < LEFT + 4 ? px + 10 : px - 10 - width;
        words(pen, name, look().strong(12), look().color(Token.STRONG), at, py + 4);
    }

    private void line(Pen pen, ParetoReport r, Axis x, Axis y) {
        if (Double.isNaN(wanted)) {
            return;
        }
        double px = x.at(wanted);
        pen.line(Token.FORCED, 2, px, TOP - 6, px, y.first());
        pen.graphics().setFill(look().color(Token.FORCED));
        pen.graphics()
                .fillPolygon(
                        new double[] {px - 6, px + 6, px + 6, px, px - 6},
                        new double[] {TOP - 16, TOP - 16, TOP - 7, TOP - 1, TOP - 7},
                        5);
        String words = "required " + Figures.digits(wanted) + " " + r.unit(r.x());
        if (px + 10 + look().width(words, look().strong(12)) > getWidth()) {
            pen.right(words, look().strong(12), Token.FORCED, px - 10, TOP - 4);
        } else {
            pen.text(words, look().strong(12), Token.FORCED, px + 10, TOP - 4);
        }
        for (ParetoGroup group : r.groups()) {
            if (group.frontier().at(wanted) instanceof ReadOff.Reached reached) {
                double py = y.at(reached.value());
                pen.line(Token.FORCED, 1, LEFT, py, px, py, 3, 3);
                String value = Figures.digits(reached.value());
                words(pen, value, look().strong(11), look().color(Token.FORCED), LEFT + 6, py + 4);
            }
        }
    }

    private void pinTag(Pen pen, @Nullable Placed pin, String name, Axis x, Axis y) {
        if (pin != null) {
            double px = x.at(pin.x());
            double py = y.at(pin.y());
            pen.line(Token.TAG, 2, px, py, px, py - 24);
            pen.fill(Token.TAG, px - 9, py - 40, 18, 18);
            pen.center(name, look().strong(12), Token.ON_TAG, px, py - 27);
        }
    }

    private @Nullable Placed nearest(double px, double py) {
        Placed best = null;
        double least = 12;
        Axis x = x();
        Axis y = y();
        for (ParetoGroup group : groups()) {
            for (Placed p : group.points()) {
                double off = Math.hypot(x.at(p.x()) - px, y.at(p.y()) - py);
                if (off < least) {
                    least = off;
                    best = p;
                }
            }
        }
        return best;
    }

    private void hover(double px, double py) {
        Placed under = nearest(px, py);
        setCursor(under != null ? Cursor.HAND : Cursor.DEFAULT);
        if (under != hovered) {
            hovered = under;
            onChange.changed();
        }
    }

    private void press(double px, double py) {
        Placed under = nearest(px, py);
        if (under != null) {
            pins.put(under);
            moved();
        } else {
            readOff(px);
        }
    }

    private void readOff(double px) {
        if (report != null && px >= LEFT) {
            wanted = Math.clamp(x().value(px), 0, x().high());
            chosen = true;
            moved();
        }
    }
}
