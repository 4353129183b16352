package millwright.views.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import millwright.desk.Situation;
import millwright.desk.TimeControl;
import millwright.desk.draw.EntityWords;
import millwright.desk.draw.PreviewWords;
import millwright.desk.fixture.Closing;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.Preview;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
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

/** The screen driven by mouse and keys; what it asks of the plant is seen in the context. */
@ExtendWith(ApplicationExtension.class)
class ActionsDrivenTest {
    private FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
    private ActionsView view = null;

    @Start
    void start(Stage stage) {
        context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        view = new ActionsView(context);
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
        return robot.lookup((Button b) ->
                        b.getText().equals(text) && b.getStyleClass().contains("button"))
                .queryAs(Button.class);
    }

    private void select(FxRobot robot, EntityKind kind) {
        robot.interact(() -> context.selection()
                .select(context.situation().plant().at(kind, 0).id()));
    }

    @Test
    void whatIsSelectedDecidesWhatCanBeProposed(FxRobot robot) {
        pulse(robot);
        assertTrue(button(robot, "Cap …").isDisabled());
        select(robot, EntityKind.RACK);
        assertFalse(button(robot, "Cap …").isDisabled());
        assertFalse(button(robot, "Drain …").isDisabled());
        select(robot, EntityKind.SITE);
        assertTrue(button(robot, "Drain …").isDisabled());
        select(robot, EntityKind.GPU);
        assertFalse(button(robot, "Drain …").isDisabled());
        select(robot, EntityKind.NODE);
        assertFalse(button(robot, "Drain …").isDisabled());
    }

    @Test
    void aCapIsProposedWithTheWattsTyped(FxRobot robot) {
        select(robot, EntityKind.RACK);
        pulse(robot);
        robot.clickOn(button(robot, "Cap …"));
        assertEquals("dialog SetPowerCap", context.asked().getLast());
    }

    @Test
    void oneActionIsProposedForAllThatIsSelected(FxRobot robot) {
        Plant plant = context.situation().plant();
        List<EntityId> racks = List.of(
                plant.at(EntityKind.RACK, 2).id(), plant.at(EntityKind.RACK, 0).id());
        robot.interact(() -> context.selection().selectTogether(racks));
        pulse(robot);
        assertTrue(robot.lookup((Label l) -> l.getText().equals("2 racks"))
                .tryQuery()
                .isPresent());
        robot.clickOn(button(robot, "Cap …"));
        assertEquals(racks, context.dialog().targets());
        robot.clickOn(button(robot, "Drain …"));
        assertEquals(
                plant.within(plant.indexOf(racks.getFirst()), EntityKind.NODE).length * 2,
                context.dialog().targets().size());
    }

    @Test
    void whatHitsSeveralRacksIsApprovedByTheNameOfTheFirst(FxRobot robot) {
        EntityId rack =
                context.situation().actions().get("ACT-0118").action().targets().getFirst();
        previewed(new Preview(
                "ACT-0118", List.of(), null, List.of(), 0, 0, 0, 0, List.of(), 3, true, "", FixtureContext.NOW));
        pulse(robot);
        assertTrue(button(robot, "Approve").isDisabled());
        TextField typed = robot.lookup((TextField t) -> t.getPromptText().startsWith("type "))
                .queryAs(TextField.class);
        robot.interact(() -> typed.setText("another"));
        assertTrue(button(robot, "Approve").isDisabled());
        robot.interact(() -> typed.setText(EntityWords.name(context.situation().plant(), rack)));
        robot.clickOn(button(robot, "Approve"));
        assertEquals("approve ACT-0118", context.asked().getLast());
    }

    @Test
    void rubbishForWattsProposesNothing(FxRobot robot) {
        select(robot, EntityKind.RACK);
        pulse(robot);
        for (String typed : List.of("many", "0", "-40", "NaN")) {
            TextField watts = robot.lookup((TextField t) -> "Watts per GPU".equals(t.getAccessibleText()))
                    .queryAs(TextField.class);
            robot.interact(() -> watts.setText(typed));
            robot.clickOn(button(robot, "Cap …"));
            assertTrue(
                    context.asked().getLast().startsWith("warn "),
                    typed + ": " + context.asked().getLast());
        }
        assertFalse(context.asked().contains("dialog SetPowerCap"));
    }

    @Test
    void aProposalIsApprovedOrWithdrawnFromTheList(FxRobot robot) {
        stage(ActionStage.PROPOSED);
        pulse(robot);
        robot.clickOn(button(robot, "Approve"));
        assertEquals("approve ACT-0118", context.asked().getLast());
        robot.clickOn(button(robot, "Withdraw"));
        assertEquals("withdraw ACT-0118", context.asked().getLast());
    }

    @Test
    void whatHasEndedCanNeitherBeApprovedNorWithdrawn(FxRobot robot) {
        stage(ActionStage.CONFIRMED);
        pulse(robot);
        assertTrue(button(robot, "Approve").isDisabled());
        assertTrue(button(robot, "Withdraw").isDisabled());
    }

    @Test
    void theKeyboardReachesTheTable(FxRobot robot) {
        pulse(robot);
        var table = robot.lookup(".row-table").query();
        robot.interact(table::requestFocus);
        robot.type(KeyCode.END);
        assertTrue(table.getAccessibleText().contains("ACT-0118"), table.getAccessibleText());
    }

