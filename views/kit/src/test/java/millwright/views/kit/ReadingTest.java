package millwright.views.kit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import javafx.event.Event;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import millwright.desk.fixture.Pictures;
import millwright.fxwatch.Pointer;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final long SECOND = 1_000_000_000L;

    private static void move(Region list, double x) {
        Event.fireEvent(list, Pointer.moved(null, x, 5));
    }

    @Test
    void apointerThatIsOnlyLeftOnAListReadsNothing() {
        AtomicLong clock = new AtomicLong();
        Pictures.onFx(() -> {
            Region list = new Region();
            Reading reading = new Reading(list, clock::get);
            assertFalse(reading.now());
            move(list, 7);
            move(list, 7);
            assertFalse(reading.now(), "it came to lie there");
            move(list, 8);
            assertTrue(reading.now());
            clock.addAndGet(9 * SECOND);
            assertTrue(reading.now());
            clock.addAndGet(2 * SECOND);
            assertFalse(reading.now(), "nobody moved for 11 s");
            return list;
        });
    }

    @Test
    void keysRead() {
        AtomicLong clock = new AtomicLong(3);
        Pictures.onFx(() -> {
            Region list = new Region();
            Reading reading = new Reading(list, clock::get);
            Event.fireEvent(list, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DOWN, false, false, false, false));
            assertTrue(reading.now());
            return list;
        });
    }
}
