package millwright.views.floor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import millwright.desk.ViewContext;
import millwright.desk.fixture.Altered;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.FixturePlant;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.plant.Catalogue;
import millwright.plant.Times;
import millwright.series.History;
import millwright.series.Window;
import millwright.series.WindowQuery;
import millwright.styles.Stylesheets;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The map against an hour ago: what it says when there is nothing to compare with, and why. */
@ExtendWith(ApplicationExtension.class)
class HourAgoTest {
    /** What the history answers; replaced by tests. */
    private Function<WindowQuery, CompletionStage<List<Window>>> answer = _ -> new CompletableFuture<>();

    private FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
    private FloorView view = null;
    private final AtomicLong wall = new AtomicLong();
    private final List<WindowQuery> asked = new ArrayList<>();

    private final class Told implements History {
        @Override
        public Catalogue describe() {
            return Catalogue.standard();
        }

        @Override
        public CompletionStage<List<Window>> query(WindowQuery query) {
            asked.add(query);
            return answer.apply(query);
        }
    }

    @Start
    void start(Stage stage) {
        context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        History told = new Told();
        ViewContext asking = (ViewContext) Proxy.newProxyInstance(
                ViewContext.class.getClassLoader(),
                new Class<?>[] {ViewContext.class},
                (_, method, given) -> method.getName().equals("history") ? told : method.invoke(context, given));
        view = new FloorView(asking, wall::get);
        Scene scene = new Scene(new StackPane(view.node()), 980, 748);
        scene.getStylesheets().setAll(Stylesheets.of(Theme.DARK));
        stage.setScene(scene);
        stage.show();
    }

