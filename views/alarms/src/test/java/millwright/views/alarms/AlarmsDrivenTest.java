package millwright.views.alarms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import millwright.desk.Situation;
import millwright.desk.TimeControl;
import millwright.desk.ViewContext;
import millwright.desk.fixture.Altered;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.desk.shell.Toolkit;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Priority;
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

/** Acknowledging by key and by mouse, and the list that stands still while it is read. */
@ExtendWith(ApplicationExtension.class)
class AlarmsDrivenTest {
    private static final double HEAD = 28;
    private static final int WIDTH = 980;

    private FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
    private AlarmsView view = null;

    @Start
    void start(Stage stage) {
        context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        ViewContext onItsThread = (ViewContext) Proxy.newProxyInstance(
                ViewContext.class.getClassLoader(), new Class<?>[] {ViewContext.class}, (_, method, given) -> {
                    if (method.getName().equals("onFx")) {
                        Toolkit.later((Runnable) given[0]);
                        return null;
                    }
                    return method.invoke(context, given);
                });
        view = new AlarmsView(onItsThread);
        Scene scene = new Scene(new StackPane(view.node()), WIDTH, 748);
        scene.getStylesheets().setAll(Stylesheets.of(Theme.DARK));
        stage.setScene(scene);
        stage.show();
    }

    /** A second passes and whatever was ordered in it is there. */
    private void pulse(FxRobot robot) throws TimeoutException {
        robot.interact(() -> {
            context.advance(Times.SECOND);
            view.pulse(context.time().now());
        });
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> !view.ordering());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private List<String> rows() {
        return view.table().rows().stream().map(AlarmRow::key).toList();
    }

    private void click(FxRobot robot, String key, double fromRight) {
        RowTable<AlarmRow> table = view.table();
        double y = HEAD;
        for (AlarmRow row : table.rows()) {
            double tall = row instanceof AlarmRow.Group ? 28 : 24;
            if (row.key().equals(key)) {
                Point2D place = table.localToScreen(table.getWidth() - fromRight, y + tall / 2);
                robot.clickOn(place);
                WaitForAsyncUtils.waitForFxEvents();
                return;
            }
            y += tall;
        }
        throw new AssertionError("no row " + key + " in " + rows());
    }

    private List<String> acknowledged() {
        return context.asked().stream()
                .filter(a -> a.startsWith("acknowledge "))
                .map(a -> a.substring("acknowledge ".length()))
                .toList();
    }

    /** What the gateway tells after it was asked. */
    private void becomes(AlarmState state, String... findings) {
        Situation s = context.situation();
        Map<String, Alarm> alarms = new LinkedHashMap<>(s.alarms());
        for (String id : findings) {
            alarms.computeIfPresent(
                    id,
                    (_, a) -> new Alarm(
                            id, state, a.priority(), "op2", context.time().now()));
        }
        context.replace(Altered.of(s).alarms(alarms).situation());
    }

    @Test
    void aAcknowledgesTheChosenAlarmAndNoOther(FxRobot robot) throws TimeoutException {
        pulse(robot);
        click(robot, "f-flow", 400);
        assertEquals(List.of(), acknowledged(), "a click alone acknowledges nothing");
        robot.type(KeyCode.A);
        assertEquals(List.of("f-flow"), acknowledged());
        becomes(AlarmState.ACKNOWLEDGED, "f-flow");
        pulse(robot);
        robot.type(KeyCode.A);
        assertEquals(List.of("f-flow"), acknowledged(), "not a second time");
    }

    @Test
    void aGoesWithTheChoiceThatArrowsMake(FxRobot robot) throws TimeoutException {
        pulse(robot);
        click(robot, "f-pump", 400);
        robot.type(KeyCode.DOWN, KeyCode.A);
        assertEquals(List.of("f-flow"), acknowledged());
    }

    @Test
    void ackInARowAcknowledgesItsAlarm(FxRobot robot) throws TimeoutException {
        pulse(robot);
        click(robot, "f-pump", 14);
        assertEquals(List.of("f-pump"), acknowledged());
        click(robot, "f-temp", 14);
        assertEquals(List.of("f-pump"), acknowledged(), "that one was acknowledged before");
    }

