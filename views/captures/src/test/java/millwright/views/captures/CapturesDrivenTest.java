package millwright.views.captures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import millwright.desk.Situation;
import millwright.desk.fixture.Closing;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.feed.Sessions;
import millwright.feed.TimeState;
import millwright.plant.Times;
import millwright.styles.Stylesheets;
import millwright.styles.Theme;
import millwright.views.kit.RowTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The screen driven by mouse and keys; what it asks of the program is seen in the context. */
@ExtendWith(ApplicationExtension.class)
class CapturesDrivenTest {
    @TempDir
    Path folder;

    private FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
    private CapturesView view = null;

    @Start
    void start(Stage stage) {
        context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        view = new CapturesView(context);
        Scene scene = new Scene(new StackPane(view.node()), 1216, 748);
        scene.getStylesheets().setAll(Stylesheets.of(Theme.DARK));
        stage.setScene(scene);
        stage.show();
    }

    private void pulse(FxRobot robot) {
        robot.interact(() -> view.pulse(context.time().now()));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Button button(FxRobot robot, String text) {
        return robot.lookup((Button b) -> b.getText().equals(text)
                        && b.isVisible()
                        && b.getStyleClass().contains("button"))
                .queryAs(Button.class);
    }

    @Test
    void recordingGoesIntoTheFolderTypedAndIsSaidWhileItRuns(FxRobot robot) {
        Path into = folder.resolve("new");
        robot.interact(() -> view.restore(Map.of("folder", into.toString())));
        pulse(robot);
        robot.clickOn(button(robot, "Record"));
        String asked = context.asked().getLast();
        assertTrue(asked.startsWith("startRecording " + into.resolve("millwright-20260317-130732Z.mwcap")), asked);
        assertTrue(Files.isDirectory(into));
        context.session(
                new Sessions.Status("demo plant", into.resolve("a.mwcap").toString(), 4_200_000, 0, ""));
        pulse(robot);
        assertTrue(button(robot, "Record").isDisabled());
        assertFalse(robot.lookup((javafx.scene.control.Label l) -> l.getText().contains("recording a.mwcap, 4.20 MB"))
                .queryAll()
                .isEmpty());
        robot.clickOn(button(robot, "Stop recording"));
        assertEquals("stopRecording", context.asked().getLast());
        context.session(
                new Sessions.Status("demo plant", into.resolve("a.mwcap").toString(), 4_300_000, 0, "", true));
        pulse(robot);
        assertTrue(button(robot, "Stop recording").isDisabled(), "it stops already");
        assertFalse(robot.lookup((javafx.scene.control.Label l) -> l.getText().contains("stopping… a.mwcap, 4.30 MB"))
                .queryAll()
                .isEmpty());
    }

    @Test
    void whatIsBeingOpenedIsSaidAndCanBeCancelledAndNothingMoves(FxRobot robot) {
        pulse(robot);
        double before = top(robot);
        context.opening(new Sessions.Opening("night.mwcap", 2 * Times.SECOND + 100 * Times.MILLI));
        pulse(robot);
        assertFalse(robot.lookup((javafx.scene.control.Label l) -> l.isVisible()
                        && l.getText().contains("opening night.mwcap, 2.1 s; what is shown stays until then"))
                .queryAll()
                .isEmpty());
        assertEquals(before, top(robot));
        robot.interact(() -> millwright.desk.fixture.Pictures.save(
                view.node().getScene().snapshot(null), Path.of("target/pictures/captures-opening.png")));
        robot.clickOn(button(robot, "Cancel"));
        assertEquals("cancelOpening", context.asked().getLast());
        context.opening(Sessions.Opening.NONE);
        pulse(robot);
        assertTrue(robot.lookup((Button b) -> b.getText().equals("Cancel") && b.isVisible())
                .queryAll()
                .isEmpty());
        assertEquals(before, top(robot));
    }

    private double top(FxRobot robot) {
        return robot.lookup(".row-table").query().localToScene(0, 0).getY();
    }

    @Test
    void nothingMovesWhenACaptureIsOpened(FxRobot robot) {
        pulse(robot);
        double before = top(robot);
        long now = FixtureContext.NOW;
        context.replace(new TimeState(TimeState.Mode.REPLAY, now, now - Times.HOUR, now, 0), Map.of());
        pulse(robot);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(button(robot, "Play").isVisible());
        assertEquals(before, top(robot));
    }

    @Test
    void whileTheFolderIsReadNothingIsClaimedOfIt(FxRobot robot) throws Exception {
        assertFalse(robot.lookup(".row-table").query().isVisible());
        assertFalse(says(robot, "No captures here yet"), "nobody looked yet");
        robot.interact(() -> view.restore(Map.of("folder", folder.toString())));
        pulse(robot);
        WaitForAsyncUtils.waitFor(5, java.util.concurrent.TimeUnit.SECONDS, () -> says(robot, "No captures here yet"));
    }

    @Test
    void aCaptureOfTheFolderOpensByEnter(FxRobot robot) throws Exception {
        Path file = Files.writeString(folder.resolve("one.mwcap"), "not opened here");
        robot.interact(() -> view.restore(Map.of("folder", folder.toString())));
        pulse(robot);
        RowTable<?> table = robot.lookup(".row-table").queryAs(RowTable.class);
        WaitForAsyncUtils.waitFor(
                5, java.util.concurrent.TimeUnit.SECONDS, () -> table.rows().size() == 1);
        robot.interact(table::requestFocus);
        robot.type(KeyCode.HOME).type(KeyCode.ENTER);
        assertEquals("openCapture " + file, context.asked().getLast());
    }

    @Test
    void aFolderThatCannotBeListedIsSaidUntilItCan(FxRobot robot) throws Exception {
        Path gone = Files.createSymbolicLink(folder.resolve("gone.mwcap"), folder.resolve("nowhere"));
        robot.interact(() -> view.restore(Map.of("folder", folder.toString())));
        pulse(robot);
        WaitForAsyncUtils.waitFor(5, java.util.concurrent.TimeUnit.SECONDS, () -> {
            pulse(robot);
            return says(robot, "cannot list " + folder);
        });
        pulse(robot);
        pulse(robot);
        assertTrue(says(robot, "cannot list " + folder), "at every pulse");
        Files.delete(gone);
        WaitForAsyncUtils.waitFor(5, java.util.concurrent.TimeUnit.SECONDS, () -> {
            robot.interact(() -> view.pulse(Long.MAX_VALUE / 2));
            robot.interact(() -> view.pulse(Long.MAX_VALUE / 4));
            return !says(robot, "cannot list");
        });
    }

    private static boolean says(FxRobot robot, String text) {
        return !robot.lookup((javafx.scene.control.Label l) -> l.getText().contains(text) && shown(l))
                .queryAll()
                .isEmpty();
    }

    /** What stands in a part that is not visible is not seen either. */
    private static boolean shown(Node node) {
        return node.isVisible() && (node.getParent() == null || shown(node.getParent()));
    }

    @Test
    void attachingTakesWhatWasTyped(FxRobot robot) {
        TextField field = robot.lookup((TextField t) ->
                        t.getPromptText() != null && t.getPromptText().startsWith("HOST"))
                .queryAs(TextField.class);
        robot.clickOn(field).write("plant.example:7443").type(KeyCode.ENTER);
        assertEquals("attach plant.example:7443", context.asked().getLast());
    }

    @Test
    void aReplayIsPlayedPausedSpedUpAndSought(FxRobot robot) {
        replay(0);
        pulse(robot);
        robot.clickOn(button(robot, "Play"));
        assertEquals("play 1.0", context.asked().getLast());
        replay(1);
        pulse(robot);
        ToggleButton fifteen =
                robot.lookup((ToggleButton b) -> b.getText().equals("15×")).queryAs(ToggleButton.class);
        robot.clickOn(fifteen);
        assertEquals("speed 15.0", context.asked().getLast());
        replay(15);
        pulse(robot);
        robot.clickOn(button(robot, "Pause"));
        assertEquals("pause", context.asked().getLast());
        Slider place = robot.lookup((Slider s) -> s.isVisible()).queryAs(Slider.class);
        robot.interact(place::requestFocus);
        robot.type(KeyCode.RIGHT);
        String asked = context.asked().getLast();
        assertEquals("seek " + (FixtureContext.NOW + 36 * Times.SECOND), asked);
        robot.clickOn(button(robot, "To the start"));
        assertEquals(
                "seek " + (FixtureContext.NOW - Times.HOUR), context.asked().getLast());
    }

    private void replay(double speed) {
        Situation s = context.situation();
        TimeState time = new TimeState(
                TimeState.Mode.REPLAY,
                FixtureContext.NOW,
                FixtureContext.NOW - Times.HOUR,
                FixtureContext.NOW + Times.HOUR,
                speed);
        context.replace(time, s.actions());
    }

    @Test
    void closingLeavesNothingBehind() {
        assertTrue(Closing.leavesNothing(FixtureContext.of(Mood.LIVE, Theme.DARK), CapturesView::new));
    }
}
