package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import millwright.desk.TimeControl.Range;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.feed.Command;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.styles.Theme;
import millwright.views.kit.LegendHistogram;
import millwright.views.kit.StripChart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mouse does by dragging and clicking on drawings, done with keys. */
class WithoutMouseTest {
    @TempDir
    Path folder;

    private RealDesk desk;

    @BeforeEach
    void open() {
        FixtureContext told = FixtureContext.of(Mood.LIVE, Theme.DARK);
        desk = new RealDesk(told, folder);
        desk.values(told);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** Of what is called so that which is drawn over time. */
    private static Node drawing(Node screen, String name) {
        return RealDesk.fx(() -> screen.lookupAll("*").stream()
                .filter(n ->
                        n instanceof StripChart || n.getClass().getSimpleName().equals("Lanes"))
                .filter(n -> n.getAccessibleText().startsWith(name))
                .findFirst()
                .orElseThrow());
    }

    private static void shift(Node at, KeyCode code) {
        press(at, code, true, false);
    }

    private static void press(Node at, KeyCode code, boolean shift, boolean control) {
        RealDesk.fx(() -> {
            Event.fireEvent(at, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false));
            return true;
        });
    }

    private Range brush() {
        return RealDesk.fx(() -> desk.shell.context().time.brush().get());
    }

    private EntityId selected() {
        return RealDesk.fx(() -> desk.shell.context().selection.selected().get());
    }