    private void pulse(FxRobot robot) {
        for (int i = 0; i < 6; i++) {
            robot.interactNoWait(() -> {
                context.advance(Times.MILLI);
                wall.addAndGet(Turns.READABLE);
                view.pulse(context.time().now());
            });
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** A frame without a pause since the last. */
    private void frame(FxRobot robot, long plantTime) {
        robot.interactNoWait(() -> {
            context.advance(plantTime);
            view.pulse(context.time().now());
        });
    }

    private static CompletionStage<List<Window>> nothing(WindowQuery query) {
        return CompletableFuture.completedFuture(query.entities().stream()
                .map(e -> Window.empty(query.metric(), e, query.from(), query.to(), query.columns()))
                .toList());
    }

    private void choose(FxRobot robot, String toggle) {
        ToggleButton button =
                robot.lookup((ToggleButton b) -> toggle.equals(b.getText())).queryAs(ToggleButton.class);
        robot.interact(button::fire);
        pulse(robot);
    }

    private static String read(FxRobot robot) {
        return robot.lookup((Label l) -> shows(l)).queryAllAs(Label.class).stream()
                .map(Label::getText)
                .collect(Collectors.joining("\n"));
    }

    private static boolean shows(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    @Test
    void whatCouldNotBeReadIsSaidWithTheReasonAndNotCalledNoData(FxRobot robot) {
        answer = _ -> CompletableFuture.failedFuture(new IllegalStateException("the gateway's history is closed"));
        pulse(robot);
        choose(robot, "Δ 1 h ago");
        String read = read(robot);
        assertTrue(read.contains("an hour ago, could not be read: the gateway's history is closed."), read);
        assertTrue(read.contains("an hour ago could not be read"), read);
        assertFalse(read.contains("no source tells this metric"), read);
        robot.interact(() -> Pictures.save(
                view.node().getScene().snapshot(null), Path.of("target/pictures/floor-hour-ago-unread.png")));
        choose(robot, "Now");
        assertFalse(read(robot).contains("an hour ago,"), "now needs no past");
    }

    @Test
    void whileItIsReadThatIsSaid(FxRobot robot) {
        pulse(robot);
        choose(robot, "Δ 1 h ago");
        assertTrue(read(robot).contains("Reading what was at 13:07, an hour ago …"), read(robot));
    }

    @Test
    void whereNothingWasRecordedThatIsSaid(FxRobot robot) {
        answer = query -> CompletableFuture.completedFuture(query.entities().stream()
                .map(e -> Window.empty(query.metric(), e, query.from(), query.to(), query.columns()))
                .toList());
        pulse(robot);
        choose(robot, "Δ 1 h ago");
        assertTrue(read(robot).contains("Nothing of this was recorded at 13:07, an hour ago"), read(robot));
    }

    @Test
    void afterAFailureItIsAskedAgainAndTheMapIsWhole(FxRobot robot) {
        answer = _ -> CompletableFuture.failedFuture(new IllegalStateException("closed"));
        pulse(robot);
        choose(robot, "Δ 1 h ago");
        answer = context.history()::query;
        robot.interact(() -> context.advance(61 * Times.SECOND));
        pulse(robot);
        String read = read(robot);
        assertFalse(read.contains("an hour ago"), read);
        assertTrue(read.contains(" ok"), read);
        choose(robot, "Rack");
        assertTrue(
                read(robot).contains("48 racks, 4"), "racks are reduced from their GPUs, then as now: " + read(robot));
    }

    @Test
    void nothingIsAskedWhileAnAnswerIsOut(FxRobot robot) {
        pulse(robot);
        choose(robot, "Δ 1 h ago");
        int first = asked.size();
        assertTrue(first > 0);
        for (int minutes = 0; minutes < 5; minutes++) {
            robot.interact(() -> context.advance(61 * Times.SECOND));
            pulse(robot);
        }
        assertEquals(first, asked.size());
    }

    @Test
    void howeverFastARecordingPlaysAQuestionASecondIsAsked(FxRobot robot) {
        answer = HourAgoTest::nothing;
        pulse(robot);
        choose(robot, "Δ 1 h ago");
        wall.addAndGet(HourAgo.PAUSE);
        frame(robot, Times.HOUR);
        int first = asked.size();
        for (int frames = 0; frames < 15; frames++) {
            frame(robot, Times.HOUR);
        }
        assertEquals(first, asked.size());
        wall.addAndGet(HourAgo.PAUSE);
        frame(robot, Times.HOUR);
        assertTrue(asked.size() > first);
    }

    @Test
    void whatIsFarFromAnHourAgoIsNotComparedWith(FxRobot robot) {
        answer = context.history()::query;
        pulse(robot);
        choose(robot, "Δ 1 h ago");
        assertFalse(read(robot).contains("an hour ago"), read(robot));
        answer = _ -> new CompletableFuture<>();
        robot.interact(() -> context.advance(3 * Times.HOUR));
        pulse(robot);
        assertTrue(read(robot).contains("Reading what was at 16:07, an hour ago …"), read(robot));
    }

    @Test
    void ofAnotherPlantItIsAskedAgainButNotWhereTheSameStandInTheSameSlots(FxRobot robot) {
        answer = context.history()::query;
        pulse(robot);
        choose(robot, "Δ 1 h ago");
        int first = asked.size();
        context.replace(
                Altered.of(context.situation()).plant(FixturePlant.of(2, 24)).situation());
        pulse(robot);
        assertEquals(first, asked.size());
        context.replace(
                Altered.of(context.situation()).plant(FixturePlant.of(4, 12)).situation());
        pulse(robot);
        assertEquals(2 * first, asked.size());
        assertTrue(asked.getLast().entities().stream().anyMatch(e -> e.text().contains("R4-")));
    }

    @Test
    void aQuestionThatNobodyAnswersIsAskedAgainAndDoesNotBlockTheNext(FxRobot robot) {
        pulse(robot);
        choose(robot, "Δ 1 h ago");
        int first = asked.size();
        answer = context.history()::query;
        pulse(robot);
        assertEquals(first, asked.size(), "it may yet answer");
        wall.addAndGet(HourAgo.PATIENCE);
        pulse(robot);
        assertEquals(2 * first, asked.size());
        assertFalse(read(robot).contains("an hour ago"), read(robot));
    }

    @Test
    void aLateAnswerCountsUntilANewerOneIsThere(FxRobot robot) {
        List<CompletableFuture<List<Window>>> out = new ArrayList<>();
        answer = _ -> {
            out.add(new CompletableFuture<>());
            return out.getLast();
        };
        pulse(robot);
        choose(robot, "Δ 1 h ago");
        int each = out.size();
        wall.addAndGet(HourAgo.PATIENCE);
        pulse(robot);
        assertEquals(2 * each, out.size());
        assertTrue(read(robot).contains("It was not answered, and is asked for again."), read(robot));
        robot.interact(() ->
                out.subList(0, each).forEach(late -> late.completeExceptionally(new IllegalStateException("overrun"))));
        pulse(robot);
        assertTrue(read(robot).contains("overrun"), "late, but the newest that is told: " + read(robot));
        wall.addAndGet(2 * HourAgo.PATIENCE);
        pulse(robot);
        assertEquals(3 * each, out.size());
        robot.interact(() -> {
            for (int i = 0; i < each; i++) {
                out.get(2 * each + i)
                        .complete(nothing(asked.get(2 * each + i))
                                .toCompletableFuture()
                                .join());
            }
            out.subList(each, 2 * each).forEach(late -> late.completeExceptionally(new IllegalStateException("older")));
        });
        pulse(robot);
        assertFalse(read(robot).contains("older"), read(robot));
        assertTrue(read(robot).contains("Nothing of this was recorded"), read(robot));
    }

    @Test
    void anAnswerToAnEarlierQuestionIsNobodys(FxRobot robot) {
        CompletableFuture<List<Window>> late = new CompletableFuture<>();
        answer = _ -> late;
        pulse(robot);
        choose(robot, "Δ 1 h ago");
        choose(robot, "Now");
        robot.interact(() -> late.completeExceptionally(new IllegalStateException("too late")));
        pulse(robot);
        assertEquals(-1, read(robot).indexOf("too late"));
    }
}
