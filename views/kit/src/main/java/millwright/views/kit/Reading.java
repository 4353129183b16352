package millwright.views.kit;

import java.util.function.LongSupplier;
import javafx.scene.Node;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/**
 * Whether somebody is reading a list: pointed, scrolled or pressed a key in it a moment ago. A pointer or a focus that
 * was only left there reads nothing, and must not keep what is new from being seen. FX thread.
 */
public final class Reading {
    private static final long LASTS = 10_000_000_000L;

    private final LongSupplier clock;
    private boolean ever;
    private long last;
    private double x = Double.NaN;
    private double y = Double.NaN;

    public Reading(Node list) {
        this(list, System::nanoTime);
    }

    Reading(Node list, LongSupplier nanos) {
        clock = nanos;
        list.addEventFilter(MouseEvent.MOUSE_MOVED, this::moved);
        list.addEventFilter(MouseEvent.MOUSE_PRESSED, this::acted);
        list.addEventFilter(ScrollEvent.SCROLL, this::acted);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::acted);
    }

    /** The first place is only where the pointer was when the list came under it. */
    private void moved(MouseEvent e) {
        boolean elsewhere = !Double.isNaN(x) && (e.getScreenX() != x || e.getScreenY() != y);
        x = e.getScreenX();
        y = e.getScreenY();
        if (elsewhere) {
            acted(e);
        }
    }

    private void acted(InputEvent e) {
        ever = true;
        last = clock.getAsLong();
    }

    public boolean now() {
        return ever && clock.getAsLong() - last < LASTS;
    }
}