    @Test
    void anApproverReadsWhatTheProposerRead(FxRobot robot) {
        EntityId pdu = context.situation().plant().at(EntityKind.PDU, 0).id();
        EntityId partner = context.situation().plant().at(EntityKind.PDU, 1).id();
        EntityId job = context.situation().plant().at(EntityKind.JOB, 0).id();
        Preview preview = new Preview(
                "ACT-0118",
                List.of(new Preview.Verdict("blast radius", true, "1 rack")),
                new Preview.Binding(pdu, 377_400, 360_000, "breaker, continuous 80 %", 870),
                List.of(new Preview.Failover(pdu, partner, 353_000, 360_000)),
                91_000,
                84_000,
                125_000,
                119_000,
                List.of(job),
                1,
                false,
                "even split over feeders",
                FixtureContext.NOW);
        previewed(preview);
        pulse(robot);
        Set<String> read = robot.lookup((Label l) -> true).queryAllAs(Label.class).stream()
                .map(Label::getText)
                .collect(Collectors.toSet());
        for (PreviewWords.Line line : PreviewWords.lines(context.situation().plant(), preview)) {
            assertTrue(read.contains(line.name()) && read.contains(line.text()), () -> line + " in " + read);
        }
        String partnerName = EntityWords.name(context.situation().plant(), partner);
        assertTrue(read.contains(partnerName + " carries 353 kW of 360 kW"), read::toString);
        assertTrue(read.contains(EntityWords.name(context.situation().plant(), job)), read::toString);
        assertTrue(read.stream().anyMatch(t -> t.contains("short by 17.40 kW")), read::toString);
    }

    private void previewed(Preview preview) {
        Situation s = context.situation();
        Map<String, ActionProgress> actions = new LinkedHashMap<>();
        s.actions()
                .forEach((key, a) -> actions.put(
                        key,
                        new ActionProgress(
                                a.action(), ActionStage.PROPOSED, a.trail(), a.values(), preview, a.origin())));
        context.replace(s.time(), actions);
    }

    private void stage(ActionStage stage) {
        Situation s = context.situation();
        Map<String, ActionProgress> actions = new LinkedHashMap<>();
        s.actions()
                .forEach((key, a) -> actions.put(
                        key, new ActionProgress(a.action(), stage, a.trail(), a.values(), a.preview(), a.origin())));
        context.replace(s.time(), actions);
    }

    @Test
    void closingLeavesNothingBehind() {
        assertTrue(Closing.leavesNothing(FixtureContext.of(Mood.LIVE, Theme.DARK), ActionsView::new));
    }

    private static ActionProgress anew(ActionProgress a, String key, long created, ActionStage stage, long ended) {
        ActionHeader h = a.action().header();
        ControlAction action = new ControlAction.SetPowerCap(
                new ActionHeader(key, h.proposer(), h.proposerKind(), created, h.expires(), h.revision(), h.reason()),
                a.action().targets(),
                840);
        List<ActionProgress.Mark> trail = List.of(
                new ActionProgress.Mark(ActionStage.PROPOSED, created, "op", ""),
                new ActionProgress.Mark(stage, ended, "op", ""));
        return new ActionProgress(action, stage, trail, List.of(), null, a.origin());
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatWasBrushedLeavesOnlyWhatWasUnderWayThenAndWhatWaitsForADecision(FxRobot robot) {
        ActionProgress any = context.situation().actions().values().iterator().next();
        long t = FixtureContext.NOW - 40 * Times.MINUTE;
        Map<String, ActionProgress> actions = new LinkedHashMap<>();
        for (ActionProgress a : List.of(
                anew(any, "before", t - 9 * Times.MINUTE, ActionStage.CONFIRMED, t - 8 * Times.MINUTE),
                anew(any, "over it", t - 9 * Times.MINUTE, ActionStage.CONFIRMED, t + Times.MINUTE),
                anew(any, "runs", t - 9 * Times.MINUTE, ActionStage.EXECUTING, t - 8 * Times.MINUTE),
                anew(any, "later", t + 9 * Times.MINUTE, ActionStage.CONFIRMED, t + 9 * Times.MINUTE),
                anew(any, "waits", t + 8 * Times.MINUTE, ActionStage.PROPOSED, t + 8 * Times.MINUTE))) {
            actions.put(a.key(), a);
        }
        robot.interact(() -> context.replace(millwright.desk.fixture.Altered.of(context.situation())
                .actions(actions)
                .situation()));
        pulse(robot);
        RowTable<ActionProgress> table = (RowTable<ActionProgress>)
                robot.lookup((Node n) -> n instanceof RowTable<?>).query();
        assertEquals(5, table.rows().size());
        robot.interact(() -> context.time().brush(new TimeControl.Range(t, t + 2 * Times.MINUTE)));
        pulse(robot);
        assertEquals(
                Set.of("over it", "runs", "waits"),
                table.rows().stream().map(ActionProgress::key).collect(Collectors.toSet()));
        assertTrue(robot.lookup((Label l) -> l.getText().endsWith(", 2 left out") && l.isVisible())
                .tryQuery()
                .isPresent());
        robot.interact(() ->
                Pictures.save(view.node().getScene().snapshot(null), Path.of("target/pictures/actions-brushed.png")));
        robot.clickOn(button(robot, "Clear"));
        pulse(robot);
        assertEquals(5, table.rows().size());
    }
}
