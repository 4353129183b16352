package millwright.desk.shell;

import java.util.Objects;
import javafx.beans.value.ObservableValue;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.styles.Fonts;
import millwright.styles.Symbol;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/** The hatched band above a screen of which nobody tells how the plant is now. Takes no room while there is none. FX thread. */
final class SilenceBand extends Drawn {
    private static final double HEIGHT = 30;
    private static final double HATCH = 72;
    private static final double PITCH = 9;

    private @Nullable Silence shown;

    SilenceBand(ObservableValue<Look> looks, double zoom) {
        super(looks, zoom);
        setVisible(false);
        setManaged(false);
        setMinWidth(0);
    }

    void show(@Nullable Silence silence) {
        if (Objects.equals(shown, silence)) {
            return;
        }
        shown = silence;
        setVisible(silence != null);
        setManaged(silence != null);
        setAccessibleText(silence == null ? "" : silence.word() + ": " + silence.text());
        repaint();
    }

    @Nullable
    Silence shown() {
        return shown;
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        Silence silence = shown;
        if (silence == null) {
            return;
        }
        pen.fill(Token.RAISE, 0, 0, w, h);
        hatch(pen, 0, HATCH, h);
        hatch(pen, Math.max(HATCH, w - HATCH), w, h);
        pen.hline(Token.TEXT, 0, w, 0);
        pen.hline(Token.TEXT, 0, w, h - 1);
        pen.symbol(Symbol.CLOCK, Token.STRONG, HATCH + 12, h / 2 - 8, 16);
        double end = pen.text(silence.word(), pen.look().strong(Fonts.TITLE), Token.STRONG, HATCH + 36, h / 2 + 6);
        pen.text(silence.text(), pen.look().body(Fonts.CELL), Token.STRONG, end + 14, h / 2 + 5, w - HATCH - end - 26);
    }

    private static void hatch(Pen pen, double from, double to, double h) {
        var g = pen.graphics();
        g.save();
        g.beginPath();
        g.rect(from, 0, to - from, h);
        g.clip();
        g.setStroke(pen.look().color(Token.TEXT));
        g.setLineWidth(2.5);
        for (double x = from - h; x < to; x += PITCH) {
            g.strokeLine(x, h, x + h, 0);
        }
        g.restore();
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT * zoom();
    }
}
