package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.feed.Command;
import millwright.styles.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that a screen takes does nothing else: the desk behind it does not hear it. */
class KeysOfScreensTest {
    @TempDir
    Path folder;

    private RealDesk desk;
    private final List<KeyCode> heard = new ArrayList<>();

    @BeforeEach
    void open() {
        desk = new RealDesk(FixtureContext.of(Mood.LIVE, Theme.DARK), folder);
        RealDesk.fx(() -> {
            desk.shell.window().root().addEventHandler(KeyEvent.KEY_PRESSED, e -> heard.add(e.getCode()));
            return true;
        });
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void panningTheFloorDoesNotMoveTheDeskInTime() {
        Node map = RealDesk.named(desk.open("floor"), "Map of the hall");
        RealDesk.press(map, KeyCode.PLUS);
        desk.commands.clear();
        for (KeyCode code : List.of(
                KeyCode.LEFT, KeyCode.RIGHT, KeyCode.UP, KeyCode.DOWN, KeyCode.PLUS, KeyCode.MINUS, KeyCode.HOME)) {
            RealDesk.press(map, code);
        }
        desk.beat(2);
        assertTrue(desk.commands.stream().noneMatch(Command.Seek.class::isInstance), desk.commands.toString());
        assertTrue(RealDesk.fx(() -> desk.shell.context().time.live()), "still live");
        assertEquals(List.of(), heard);
    }

    @Test
    void whatTheFloorDoesNotTakeReachesTheDesk() {
        Node map = RealDesk.named(desk.open("floor"), "Map of the hall");
        RealDesk.press(map, KeyCode.SPACE);
        assertEquals(List.of(KeyCode.SPACE), heard);
        assertTrue(desk.commands.stream().anyMatch(c -> c instanceof Command.Seek seek && seek.speed() == 0));
    }

    @Test
    void tilesAndTheListOfAlarmsTakeTheirKeys() {
        Node tile = RealDesk.named(desk.open("overview"), "Site power ");
        RealDesk.press(tile, KeyCode.ENTER);
        Node table = RealDesk.named(desk.open("alarms"), "Alarms. Arrows move");
        RealDesk.press(table, KeyCode.DOWN);
        RealDesk.press(table, KeyCode.A);
        assertEquals(List.of(), heard);
    }
}
