package millwright.views.power;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.text.Font;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.desk.draw.PointerTip;
import millwright.styles.Fonts;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/**
 * The title of the one-line with the signs of its blocks as they are drawn there; signs for which the window has no room
 * are in the tip with the others. 28 px high. FX thread.
 */
final class LegendRule extends Drawn {
    private static final double SIGN = 22;

    private interface Ink {
        void draw(Pen pen, double x, double y);
    }

    /** @param says in full, for the tip */
    private record Sign(String word, String says, Ink ink) {}

    private static final List<Sign> SIGNS = List.of(
            new Sign("observed", "bar: observed, what it carries now", (pen, x, y) -> {
                pen.fill(Token.TRACK, x, y - 4, 18, 8);
                pen.fill(Token.FILL, x, y - 4, 12, 8);
            }),
            new Sign("committed", "triangle: committed, what its caps and profiles allow", (pen, x, y) -> {
                pen.graphics().setFill(pen.look().color(Token.STRONG));
                pen.graphics().fillPolygon(new double[] {x + 9, x + 5, x + 13}, new double[] {y - 3, y + 2, y + 2}, 3);
            }),
            new Sign("provisioned", "thin tick: provisioned, what is connected at its rating", (pen, x, y) -> {
                pen.fill(Token.TEXT, x + 9, y - 6, 1, 12);
                pen.fill(Token.TEXT, x + 7, y - 6, 5, 1);
            }),
            new Sign("limit", "thick tick: limit", (pen, x, y) -> pen.fill(Token.SET, x + 8, y - 7, 2, 14)),
            new Sign(
                    "if partner lost",
                    "thin bar: what it would carry if its partner were lost",
                    (pen, x, y) -> pen.fill(Token.FILL_3, x, y - 2, 18, 4)),
            new Sign("over limit", "hatched: what lies beyond the limit", (pen, x, y) -> {
                for (double at = x; at < x + 16; at += 4) {
                    pen.line(Token.ALARM_2_FILL, 1.5, at, y + 4, at + 6, y - 4);
                }
                pen.frame(Token.ALARM_2_FILL, x, y - 4, 18, 8);
            }),
            new Sign("side A", "grey lines: feeders of side A", (pen, x, y) -> pen.fill(Token.EQUIP, x, y - 1, 18, 2)),
            new Sign("B", "blue lines: feeders of side B", (pen, x, y) -> pen.fill(Token.SET, x, y - 1, 18, 2)));

    private String right = "";
    private int told;

    LegendRule(ObservableValue<Look> looks) {
        super(looks);
        setMinHeight(look().scaled(28));
        setPrefHeight(look().scaled(28));
        setMaxHeight(look().scaled(28));
        setAccessibleText(
                "One-line. " + String.join("; ", SIGNS.stream().map(Sign::says).toList()));
        PointerTip.install(this, this::tip);
    }

    void right(String text) {
        if (!text.equals(right)) {
            right = text;
            repaint();
        }
    }

    /** How many signs had room at the last drawing. */
    int told() {
        return told;
    }

    private @Nullable String tip(double x, double y) {
        List<String> lines = new ArrayList<>(SIGNS.stream().map(Sign::says).toList());
        lines.add(right);
        return x > look().scaled(70) ? String.join("\n", lines) : null;
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        Look look = look();
        double baseline = h - 1 - Math.round(look.scaled(12));
        double x = pen.text("One-line", look.strong(Fonts.TITLE), Token.STRONG, 0, baseline) + 20;
        double end = w;
        if (!right.isEmpty()) {
            end = pen.right(right, look.body(Fonts.CELL), Token.MUTED, w, baseline) - 16;
        }
        Font font =
                wide(look, look.body(Fonts.LABEL)) <= end - x ? look.body(Fonts.LABEL) : look.condensed(Fonts.LABEL);
        told = 0;
        for (Sign sign : SIGNS) {
            double needs = SIGN + look.width(sign.word(), font);
            if (x + needs > end) {
                break;
            }
            sign.ink().draw(pen, x, baseline - Math.round(look.scaled(4)));
            x = pen.text(sign.word(), font, Token.MUTED, x + SIGN, baseline) + 14;
            told++;
        }
        pen.hline(Token.LINE, 0, w, h - 1);
    }

    private static double wide(Look look, Font font) {
        return SIGNS.stream()
                .mapToDouble(s -> SIGN + look.width(s.word(), font) + 14)
                .sum();
    }
}
