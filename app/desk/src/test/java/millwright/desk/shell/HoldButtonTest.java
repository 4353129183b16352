package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.event.Event;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was begun to be held is let go by whatever takes it from under the hand. */
class HoldButtonTest {
    private static final String LABEL = "Hold to stop";

    private HoldButton hold;
    private Button other;
    private Overlays overlays;
    private Stage stage;

    @BeforeEach
    void open() {
        Fx.start();
        Fx.run(() -> {
            hold = new HoldButton(LABEL, () -> {});
            other = new Button("Cancel");
            overlays = new Overlays();
            stage = new Stage();
            stage.setScene(new Scene(overlays, 400, 300));
            stage.show();
            stage.requestFocus();
            overlays.open(new VBox(other, hold), Pos.CENTER, 16);
            hold.requestFocus();
            key(KeyCode.SPACE);
        });
        assertTrue(words().startsWith("Keep holding"), words());
    }

    @AfterEach
    void close() {
        Fx.run(stage::close);
    }

    private void key(KeyCode code) {
        Event.fireEvent(hold, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    private String words() {
        return Fx.run(hold::getText);
    }

    @Test
    void escClosesWhatItIsInAndLetsGo() {
        Fx.run(() -> key(KeyCode.ESCAPE));
        assertTrue(Fx.run(() -> hold.getScene() == null));
        assertEquals(LABEL, words());
    }

    @Test
    void theFocusGoesElsewhere() {
        Fx.run(other::requestFocus);
        assertEquals(LABEL, words());
    }

    @Test
    void itIsDisabled() {
        Fx.run(() -> hold.setDisable(true));
        assertEquals(LABEL, words());
    }
}
