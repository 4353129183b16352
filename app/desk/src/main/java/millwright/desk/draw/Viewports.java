package millwright.desk.draw;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/** What a ScrollPane shows, drawn as it is. FX thread, stateless. */
public final class Viewports {
    private Viewports() {}

    /** Its viewport is cached as a picture, which is not always made anew when all that stands in it is replaced. */
    public static void drawAnew(ScrollPane pane) {
        pane.skinProperty().subscribe(() -> {
            Node viewport = pane.lookup(".viewport");
            if (viewport != null) {
                viewport.setCache(false);
            }
        });
    }
}
