package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import javafx.event.Event;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import millwright.desk.TimeControl.Range;
import millwright.plant.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of keys is read with the keys, on whatever keyboard. */
class KeysHelpTest {
    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong(1);
    private Shell shell;

    @BeforeEach
    void open() {
        Fx.start();
        TestFeed feed = TestFeed.demo();
        shell = Fx.shell(Fx.setup(feed, TestViews.all(TestViews.Throws.NOWHERE), folder), clock, 1000, 320);
        Fx.beat(shell, clock, 2);
    }

    @AfterEach
    void close() {
        Fx.run(shell::discard);
    }

    private void press(javafx.scene.Node on, KeyCode code, boolean shift) {
        Fx.run(() -> Event.fireEvent(on, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false)));
        Fx.beat(shell, clock, 1);
    }

    @Test
    void aListThatIsLongerThanTheWindowIsScrolledByKeys() {
        press(shell.window().root(), KeyCode.SLASH, true);
        KeysHelp help =
                assertInstanceOf(KeysHelp.class, shell.window().overlays().shown());
        press(help, KeyCode.DOWN, false);
        double line = Fx.run(help::scrolled);
        assertTrue(line > 0 && line < 1, "a line: " + line);
        press(help, KeyCode.PAGE_DOWN, false);
        assertTrue(Fx.run(help::scrolled) > line);
        press(help, KeyCode.END, false);
        assertEquals(1, Fx.run(help::scrolled));
        press(help, KeyCode.HOME, false);
        assertEquals(0, Fx.run(help::scrolled));
    }

    @Test
    void whatStandsAboveTheNoughtIsNotTheNought() {
        Range few = new Range(TestPlant.NOW - Times.MINUTE, TestPlant.NOW);
        Fx.run(() -> shell.context().time.show(few));
        press(shell.window().root(), KeyCode.DIGIT0, true);
        assertEquals(few, Fx.run(() -> shell.context().time.range().get()));
        press(shell.window().root(), KeyCode.DIGIT0, false);
        assertTrue(Fx.run(() -> shell.context().time.range().get()).length() > Times.MINUTE);
    }
}
