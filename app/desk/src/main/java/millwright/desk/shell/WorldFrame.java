package millwright.desk.shell;

import javafx.css.PseudoClass;
import javafx.scene.layout.Region;

/** A frame over the screen that says which world it shows: simulated double, replayed dashed. Takes no clicks. */
final class WorldFrame extends Region {
    private static final PseudoClass SIMULATED = PseudoClass.getPseudoClass("simulated");
    private static final PseudoClass REPLAYED = PseudoClass.getPseudoClass("replayed");

    WorldFrame() {
        getStyleClass().add("world-frame");
        setMouseTransparent(true);
    }

    void show(boolean simulated, boolean replay) {
        pseudoClassStateChanged(REPLAYED, replay);
        pseudoClassStateChanged(SIMULATED, simulated && !replay);
        String plant = simulated ? "Simulated plant" : "";
        setAccessibleText(replay ? "Replay " + plant.toLowerCase(java.util.Locale.ROOT) : plant);
    }
}
