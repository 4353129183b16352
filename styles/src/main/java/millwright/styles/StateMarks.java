package millwright.styles;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * How a cell, rack or gap looks that has no good value: each state its own drawing, none of them by colour alone. All
 * draw inside the given rectangle, in px. JavaFX thread.
 */
public final class StateMarks {
    private static final double HATCH_LINE = 1.6;
    private static final double HATCH_PITCH = 6;
    private static final double DOT_PITCH = 4;
    private static final double SIGN = 14;
    private static final double HALF = 0.5;

    private final Palette palette;

    public StateMarks(Palette palette) {
        this.palette = palette;
    }

    /** Laid over the last colours drawn at half strength: hatch, dotted outline, clock. */
    public void stale(GraphicsContext g, double x, double y, double w, double h) {
        Color ground = palette.color(Token.RACK_BODY);
        hatch(g, x, y, w, h, ground.deriveColor(0, 1, 1, HALF));
        frame(g, x, y, w, h, palette.color(Token.TEXT), 1.5, 1.5);
        sign(g, Symbol.CLOCK, x, y, w, h, palette.color(Token.STRONG));
    }

    /** Empty with a dashed outline and a dash in the middle. */
    public void noData(GraphicsContext g, double x, double y, double w, double h) {
        g.setFill(palette.color(Token.BG));
        g.fillRect(x, y, w, h);
        frame(g, x, y, w, h, palette.color(Token.TEXT), 3, 3);
        sign(g, Symbol.DASH, x, y, w, h, palette.color(Token.TEXT));
    }

    public void notSupported(GraphicsContext g, double x, double y, double w, double h) {
        g.setFill(palette.color(Token.BG));
        g.fillRect(x, y, w, h);
        hatch(g, x, y, w, h, palette.color(Token.EQUIP));
        frame(g, x, y, w, h, palette.color(Token.LINE));
    }

    /** Dotted ground with a lock. */
    public void forbidden(GraphicsContext g, double x, double y, double w, double h) {
        g.setFill(palette.color(Token.BG));
        g.fillRect(x, y, w, h);
        g.setFill(palette.color(Token.LINE));
        for (double dy = DOT_PITCH / 2; dy < h - 1; dy += DOT_PITCH)
            for (double dx = DOT_PITCH / 2; dx < w - 1; dx += DOT_PITCH) g.fillRect(x + dx, y + dy, 1.5, 1.5);
        frame(g, x, y, w, h, palette.color(Token.LINE));
        sign(g, Symbol.LOCK, x, y, w, h, palette.color(Token.STRONG));
    }

    /** A cross from corner to corner. */
    public void bad(GraphicsContext g, double x, double y, double w, double h) {
        g.setFill(palette.color(Token.BG));
        g.fillRect(x, y, w, h);
        frame(g, x, y, w, h, palette.color(Token.EQUIP));
        g.setStroke(palette.color(Token.TEXT));
        g.setLineWidth(1.5);
        g.strokeLine(x + 2, y + 2, x + w - 2, y + h - 2);
        g.strokeLine(x + w - 2, y + 2, x + 2, y + h - 2);
    }

    /** Lines at 45 degrees, every 6 px. */
    public void hatch(GraphicsContext g, double x, double y, double w, double h, Color color) {
        g.save();
        g.beginPath();
        g.rect(x, y, w, h);
        g.clip();
        g.setStroke(color);
        g.setLineDashes();
        g.setLineWidth(HATCH_LINE);
        for (double d = HATCH_PITCH / 2; d < w + h; d += HATCH_PITCH) g.strokeLine(x + d, y, x + d - h, y + h);
        g.restore();
    }

    /** A 1 px outline just inside the rectangle. */
    public void frame(GraphicsContext g, double x, double y, double w, double h, Color color, double... dashes) {
        g.save();
        g.setStroke(color);
        g.setLineWidth(1);
        g.setLineDashes(dashes);
        g.strokeRect(x + HALF, y + HALF, w - 1, h - 1);
        g.restore();
    }

    /** In the middle, as large as fits up to 14 px; left out where it would be too small to tell. */
    private static void sign(GraphicsContext g, Symbol symbol, double x, double y, double w, double h, Color color) {
        double size = Math.min(SIGN, Math.min(w, h) - 2);
        if (size < SIGN / 2) return;
        Symbols.draw(g, symbol, x + (w - size) / 2, y + (h - size) / 2, size, color);
    }
}
