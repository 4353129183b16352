package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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
    private final AtomicInteger done = new AtomicInteger();
    private Button other;
    private Overlays overlays;
    private Stage stage;

    @BeforeEach
    void open() {
        Fx.start();
        Fx.run(() -> {
            hold = new HoldButton(LABEL, done::incrementAndGet);
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

    private void release(KeyCode code) {
        Event.fireEvent(hold, new KeyEvent(KeyEvent.KEY_RELEASED, "", "", code, false, false, false, false));
    }

    @Test
    void aKeyThatStaysDownAfterItActedBeginsNothingNew() {
        long end = System.nanoTime() + 10_000_000_000L;
        while (done.get() == 0) {
            assertTrue(System.nanoTime() < end, "not within 10 s");
            Fx.run(() -> key(KeyCode.SPACE)); // as keyboards do
            LockSupport.parkNanos(30_000_000);
        }
        Fx.run(() -> key(KeyCode.SPACE));
        assertEquals(LABEL, words());
        Fx.run(() -> release(KeyCode.SPACE));
        Fx.run(() -> key(KeyCode.SPACE));
        assertTrue(words().startsWith("Keep holding"), "held anew: " + words());
        assertEquals(1, done.get());
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
