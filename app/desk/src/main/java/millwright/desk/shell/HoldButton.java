package millwright.desk.shell;

import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;

/**
 * Acts only when it was held for a second, by mouse or by Space or Enter, and stayed where it is, with the focus, and
 * enabled; once, however long a key stays down after that. FX thread.
 */
final class HoldButton extends Button {
    private static final Duration HOLD = Duration.seconds(1);

    private final PauseTransition held = new PauseTransition(HOLD);
    private final String label;
    /** A key that is down is told again and again. */
    private boolean keyDown;

    HoldButton(String label, Runnable work) {
        super(label);
        this.label = label;
        getStyleClass().add("danger");
        held.setOnFinished(_ -> {
            setText(label);
            work.run();
        });
        addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> begin());
        addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> end());
        addEventFilter(MouseEvent.MOUSE_EXITED, _ -> end());
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.SPACE || e.getCode() == KeyCode.ENTER) {
                if (!keyDown) {
                    begin();
                }
                keyDown = !isDisabled();
                e.consume();
            }
        });
        addEventFilter(KeyEvent.KEY_RELEASED, _ -> letGo());
        // whoever is not here any more is not told that the key was let go
        sceneProperty().addListener((_, _, scene) -> stay(scene != null));
        focusedProperty().addListener((_, _, focused) -> stay(focused));
        disabledProperty().addListener((_, _, disabled) -> stay(!disabled));
    }

    private void begin() {
        if (held.getStatus() != javafx.animation.Animation.Status.RUNNING && !isDisabled()) {
            setText("Keep holding …");
            held.playFromStart();
        }
    }

    private void stay(boolean still) {
        if (!still) {
            letGo();
        }
    }

    private void letGo() {
        keyDown = false;
        end();
    }

    private void end() {
        held.stop();
        setText(label);
    }
}