    @Test
    void ackAllInAGroupAcknowledgesWhatOfItIsNot(FxRobot robot) throws TimeoutException {
        pulse(robot);
        click(robot, "group:INC-0417", 14);
        assertEquals(List.of("f-pump f-flow"), acknowledged());
        becomes(AlarmState.ACKNOWLEDGED, "f-pump", "f-flow");
        pulse(robot);
        click(robot, "group:INC-0417", 14);
        robot.type(KeyCode.A);
        assertEquals(1, acknowledged().size(), "nothing is left to acknowledge");
    }

    @Test
    void aOnAGroupIsAckAll(FxRobot robot) throws TimeoutException {
        pulse(robot);
        click(robot, "group:INC-0417", 400);
        robot.type(KeyCode.A);
        assertEquals(List.of("f-pump f-flow"), acknowledged());
    }

    @Test
    void whatIsNewWaitsForTheReaderWhoAsksForIt(FxRobot robot) throws TimeoutException {
        Situation all = context.situation();
        becomes(AlarmState.NORMAL, "f-pump", "f-temp");
        pulse(robot);
        click(robot, "f-peer", 400);
        List<String> before = rows();
        assertFalse(showNew(robot).isVisible(), "nothing is new");
        context.replace(
                Altered.of(all).version(context.situation().version() + 1).situation());
        pulse(robot);
        assertEquals(before, rows(), "nothing moves under the reader");
        assertTrue(showNew(robot).isVisible());
        assertEquals("2 new, show now", showNew(robot).getText());
        robot.clickOn(showNew(robot));
        pulse(robot);
        assertEquals(
                List.of("group:INC-0417", "f-pump", "f-flow", "f-temp", "group:Unattached", "f-peer", "f-idle"),
                rows());
        assertFalse(showNew(robot).isVisible());
        assertEquals("f-peer", String.valueOf(view.table().selected().key()), "the choice stays");
    }

    private static Button showNew(FxRobot robot) {
        return robot.lookup((Button b) ->
                        b.getText().endsWith("show now") || b.getText().isEmpty())
                .queryAs(Button.class);
    }

    @Test
    void whatWasBrushedLeavesOnlyWhatStoodThenAndSaysSoUntilItIsCleared(FxRobot robot) throws TimeoutException {
        pulse(robot);
        robot.interact(() -> robot.lookup((ToggleButton b) -> "None".equals(b.getText()))
                .queryAs(ToggleButton.class)
                .fire());
        pulse(robot);
        List<String> all = rows();
        Situation s = context.situation();
        long[] began = all.stream()
                .mapToLong(id -> s.findings().get(id).since())
                .sorted()
                .toArray();
        TimeControl.Range early = new TimeControl.Range(began[0] - Times.SECOND, began[1]);
        List<String> then = all.stream()
                .filter(id -> s.findings().get(id).since() <= early.to()
                        || s.alarms().get(id).priority() == Priority.CRITICAL
                                && s.alarms().get(id).state() == AlarmState.UNACKNOWLEDGED)
                .toList();
        assertTrue(then.size() < all.size() && then.size() >= 2, then + " of " + all);
        robot.interact(() ->
                context.time().brush(new TimeControl.Range(began[0] - 2 * Times.MINUTE, began[0] - Times.MINUTE)));
        pulse(robot);
        pulse(robot);
        assertEquals(List.of("f-pump"), rows(), "a critical one that nobody saw is never left out");
        robot.interact(() -> context.time().brush(early));
        pulse(robot);
        pulse(robot);
        assertEquals(then, rows());
        String chip = robot.lookup((Label l) -> l.getText().startsWith("Only ") && l.isVisible())
                .queryAs(Label.class)
                .getText();
        assertTrue(chip.endsWith(", " + (all.size() - then.size()) + " left out"), chip);
        robot.interact(() ->
                Pictures.save(view.node().getScene().snapshot(null), Path.of("target/pictures/alarms-brushed.png")));
        robot.clickOn(robot.lookup((Button b) ->
                        "Clear".equals(b.getText()) && b.getParent().isVisible())
                .queryAs(Button.class));
        assertNull(context.time().brush().get());
        pulse(robot);
        pulse(robot);
        assertEquals(all, rows());
        assertTrue(robot.lookup((Label l) -> l.getText().startsWith("Only "))
                .queryAll()
                .isEmpty());
    }
}
