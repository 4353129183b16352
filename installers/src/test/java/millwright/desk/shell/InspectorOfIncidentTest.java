package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.styles.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of an incident and its entity the inspector tells what was chosen last; the other is one click away. */
class InspectorOfIncidentTest {
    @TempDir
    Path folder;

    private RealDesk desk;
    private EntityId bystander;

    @BeforeEach
    void open() {
        FixtureContext told = FixtureContext.of(Mood.LIVE, Theme.DARK);
        desk = new RealDesk(told, folder);
        bystander = told.situation().plant().at(EntityKind.RACK, 40).id();
        RealDesk.fx(() -> {
            desk.shell.context().selection.select(bystander);
            return true;
        });
        desk.beat(2);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private String kind() {
        desk.beat(2);
        return RealDesk.fx(() -> desk.shell.inspected().page().kind());
    }

    private void fire(String button) {
        Node found = RealDesk.named(desk.shell.inspected(), button);
        RealDesk.fx(() -> {
            ((Button) found).fire();
            return true;
        });
    }

    private EntityId selected() {
        return RealDesk.fx(() -> desk.shell.context().selection.selected().get());
    }

    @Test
    void aRowOfAbnormalNowShowsItsIncidentAndItsEntityIsOneClickAway() {
        Node table = RealDesk.named(desk.open("overview"), "Abnormal now. Arrows");
        RealDesk.press(table, KeyCode.HOME);
        assertTrue(kind().startsWith("Incident"), kind());
        EntityId entity = selected();
        assertNotNull(entity);
        fire("Values of ");
        assertTrue(!kind().startsWith("Incident"), kind());
        assertEquals(entity, selected());
        fire("Incident ");
        assertTrue(kind().startsWith("Incident"), kind());
        assertEquals(entity, selected(), "stays selected with it");
    }

    @Test
    void aGroupOfAlarmsShowsItsIncidentAndNotWhatWasSelectedBefore() {
        Node table = RealDesk.named(desk.open("alarms"), "Alarms. Arrows move");
        RealDesk.press(table, KeyCode.HOME);
        assertTrue(kind().startsWith("Incident"), kind());
        assertNull(selected());
        RealDesk.press(table, KeyCode.DOWN);
        assertTrue(!kind().startsWith("Incident"), "an alarm is read about where it stands: " + kind());
        assertNotNull(
                RealDesk.fx(() -> desk.shell.context().selection.incident().get()));
        fire("Incident ");
        assertTrue(kind().startsWith("Incident"), kind());
    }

    @Test
    @SuppressWarnings("unchecked")
    void anIncidentPickedOnTheTimelineIsReadAbout() {
        ComboBox<String> picker = (ComboBox<String>) RealDesk.named(desk.open("timeline"), "Incident or run");
        RealDesk.fx(() -> {
            picker.setValue(picker.getItems().get(1));
            return true;
        });
        assertTrue(kind().startsWith("Incident"), kind());
        assertNull(selected());
        RealDesk.fx(() -> {
            desk.shell.context().selection.select(bystander);
            return true;
        });
        assertTrue(kind().startsWith("Rack"), kind());
    }
}
