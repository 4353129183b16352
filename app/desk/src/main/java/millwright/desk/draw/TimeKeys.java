package millwright.desk.draw;

import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import millwright.desk.TimeControl.Range;
import millwright.plant.Times;

/**
 * What keys do on a drawing over time that has the focus: Left and Right move a read-out, with Shift they brush from where it
 * stood, Enter goes to it where that can be done. FX thread.
 */
public final class TimeKeys {
    /** Steps over the whole range. */
    private static final int STEPS = 100;

    /** The drawing. */
    public interface Strip {
        /** The range it shows now. */
        Range range();

        /** Shows the read-out there; {@link #NONE} for nowhere. */
        void point(long at);

        void brush(Range brushed);

        /** @return whether it can go to an instant at all */
        default boolean go(long at) {
            return false;
        }
    }

    /** Nowhere. */
    public static final long NONE = Long.MIN_VALUE;

    private final Strip strip;
    private long at = NONE;
    private long anchor = NONE;

    private TimeKeys(Strip strip) {
        this.strip = strip;
    }

    /** Lets the focus come to the node, and hears its keys. */
    public static void install(Node node, Strip strip) {
        TimeKeys keys = new TimeKeys(strip);
        node.setFocusTraversable(true);
        node.addEventHandler(KeyEvent.KEY_PRESSED, keys::key);
        node.focusedProperty().subscribe(focused -> {
            if (!focused) {
                keys.leave();
            }
        });
    }

    private void leave() {
        if (at != NONE) {
            at = NONE;
            anchor = NONE;
            strip.point(NONE);
        }
    }

    private void key(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        switch (e.getCode()) {
            case LEFT -> move(-1, e.isShiftDown());
            case RIGHT -> move(1, e.isShiftDown());
            case ENTER -> {
                if (at == NONE || !strip.go(at)) {
                    return;
                }
            }
            default -> {
                return;
            }
        }
        e.consume(); // else the desk would also step in time
    }

    private void move(int by, boolean brushes) {
        Range range = strip.range();
        long step = Math.max(Times.SECOND / 10, range.length() / STEPS);
        long from = at == NONE || !range.has(at) ? by < 0 ? range.to() : range.from() : at;
        long to = Math.clamp(from + by * step, range.from(), range.to());
        anchor = !brushes ? NONE : anchor == NONE ? from : anchor;
        at = to;
        strip.point(to);
        if (brushes && to != anchor) {
            strip.brush(new Range(Math.min(anchor, to), Math.max(anchor, to)));
        }
    }
}
