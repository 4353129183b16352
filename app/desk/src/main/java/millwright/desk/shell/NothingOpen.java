package millwright.desk.shell;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import millwright.desk.ViewProvider;

/** Stands where every tab was closed: says what would fill the place and opens each screen. FX thread. */
final class NothingOpen extends VBox {
    private static final double WIDE = 520;

    NothingOpen(List<ViewProvider> views, Consumer<ViewProvider> open, double zoom) {
        super(12);
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        setMinHeight(0);
        Label title = new Label("No screen is open here");
        title.getStyleClass().add("section-title");
        Label how = new Label("Press a digit, choose one below or at the left, find anything with Ctrl K,"
                + " or open a saved arrangement in the menu of workspaces.");
        how.getStyleClass().add("section-note");
        how.setWrapText(true);
        how.setTextAlignment(TextAlignment.CENTER);
        how.setMaxWidth(WIDE * zoom);
        how.setMinHeight(USE_PREF_SIZE);
        FlowPane screens = new FlowPane(8, 8);
        screens.setAlignment(Pos.CENTER);
        screens.setMaxWidth(WIDE * zoom);
        screens.setMinHeight(USE_PREF_SIZE);
        for (int i = 0; i < views.size(); i++) {
            ViewProvider view = views.get(i);
            Button button = new Button(i < 9 ? (i + 1) + "  " + view.title() : view.title());
            button.setAccessibleText("Open " + view.title() + (i < 9 ? ", key " + (i + 1) : ""));
            button.setOnAction(_ -> open.accept(view));
            screens.getChildren().add(button);
        }
        getChildren().addAll(title, how, screens);
    }
}
