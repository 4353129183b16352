package millwright.desk.draw;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

/**
 * A region that draws itself on one canvas of its own size. {@link #repaint} draws at once, so that a view's drawing is
 * counted in its pulse; it also draws when its size or the look changes. FX thread; one canvas of the region's size.
 */
public abstract class Drawn extends Region {
    private final Canvas canvas = new Canvas();
    private final ObservableValue<Look> looks;
    private final double zoom;
    private final InvalidationListener onLook = _ -> repaint();

    protected Drawn(ObservableValue<Look> looks) {
        this(looks, 1);
    }

    /** @param zoom enlarges the whole drawing, text included; for parts that keep one geometry at every text scale */
    protected Drawn(ObservableValue<Look> looks, double zoom) {
        this.looks = looks;
        this.zoom = zoom;
        canvas.setMouseTransparent(true);
        canvas.setManaged(false);
        getChildren().add(canvas);
        looks.addListener(new WeakInvalidationListener(onLook));
    }

    /** Draws everything. The canvas was cleared. @param w px before zooming @param h likewise */
    protected abstract void draw(Pen pen, double w, double h);

    public final void repaint() {
        double w = Math.floor(getWidth());
        double h = Math.floor(getHeight());
        if (w < 1 || h < 1) {
            return;
        }
        if (canvas.getWidth() != w || canvas.getHeight() != h) {
            canvas.setWidth(w);
            canvas.setHeight(h);
        }
        Pen pen = new Pen(canvas.getGraphicsContext2D(), look());
        pen.clear(w, h);
        pen.graphics().save();
        pen.graphics().scale(zoom, zoom);
        draw(pen, w / zoom, h / zoom);
        pen.graphics().restore();
    }

    public final Look look() {
        return looks.getValue();
    }

    protected final double zoom() {
        return zoom;
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != Math.floor(getWidth()) || canvas.getHeight() != Math.floor(getHeight())) {
            repaint();
        }
    }
}
