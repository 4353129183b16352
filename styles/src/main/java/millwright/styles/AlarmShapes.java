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
    private static final double RADIUS = 9.4;

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
        g.setLineDashes();
        g.setFill(colors.fill());
        g.setStroke(unacknowledged ? colors.edge() : colors.ink());
        g.setLineWidth(unacknowledged ? 1 : HOLLOW_LINE);
        outline(g, priority, unacknowledged, size);
        g.setFill(unacknowledged ? colors.number() : colors.ink());
        g.setFont(font(size));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.BASELINE);
        g.fillText(String.valueOf(priority), digitX(size), digitBaseline(priority, size));
        g.restore();
    }

    /** As the path of the node, but without the text of one, because lists draw hundreds of these a frame. */
    private static void outline(GraphicsContext g, int priority, boolean filled, double size) {
        double scale = size / Symbol.BOX;
        double in = inset(filled, size);
        if (priority == 4) {
            double d = (2 * RADIUS - 2 * in) * scale;
            double at = (size - d) / 2;
            if (filled) g.fillOval(at, at, d, d);
            g.strokeOval(at, at, d, d);
            return;
        }
        double[][] corners = corners(priority, in);
        double[] xs = new double[corners.length];
        double[] ys = new double[corners.length];
        for (int i = 0; i < corners.length; i++) {
            xs[i] = corners[i][0] * scale;
            ys[i] = corners[i][1] * scale;
        }
        if (filled) g.fillPolygon(xs, ys, xs.length);
        g.strokePolygon(xs, ys, xs.length);
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
        double in = inset(unacknowledged, size);
        if (priority == 4) {
            double r = RADIUS - in;
            return String.format(
                    Locale.ROOT,
                    "M10 %1$.3fa%2$.3f %2$.3f 0 1 0 0 %3$.3fa%2$.3f %2$.3f 0 1 0 0-%3$.3fz",
                    Symbol.BOX / 2 - r,
                    r,
                    2 * r);
        }
        StringBuilder path = new StringBuilder();
        for (double[] corner : corners(priority, in))
            path.append(String.format(Locale.ROOT, "%s%.3f %.3f", path.isEmpty() ? "M" : "L", corner[0], corner[1]));
        return path.append('z').toString();
    }

    private static double inset(boolean unacknowledged, double size) {
        return (unacknowledged ? 1 : HOLLOW_LINE) / 2 * Symbol.BOX / size;
    }

    /** A slanted side moves in by more than its half line, so that the tip keeps within the box. */
    private static double[][] corners(int priority, double in) {
        double left = 1.7 * in - 0.2;
        double right = Symbol.BOX - left;
        return switch (priority) {
            case 1 -> new double[][] {{1 + in, 1 + in}, {19 - in, 1 + in}, {19 - in, 19 - in}, {1 + in, 19 - in}};
            case 2 -> new double[][] {{10, 0.6 + 2 * in}, {right, 18.6 - in}, {left, 18.6 - in}};
            case 3 -> new double[][] {{10, 19.4 - 2 * in}, {right, 1.4 + in}, {left, 1.4 + in}};
            default -> throw new IllegalArgumentException("alarm priority " + priority + " is not 1, 2, 3 or 4");
        };
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
