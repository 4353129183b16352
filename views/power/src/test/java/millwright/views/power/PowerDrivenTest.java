package millwright.views.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.FixturePlant;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Tips;
import millwright.plant.Times;
import millwright.styles.Stylesheets;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The one-line under the mouse: every block can be read and chosen, also where it has no room for a number. */
@ExtendWith(ApplicationExtension.class)
class PowerDrivenTest {
    private FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
    private Stage window = null;

    @Start
    void start(Stage stage) {
        window = stage;
    }

    private OneLine open(FxRobot robot, FixtureContext desk) {
        context = desk;
        robot.interact(() -> {
            PowerView view = new PowerView(desk);
            Scene scene = new Scene(new StackPane(view.node()), 980, 780);
            scene.getStylesheets().setAll(Stylesheets.of(Theme.DARK));
            window.setScene(scene);
            window.show();
            scene.getRoot().layout();
            for (int i = 0; i < 3; i++) {
                desk.advance(Times.SECOND);
                view.pulse(desk.time().now());
            }
        });
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup((Node n) -> n instanceof OneLine).queryAs(OneLine.class);
    }

    private static List<String> tip(FxRobot robot, OneLine tree, double x, double y) {
        robot.moveTo(tree.localToScreen(x, y));
        WaitForAsyncUtils.waitForFxEvents();
        String[] said = {""};
        robot.interact(() -> said[0] = Tips.shown());
        return said[0].lines().toList();
    }

    @Test
    void aBlockTellsAllItsFiguresUnderThePointer(FxRobot robot) {
        OneLine tree = open(robot, FixtureContext.of(Mood.LIVE, Theme.DARK));
        var pdu = tree.box("PDU-A1");
        List<String> said = tip(robot, tree, pdu.center(), pdu.y() + 10);
        assertEquals("PDU-A1", said.getFirst());
        for (String figure :
                List.of("observed ", "committed ", "provisioned ", "if the partner is lost ", "limit ", "headroom ")) {
            assertTrue(said.stream().anyMatch(l -> l.matches(figure + "[0-9.]+ MW.*")), () -> figure + "in " + said);
        }
        assertTrue(said.stream().anyMatch(l -> l.endsWith("(breaker)")), said::toString);
        assertEquals(List.of(), tip(robot, tree, pdu.x() - 6, pdu.y() + 10));
    }

    @Test
    void blocksWithoutRoomForNumbersTellThemUnderThePointer(FxRobot robot) {
        OneLine tree = open(robot, new FixtureContext(FixturePlant.of(50, 4), Mood.LIVE, Theme.DARK));
        var row = tree.box("Row R17");
        assertTrue(row.w() < 64, "narrow");
        List<String> said = tip(robot, tree, row.center(), row.y() + 10);
        assertEquals("Row R17", said.getFirst());
        assertTrue(said.get(1).matches("observed [0-9.]+ MW"), said::toString);
        robot.clickOn(tree.localToScreen(row.center(), row.y() + 10));
        assertEquals("row:R17", String.valueOf(context.selection().selected().get()));
    }

    @Test
    void whatIsStaleSaysSinceWhen(FxRobot robot) {
        OneLine tree = open(robot, FixtureContext.of(Mood.STALE, Theme.DARK));
        var pdu = tree.box("PDU-A1");
        List<String> said = tip(robot, tree, pdu.center(), pdu.y() + 10);
        assertTrue(said.get(1).matches("observed [0-9.]+ MW, 8:0[0-9] old"), said::toString);
    }

    @Test
    void theLegendNamesEverySignOfTheDiagram(FxRobot robot) {
        open(robot, FixtureContext.of(Mood.LIVE, Theme.DARK));
        LegendRule legend = robot.lookup((Node n) -> n instanceof LegendRule).queryAs(LegendRule.class);
        robot.moveTo(legend.localToScreen(200, 14));
        WaitForAsyncUtils.waitForFxEvents();
        String[] said = {""};
        robot.interact(() -> said[0] = Tips.shown());
        for (String word :
                List.of("bar: observed", "triangle: committed", "provisioned", "limit", "partner", "side B")) {
            assertTrue(said[0].contains(word), said[0]);
        }
        assertEquals(8, legend.told(), "all of them have room in a window of 980 px");
    }

    @Test
    void whoAsksForTheDiagramInWordsHearsEveryBlock(FxRobot robot) {
        OneLine tree = open(robot, FixtureContext.of(Mood.LIVE, Theme.DARK));
        String said = String.valueOf(tree.queryAccessibleAttribute(AccessibleAttribute.TEXT));
        assertTrue(said.startsWith("One-line diagram of the power tree: Utility-A, observed "), said);
        assertTrue(said.matches(".*; Row R2, observed [0-9.]+ MW, committed .*"), said);
    }

    @Test
    void aRowTellsWhatMayBeAddedAndWhatBindsThen(FxRobot robot) {
        OneLine tree = open(robot, FixtureContext.of(Mood.LIVE, Theme.DARK));
        var row = tree.box("Row R1");
        String last = tip(robot, tree, row.center(), row.y() + 10).getLast();
        assertTrue(last.matches(".*may be added, .+ (binds|is over its limit by [0-9.]+ MW).*"), last);
        String halls = robot.lookup((Node n) -> n instanceof Label l
                        && l.getText().contains(": ")
                        && l.getText().contains(" may be added, "))
                .queryAs(Label.class)
                .getText();
        assertTrue(halls.matches("[^:]*Hall[^:]*: [0-9.]+ MW may be added, .* binds"), halls);
        assertTrue(tree.csv().lines().findFirst().orElse("").contains("may be added,binds"));
    }

    @Test
    void aTableOfTheDiagramTellsThatWhatMayBeAddedIsNotCertain(FxRobot robot) {
        OneLine tree = open(robot, FixtureContext.of(Mood.STALE, Theme.DARK));
        String row = tree.csv()
                .lines()
                .filter(l -> l.contains("row:R1,"))
                .findFirst()
                .orElseThrow();
        assertTrue(row.contains("loads are stale)"), row);
    }
}
