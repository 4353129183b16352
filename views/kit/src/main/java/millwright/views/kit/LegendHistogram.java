package millwright.views.kit;

import java.util.function.DoubleFunction;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.styles.Fonts;
import millwright.styles.HeatRamp;
import millwright.styles.Symbol;
import millwright.styles.Token;

/**
 * The legend of a heatmap: how many cells have which value, over the ramp that colours them. Dragging a handle leaves
 * cells out, a double click takes all in again. FX thread; 108 bins.
 */
public final class LegendHistogram extends Drawn {
    public static final int BINS = 108;
    private static final double SIDE = 84;

    /** Told when the brush moves; both ends inclusive, infinite where nothing is left out. */
    @FunctionalInterface
    public interface OnBrush {
        void brushed(double low, double high);
    }

    private final int[] bins = new int[BINS];
    private int below;
    private int above;
    private double low;
    private double high = 1;
    private double from = Double.NEGATIVE_INFINITY;
    private double to = Double.POSITIVE_INFINITY;
    private int left;
    private String what = "";
    private boolean diverging;
    private DoubleFunction<String> label = v -> Figures.digits(v);
    private OnBrush onBrush = (_, _) -> {};
    private int grabbed;

    public LegendHistogram(ObservableValue<Look> looks) {
        super(looks);
        setPrefHeight(look().scaled(88));
        setMinHeight(look().scaled(88));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> move(e.getX()));
        addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> grabbed = 0);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        setFocusTraversable(true);
        setAccessibleText("Legend with the number of cells. Left and Right move the lower end of the filter,"
                + " with Shift the upper end, Delete takes all in again.");
        focusedProperty().subscribe(this::repaint);
    }

    public LegendHistogram onBrush(OnBrush told) {
        onBrush = told;
        return this;
    }

    /** @param newWhat noun of the cells, for example GPUs @param newLabel prints a value with its unit */
    public void scale(
            double newLow, double newHigh, boolean isDiverging, String newWhat, DoubleFunction<String> newLabel) {
        boolean moved = low != newLow || high != newHigh || diverging != isDiverging;
        low = newLow;
        high = newHigh;
        diverging = isDiverging;
        what = newWhat;
        label = newLabel;
        if (moved) {
            reset();
        }
    }

    /** Counts the values (NaN left out) and draws. */
    public void count(double[] values) {
        java.util.Arrays.fill(bins, 0);
        below = 0;
        above = 0;
        left = 0;
        for (double value : values) {
            if (Double.isNaN(value)) {
                continue;
            }
            left += value >= from && value <= to ? 0 : 1;
            below += value < low ? 1 : 0;
            above += value > high ? 1 : 0;
            if (value >= low && value <= high) {
                bins[(int) Math.min(BINS - 1, (value - low) / (high - low) * BINS)]++;
            }
        }
        repaint();
    }

    /** The ends of the brush, for a workspace; empty where nothing is left out. */
    public String save() {
        return brushed() ? from + " " + to : "";
    }

    /** Brushes as {@link #save} said. What cannot be read filters nothing. */
    public void restore(String saved) {
        String[] ends = saved.split(" ", -1);
        try {
            if (ends.length == 2) {
                from = Double.parseDouble(ends[0]);
                to = Double.parseDouble(ends[1]);
                onBrush.brushed(from, to);
            }
        } catch (NumberFormatException e) {
            reset(); // a workspace may have been edited by hand
        }
    }

    /** True where the brush leaves the value in. */
    public boolean keeps(double value) {
        return value >= from && value <= to;
    }

    public boolean brushed() {
        return from != Double.NEGATIVE_INFINITY || to != Double.POSITIVE_INFINITY;
    }

    public void reset() {
        from = Double.NEGATIVE_INFINITY;
        to = Double.POSITIVE_INFINITY;
        onBrush.brushed(from, to);
        repaint();
    }

    private Axis axis(double w) {
        return new Axis(low, high, look().scaled(SIDE), w - look().scaled(SIDE));
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        Axis x = axis(w);
        double base = h - look().scaled(34);
        double tall = base - look().scaled(14);
        int most = 1;
        int all = 0;
        for (int bin : bins) {
            most = Math.max(most, bin);
            all += bin;
        }
        HeatRamp ramp =
                diverging ? look().palette().diverging() : look().palette().heat();
        double pitch = (x.last() - x.first()) / BINS;
        for (int b = 0; b < BINS; b++) {
            double value = low + (b + 0.5) / BINS * (high - low);
            double bar = Math.sqrt(bins[b] / (double) most) * tall;
            double position = ramp.low() + (b + 0.5) / BINS * (ramp.high() - ramp.low());
            double px = x.first() + b * pitch;
            pen.graphics().setFill(keeps(value) ? ramp.color(position) : look().color(Token.OUT_OF_BRUSH));
            pen.graphics().fillRect(px, base - bar, Math.max(1, pitch - 1), bar);
            pen.fill(ramp.color(position), px, base + 2, pitch + 0.5, 8);
        }
        scaleLabels(pen, x, base);
        handles(pen, x, base, all + below + above);
        if (isFocusVisible()) {
            pen.frame(Token.FOCUS, 0, 0, w, h);
        }
    }

    private void scaleLabels(Pen pen, Axis x, double base) {
        for (double tick : x.ticks(look().scaled(90))) {
            pen.vline(Token.LINE, x.at(tick), base + 10, base + 13);
            pen.center(label.apply(tick), look().body(Fonts.LABEL), Token.MUTED, x.at(tick), base + look().scaled(25));
        }
        if (below > 0) {
            pen.symbol(Symbol.CLAMPED_LOW, Token.TEXT, x.first() - 14, base, 12);
            pen.right(
                    "clamped " + Figures.whole(below),
                    look().condensed(Fonts.LABEL),
                    Token.MUTED,
                    x.first() - 4,
                    base - 4);
        }
        if (above > 0) {
            pen.symbol(Symbol.CLAMPED_HIGH, Token.TEXT, x.last() + 2, base, 12);
            pen.text(
                    "clamped " + Figures.whole(above),
                    look().condensed(Fonts.LABEL),
                    Token.MUTED,
                    x.last() + 4,
                    base - 4);
        }
    }

    private void handles(Pen pen, Axis x, double base, int all) {
        for (boolean lower : new boolean[] {true, false}) {
            double at = handle(x, lower);
            pen.vline(Token.SET, at, look().scaled(4), base + 10);
            pen.symbol(Symbol.FLAG, Token.SET, at - 6, 0, 12);
        }
        if (brushed()) {
            String text = "brush " + label.apply(Math.max(low, from)) + " to " + label.apply(Math.min(high, to)) + ", "
                    + Figures.whole(all - left) + " " + what + ", " + Figures.whole(left) + " out";
            pen.text(text, look().body(Fonts.LABEL), Token.SET, x.first() + 12, look().scaled(10));
        }
    }

    private double handle(Axis x, boolean lower) {
        return Math.clamp(x.at(lower ? Math.max(low, from) : Math.min(high, to)), x.first(), x.last());
    }

    private void press(MouseEvent event) {
        Axis x = axis(Math.floor(getWidth()));
        if (event.getClickCount() == 2) {
            reset();
            return;
        }
        double toLower = Math.abs(event.getX() - handle(x, true));
        double toUpper = Math.abs(event.getX() - handle(x, false));
        grabbed = toLower <= toUpper ? 1 : 2;
        move(event.getX());
    }

    /** By bins: what is left out is seen at once. */
    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        double bin = (high - low) / BINS;
        grabbed = event.isShiftDown() ? 2 : 1;
        double end = grabbed == 1 ? Math.max(low, from) : Math.min(high, to);
        switch (event.getCode()) {
            case LEFT -> set(end - bin);
            case RIGHT -> set(end + bin);
            case DELETE -> reset();
            default -> {
                grabbed = 0;
                return;
            }
        }
        grabbed = 0;
        event.consume();
    }

    private void move(double px) {
        set(axis(Math.floor(getWidth())).value(px));
    }

    private void set(double wanted) {
        double value = Math.clamp(wanted, low, high);
        if (grabbed == 1) {
            from = value <= low ? Double.NEGATIVE_INFINITY : Math.min(value, to);
        } else if (grabbed == 2) {
            to = value >= high ? Double.POSITIVE_INFINITY : Math.max(value, from);
        }
        onBrush.brushed(from, to);
        repaint();
    }
}
