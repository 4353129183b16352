package millwright.views.floor;

import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;

/** A part of the map with text over it, drawn in the map's own coordinates. FX thread; one canvas of the part's size. */
final class Sheet extends Drawn {
    private Consumer<Pen> painter = _ -> {};

    Sheet(ObservableValue<Look> looks) {
        super(looks);
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
    }

    /** @param x whole px, so that text stays crisp @param y likewise */
    void show(int x, int y, int w, int h, Consumer<Pen> drawing) {
        painter = drawing;
        resizeRelocate(x, y, w, h);
        setVisible(true);
        repaint();
    }

    void hide() {
        painter = _ -> {};
        setVisible(false);
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        pen.graphics().translate(-getLayoutX(), -getLayoutY());
        painter.accept(pen);
    }
}
