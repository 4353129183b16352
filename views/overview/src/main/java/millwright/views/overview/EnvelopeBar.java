package millwright.views.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import javafx.beans.value.ObservableValue;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.desk.draw.Ticks;
import millwright.plant.CsvLine;
import millwright.styles.Fonts;
import millwright.styles.Symbol;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/** What the site draws, by use, on one bar with its limit, what is committed and the hour's peak. FX thread. */
final class EnvelopeBar extends Drawn {
    private record Part(String name, String metric, Token fill) {}

    private static final List<Part> PARTS = List.of(
            new Part("IT inference", "site.power.inference", Token.FILL),
            new Part("IT training", "site.power.training", Token.FILL_3),
            new Part("IT other", "site.power.other", Token.FILL_4),
            new Part("Cooling", "site.power.cooling", Token.EQUIP),
            new Part("Losses", "site.power.loss", Token.LINE));

    /** Where no job tells what IT works on. */
    private static final List<Part> WITHOUT_USE =
            List.of(new Part("IT, use not told", "site.power.it", Token.FILL), PARTS.get(3), PARTS.get(4));

    /** The bar ends a little behind the largest figure. */
    private static final double ROOM = 1.04;

    private List<Part> shown = PARTS;
    private double[] parts = new double[PARTS.size()];
    private boolean any;
    private double total = Double.NaN;
    private double limit = Double.NaN;
    private double committed = Double.NaN;
    private double peak = Double.NaN;

