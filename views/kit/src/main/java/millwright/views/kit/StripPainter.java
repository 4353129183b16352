package millwright.views.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import millwright.desk.ClockFace;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Gaps;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.desk.draw.Ticks;
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.series.Window;
import millwright.styles.Fonts;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/** The drawing of a {@link StripChart}. FX thread; keeps only working arrays. */
final class StripPainter {
    /** Half of what a line of small words takes, px. */
    private static final double WORDS = 8;

    private final TracePainter traces = new TracePainter();
    private Priority beyond = Priority.HIGH;

    void beyond(Priority priority) {
        beyond = priority;
    }

    /** The plot's axes and what they mean. @param w whole width of the chart, px @param h its height */
    record Frame(Axis x, Axis y, long from, long to, String ucum, boolean timeLabels, double w, double h) {
        double left() {
            return x.first();
        }

        double right() {
            return x.last();
        }

        double top() {
            return y.last();
        }

        double bottom() {
            return y.first();
        }
    }

    /** The lines of both axes; their figures go to {@code labels}. */
    void grid(Pen pen, Frame f, @Nullable ClockFace clock, AxisLabels labels) {
        Look look = pen.look();
        for (double tick : f.y().ticks(pitch(look, f.bottom() - f.top()))) {
            pen.hline(Token.HAIR, f.left(), f.right(), f.y().at(tick));
        }
        pen.hline(Token.LINE, f.left(), f.right(), f.bottom());
        List<AxisLabels.Text> times = new ArrayList<>();
        double apart = look.scaled(86);
        List<Long> instants = clock == null ? List.of() : ticks(f, clock, apart);
        List<String> words = clock == null || !f.timeLabels() ? List.of() : words(f, clock, instants, apart);
        for (int i = 0; i < instants.size(); i++) {
            double px = f.x().at(instants.get(i));
            pen.vline(Token.HAIR, px, f.top(), f.bottom());
            if (!words.isEmpty()) {
                String text = words.get(i);
                double x = Math.round(px - look.width(text, look.condensed(Fonts.LABEL)) / 2);
                times.add(new AxisLabels.Text(text, x, f.bottom() + look.scaled(16)));
            }
        }
        labels.show(values(look, f), times, f.left(), f.bottom(), f.w(), f.h());
    }

    /** The figures of the value axis, the unit behind the topmost where there is room, else by itself. */
    static List<AxisLabels.Text> values(Look look, Frame f) {
        Font font = look.condensed(Fonts.LABEL);
        double pitch = pitch(look, f.bottom() - f.top());
        double scale = prefixScale(f);
        String unit = unit(f);
        double[] ticks = f.y().ticks(pitch);
        String last = ticks.length == 0 ? "" : f.y().label(ticks[ticks.length - 1], scale, pitch) + " " + unit;
        boolean beside = !last.isEmpty() && look.width(last, font) <= f.left() - 10;
        List<AxisLabels.Text> texts = new ArrayList<>();
        boolean between = !beside && squeezed(f, ticks, look.scaled(13));
        for (int i = 0; i < ticks.length; i++) {
            if (between && i == ticks.length - 2) {
                continue;
            }
            String text = beside && i == ticks.length - 1 ? last : f.y().label(ticks[i], scale, pitch);
            texts.add(value(look, text, f, f.y().at(ticks[i])));
        }
        if (!beside) {
            double at = between ? f.y().at(ticks[ticks.length - 2]) : unitAt(f, ticks, look.scaled(13));
            texts.add(value(look, unit, f, at));
        }
        return texts;
    }

    /** Labels stand so close that the unit takes the place of the second, but of two the one with room beside it. */
    private static boolean squeezed(Frame f, double[] ticks, double line) {
        int last = ticks.length - 1;
        return last >= 1
                && f.y().at(ticks[last - 1]) - f.y().at(ticks[last]) < 2 * line
                && (last >= 2 || Double.isNaN(outside(f, ticks, line)));
    }

    /** Below or above two labels; NaN where neither has room. */
    private static double outside(Frame f, double[] ticks, double line) {
        double below = f.y().at(ticks[0]) + line;
        double above = f.y().at(ticks[1]) - line;
        return below <= f.bottom() ? below : above >= f.top() ? above : Double.NaN;
    }

