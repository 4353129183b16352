package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import millwright.fxwatch.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is pressed in a window that was torn off acts on that window, and what opens then opens over it. */
class TornWindowTest {
    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong(1);
    private Shell shell;
    private DeskWindow main;
    private DeskWindow torn;

    @BeforeEach
    void tearOff() {
        Fx.start();
        shell = Fx.shell(Fx.setup(TestFeed.demo(), TestViews.all(TestViews.Throws.NOWHERE), folder), clock, 1600, 900);
        main = shell.window();
        Fx.run(() -> {
            shell.open("floor");
            main.area().tearOffFront();
        });
        torn = Fx.run(() -> shell.tornOff().getFirst());
    }

    @AfterEach
    void close() {
        Fx.run(shell::discard);
    }

    private static void press(Node at, KeyCode code, String text, boolean control, boolean shift) {
        Fx.run(() -> Event.fireEvent(
                at, new KeyEvent(KeyEvent.KEY_PRESSED, text, text, code, shift, control, false, false)));
    }

    private static void press(DeskWindow window, KeyCode code) {
        press(window.root(), code, "", false, false);
    }

    private static List<String> tabs(DeskWindow window) {
        return Fx.run(() -> window.area().active().views().stream()
                .map(v -> v.provider().id())
                .toList());
    }

    private static String title(DeskWindow window) {
        return Fx.run(() -> Objects.requireNonNull(window.stage()).getTitle());
    }

    @Test
    void digitsAndCtrlWOpenAndCloseTabsThere() {
        assertEquals(List.of("floor"), tabs(torn));
        List<String> before = tabs(main);
        assertEquals("Floor – Millwright", title(torn));
        press(torn, KeyCode.DIGIT3);
        assertEquals(List.of("floor", "power"), tabs(torn));
        assertEquals("Power – Millwright", title(torn));
        press(torn.root(), KeyCode.W, "w", true, false);
        assertEquals(List.of("floor"), tabs(torn));
        assertEquals(before, tabs(main));
        press(torn.root(), KeyCode.W, "w", true, false);
        assertEquals(List.of(), Fx.run(shell::tornOff), "the last tab takes its window with it");
        assertEquals(before, tabs(main));
        press(main, KeyCode.DIGIT3);
        assertTrue(tabs(main).contains("power"));
    }

    @Test
    void thePaletteAndTheKeysOpenThereAndEscClosesThem() {
        press(torn.root(), KeyCode.SLASH, "?", false, true);
        assertInstanceOf(KeysHelp.class, Fx.run(() -> torn.overlays().shown()));
        press(torn.overlays(), KeyCode.ESCAPE, "", false, false);
        assertFalse(Fx.run(() -> torn.overlays().isOpen()));
        press(torn.root(), KeyCode.K, "k", true, false);
        assertSame(shell.palette(), Fx.run(() -> torn.overlays().shown()));
        assertFalse(Fx.run(() -> main.overlays().isOpen()));
        press(main.root(), KeyCode.K, "k", true, false);
        assertSame(shell.palette(), Fx.run(() -> main.overlays().shown()));
        assertFalse(Fx.run(() -> torn.overlays().isOpen()), "there is one of it");
    }

    @Test
    void dialogsAndNoticesComeWhereTheMouseWasPressed() {
        Fx.run(() -> Event.fireEvent(torn.root(), Pointer.pressed(null, 5, 5, 1, false, false)));
        Fx.run(() -> {
            shell.context().acting.openDialog(shell.context().acting.cap(List.of(TestPlant.RACK), 800, ""));
            shell.warn("not so");
        });
        Fx.beat(shell, clock, 1);
        assertInstanceOf(ActionDialog.class, Fx.run(() -> torn.overlays().shown()));
        assertFalse(Fx.run(() -> main.overlays().isOpen()));
        assertEquals("not so", Fx.run(() -> torn.notice().shown()));
        assertEquals("", Fx.run(() -> main.notice().shown()));
        press(torn.overlays(), KeyCode.ESCAPE, "", false, false);
        assertFalse(Fx.run(() -> torn.overlays().isOpen()));
    }

    @Test
    void afterItsEndKeysAndMessagesAreThoseOfTheMainWindow() {
        press(torn, KeyCode.DIGIT3);
        Fx.run(() -> torn.stage().close());
        Fx.run(() -> shell.warn("still told"));
        assertEquals("still told", Fx.run(() -> main.notice().shown()));
    }
}
