package millwright.desk.draw;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import millwright.feed.Priority;
import millwright.styles.AlarmShapes;
import millwright.styles.Symbol;
import millwright.styles.Symbols;
import millwright.styles.Token;

/**
 * A canvas with the product's manners: crisp 1 px lines, text on a baseline, tokens for colours. Lengths in px; y of
 * text is its baseline. FX thread; made for one drawing.
 */
public final class Pen {
    private final GraphicsContext g;
    private final Look look;

    public Pen(GraphicsContext g, Look look) {
        this.g = g;
        this.look = look;
        g.setTextBaseline(VPos.BASELINE);
        g.setLineCap(StrokeLineCap.BUTT);
    }

    public GraphicsContext graphics() {
        return g;
    }

    public Look look() {
        return look;
    }

    public void clear(double w, double h) {
        g.clearRect(0, 0, w, h);
    }

    public void fill(Token token, double x, double y, double w, double h) {
        fill(look.color(token), x, y, w, h);
    }

    public void fill(Color color, double x, double y, double w, double h) {
        g.setFill(color);
        g.fillRect(x, y, w, h);
    }

    public void hline(Token token, double x1, double x2, double y) {
        fill(token, x1, Math.round(y), x2 - x1, 1);
    }

    public void vline(Token token, double x, double y1, double y2) {
        fill(token, Math.round(x), y1, 1, y2 - y1);
    }

    public void line(Token token, double width, double x1, double y1, double x2, double y2, double... dashes) {
        line(look.color(token), width, x1, y1, x2, y2, dashes);
    }

    public void line(Color color, double width, double x1, double y1, double x2, double y2, double... dashes) {
        g.setStroke(color);
        g.setLineWidth(width);
        g.setLineDashes(dashes);
        g.strokeLine(x1, y1, x2, y2);
        g.setLineDashes();
    }

    /** A 1 px outline just inside the rectangle. */
    public void frame(Token token, double x, double y, double w, double h, double... dashes) {
        frame(look.color(token), 1, x, y, w, h, dashes);
    }

    /** An outline just inside the rectangle. */
    public void frame(Color color, double width, double x, double y, double w, double h, double... dashes) {
        if (dashes.length == 0) { // four bars: a stroked path costs as much as all that it encloses
            g.setFill(color);
            g.fillRect(x, y, w, width);
            g.fillRect(x, y + h - width, w, width);
            g.fillRect(x, y + width, width, h - 2 * width);
            g.fillRect(x + w - width, y + width, width, h - 2 * width);
            return;
        }
        g.setStroke(color);
        g.setLineWidth(width);
        g.setLineDashes(dashes);
        g.strokeRect(x + width / 2, y + width / 2, w - width, h - width);
        g.setLineDashes();
    }

    /** @return x where the text ends */
    public double text(String text, Font font, Token token, double x, double baseline) {
        return text(text, font, look.color(token), x, baseline);
    }

    public double text(String text, Font font, Color color, double x, double baseline) {
        g.setFont(font);
        g.setFill(color);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(text, x, baseline);
        return x + look.width(text, font);
    }

    /** Cut with an ellipsis to {@code room} px. @return x where the text ends */
    public double text(String text, Font font, Token token, double x, double baseline, double room) {
        return text(look.fit(text, font, room), font, token, x, baseline);
    }

    /** Ends at {@code right}. @return x where the text begins */
    public double right(String text, Font font, Token token, double right, double baseline) {
        return right(text, font, look.color(token), right, baseline);
    }

    public double right(String text, Font font, Color color, double right, double baseline) {
        double x = right - look.width(text, font);
        text(text, font, color, x, baseline);
        return x;
    }

    public void center(String text, Font font, Token token, double x, double baseline) {
        text(text, font, token, x - look.width(text, font) / 2, baseline);
    }

    /** @param argb premultiplied, row by row; enlarged with everything else where the drawing is */
    public void pixels(int[] argb, double x, double y, int w, int h) {
        if (g.getTransform().isIdentity()) {
            g.getPixelWriter().setPixels((int) x, (int) y, w, h, PixelFormat.getIntArgbPreInstance(), argb, 0, w);
        } else {
            WritableImage image = new WritableImage(w, h);
            image.getPixelWriter().setPixels(0, 0, w, h, PixelFormat.getIntArgbPreInstance(), argb, 0, w);
            g.drawImage(image, (int) x, (int) y);
        }
    }

    public void symbol(Symbol symbol, Token token, double x, double y, double size) {
        Symbols.draw(g, symbol, x, y, size, look.color(token));
    }

    /** The shape of an alarm, filled until it is acknowledged; nothing for INFO. */
    public void alarm(Priority priority, boolean unacknowledged, double x, double y, double size) {
        if (priority != Priority.INFO) {
            int number = priority.number();
            AlarmShapes.draw(g, look.palette().alarm(number), number, unacknowledged, x, y, size);
        }
    }

    /** Ink of an alarm priority; plain text colour for INFO. */
    public Color ink(Priority priority) {
        return priority == Priority.INFO
                ? look.color(Token.TEXT)
                : look.palette().alarm(priority.number()).ink();
    }
}
