package millwright.views.kit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javafx.scene.text.Font;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Pen;
import millwright.series.Window;
import millwright.styles.Fonts;
import millwright.styles.Token;

/**
 * Direct labels at the right end of a {@link StripChart}, moved apart where they would overlap and never out of the
 * chart. FX thread; bounded by the series drawn.
 */
final class StripLabels {
    /** @param figure newest value as printed, empty for none */
    private record Label(String figure, String words, double y, Token ink) {}

    /** Where a label stands. @param y its baseline */
    record Placed(String figure, String words, double y, Token ink) {}

    private StripLabels() {}

    /** What stands before labels. @param scale what values are divided by before they are printed; NaN prints no values @param told by label, in place of the newest value of its series */
    record Figured(double scale, Map<String, Double> told) {
        String of(String label, double newest) {
            double value = told.getOrDefault(label, newest);
            return Double.isNaN(scale) || Double.isNaN(value) ? "" : digits(value / scale);
        }
    }

    static void draw(Pen pen, StripPainter.Frame f, List<Strip> strips, Figured figured) {
        for (Placed label : placed(f, strips, figured, pen.look().scaled(14))) {
            double x = f.right() + 8;
            Font strong = pen.look().strong(Fonts.CELL);
            boolean alone = label.figure().isEmpty();
            if (!alone) {
                x = pen.text(label.figure(), strong, label.ink(), x, label.y()) + 5;
            }
            Font font = alone ? strong : pen.look().body(Fonts.LABEL);
            pen.text(label.words(), font, alone ? label.ink() : Token.MUTED, x, label.y(), f.w() - x);
        }
    }

    /** @param pitch least distance of two baselines, px */
    static List<Placed> placed(StripPainter.Frame f, List<Strip> strips, Figured figured, double pitch) {
        List<Label> labels = labels(f, strips, figured);
        double[] at = new double[labels.size()];
        double free = f.top() + 4;
        for (int i = 0; i < at.length; i++) {
            at[i] = Math.max(free, labels.get(i).y() + 4);
            free = at[i] + pitch;
        }
        double last = f.bottom() + 4;
        for (int i = at.length - 1; i >= 0; i--) {
            at[i] = Math.min(at[i], last);
            last = at[i] - pitch;
        }
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < at.length; i++) {
            Label label = labels.get(i);
            placed.add(new Placed(label.figure(), label.words(), at[i], label.ink()));
        }
        return placed;
    }

    private static List<Label> labels(StripPainter.Frame f, List<Strip> strips, Figured figured) {
        List<Label> labels = new ArrayList<>();
        double[] base = null;
        for (Strip strip : strips) {
            switch (strip) {
                case Strip.Trace(String text, Window window, Token ink, var _, var _) -> {
                    double value = window.newest();
                    labels.add(new Label(figured.of(text, value), text, f.y().at(value), ink));
                }
                case Strip.Area(String text, Window window, var _) -> {
                    double[] low = base == null ? StripChart.zeros(window.columns()) : base;
                    base = StripChart.sum(low, window);
                    int end = newest(base);
                    if (end >= 0) {
                        double middle = f.y().at((low[end] + base[end]) / 2);
                        labels.add(new Label(figured.of(text, window.newest()), text, middle, Token.VALUE));
                    }
                }
                case Strip.Line line -> {
                    double value = line.value().length == 0 ? Double.NaN : line.value()[line.value().length - 1];
                    labels.add(new Label(figured.of(line.label(), value), line.label(), f.y().at(value), line.ink()));
                }
                case Strip.Band _, Strip.Mark _ -> {}
            }
        }
        labels.removeIf(l -> Double.isNaN(l.y()) || l.words().isEmpty());
        labels.sort(Comparator.comparingDouble(Label::y));
        return labels;
    }

    /** Two decimals say nothing behind hundreds. */
    private static String digits(double value) {
        double size = Math.abs(value);
        return Figures.fixed(value, size >= 1000 ? 0 : size >= 100 ? 1 : 2);
    }

    private static int newest(double[] values) {
        int end = values.length - 1;
        while (end >= 0 && Double.isNaN(values[end])) {
            end--;
        }
        return end;
    }
}
