package millwright.views.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import millwright.desk.TimeControl;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Tips;
import millwright.plant.Times;
import millwright.styles.Stylesheets;
import millwright.styles.Theme;
import millwright.views.kit.RowTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What is cut or only drawn on the page can be read under the pointer. */
@ExtendWith(ApplicationExtension.class)
class OverviewDrivenTest {
    private FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
    private OverviewView view = null;

    @Start
    void start(Stage stage) {
        context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        view = new OverviewView(context);
        Scene scene = new Scene(new StackPane(view.node()), 980, 780);
        scene.getStylesheets().setAll(Stylesheets.of(Theme.DARK));
        stage.setScene(scene);
        stage.show();
        for (int i = 0; i < 3; i++) {
            context.advance(Times.SECOND);
            view.pulse(context.time().now());
        }
    }

    private static String tip(FxRobot robot, Node node, double x, double y) {
        robot.moveTo(node.localToScreen(x, y));
        WaitForAsyncUtils.waitForFxEvents();
        String[] said = {""};
        robot.interact(() -> said[0] = Tips.shown());
        return said[0];
    }

    private static <T extends Node> T part(FxRobot robot, Class<T> type) {
        return robot.lookup((Node n) -> type.isInstance(n)).queryAs(type);
    }

    @Test
    void aTileTellsItsFigureWholeAndItsTrendAtThePointer(FxRobot robot) {
        Tile tile = part(robot, Tile.class);
        assertTrue(
                tip(robot, tile, 40, 20).matches("Output tokens: [0-9.]+ M tok/s\\nexpected [0-9.]+ M tok/s\\n.*%"),
                tip(robot, tile, 40, 20));
        String over = tip(robot, tile, tile.getWidth() / 2, 70);
        assertTrue(over.matches("(?s).*\\n13:3[78]  [0-9.]+ M tok/s\\n1 h: [0-9.]+ M tok/s to [0-9.]+ M tok/s"), over);
    }

    @Test
    void aRackAndARowOfTheHallTellTheirStateInWords(FxRobot robot) {
        MiniHall hall = part(robot, MiniHall.class);
        double x = hall.place(1)[0];
        double y = hall.place(1)[1];
        assertEquals("R1-01: inference\nworst alarm: high, acknowledged", tip(robot, hall, x, y));
        assertEquals(
                "Row R1: 24 racks\nworst alarm of the row itself: critical, not acknowledged", tip(robot, hall, 8, y));
        assertEquals("", tip(robot, hall, hall.getWidth() - 2, 4));
    }

    @Test
    void aPartOfTheEnvelopeTellsItsShareAndTheRestAllFigures(FxRobot robot) {
        EnvelopeBar bar = part(robot, EnvelopeBar.class);
        String training = tip(robot, bar, bar.getWidth() * 0.5, 28);
        assertTrue(training.matches("IT training [0-9.]+ MW, [0-9.]+ % at the meter"), training);
        String all = tip(robot, bar, 30, 90);
        assertEquals(9, all.lines().count(), all);
        assertTrue(all.contains("\nlimit 5.") && all.contains("\nLosses ") && all.contains("\ncommitted "), all);
    }

    @Test
    void anEndpointTellsItsWholeNameAndWhatIsExpected(FxRobot robot) {
        EndpointStrips strips = part(robot, EndpointStrips.class);
        String said = tip(robot, strips, 20, 40);
        assertTrue(said.matches("(?s)\\S+: [0-9.]+ [kM] tok/s.*expected [0-9.,]+ .*tok/s, at [0-9.]+ %.*"), said);
        String over = tip(robot, strips, 160, 40);
        assertTrue(over.contains("\n1 h: "), over);
        assertEquals("", tip(robot, strips, 20, 6));
    }

    private static RowTable<?> abnormal(FxRobot robot) {
        return (RowTable<?>) part(robot, AbnormalNow.class).lookup(".row-table");
    }

    @Test
    void whatWasBrushedIsCountedAmongWhatIsAbnormalAndNothingIsLeftOut(FxRobot robot) {
        List<?> rows = abnormal(robot).rows();
        assertTrue(rows.size() > 1, () -> "rows " + rows);
        long now = context.time().now();
        robot.interact(() -> {
            context.time().brush(new TimeControl.Range(now - Times.HOUR, now - 5 * Times.MINUTE));
            for (int i = 0; i < 4; i++) {
                context.advance(Times.SECOND);
                view.pulse(context.time().now());
            }
        });
        String words = ": 3 of 5 alarms stood then";
        List<String> brushed = robot
                .lookup((javafx.scene.control.Label l) -> l.getText().startsWith("Brushed"))
                .queryAllAs(javafx.scene.control.Label.class)
                .stream()
                .map(javafx.scene.control.Label::getText)
                .toList();
        assertTrue(brushed.stream().anyMatch(text -> text.endsWith(words)), () -> words + " in " + brushed);
        assertEquals(rows, abnormal(robot).rows());
        robot.interact(() -> millwright.desk.fixture.Pictures.save(
                view.node().getScene().snapshot(null), java.nio.file.Path.of("target/pictures/overview-brushed.png")));
        robot.clickOn(robot.lookup((javafx.scene.control.Button b) -> "Clear".equals(b.getText()))
                .queryAs(javafx.scene.control.Button.class));
        assertEquals(null, context.time().brush().get());
    }
}
