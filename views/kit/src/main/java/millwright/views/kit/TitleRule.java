package millwright.views.kit;

import javafx.beans.value.ObservableValue;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.styles.Fonts;
import millwright.styles.Token;

/** A section's title with what it means beside it, something at the right, and a line below. 28 px high. FX thread. */
public final class TitleRule extends Drawn {
    private final String title;
    private String beside;
    private String right = "";

    public TitleRule(ObservableValue<Look> looks, String title, String beside) {
        super(looks);
        this.title = title;
        this.beside = beside;
        setMinHeight(look().scaled(28));
        setPrefHeight(look().scaled(28));
        setMaxHeight(look().scaled(28));
        setAccessibleText(title + ", " + beside);
    }

    public void beside(String text) {
        if (!text.equals(beside)) {
            beside = text;
            repaint();
        }
    }

    public void right(String text) {
        if (!text.equals(right)) {
            right = text;
            repaint();
        }
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        double baseline = h - 1 - Math.round(look().scaled(12));
        double end = pen.text(title, look().strong(Fonts.TITLE), Token.STRONG, 0, baseline);
        double at = w;
        if (!right.isEmpty()) {
            at = pen.right(right, look().body(Fonts.CELL), Token.MUTED, w, baseline);
        }
        pen.text(beside, look().body(Fonts.CELL), Token.MUTED, end + 12, baseline, Math.max(0, at - end - 24));
        pen.hline(Token.LINE, 0, w, h - 1);
    }
}
