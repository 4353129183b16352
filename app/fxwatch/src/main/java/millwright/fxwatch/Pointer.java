package millwright.fxwatch;

import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/** What the toolkit tells of a mouse: for tests that tell it in its place. Places are those of the node that is told, px. */
public final class Pointer {
    private Pointer() {}

    /** Moved with no button down. @param target whose place it is; null for one that fills its scene */
    public static MouseEvent moved(@Nullable Node target, double x, double y) {
        return mouse(MouseEvent.MOUSE_MOVED, target, x, y, 0, false, false);
    }

    /** Pressed with the first button. @param times how often in a row; {@code target} as above */
    public static MouseEvent pressed(
            @Nullable Node target, double x, double y, int times, boolean shift, boolean control) {
        return mouse(MouseEvent.MOUSE_PRESSED, target, x, y, times, shift, control);
    }

    private static MouseEvent mouse(
            EventType<MouseEvent> type,
            @Nullable Node target,
            double px,
            double py,
            int times,
            boolean shift,
            boolean control) {
        boolean down = times > 0;
        double x = target == null ? px : target.localToScene(px, py).getX();
        double y = target == null ? py : target.localToScene(px, py).getY();
        return new MouseEvent(
                type,
                x,
                y,
                x,
                y,
                down ? MouseButton.PRIMARY : MouseButton.NONE,
                times,
                shift,
                control,
                false,
                false,
                down,
                false,
                false,
                false,
                false,
                target != null,
                target == null ? null : new PickResult(target, x, y));
    }

    /** Its wheel turned. @param delta px up @param control held meanwhile; {@code target} as above */
    public static ScrollEvent wheel(@Nullable Node target, double px, double py, double delta, boolean control) {
        double x = target == null ? px : target.localToScene(px, py).getX();
        double y = target == null ? py : target.localToScene(px, py).getY();
        return new ScrollEvent(
                ScrollEvent.SCROLL,
                x,
                y,
                x,
                y,
                false,
                control,
                false,
                false,
                false,
                false,
                0,
                delta,
                0,
                delta,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                target == null ? null : new PickResult(target, x, y));
    }
}
