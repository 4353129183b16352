package millwright.desk.draw;

import javafx.geometry.Point2D;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** A tooltip for places of a drawing that have something to say; elsewhere there is none. FX thread; one per region. */
public final class PointerTip {
    /** What is said at a place of the region, px; null for nothing. */
    @FunctionalInterface
    public interface Words {
        @Nullable
        String at(double x, double y);
    }

    /** Of a line, px; longer ones are wrapped. */
    private static final double WIDEST = 620;

    private final Region region;
    private final Words words;
    private final Tooltip tip = new Tooltip();

    private PointerTip(Region region, Words words) {
        this.region = region;
        this.words = words;
        tip.setWrapText(true);
        tip.setMaxWidth(WIDEST);
    }

    public static void install(Region region, Words words) {
        PointerTip made = new PointerTip(region, words);
        region.addEventHandler(MouseEvent.MOUSE_MOVED, e -> made.moved(e.getX(), e.getY()));
        region.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> made.tip.hide());
        region.addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> made.tip.hide());
    }

    private void moved(double x, double y) {
        String said = words.at(x, y);
        Point2D at = region.localToScreen(x + 12, y + 16);
        if (said == null || at == null) {
            tip.hide();
            return;
        }
        tip.setText(said);
        tip.show(region, at.getX(), at.getY());
    }
}
