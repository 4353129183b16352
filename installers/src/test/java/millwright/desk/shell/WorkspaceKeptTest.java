package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.fxwatch.Pointer;
import millwright.styles.Theme;
import millwright.views.kit.LegendHistogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody chose on a screen, in one run of the program, is chosen in the next. */
class WorkspaceKeptTest {
    @TempDir
    Path folder;

    private final FixtureContext told = FixtureContext.of(Mood.LIVE, Theme.DARK);
    private RealDesk desk = opened();

    private RealDesk opened() {
        RealDesk made = new RealDesk(told, Path.of(System.getProperty("java.io.tmpdir")), Theme.DARK, 1);
        made.values(told);
        return made;
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** Leaves a screen as {@code chosen} does and gives what it remembers to one that was just opened, as a workspace does. */
    private Node again(String view, Consumer<Node> chosen) {
        Node screen = desk.open(view);
        desk.beat(2);
        chosen.accept(screen);
        desk.beat(3);
        Map<String, String> saved = RealDesk.fx(() -> front().save());
        desk.close();
        desk = opened();
        RealDesk.fx(() -> desk.shell.window().area().active().open(provider(view), saved));
        desk.beat(4);
        return RealDesk.fx(() -> front().node());
    }

    private OpenView front() {
        return desk.shell.window().area().active().front();
    }

    private millwright.desk.ViewProvider provider(String id) {
        return desk.shell.context().setup.views().stream()
                .filter(p -> p.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void fire(Node screen, String name) {
        Node found = RealDesk.named(screen, name);
        RealDesk.fx(() -> {
            ((ToggleButton) found).fire();
            return true;
        });
    }

    private static boolean chosen(Node screen, String name) {
        Node found = RealDesk.named(screen, name);
        return RealDesk.fx(() -> ((ToggleButton) found).isSelected());
    }

    @Test
    void theFloorKeepsLevelComparisonOutlinesFilterAndZoom() {
        String[] zoomed = {""};
        Node screen = again("floor", floor -> {
            fire(floor, "Level: Tray");
            fire(floor, "Outline Alarms");
            fire(floor, "Outline Peers");
            desk.beat(2);
            Node legend = RealDesk.named(floor, "Legend");
            for (int i = 0; i < 40; i++) {
                RealDesk.press(legend, KeyCode.RIGHT);
            }
            Node map = RealDesk.named(floor, "Map of the hall");
            RealDesk.press(map, KeyCode.PLUS);
            RealDesk.press(map, KeyCode.PLUS);
            zoomed[0] = RealDesk.fx(() -> front().save().get("zoom"));
        });
        assertTrue(chosen(screen, "Level: Tray"));
        assertFalse(chosen(screen, "Outline Alarms"));
        assertTrue(chosen(screen, "Outline Limits"));
        assertTrue(chosen(screen, "Outline Peers"));
        assertTrue(((LegendHistogram) RealDesk.named(screen, "Legend")).brushed());
        assertFalse(zoomed[0].isEmpty());
        assertEquals(zoomed[0], RealDesk.fx(() -> front().save().get("zoom")));
    }

    @Test
    void theFloorKeepsTheRackThatIsSeenFromNearAndItsCells() {
        Node screen = again("floor", floor -> {
            RealDesk.press(RealDesk.named(floor, "Map of the hall"), KeyCode.ENTER);
            desk.beat(2);
            fire(floor, "In cell: MHz");
        });
        assertTrue(chosen(screen, "In cell: MHz"));
    }

    @Test
    void theFloorKeepsTheComparison() {
        Node screen = again("floor", floor -> fire(floor, "Show: Δ 1 h ago"));
        assertTrue(chosen(screen, "Show: Δ 1 h ago"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void theTimelineKeepsIncidentAndZoom() {
        String[] seen = {"", ""};
        Node screen = again("timeline", timeline -> {
            ComboBox<String> picker = (ComboBox<String>) RealDesk.named(timeline, "Incident or run");
            RealDesk.fx(() -> {
                picker.setValue(picker.getItems().get(1));
                return true;
            });
            desk.beat(2);
            Node lanes = RealDesk.named(timeline, "Lanes of events");
            RealDesk.fx(() -> {
                javafx.event.Event.fireEvent(lanes, wheel());
                return true;
            });
            seen[0] = RealDesk.fx(() -> picker.getValue());
            seen[1] = RealDesk.fx(() -> front().save().get("zoom"));
        });
        ComboBox<String> picker = (ComboBox<String>) RealDesk.named(screen, "Incident or run");
        assertEquals(seen[0], RealDesk.fx(picker::getValue));
        assertTrue(
                seen[1] != null
                        && seen[1].equals(RealDesk.fx(() -> front().save().get("zoom"))),
                seen[1]);
    }

    /** What was shown last time may never come again; what is chosen meanwhile is kept all the same. */
    @Test
    void theTimelineKeepsWhatIsChosenWhileItsIncidentIsAwaited() {
        desk.close();
        desk = new RealDesk(FixtureContext.of(Mood.EMPTY, Theme.DARK), folder);
        Map<String, String> before = Map.of("shown", "INC-0417", "zoom", "1 2", "align", "plant", "layers", "");
        RealDesk.fx(() -> desk.shell.window().area().active().open(provider("timeline"), before));
        desk.beat(2);
        fire(RealDesk.fx(() -> front().node()), "Align events to the clock of: Source");
        desk.beat(2);
        Map<String, String> saved = RealDesk.fx(() -> front().save());
        assertEquals("source", saved.get("align"));
        assertEquals("INC-0417", saved.get("shown"));
        assertEquals("1 2", saved.get("zoom"));
    }

    private static javafx.scene.input.ScrollEvent wheel() {
        return Pointer.wheel(null, 500, 60, 40, true);
    }

    @Test
    void alarmsKeepGroupStatesAndFilter() {
        Node screen = again("alarms", alarms -> {
            fire(alarms, "Group: Where");
            RealDesk.fx(() -> {
                state(alarms, "Returned").fire();
                state(alarms, "Unack").fire();
                ((TextField) RealDesk.named0(alarms, "Filter by")).setText("pump");
                return true;
            });
        });
        assertTrue(chosen(screen, "Group: Where"));
        RealDesk.fx(() -> {
            assertFalse(state(screen, "Returned").isSelected());
            assertTrue(state(screen, "Ack").isSelected());
            assertFalse(state(screen, "Unack").isSelected());
            assertEquals("pump", ((TextField) RealDesk.named0(screen, "Filter by")).getText());
            return true;
        });
    }

    private static ToggleButton state(Node screen, String word) {
        return screen.lookupAll(".segment").stream()
                .map(ToggleButton.class::cast)
                .filter(b -> b.getText().startsWith(word))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void actionsKeepTheWatts() {
        Node screen = again(
                "actions",
                actions -> RealDesk.fx(() -> {
                    ((TextField) RealDesk.named0(actions, "Watts per GPU")).setText("777");
                    return true;
                }));
        assertEquals("777", RealDesk.fx(() -> ((TextField) RealDesk.named0(screen, "Watts per GPU")).getText()));
    }

    @Test
    void capturesKeepTheFolder() {
        Node screen = again(
                "captures",
                captures -> RealDesk.fx(() -> {
                    ((TextField) RealDesk.named0(captures, "Folder of")).setText(folder.toString());
                    return true;
                }));
        assertEquals(
                folder.toString(), RealDesk.fx(() -> ((TextField) RealDesk.named0(screen, "Folder of")).getText()));
    }

    @Test
    void theWindowKeepsWhereItsPanesMeet() {
        desk.open("overview");
        Node split = RealDesk.named(desk.shell.window().root(), "Split: the screen");
        RealDesk.fx(() -> {
            ((Button) split).fire();
            return true;
        });
        desk.beat(2);
        RealDesk.fx(() -> {
            panes().setDividerPositions(0.7);
            return true;
        });
        desk.beat(2);
        var saved = RealDesk.fx(() -> desk.shell.window().save());
        desk.close();
        desk = opened();
        RealDesk.fx(() -> {
            desk.shell.window().area().restore(saved.panes(), saved.splits());
            return true;
        });
        desk.beat(3);
        assertEquals(0.7, RealDesk.fx(() -> panes().getDividerPositions()[0]), 0.01);
    }

    @Test
    void aTornOffWindowComesBackWhereItWas() {
        desk.close();
        desk = new RealDesk(told, folder);
        desk.open("overview");
        desk.open("floor");
        RealDesk.fx(() -> {
            desk.shell.window().area().tearOffFront();
            Stage torn = desk.shell.tornOff().getFirst().stage();
            torn.setX(40);
            torn.setY(60);
            torn.setWidth(970);
            torn.setHeight(560);
            return true;
        });
        desk.beat(2);
        RealDesk.fx(() -> {
            desk.shell.workspaces().save();
            return true;
        });
        desk.close();
        desk = new RealDesk(told, folder);
        RealDesk.fx(() -> {
            desk.shell.restore();
            assertEquals(1, desk.shell.tornOff().size());
            DeskWindow torn = desk.shell.tornOff().getFirst();
            assertEquals("floor", torn.area().active().front().provider().id());
            assertEquals(40, torn.stage().getX());
            assertEquals(60, torn.stage().getY());
            assertEquals(970, torn.stage().getWidth(), 1);
            assertEquals("overview", front().provider().id());
            return true;
        });
    }

    private SplitPane panes() {
        return (SplitPane) desk.shell.window().area().lookup(".split-pane");
    }
}