    EnvelopeBar(ObservableValue<Look> looks, Runnable open) {
        super(looks);
        setMinHeight(look().scaled(116));
        setPrefHeight(look().scaled(116));
        setCursor(Cursor.HAND);
        setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY) {
                open.run();
            }
        });
    }

    /** @param newPeak highest of the last hour, W; NaN unknown */
    void show(SiteValues values, double newPeak) {
        boolean use = PARTS.stream()
                .limit(3)
                .anyMatch(part -> values.of(part.metric()).known());
        shown = use ? PARTS : WITHOUT_USE;
        parts = shown.stream()
                .mapToDouble(part -> values.of(part.metric()).number())
                .toArray();
        any = DoubleStream.of(parts).anyMatch(value -> !Double.isNaN(value));
        total = values.power().number();
        limit = values.envelope();
        committed = values.of("site.power.committed").number();
        peak = newPeak;
        setAccessibleText("Power envelope: " + Figures.of(total, "W").joined() + " of "
                + Figures.of(limit, "W").joined());
        repaint();
    }

    /** The part under the pointer, elsewhere every figure; null where nothing is known. */
    @Nullable
    String tip(double x, double y) {
        double most = largest();
        double top = look().scaled(20);
        if (most <= 0) {
            return null;
        }
        if (y >= top && y < top + look().scaled(20)) {
            double at = x / getWidth() * most * ROOM;
            double sum = 0;
            for (int i = 0; i < parts.length; i++) {
                sum += Math.max(0, Double.isNaN(parts[i]) ? 0 : parts[i]);
                if (at < sum) {
                    return shown.get(i).name() + " " + watts(parts[i]) + share(parts[i]);
                }
            }
            if (at < total) {
                return "not told what for " + watts(total - sum) + share(total - sum);
            }
        }
        return everything();
    }

    private String share(double part) {
        return Double.isNaN(total) ? "" : ", " + Figures.percent(part / total).joined() + " at the meter";
    }

    private String everything() {
        StringBuilder text = new StringBuilder("at the meter " + watts(total));
        for (int i = 0; i < parts.length; i++) {
            text.append('\n').append(shown.get(i).name()).append(' ').append(watts(parts[i]));
        }
        return text.append("\ncommitted ")
                .append(watts(committed))
                .append("\npeak of the last hour ")
                .append(watts(peak))
                .append("\nlimit ")
                .append(watts(limit))
                .toString();
    }

    private static String watts(double value) {
        return Double.isNaN(value) ? "not known" : Figures.of(value, "W").joined();
    }

    /** In W. */
    String csv() {
        StringBuilder rows = new StringBuilder("part,W\n");
        for (int i = 0; i < parts.length; i++) {
            rows.append(CsvLine.of(shown.get(i).name(), parts[i]));
        }
        rows.append(CsvLine.of("at the meter", total)).append(CsvLine.of("committed", committed));
        return rows.append(CsvLine.of("peak of the hour", peak))
                .append(CsvLine.of("limit", limit))
                .toString();
    }

    double limit() {
        return limit;
    }

    /** The unit of every figure on it, for the title: {@code MW}. */
    String unit() {
        return Figures.pair(largest(), Double.NaN, "W")[2].strip();
    }

    private double largest() {
        double most = 0;
        double known = DoubleStream.of(parts).filter(value -> value > 0).sum();
        for (double value : new double[] {total, limit, committed, peak, known}) {
            most = Double.isNaN(value) ? most : Math.max(most, value);
        }
        return most;
    }

    /** In the unit of the largest, so that all figures of the bar can be compared. */
    private String figure(double value) {
        return Double.isNaN(value) ? "–" : Figures.pair(value, largest(), "W")[0];
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        Look look = look();
        double most = largest();
        double full = most <= 0 ? 1 : most * ROOM;
        double top = look.scaled(20);
        double bar = look.scaled(20);
        pen.fill(Token.TRACK, 0, top, w, bar);
        if (most > 0) {
            bar(pen, w, top, bar, full);
            marks(pen, w, top, bar, full);
            axis(pen, w, top + bar + look.scaled(16), full);
            if (Double.isNaN(total)) {
                pen.text("the meter is not measured; what is known:", look.body(Fonts.LABEL), Token.MUTED, 0, top - 7);
            }
        } else {
            pen.text("no power is measured here", look.body(Fonts.LABEL), Token.MUTED, 8, top + bar * 0.7);
        }
        if (any || most > 0) {
            legend(pen, w, top + bar + look.scaled(40));
        } else {
            String how = "Power meters, racks or nodes of a source fill this.";
            pen.text(how, look.body(Fonts.LABEL), Token.MUTED, 8, top + bar + look.scaled(22), w - 8);
        }
    }

    private void bar(Pen pen, double w, double top, double bar, double full) {
        double x = 0;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] > 0) {
                double width = parts[i] / full * w;
                pen.fill(shown.get(i).fill(), x, top, Math.max(1, width - 1), bar);
                x += width;
            }
        }
        double end = total / full * w;
        if (end > x + 1) {
            pen.frame(Token.EQUIP, x, top, end - x, bar, 3, 3);
        }
    }

    private void marks(Pen pen, double w, double top, double bar, double full) {
        if (!Double.isNaN(peak)) {
            double x = peak / full * w;
            pen.vline(Token.TEXT, x, top - 6, top + bar);
            pen.right("peak 1 h " + figure(peak), look().body(Fonts.LABEL), Token.MUTED, x - 4, top - 7);
        }
        if (!Double.isNaN(committed)) {
            pen.symbol(Symbol.COMMITTED, Token.STRONG, committed / full * w - 5, top + bar - 2, 10);
        }
        if (!Double.isNaN(limit)) {
            pen.fill(Token.SET, Math.round(limit / full * w) - 1, top - 6, 2, bar + 12);
        }
    }

    private void axis(Pen pen, double w, double baseline, double full) {
        double scale = Math.pow(1000, "kMGT".indexOf(unit().charAt(0)) + 1);
        int decimals = Ticks.decimals(Ticks.step(0, full, 5) / scale);
        for (double tick : Ticks.values(0, full, 5)) {
            if (tick < full * 0.97) {
                String text = Figures.fixed(tick / scale, decimals);
                double x = tick / full * w;
                double wide = look().width(text, look().condensed(Fonts.LABEL));
                double at = Math.clamp(x - wide / 2, 0, Math.max(0, w - wide));
                pen.text(text, look().condensed(Fonts.LABEL), Token.MUTED, at, baseline);
            }
        }
    }

    private void legend(Pen pen, double w, double baseline) {
        Look look = look();
        List<String> names = new ArrayList<>(shown.stream().map(Part::name).toList());
        names.add("committed");
        for (int i = 0; i < names.size(); i++) {
            double x = i % 3 * (w / 3);
            int line = i / 3;
            double y = baseline + line * look.scaled(20);
            if (i < shown.size()) {
                pen.fill(shown.get(i).fill(), x, y - 9, 10, 10);
            } else {
                pen.symbol(Symbol.COMMITTED, Token.STRONG, x, y - 10, 11);
            }
            double end = pen.text(names.get(i), look.body(Fonts.LABEL), Token.MUTED, x + 15, y);
            double value = i < shown.size() ? parts[i] : committed;
            pen.text(
                    figure(value), look.strong(Fonts.LABEL), Token.VALUE, end + 5, y, Math.max(0, x + w / 3 - end - 6));
        }
    }
}
