package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import millwright.desk.ViewProvider;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.styles.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ?} lists every key that any part of any screen takes for itself: all of them are pressed on all of them. */
class KeysListedTest {
    private static final Map<KeyCode, String> NAMES = names();

    @TempDir
    Path folder;

    private RealDesk desk;

    private static Map<KeyCode, String> names() {
        Map<KeyCode, String> names = new LinkedHashMap<>();
        for (char letter = 'A'; letter <= 'Z'; letter++) {
            names.put(KeyCode.valueOf(String.valueOf(letter)), String.valueOf(letter));
        }
        names.put(KeyCode.LEFT, "Left");
        names.put(KeyCode.RIGHT, "Right");
        names.put(KeyCode.UP, "Up");
        names.put(KeyCode.DOWN, "Down");
        names.put(KeyCode.PAGE_UP, "Page Up");
        names.put(KeyCode.PAGE_DOWN, "Page Down");
        names.put(KeyCode.HOME, "Home");
        names.put(KeyCode.END, "End");
        names.put(KeyCode.PLUS, "+");
        names.put(KeyCode.MINUS, "-");
        names.put(KeyCode.DELETE, "Delete");
        names.put(KeyCode.ENTER, "Enter");
        return names;
    }

    @BeforeEach
    void open() {
        desk = new RealDesk(FixtureContext.of(Mood.LIVE, Theme.DARK), folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** Parts that are no controls of the toolkit: what those do with keys is known everywhere. */
    private static List<Node> parts(Node screen) {
        return RealDesk.fx(() -> screen.lookupAll("*").stream()
                .filter(n -> n.isFocusTraversable() && !(n instanceof Control))
                .toList());
    }

    private static boolean takes(Node part, KeyCode code) {
        return RealDesk.fx(() -> {
            KeyEvent event = new KeyEvent(part, part, KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
            List<KeyCode> passed = new ArrayList<>();
            javafx.event.EventHandler<KeyEvent> above = e -> passed.add(e.getCode());
            Node screen = part.getScene().getRoot();
            screen.addEventHandler(KeyEvent.KEY_PRESSED, above);
            javafx.event.Event.fireEvent(part, event);
            screen.removeEventHandler(KeyEvent.KEY_PRESSED, above);
            return passed.isEmpty();
        });
    }

    private Set<String> listed(ViewProvider view) {
        return RealDesk.fx(() -> new KeysHelp(desk.shell.context().setup.views()).of(view)).stream()
                .flatMap(key -> Arrays.stream(
                        key.name().replace("Arrows", "Left, Right, Up, Down").split(", ")))
                .collect(Collectors.toSet());
    }

    @Test
    void theListFitsIntoASmallWindow() {
        for (Theme theme : Theme.values()) {
            RealDesk.fx(() -> {
                desk.shell.theme(theme);
                return true;
            });
            RealDesk.press(desk.shell.window().root(), KeyCode.SLASH, "?");
            desk.beat(2);
            Pictures.save(desk.picture(), Path.of("target/pictures/keys-" + theme + ".png"));
            double tall =
                    RealDesk.fx(() -> desk.shell.window().overlays().shown().prefHeight(-1));
            assertTrue(tall < 700, tall + " px");
        }
    }

    @Test
    void everyKeyThatAPartTakesIsListed() {
        Set<String> unlisted = new TreeSet<>();
        Set<String> taken = new TreeSet<>();
        for (ViewProvider view : desk.shell.context().setup.views()) {
            Set<String> listed = listed(view);
            for (KeyCode code : NAMES.keySet()) {
                for (Node part : parts(desk.open(view.id()))) {
                    if (part.getScene() != null && takes(part, code)) {
                        taken.add(view.id() + " " + NAMES.get(code));
                        if (!listed.contains(NAMES.get(code))) {
                            unlisted.add(view.id() + " " + NAMES.get(code));
                        }
                    }
                }
            }
        }
        assertEquals(Set.of(), unlisted);
        assertTrue(taken.containsAll(Set.of("floor Left", "floor +", "alarms A", "overview Enter")), taken.toString());
    }
}
