package millwright.views.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.ParetoReport;
import millwright.analysis.pareto.Percentiles;
import millwright.analysis.pareto.ServingPoint;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.styles.Stylesheets;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What is compared is chosen with the keys, and every reason for caution can be read where it is compared. */
@ExtendWith(ApplicationExtension.class)
class InferenceDrivenTest {
    private FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
    private InferenceView view = null;

    /** Two models, each at two pairs of lengths and three loads; only the first tells its tail and its first token. */
    private static List<ServingPoint> points() {
        List<ServingPoint> points = new ArrayList<>();
        for (String model : List.of("dense-70b", "moe-671b")) {
            for (int osl : new int[] {128, 1024}) {
                for (int users : new int[] {1, 8, 64}) {
                    double tpot = 6 + users * 0.4;
                    boolean tails = model.equals("dense-70b");
                    points.add(new ServingPoint(
                            new ServingPoint.Deployment(model, "H200", "FP8", OptionalInt.of(8), "tp8"),
                            new ServingPoint.Load(OptionalInt.of(1024), OptionalInt.of(osl), OptionalInt.of(users)),
                            new ServingPoint.Tokens(Double.NaN, users * 1000 / tpot, Double.NaN),
                            new ServingPoint.Latency(
                                    new Percentiles(tails ? Map.of("p50", tpot, "p99", 3 * tpot) : Map.of("p50", tpot)),
                                    Percentiles.NONE,
                                    new Percentiles(tails ? Map.of("p50", users * 0.02) : Map.of()),
                                    Percentiles.NONE),
                            ServingPoint.Energy.NONE,
                            Map.of(),
                            model + "-" + osl + "-" + users + ".json"));
                }
            }
        }
        return points;
    }

    @Start
    void start(Stage stage) {
        context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        view = new InferenceView(context);
        Scene scene = new Scene(new StackPane(view.node()), 980, 748);
        scene.setFill(millwright.styles.Palette.of(Theme.DARK).color(millwright.styles.Token.BG));
        scene.getStylesheets().setAll(Stylesheets.of(Theme.DARK));
        stage.setScene(scene);
        stage.show();
        view.show(points());
        view.pulse(context.time().now());
    }

    /** Goes down the list that is called so, by keys. */
    private static void choose(FxRobot robot, String list, int down) {
        ComboBox<?> box = robot.lookup((ComboBox<?> c) -> list.equals(c.getAccessibleText()))
                .queryAs(ComboBox.class);
        robot.interact(box::requestFocus);
        for (int i = 0; i < down; i++) {
            robot.type(KeyCode.DOWN);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private ParetoReport report() {
        return Objects.requireNonNull(view.report(), "a report");
    }

    private static boolean reads(FxRobot robot, String words) {
        return robot.lookup((Label l) -> l.getText().contains(words) && shows(l))
                .tryQuery()
                .isPresent();
    }

    private static boolean shows(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static ServingPoint of(OptionalInt isl, int osl) {
        return new ServingPoint(
                new ServingPoint.Deployment("dense-70b", "H200", "FP8", OptionalInt.of(8), "tp8"),
                new ServingPoint.Load(isl, OptionalInt.of(osl), OptionalInt.of(8)),
                new ServingPoint.Tokens(Double.NaN, 800, Double.NaN),
                new ServingPoint.Latency(Percentiles.median(20), Percentiles.NONE, Percentiles.NONE, Percentiles.NONE),
                ServingPoint.Energy.NONE,
                Map.of(),
                osl + ".json");
    }

    @Test
    void lengthsThatDifferAreOfferedApartThoughTheInputIsUnknown(FxRobot robot) {
        OptionalInt unknown = OptionalInt.empty();
        robot.interact(() -> view.show(
                List.of(of(unknown, 1024), of(OptionalInt.of(1024), 128), of(unknown, 128), of(unknown, 128))));
        ComboBox<?> box = robot.lookup(
                        (ComboBox<?> c) -> "Input and output tokens of a request".equals(c.getAccessibleText()))
                .queryAs(ComboBox.class);
        assertEquals(
                List.of("All lengths", "1,024 / 128", "unknown / 128", "unknown / 1,024"), List.copyOf(box.getItems()));
    }

    @Test
    void aModelIsChosenAndTheOthersLeaveThePlot(FxRobot robot) {
        assertEquals(2, report().groups().size());
        assertTrue(reads(robot, "12 configurations, "));
        choose(robot, "Model", 2);
        assertEquals("moe-671b, FP8, H200", report().groups().getFirst().title());
        assertEquals(1, report().groups().size());
        assertTrue(reads(robot, "6 of 12 configurations, "));
    }

    @Test
    void aPairOfLengthsIsComparedFairly(FxRobot robot) {
        assertTrue(report().warnings().toString().contains("different output lengths: 128, 1024"));
        choose(robot, "Input and output tokens of a request", 1);
        assertEquals(List.of(), report().warnings());
        assertTrue(report().groups().stream()
                .flatMap(g -> g.points().stream())
                .allMatch(p -> p.point().load().osl().orElse(0) == 128));
    }

    @Test
    void theAxisBelowAndTheStatisticAreChosen(FxRobot robot) {
        double interactive = view.required();
        choose(robot, "Statistic of latencies", 1);
        assertEquals("p99", report().percentile());
        robot.type(KeyCode.UP);
        choose(robot, "x axis", 1);
        assertEquals(Axis.TTFT, report().x());
        assertTrue(view.required() < interactive, "the line does not stay where it meant something else");
        assertEquals(Map.of("x", "Time to first token"), wanted());
    }

    private Map<String, String> wanted() {
        Map<String, String> saved = view.save();
        saved.keySet().retainAll(List.of("model", "lengths", "x", "percentile"));
        return saved;
    }

    @Test
    void whatWasChosenWaitsForItsResults(FxRobot robot) {
        robot.interact(() -> {
            view.show(List.of());
            view.restore(Map.of("model", "moe-671b", "lengths", "1,024 / 1,024"));
            view.show(points());
        });
        assertEquals(3, report().groups().getFirst().points().size());
        assertEquals(Map.of("model", "moe-671b", "lengths", "1,024 / 1,024"), wanted());
    }

    @Test
    void allWarningsCanBeReadInTheWindow(FxRobot robot) {
        choose(robot, "Statistic of latencies", 1);
        List<String> warnings = report().warnings();
        assertTrue(warnings.size() > 1, warnings.toString());
        ToggleButton all = robot.lookup((ToggleButton b) -> b.getText().equals("All " + warnings.size() + " warnings"))
                .queryAs(ToggleButton.class);
        robot.clickOn(all);
        TextArea list = robot.lookup((TextArea t) -> shows(t)).queryAs(TextArea.class);
        for (String warning : warnings) {
            assertTrue(list.getText().contains(warning), () -> warning + " in " + list.getText());
        }
        robot.interact(() -> Pictures.save(
                view.node().getScene().snapshot(null), Path.of("target/pictures/inference-warnings.png")));
        robot.clickOn(all);
        assertFalse(shows(list));
    }

    @Test
    void resultsThatLackWhatAnAxisNeedsAreNotCalledMissing(FxRobot robot) {
        ToggleButton megawatts =
                robot.lookup((ToggleButton b) -> "MW".equals(b.getText())).queryAs(ToggleButton.class);
        robot.interact(megawatts::fire);
        assertTrue(reads(robot, "Nothing of this can be placed on these axes"));
        assertTrue(reads(robot, "needs the power"));
        assertFalse(reads(robot, "No serving results loaded"));
    }
}
