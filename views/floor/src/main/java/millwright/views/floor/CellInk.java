package millwright.views.floor;

import javafx.scene.paint.Color;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Pen;
import millwright.styles.HeatRamp;
import millwright.styles.Palette;
import millwright.styles.Token;

/** A number on a cell, in the ink that the cell's colour asks for. */
final class CellInk {
    private CellInk() {}

    static void number(Pen pen, Scale scale, double value, double x, double y, double w, double h, boolean kept) {
        Palette palette = pen.look().palette();
        HeatRamp ramp = scale.diverging() ? palette.diverging() : palette.heat();
        Color ink = kept ? ramp.ink(scale.position(value)) : palette.color(Token.TEXT);
        String text = text(scale, value);
        double room = pen.look().width(text, pen.look().condensed(11));
        if (room < w - 2) {
            pen.text(text, pen.look().condensed(11), ink, x + (w - room) / 2, y + h / 2 + 4);
        }
    }

    /** Shares as whole per cent, everything else in at most four digits. */
    static String text(Scale scale, double value) {
        boolean share = scale.high() <= 1.5 && scale.low() >= -1.5;
        return share ? Figures.fixed(value * 100, 0) : Figures.digits(value);
    }
}