    private static AxisLabels.Text value(Look look, String text, Frame f, double y) {
        return new AxisLabels.Text(text, f.left() - 8 - look.width(text, look.condensed(Fonts.LABEL)), y + 4);
    }

    /** Between the topmost two labels, where neither a limit nor a trace runs through it; else clear of the only one. */
    private static double unitAt(Frame f, double[] ticks, double line) {
        if (ticks.length == 2 && f.y().at(ticks[0]) - f.y().at(ticks[1]) < 2 * line) {
            return outside(f, ticks, line);
        }
        if (ticks.length >= 2) {
            return (f.y().at(ticks[ticks.length - 1]) + f.y().at(ticks[ticks.length - 2])) / 2;
        }
        double only = ticks.length == 0 ? f.top() : f.y().at(ticks[0]);
        return only + line <= f.bottom() ? only + line : only - line;
    }

    /** Least distance of two values on the axis, px: a low strip has at least its two ends. @param tall of the plot */
    static double pitch(Look look, double tall) {
        return look.scaled(tall < look.scaled(60) ? 16 : 36);
    }

    /** Instants worth a label. @param pitch least distance, px */
    static List<Long> ticks(Frame f, ClockFace clock, double pitch) {
        return Ticks.times(f.from(), f.to(), most(f, pitch), clock.zone());
    }

    /** What stands at them. */
    static List<String> words(Frame f, ClockFace clock, List<Long> ticks, double pitch) {
        return Ticks.words(ticks, f.to() - f.from(), most(f, pitch), clock);
    }

    private static int most(Frame f, double pitch) {
        return Math.max(1, (int) ((f.right() - f.left()) / pitch));
    }

    static String unit(Frame f) {
        return Figures.of(prefixScale(f), f.ucum()).unit();
    }

    static double prefixScale(Frame f) {
        double largest = Math.max(Math.abs(f.y().low()), Math.abs(f.y().high()));
        String prefixed = Figures.of(largest, f.ucum()).unit();
        String plain = Figures.unit(f.ucum());
        if (prefixed.equals(plain) || prefixed.isEmpty()) {
            return 1;
        }
        return Math.pow(1000, 1 + "kMGTP".indexOf(prefixed.charAt(0)));
    }

    /** @param figured what direct labels begin with */
    void strips(Pen pen, Frame f, List<Strip> strips, StripLabels.Figured figured) {
        GraphicsContext g = pen.graphics();
        g.save();
        g.beginPath();
        g.rect(f.left(), 0, f.right() - f.left(), f.bottom() + 1);
        g.clip();
        List<Strip.Mark> marks = new ArrayList<>();
        double[] base = null;
        for (Strip strip : strips) {
            switch (strip) {
                case Strip.Band band -> {
                    double[] low = StripChart.sum(StripChart.zeros(band.low().columns()), band.low());
                    double[] high = StripChart.sum(StripChart.zeros(band.high().columns()), band.high());
                    Color fill = pen.look().color(band.fill());
                    traces.area(g, low, high, band.high(), f.x(), f.y(), fill);
                }
                case Strip.Area area -> {
                    double[] low = base == null ? StripChart.zeros(area.window().columns()) : base;
                    base = StripChart.sum(low, area.window());
                    Color fill = pen.look().color(area.fill());
                    traces.area(g, low, base, area.window(), f.x(), f.y(), fill);
                    gaps(pen, f, area.window(), strips);
                }
                case Strip.Trace trace -> {
                    gaps(pen, f, trace.window(), strips);
                    trace(pen, f, trace, strips);
                }
                case Strip.Line line -> line(pen, f, line);
                case Strip.Mark mark -> marks.add(mark);
            }
        }
        StripMarks.draw(pen, f, marks);
        g.restore();
        StripLabels.draw(pen, f, strips, figured);
    }

