package millwright.views.power;

import javafx.scene.text.Font;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.plant.DataState;
import millwright.styles.Fonts;
import millwright.styles.Token;
import millwright.views.power.BlockPainter.Box;

/**
 * One of so many blocks that none has room for numbers: the end of its name, and a bar that stands up, with the limit at
 * the same height in all of them. The table has the numbers. FX thread.
 */
final class NarrowBlock {
    private static final double BAR = 8;

    private final Pen pen;

    NarrowBlock(Pen pen) {
        this.pen = pen;
    }

    void draw(Box b, String name, Load load) {
        Look look = pen.look();
        Font font = look.condensed(Fonts.LABEL);
        double baseline = b.y() + look.scaled(12);
        String tail = tail(name);
        if (look.width(tail, font) <= b.w() - 2) {
            pen.center(tail, font, Token.TEXT, b.center(), baseline);
        }
        double top = baseline + 4;
        double tall = b.y() + b.h() - 4 - top;
        double x = b.center() - BAR / 2;
        double observed = Load.number(load.observed());
        double full = BlockPainter.FULL * (Double.isNaN(load.limit()) ? observed : load.limit());
        if (Double.isNaN(observed) || !(full > 0)) {
            pen.center(load.observed().figure().number(), font, Token.MUTED, b.center(), top + tall / 2 + 4);
            return;
        }
        boolean stale = load.observed().state() == DataState.STALE;
        double filled = Math.round(tall * Math.min(1, observed / full));
        pen.fill(Token.TRACK, x, top, BAR, tall);
        pen.fill(
                load.over() ? Token.ALARM_2_FILL : stale ? Token.FILL_3 : Token.FILL,
                x,
                top + tall - filled,
                BAR,
                filled);
        if (!Double.isNaN(load.limit())) {
            pen.fill(Token.SET, x - 3, Math.round(top + tall - tall * load.limit() / full), BAR + 6, 2);
        }
        if (stale) {
            pen.hline(Token.TEXT, x - 3, x + BAR + 3, top + tall / 2);
        }
    }

    /** {@code A01} of {@code PDU-A01}, {@code R7} of {@code Row R7}: what neighbours do not share. */
    static String tail(String name) {
        int cut = Math.max(name.lastIndexOf('-'), name.lastIndexOf(' '));
        return cut < 0 || cut == name.length() - 1 ? name : name.substring(cut + 1);
    }
}
