package millwright.styles;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import javafx.scene.transform.Scale;

/**
 * The shapes that name an alarm's priority: 1 square, 2 triangle up, 3 triangle down, 4 circle, each with its number.
 * Filled while nobody has acknowledged it, hollow afterwards. Sizes in px: 18 in the top bar, 14 in rows, 12 at least.
 * JavaFX thread.
 */
public final class AlarmShapes {
    private static final PseudoClass UNACK = PseudoClass.getPseudoClass("unack");
    private static final double SMALLEST_DIGIT = 9;
    private static final double DIGIT_SHARE = 0.62;
    private static final double DIGIT_WIDTH = 0.6;
    private static final double DIGIT_HEIGHT = 0.698;
    private static final double HOLLOW_LINE = 1.5;

    private AlarmShapes() {}

    public static Region node(int priority, boolean unacknowledged, double size) {
        Symbols.Sized node = new Symbols.Sized(size);
        node.getStyleClass().addAll("alarm-shape", "alarm-" + priority);
        node.pseudoClassStateChanged(UNACK, unacknowledged);
        node.setAccessibleText(word(priority) + (unacknowledged ? ", not acknowledged" : ", acknowledged"));
        SVGPath outline = new SVGPath();
        outline.setContent(path(priority, unacknowledged, size));
        outline.getStyleClass().add("outline");
        outline.setStrokeWidth((unacknowledged ? 1 : HOLLOW_LINE) * Symbol.BOX / size);
        outline.getTransforms().add(new Scale(size / Symbol.BOX, size / Symbol.BOX));
        Text digit = new Text(String.valueOf(priority));
        digit.getStyleClass().add("digit");
        digit.setFont(font(size));
        digit.setX(digitX(size));
        digit.setY(digitBaseline(priority, size));
        node.add(outline);
        node.add(digit);
        return node;
    }

    /** Draws the shape in the square whose upper left corner is (x, y). */
    public static void draw(
            GraphicsContext g,
            AlarmColors colors,
            int priority,
            boolean unacknowledged,
            double x,
            double y,
            double size) {
        g.save();
        g.translate(x, y);
        g.save();
        g.scale(size / Symbol.BOX, size / Symbol.BOX);
        g.setLineDashes();
        g.beginPath();
        g.appendSVGPath(path(priority, unacknowledged, size));
        g.setFill(colors.fill());
        g.setStroke(unacknowledged ? colors.edge() : colors.ink());
        g.setLineWidth((unacknowledged ? 1 : HOLLOW_LINE) * Symbol.BOX / size);
        if (unacknowledged) g.fill();
        g.stroke();
        g.restore();
        g.setFill(unacknowledged ? colors.number() : colors.ink());
        g.setFont(font(size));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.BASELINE);
        g.fillText(String.valueOf(priority), digitX(size), digitBaseline(priority, size));
        g.restore();
    }

    /** The word for a priority: critical, high, medium, low. */
    public static String word(int priority) {
        return switch (priority) {
            case 1 -> "critical";
            case 2 -> "high";
            case 3 -> "medium";
            case 4 -> "low";
            default -> throw new IllegalArgumentException("alarm priority " + priority + " is not 1, 2, 3 or 4");
        };
    }

    /** The outline in a box of 20 by 20, drawn in by half its line so that it keeps within the box. */
    static String path(int priority, boolean unacknowledged, double size) {
        double in = (unacknowledged ? 0.5 : HOLLOW_LINE / 2) * Symbol.BOX / size;
        return switch (priority) {
            case 1 -> format("M%1$.3f %1$.3fH%2$.3fV%2$.3fH%1$.3fz", 1 + in, 19 - in);
            case 2 ->
                format("M10 %1$.3fL%3$.3f %2$.3fH%4$.3fz", 0.6 + 2 * in, 18.6 - in, 20.2 - 1.7 * in, -0.2 + 1.7 * in);
            case 3 ->
                format("M10 %2$.3fL%3$.3f %1$.3fH%4$.3fz", 1.4 + in, 19.4 - 2 * in, 20.2 - 1.7 * in, -0.2 + 1.7 * in);
            case 4 ->
                format(
                        "M10 %1$.3fa%2$.3f %2$.3f 0 1 0 0 %3$.3fa%2$.3f %2$.3f 0 1 0 0-%3$.3fz",
                        0.6 + in, 9.4 - in, 18.8 - 2 * in);
            default -> throw new IllegalArgumentException("alarm priority " + priority + " is not 1, 2, 3 or 4");
        };
    }

    private static String format(String path, Object... at) {
        return String.format(Locale.ROOT, path, at);
    }

    private static Font font(double size) {
        return new Font(Fonts.STRONG, digitSize(size));
    }

    private static double digitSize(double size) {
        return Math.max(SMALLEST_DIGIT, Math.round(size * DIGIT_SHARE));
    }

    private static double digitX(double size) {
        return (size - DIGIT_WIDTH * digitSize(size)) / 2;
    }

    /** A triangle is widest at its base, so its digit stands nearer to it. */
    private static double digitBaseline(int priority, double size) {
        double middle = size * (priority == 2 ? 0.62 : priority == 3 ? 0.36 : 0.5);
        return middle + DIGIT_HEIGHT * digitSize(size) / 2;
    }
}
