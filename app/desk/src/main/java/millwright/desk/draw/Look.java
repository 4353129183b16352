package millwright.desk.draw;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import millwright.styles.Fonts;
import millwright.styles.Palette;
import millwright.styles.Token;

/**
 * The palette and the typeface of one theme at one text scale, with measured text widths. FX thread. Holds one small
 * table of glyph widths per font used, of which the type scale has 20.
 */
public final class Look {
    private final Palette palette;
    private final Fonts fonts;
    private final double textScale;
    private final Map<String, Map<Character, Double>> widths = new HashMap<>();
    private final Map<String, Font> made = new HashMap<>();

    private Look(Palette palette, double textScale) {
        this.palette = palette;
        this.textScale = textScale;
        this.fonts = Fonts.load(textScale);
    }

    public static Look of(Palette palette, double textScale) {
        return new Look(palette, textScale);
    }

    public Palette palette() {
        return palette;
    }

    public double textScale() {
        return textScale;
    }

    /** A length that must grow with text, in px. */
    public double scaled(double px) {
        return px * textScale;
    }

    public Color color(Token token) {
        return palette.color(token);
    }

    public Font body(double size) {
        return made.computeIfAbsent("b" + size, _ -> fonts.body(size));
    }

    public Font strong(double size) {
        return made.computeIfAbsent("s" + size, _ -> fonts.strong(size));
    }

    public Font condensed(double size) {
        return made.computeIfAbsent("c" + size, _ -> fonts.condensed(size));
    }

    public Font condensedStrong(double size) {
        return made.computeIfAbsent("d" + size, _ -> fonts.condensedStrong(size));
    }

    /** Sum of the glyph widths in px; kerning is left out, which errs by less than a pixel in a label. */
    public double width(String text, Font font) {
        Map<Character, Double> table = widths.computeIfAbsent(font.getName() + font.getSize(), _ -> new HashMap<>());
        double sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += table.computeIfAbsent(text.charAt(i), c -> measure(c, font));
        }
        return sum;
    }

    /** The text, cut with an ellipsis where it would be wider than {@code width} px. */
    public String fit(String text, Font font, double width) {
        if (width(text, font) <= width) {
            return text;
        }
        double room = width - width("…", font);
        int end = 0;
        double used = 0;
        while (end < text.length()) {
            used += width(text.substring(end, end + 1), font);
            if (used > room) {
                break;
            }
            end++;
        }
        return room <= 0 ? "" : text.substring(0, end).stripTrailing() + "…";
    }

    /** Ten in a row, because one glyph alone is measured to whole pixels on some platforms. */
    private static double measure(char c, Font font) {
        Text text = new Text(String.valueOf(c).repeat(10));
        text.setFont(font);
        return text.getLayoutBounds().getWidth() / 10;
    }
}