    private boolean stayed() {
        desk.beat(1);
        return RealDesk.fx(() -> desk.shell.context().time.live())
                && desk.commands.stream().noneMatch(Command.Seek.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource({
        "overview, Output tokens",
        "power, Site envelope",
        "timeline, Lanes of events",
        "timeline, Site power",
    })
    void aRangeIsBrushedOnEveryDrawingOverTime(String screen, String part) {
        Node strip = drawing(desk.open(screen), part);
        assertTrue(RealDesk.fx(strip::isFocusTraversable), part);
        RealDesk.press(strip, KeyCode.LEFT);
        assertNull(brush(), "reading off brushes nothing");
        shift(strip, KeyCode.LEFT);
        shift(strip, KeyCode.LEFT);
        Range brushed = brush();
        assertNotNull(brushed);
        Range shown = RealDesk.fx(() -> desk.shell.context().time.range().get());
        assertEquals(shown.length() / 50.0, brushed.length(), shown.length() / 100.0);
        assertTrue(stayed(), "a live desk is not moved in time");
        RealDesk.press(desk.shell.window().root(), KeyCode.ESCAPE);
        assertNull(brush());
    }

    @Test
    void theTimeBarBrushesAndGoesToAnInstant() {
        Node strip = RealDesk.named(desk.shell.window().root(), "Events over the range");
        shift(strip, KeyCode.LEFT);
        assertNotNull(brush());
        assertTrue(stayed());
        RealDesk.press(strip, KeyCode.ENTER);
        long to = desk.commands.stream()
                .filter(Command.Seek.class::isInstance)
                .map(Command.Seek.class::cast)
                .findFirst()
                .orElseThrow()
                .to();
        assertEquals(brush().from(), to, "where it points");
    }

    @Test
    void theLegendFilters() {
        LegendHistogram legend = (LegendHistogram) RealDesk.named(desk.open("floor"), "Legend");
        assertFalse(RealDesk.fx(legend::brushed));
        for (int i = 0; i < 60; i++) {
            RealDesk.press(legend, KeyCode.RIGHT);
        }
        assertTrue(RealDesk.fx(() -> legend.brushed() && !legend.keeps(0.41) && legend.keeps(0.99)));
        shift(legend, KeyCode.LEFT);
        assertTrue(RealDesk.fx(() -> !legend.keeps(0.999)));
        RealDesk.press(legend, KeyCode.DELETE);
        assertFalse(RealDesk.fx(legend::brushed));
        assertTrue(stayed());
    }

    @Test
    void arrowsGoFromCellToCellOfTheFloor() {
        Node map = RealDesk.named(desk.open("floor"), "Map of the hall");
        RealDesk.press(map, KeyCode.RIGHT);
        EntityId first = selected();
        assertEquals("R1-01", rackOf(first));
        for (int g = 0; g < 4; g++) {
            RealDesk.press(map, KeyCode.RIGHT);
        }
        assertEquals("R1-02", rackOf(selected()), "four GPUs on, the rack beside");
        RealDesk.press(map, KeyCode.LEFT);
        assertEquals("R1-01", rackOf(selected()));
        for (int t = 0; t < 18; t++) {
            RealDesk.press(map, KeyCode.DOWN);
        }
        assertEquals("R2-01", rackOf(selected()), "eighteen trays on, the row below");
        RealDesk.press(map, KeyCode.UP);
        assertEquals("R1-01", rackOf(selected()));
        assertTrue(stayed());
        RealDesk.press(map, KeyCode.ENTER);
        EntityId before = selected();
        Node rack = RealDesk.named(desk.open("floor"), "Rack");
        RealDesk.press(rack, KeyCode.UP);
        assertNotEquals(before, selected(), "from near too");
        assertTrue(stayed());
    }

    private String rackOf(EntityId id) {
        return RealDesk.fx(() -> {
            var plant = desk.shell.context().model.situation().plant();
            return plant.entity(plant.ancestor(plant.indexOf(id), EntityKind.RACK))
                    .name();
        });
    }

    @Test
    void arrowsGoFromBlockToBlockOfTheOneLine() {
        Node line = RealDesk.named(desk.open("power"), "One-line diagram");
        RealDesk.press(line, KeyCode.DOWN);
        assertEquals("Utility-A", name());
        RealDesk.press(line, KeyCode.DOWN);
        assertEquals("MSB-A", name());
        RealDesk.press(line, KeyCode.RIGHT);
        assertEquals("MSB-B", name());
        RealDesk.press(line, KeyCode.RIGHT);
        assertEquals("MSB-B", name(), "the tier ends");
        RealDesk.press(line, KeyCode.END);
        assertEquals("R2", name());
        assertTrue(stayed());
    }

    private String name() {
        desk.beat(1);
        return RealDesk.fx(() -> {
            var plant = desk.shell.context().model.situation().plant();
            return plant.entity(plant.indexOf(
                            desk.shell.context().selection.selected().get()))
                    .name();
        });
    }

    @Test
    void tabsAreChangedByArrowsOnThemAndByKeysAnywhere() {
        desk.open("overview");
        desk.open("floor");
        desk.open("power");
        press(desk.shell.window().root(), KeyCode.PAGE_UP, false, true);
        assertEquals("floor", front());
        press(desk.shell.window().root(), KeyCode.PAGE_DOWN, false, true);
        press(desk.shell.window().root(), KeyCode.PAGE_DOWN, false, true);
        assertEquals("overview", front(), "round");
        press(desk.open("alarms").lookup(".row-table"), KeyCode.PAGE_UP, false, true);
        assertEquals("power", front(), "from within a list too");
        press(desk.shell.window().root(), KeyCode.PAGE_DOWN, false, true);
        press(desk.shell.window().root(), KeyCode.PAGE_DOWN, false, true);
        assertEquals("overview", front());
        Node tab = RealDesk.fx(() -> desk.shell.window().root().lookupAll(".view-tab").stream()
                .filter(n -> n instanceof ToggleButton toggle && toggle.isSelected())
                .findFirst()
                .orElseThrow());
        RealDesk.press(tab, KeyCode.RIGHT);
        assertEquals("floor", front());
    }

    private String front() {
        desk.beat(1);
        return RealDesk.fx(
                () -> desk.shell.window().area().active().front().provider().id());
    }
}
