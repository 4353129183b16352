package millwright.views.floor;

import javafx.scene.image.PixelFormat;
import javafx.scene.text.Font;
import millwright.desk.draw.Pen;
import millwright.plant.DataState;
import millwright.styles.Fonts;
import millwright.styles.Symbol;
import millwright.styles.Token;
import millwright.views.kit.CellPainter;

/** Numbers and cells in the drawing of their state: each other than the others, and none a zero. FX thread, stateless. */
final class StateInk {
    private StateInk() {}

    /** Ends at {@code right}. @param text of the number, not looked at where there is none @return x where it begins */
    static double number(Pen pen, Told told, String text, Font font, Token ink, double right, double baseline) {
        Font small = pen.look().condensed(Fonts.LABEL);
        return switch (told.state()) {
            case OK -> pen.right(told.number() ? text : "–", font, told.number() ? ink : Token.MUTED, right, baseline);
            case STALE -> {
                double x = pen.right(told.number() ? text : "–", font, Token.MUTED, right, baseline);
                double middle = baseline - 4 * pen.look().textScale();
                pen.hline(Token.TEXT, x - 1, right + 1, middle);
                yield x;
            }
            case NO_DATA -> pen.right("–", font, Token.MUTED, right, baseline);
            case NOT_SUPPORTED -> pen.right("n/s", small, Token.MUTED, right, baseline);
            case FORBIDDEN -> {
                double size = 11 * pen.look().textScale();
                pen.symbol(Symbol.LOCK, Token.MUTED, right - size, baseline - size + 1, size);
                yield right - size;
            }
            case BAD -> pen.right("bad", small, Token.TEXT, right, baseline);
        };
    }

    /** The pattern of a state that is not OK. @param argb colour of the last value where it is stale */
    static void cell(Pen pen, DataState state, int argb, double x, double y, double w, double h) {
        int wide = Math.max(1, (int) w);
        int tall = Math.max(1, (int) h);
        int[] pixels = new int[wide * tall];
        new CellPainter(pixels, wide, tall, pen.look().palette()).cell(0, 0, wide, tall, state, argb);
        pen.graphics()
                .getPixelWriter()
                .setPixels(
                        (int) Math.round(x),
                        (int) Math.round(y),
                        wide,
                        tall,
                        PixelFormat.getIntArgbPreInstance(),
                        pixels,
                        0,
                        wide);
    }
}