    /** In calm ink, and in alarm ink where a limit of the chart is broken. */
    private void trace(Pen pen, Frame f, Strip.Trace trace, List<Strip> strips) {
        GraphicsContext g = pen.graphics();
        traces.banded(trace.banded());
        traces.draw(g, trace.window(), f.x(), f.y(), pen.look().color(trace.ink()), trace.thickness());
        for (Strip strip : strips) {
            if (strip instanceof Strip.Line limit && limit.value().length == 1 && limit.ink() == Token.SET) {
                double ly = f.y().at(limit.value()[0]);
                double top = limit.upper() ? 0 : ly;
                double height = limit.upper() ? ly : f.bottom() - ly;
                if (height > 0) {
                    g.save();
                    g.beginPath();
                    g.rect(f.left(), top, f.right() - f.left(), height);
                    g.clip();
                    traces.draw(g, trace.window(), f.x(), f.y(), pen.ink(beyond), trace.thickness());
                    g.restore();
                }
            }
        }
    }

    /** One stroke for each run without holes, so that dashes go on over small steps. */
    private static void line(Pen pen, Frame f, Strip.Line line) {
        GraphicsContext g = pen.graphics();
        double half = line.solid() ? 0 : 0.5;
        double[] xs = new double[2 * line.value().length];
        double[] ys = new double[xs.length];
        int points = 0;
        g.setStroke(pen.look().color(line.ink()));
        g.setLineWidth(line.solid() ? 2 : 1);
        g.setLineDashes(line.solid() ? new double[0] : new double[] {4, 3});
        for (int i = 0; i < line.value().length; i++) {
            long until = i + 1 < line.from().length ? line.from()[i + 1] : f.to();
            double x1 = Math.max(f.left(), f.x().at(Math.max(f.from(), line.from()[i])));
            double x2 = Math.min(f.right(), f.x().at(Math.min(f.to(), until)));
            if (Double.isNaN(line.value()[i])) {
                flush(g, xs, ys, points);
                points = 0;
            } else if (x2 > x1) {
                double y = Math.round(f.y().at(line.value()[i])) + half;
                xs[points] = x1;
                ys[points++] = y;
                xs[points] = x2;
                ys[points++] = y;
            }
        }
        flush(g, xs, ys, points);
        g.setLineDashes();
    }

    private static void flush(GraphicsContext g, double[] xs, double[] ys, int points) {
        if (points > 1) {
            g.strokePolyline(xs, ys, points);
        }
    }

    private static void gaps(Pen pen, Frame f, Window window, List<Strip> strips) {
        for (Gaps.Run run : Gaps.of(window)) {
            double x1 = Math.max(f.left(), f.x().at(window.from() + run.first() * window.width()));
            double x2 = Math.min(f.right(), f.x().at(window.from() + run.end() * window.width()));
            if (x2 - x1 < 3) {
                continue;
            }
            pen.frame(Token.LINE, x1, f.top(), x2 - x1, f.bottom() - f.top(), 3, 3);
            String words =
                    word(window.stateAt(run.first())) + ", " + Figures.span((long) (run.length() * window.width()));
            gapWords(pen, words, x1, x2, f, clearOfLimits(f, strips));
        }
    }

    /** Where a line of words is crossed by no limit: in the middle, else at the top or the bottom. */
    static double clearOfLimits(Frame f, List<Strip> strips) {
        double middle = (f.top() + f.bottom()) / 2;
        for (double at : new double[] {middle, f.top() + WORDS, f.bottom() - WORDS}) {
            boolean crossed = strips.stream()
                    .anyMatch(strip -> strip instanceof Strip.Line limit
                            && limit.value().length == 1
                            && Math.abs(f.y().at(limit.value()[0]) - at) < WORDS);
            if (!crossed) {
                return at;
            }
        }
        return middle;
    }

    private static void gapWords(Pen pen, String words, double x1, double x2, Frame f, double line) {
        Font font = pen.look().condensed(Fonts.LABEL);
        double length = pen.look().width(words, font);
        GraphicsContext g = pen.graphics();
        double middle = (f.top() + f.bottom()) / 2;
        if (x2 - x1 > length + 8) {
            pen.text(words, font, Token.MUTED, (x1 + x2 - length) / 2, line + 4);
        } else if (x2 - x1 > pen.look().scaled(12) && f.bottom() - f.top() > length + 8) {
            g.save();
            g.translate((x1 + x2) / 2 + 4, middle + length / 2);
            g.rotate(-90);
            pen.text(words, font, Token.MUTED, 0, 0);
            g.restore();
        }
    }

