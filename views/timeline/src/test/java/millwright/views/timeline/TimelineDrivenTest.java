package millwright.views.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import millwright.desk.TimeControl.Range;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Tips;
import millwright.feed.Incident;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import millwright.styles.Stylesheets;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The lanes under the mouse: what is clicked is what is selected. */
@ExtendWith(ApplicationExtension.class)
class TimelineDrivenTest {
    private static final double BRACKET_ROW = Lanes.AXIS + 13;
    private static final long PUMP = FixtureContext.NOW - 321 * Times.SECOND;
    private static final long XID = FixtureContext.NOW - 1_385 * Times.SECOND;

    private FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
    private TimelineView view = null;

    @Start
    void start(Stage stage) {
        context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        view = new TimelineView(context);
        Scene scene = new Scene(new StackPane(view.node()), 980, 748);
        scene.getStylesheets().setAll(Stylesheets.of(Theme.DARK));
        stage.setScene(scene);
        stage.show();
    }

    private void pulse(FxRobot robot) {
        robot.interact(() -> {
            context.advance(Times.SECOND);
            view.pulse(context.time().now());
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Lanes lanes(FxRobot robot) {
        return robot.lookup((Node n) -> n instanceof Lanes).queryAs(Lanes.class);
    }

    private double at(FxRobot robot, long time) {
        Lanes lanes = lanes(robot);
        return lanes.axis(lanes.getWidth(), view.range()).at(time);
    }

    private void click(FxRobot robot, double x, double y) {
        Point2D place = lanes(robot).localToScreen(x, y);
        robot.clickOn(place);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Incident incident() {
        return context.situation().incidents().get("INC-0417");
    }

    @Test
    void aClickOnABracketSelectsItsIncident(FxRobot robot) {
        robot.interact(() -> context.selection()
                .select(context.situation().plant().at(EntityKind.RACK, 9).id()));
        pulse(robot);
        click(robot, at(robot, PUMP + 160 * Times.SECOND), BRACKET_ROW);
        assertEquals(incident().id(), context.selection().incident().get());
        assertEquals(incident(), view.chosen(), "and the screen shows it");
        assertNull(context.selection().selected().get(), "an incident, no entity");
    }

    @Test
    void theWordsOfABracketBelongToIt(FxRobot robot) {
        pulse(robot);
        click(robot, at(robot, PUMP) - 60, BRACKET_ROW);
        assertEquals(incident().id(), context.selection().incident().get());
    }

    @Test
    void aClickBesideABracketSelectsNothingAndClearsTheBrush(FxRobot robot) {
        pulse(robot);
        context.time().brush(new Range(PUMP, FixtureContext.NOW));
        click(robot, Lanes.LEFT + 20, BRACKET_ROW);
        assertNull(context.selection().incident().get());
        assertNull(context.selection().selected().get());
        assertNull(context.time().brush().get(), "the brush is cleared");
    }

    @Test
    void whatALeftOutLayerHidesCannotBeSelected(FxRobot robot) {
        robot.interact(() -> view.restore(Map.of("layers", "GPU")));
        pulse(robot);
        context.time().brush(new Range(PUMP, FixtureContext.NOW));
        click(robot, at(robot, XID), Lanes.AXIS - 6);
        assertNull(context.selection().selected().get(), "the XID of a GPU, hidden");
        assertNull(context.time().brush().get());
        click(robot, at(robot, XID), BRACKET_ROW);
        assertNull(context.selection().selected().get(), "nor beneath the words of a bracket");
    }

    @Test
    void aClickOnAMarkSelectsWhereItHappened(FxRobot robot) {
        pulse(robot);
        EntityId gpu = context.situation().plant().at(EntityKind.GPU, 77).id();
        double lane = Lanes.AXIS + Lanes.BRACKET + 4.5 * Lanes.LANE;
        click(robot, at(robot, XID), lane);
        assertEquals(gpu, context.selection().selected().get());
        assertNull(context.selection().incident().get());
    }

    @Test
    void aDragBrushesAndSelectsNothingWhereItEnds(FxRobot robot) {
        pulse(robot);
        Lanes lanes = lanes(robot);
        double lane = Lanes.AXIS + Lanes.BRACKET + 4.5 * Lanes.LANE;
        robot.moveTo(lanes.localToScreen(at(robot, XID) - 120, lane));
        robot.press(javafx.scene.input.MouseButton.PRIMARY);
        robot.moveTo(lanes.localToScreen(at(robot, XID), lane));
        robot.release(javafx.scene.input.MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        Range brush = context.time().brush().get();
        assertEquals(XID, brush.to(), 2.0 * brush.length() / 100);
        assertNull(context.selection().selected().get(), "a drag is no click");
    }

    /** What is said where the pointer rests. */
    private String tip(FxRobot robot, double x, double y) {
        robot.moveTo(lanes(robot).localToScreen(x, y));
        WaitForAsyncUtils.waitForFxEvents();
        String[] said = {""};
        robot.interact(() -> said[0] = Tips.shown());
        return said[0];
    }

    @Test
    void theMembersOfACrowdCanBeReadWithTheirTimesAndPlaces(FxRobot robot) {
        pulse(robot);
        double cooling = Lanes.AXIS + Lanes.BRACKET + 1.5 * Lanes.LANE;
        String said = tip(robot, at(robot, PUMP), cooling);
        assertEquals("""
                14:02:11.000 ± 5 ms  CDU-01 P1: Pump P1 tripped
                14:02:11.000 ± 1 ms  CDU-01 P1: Pump tripped
                14:02:40.000 ± 1 ms  CDU-01: Coolant flow low\
                """, said);
    }

    @Test
    void aMarkAndItsWordsSayWhereAndWhen(FxRobot robot) {
        pulse(robot);
        double gpus = Lanes.AXIS + Lanes.BRACKET + 4.5 * Lanes.LANE;
        String whole = "13:44:27.000 ± 5 ms  R1-02 T02 G1: XID 149 NVLink5 error";
        assertEquals(whole, tip(robot, at(robot, XID), gpus));
        assertEquals(whole, tip(robot, at(robot, XID) - 60, gpus), "its words stand at the left");
        assertEquals("", tip(robot, at(robot, XID) - 300, gpus));
    }

    @Test
    void aBracketSaysItsSpanAndItsCauses(FxRobot robot) {
        pulse(robot);
        String said = tip(robot, at(robot, PUMP + 160 * Times.SECOND), BRACKET_ROW);
        assertTrue(said.startsWith("INC-0417  CDU-01 pump P1 trip, row R1 throttles\n14:02:11 – open"), said);
        assertTrue(said.contains("1  Pump drive fault  0.72: first event, upstream of all victims"), said);
    }

    @Test
    void ofALaneThatIsTooFullTheEventsOfAColumnAreCounted(FxRobot robot) {
        FixtureContext flooded = FixtureContext.of(Mood.FLOODED, Theme.DARK);
        context.replace(flooded.situation());
        pulse(robot);
        double gpus = Lanes.AXIS + 3 * Lanes.BRACKET + 4.5 * Lanes.LANE;
        String said = tip(robot, at(robot, FixtureContext.NOW - 20 * Times.MINUTE), gpus);
        assertTrue(said.matches("(?s)[0-9,]+ events\n.*and [0-9,]+ more.*"), said);
        String others = tip(robot, 30, Lanes.AXIS + 31);
        assertTrue(others.startsWith("INC-0003") && others.contains(" more\n"), others);
    }
}
