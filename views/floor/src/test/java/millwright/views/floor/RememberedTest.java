package millwright.views.floor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import javafx.event.Event;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import millwright.desk.fixture.FixturePlant;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private static final EntityId RACK = new EntityId("rack:R1-02");

    private final AtomicLong wall = new AtomicLong(5);
    private final Remembered remembered = new Remembered(wall::get);
    private final Plant plant = FixturePlant.of(1, 4);

    RememberedTest() {
        remembered.keep(RACK.text());
    }

    @Test
    void itIsOpenedOnceThePlantHasIt() {
        assertEquals(-1, remembered.open(Plant.empty(), null));
        assertEquals(plant.indexOf(RACK), remembered.open(plant, null));
        assertEquals(-1, remembered.open(plant, null));
    }

    @Test
    void itIsOpenedWithWhatIsSelectedInItAndNotOverAnythingElse() {
        assertEquals(plant.indexOf(RACK), remembered.open(plant, new EntityId("gpu:R1-02/T01/G1")));
        remembered.keep(RACK.text());
        assertEquals(-1, remembered.open(plant, new EntityId("rack:R1-03")));
        assertEquals(-1, remembered.open(plant, null), "nor when nothing is selected any more");
    }

    @Test
    void theFirstTouchForgetsIt() {
        StackPane screen = new StackPane();
        remembered.until(screen);
        Event.fireEvent(screen, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.RIGHT, false, false, false, false));
        assertEquals(-1, remembered.open(plant, null));
    }

    @Test
    void nobodyWaitsForItForEver() {
        wall.addAndGet(Remembered.WAIT + 1);
        assertEquals(-1, remembered.open(plant, null));
    }
}