    private static String word(DataState state) {
        return switch (state) {
            case OK, NO_DATA -> "no data";
            case STALE -> "stale";
            case NOT_SUPPORTED -> "not supported";
            case FORBIDDEN -> "not allowed";
            case BAD -> "bad values";
        };
    }

    void brush(Pen pen, Frame f, double x1, double x2) {
        double a = Math.max(f.left(), x1);
        double b = Math.min(f.right(), x2);
        if (b > a) {
            pen.fill(Token.BRUSH, a, f.top(), b - a, f.bottom() - f.top());
            pen.vline(Token.SET, a, f.top(), f.bottom());
            pen.vline(Token.SET, b - 1, f.top(), f.bottom());
        }
    }

    void readout(Pen pen, Frame f, List<Strip> strips, double px, ClockFace clock) {
        long time = (long) f.x().value(px);
        pen.vline(Token.STRONG, px, f.top(), f.bottom());
        List<String> lines = new ArrayList<>(List.of(clock.within(time, f.to() - f.from())));
        for (Strip strip : strips) {
            if (strip instanceof Strip.Trace(String label, Window window, var _, var _, var _)) {
                lines.add(line(label, window, time, f.ucum()));
            } else if (strip instanceof Strip.Area(String label, Window window, var _)) {
                lines.add(line(label, window, time, f.ucum()));
            }
        }
        Font font = pen.look().body(Fonts.LABEL);
        double width =
                lines.stream().mapToDouble(l -> pen.look().width(l, font)).max().orElse(0) + 16;
        double pitch = pen.look().scaled(15);
        double height = lines.size() * pitch + 8;
        double x = px + 12 + width > f.right() ? px - 12 - width : px + 12;
        pen.fill(Token.RAISE, x, f.top() + 4, width, height);
        pen.frame(Token.LINE, x, f.top() + 4, width, height);
        for (int i = 0; i < lines.size(); i++) {
            pen.text(
                    lines.get(i),
                    font,
                    i == 0 ? Token.STRONG : Token.TEXT,
                    x + 8,
                    f.top() + 4 + (i + 0.85) * pitch + 2);
        }
    }

    private static String line(String label, Window window, long time, String ucum) {
        int c = (int) Math.floor((time - window.from()) / window.width());
        boolean inside = c >= 0 && c < window.columns();
        if (!inside || window.count()[c] == 0) {
            return label + "  " + (inside ? word(window.stateAt(c)) : "–");
        }
        String mean = Figures.of(window.mean()[c], ucum).joined();
        boolean spread = window.max()[c] - window.min()[c] > 1e-9 * Math.abs(window.max()[c]);
        return label + "  " + mean
                + (spread
                        ? "  (" + Figures.of(window.min()[c], ucum).number() + " to "
                                + Figures.of(window.max()[c], ucum).joined() + ")"
                        : "");
    }

    /** Lowest and highest number drawn, limits included; infinities when there is none. */
    static double[] extent(List<Strip> strips, long from, long to) {
        double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double[] base = null;
        for (Strip strip : strips) {
            switch (strip) {
                case Strip.Trace trace -> {
                    widen(ends, trace.window().min());
                    widen(ends, trace.window().max());
                }
                case Strip.Area area -> {
                    double[] low = base == null ? StripChart.zeros(area.window().columns()) : base;
                    base = StripChart.sum(low, area.window());
                    widen(ends, base);
                }
                case Strip.Band band -> {
                    widen(ends, band.low().mean());
                    widen(ends, band.high().mean());
                }
                case Strip.Line line -> widen(ends, line.value());
                case Strip.Mark _ -> {}
            }
        }
        return ends;
    }

    private static void widen(double[] ends, double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                ends[0] = Math.min(ends[0], value);
                ends[1] = Math.max(ends[1], value);
            }
        }
    }
}
