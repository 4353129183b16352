package millwright.desk.shell;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** What opens over a window, one thing at a time, on a scrim; Esc or a click beside it closes it. FX thread. */
final class Overlays extends StackPane {
    private final Region scrim = new Region();
    private @Nullable Node open;
    private @Nullable Node focusBefore;

    Overlays() {
        scrim.getStyleClass().add("scrim");
        scrim.addEventHandler(MouseEvent.MOUSE_CLICKED, _ -> close());
        setVisible(false);
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                close();
            }
            e.consume();
        });
    }

    boolean isOpen() {
        return open != null;
    }

    @Nullable
    Node shown() {
        return open;
    }

    void open(Region part, Pos at, double topMargin) {
        if (open == null && getScene() != null) {
            focusBefore = getScene().getFocusOwner();
        }
        open = part;
        part.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setAlignment(part, at);
        setMargin(part, new Insets(topMargin, 16, 16, 16));
        getChildren().setAll(scrim, part);
        setVisible(true);
        part.requestFocus();
    }

    void close() {
        open = null;
        getChildren().clear();
        setVisible(false);
        if (focusBefore != null && focusBefore.getScene() != null) {
            focusBefore.requestFocus();
        }
        focusBefore = null;
    }
}
