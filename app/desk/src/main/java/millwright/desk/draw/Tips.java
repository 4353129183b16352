package millwright.desk.draw;

import javafx.scene.control.Tooltip;
import javafx.util.Duration;

/** Tooltips, which come equally soon everywhere. FX thread. */
public final class Tips {
    private static final Duration DELAY = Duration.millis(400);

    private Tips() {}

    public static Tooltip of(String text) {
        Tooltip tip = new Tooltip(text);
        tip.setShowDelay(DELAY);
        return tip;
    }
}
