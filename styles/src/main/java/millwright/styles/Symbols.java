package millwright.styles;

import java.util.Locale;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.transform.Scale;

/**
 * Symbols as nodes, whose colour follows the style class of what they stand in (the looked-up {@code -mw-ink}), and as
 * drawings on a canvas. JavaFX thread.
 */
public final class Symbols {
    /** Below this a line turns grey instead of thinner. */
    private static final double THINNEST = 1.25;

    private Symbols() {}

    /** @param size side in px: 20 in the rail, 16 on buttons, 14 in rows */
    public static Region node(Symbol symbol, double size) {
        Sized node = new Sized(size);
        node.getStyleClass().addAll("symbol", "symbol-" + cssName(symbol));
        if (!symbol.solid().isEmpty()) node.add(path(symbol.solid(), "symbol-solid", size));
        if (!symbol.line().isEmpty()) {
            SVGPath line = path(symbol.line(), "symbol-line", size);
            line.setStrokeWidth(lineWidth(size));
            line.setStrokeLineCap(StrokeLineCap.BUTT);
            line.setFill(Color.TRANSPARENT);
            node.add(line);
        }
        return node;
    }

    /** Draws the symbol in the square whose upper left corner is (x, y). */
    public static void draw(GraphicsContext g, Symbol symbol, double x, double y, double size, Color color) {
        g.save();
        g.translate(x, y);
        g.scale(size / Symbol.BOX, size / Symbol.BOX);
        if (!symbol.solid().isEmpty()) {
            g.setFill(color);
            g.beginPath();
            g.appendSVGPath(symbol.solid());
            g.fill();
        }
        if (!symbol.line().isEmpty()) {
            g.setStroke(color);
            g.setLineWidth(lineWidth(size));
            g.setLineDashes();
            g.beginPath();
            g.appendSVGPath(symbol.line());
            g.stroke();
        }
        g.restore();
    }

    private static double lineWidth(double size) {
        return Math.max(Symbol.LINE, THINNEST * Symbol.BOX / size);
    }

    private static SVGPath path(String content, String styleClass, double size) {
        SVGPath path = new SVGPath();
        path.setContent(content);
        path.getStyleClass().add(styleClass);
        path.getTransforms().add(new Scale(size / Symbol.BOX, size / Symbol.BOX));
        return path;
    }

    private static String cssName(Symbol symbol) {
        return symbol.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A square of fixed size that leaves its parts where their coordinates put them. */
    static final class Sized extends Region {
        Sized(double size) {
            setMinSize(size, size);
            setPrefSize(size, size);
            setMaxSize(size, size);
            setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        }

        void add(Node part) {
            part.setManaged(false);
            getChildren().add(part);
        }
    }
}
