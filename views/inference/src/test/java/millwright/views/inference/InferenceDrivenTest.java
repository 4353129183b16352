package millwright.views.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.Energy;
import millwright.analysis.pareto.ParetoReport;
import millwright.analysis.pareto.Percentiles;
import millwright.analysis.pareto.Placed;
import millwright.analysis.pareto.PowerBasis;
import millwright.analysis.pareto.ServingPoint;
import millwright.desk.fixture.Altered;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.feed.Origin;
import millwright.feed.Prices;
import millwright.feed.Waste;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.series.LatestValues;
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
                            Energy.NONE,
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
                Energy.NONE,
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

    @Test
    void theListShowsTheStatisticThatIsMeantAlsoWhenAnotherComesBeforeIt(FxRobot robot) {
        ServingPoint tail = points().getFirst();
        ServingPoint mean = new ServingPoint(
                tail.deployment(),
                tail.load(),
                tail.tokens(),
                new ServingPoint.Latency(
                        new Percentiles(Map.of("mean", 7.0, "p50", 6.0)),
                        Percentiles.NONE,
                        Percentiles.NONE,
                        Percentiles.NONE),
                tail.energy(),
                Map.of(),
                "mean.json");
        ServingPoint only = of(OptionalInt.of(1024), 128);
        robot.interact(() -> view.show(List.of(only)));
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> view.show(List.of(mean)));
        WaitForAsyncUtils.waitForFxEvents();
        ComboBox<?> box = robot.lookup((ComboBox<?> c) -> "Statistic of latencies".equals(c.getAccessibleText()))
                .queryAs(ComboBox.class);
        assertEquals(List.of("mean", "p50"), List.copyOf(box.getItems()));
        assertEquals("p50", report().percentile());
        ListCell<?> shown =
                robot.from(box).lookup((ListCell<?> c) -> c.getParent() == box).queryAs(ListCell.class);
        assertEquals("p50", shown.getText());
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
                robot.lookup((ToggleButton b) -> "per MW".equals(b.getText())).queryAs(ToggleButton.class);
        robot.interact(megawatts::fire);
        assertTrue(reads(robot, "Nothing of this can be placed on these axes"));
        assertTrue(reads(robot, "needs the power"));
        assertFalse(reads(robot, "No serving results loaded"));
    }

    private static ServingPoint metered(String hardware, String precision, int users, Energy energy) {
        double tpot = 6 + users * 0.4;
        return new ServingPoint(
                new ServingPoint.Deployment("dense-70b", hardware, precision, OptionalInt.of(8), "tp8"),
                new ServingPoint.Load(OptionalInt.of(1024), OptionalInt.of(128), OptionalInt.of(users)),
                new ServingPoint.Tokens(Double.NaN, users * 1000 / tpot, Double.NaN),
                new ServingPoint.Latency(
                        Percentiles.median(tpot), Percentiles.NONE, Percentiles.NONE, Percentiles.NONE),
                energy,
                Map.of("rack", "R" + users),
                hardware + precision + users + ".json");
    }

    private static Energy watts(double boards, double nodes, double pue) {
        Map<PowerBasis, Double> watts = new HashMap<>();
        watts.put(PowerBasis.GPU, boards);
        if (!Double.isNaN(nodes)) {
            watts.put(PowerBasis.NODE, nodes);
        }
        return new Energy(watts, Map.of(), pue);
    }

    private void toggle(FxRobot robot, String words) {
        ToggleButton button = robot.lookup((ToggleButton b) -> words.equals(b.getText()) && shows(b))
                .queryAs(ToggleButton.class);
        robot.interact(button::fire);
        robot.interact(() -> view.pulse(context.time().now()));
    }

    @Test
    void resultsAreGroupedByWhatIsTickedAndStaySoInTheWorkspace(FxRobot robot) {
        robot.interact(() -> view.show(List.of(
                metered("H200", "FP8", 8, Energy.NONE),
                metered("H200", "FP4", 8, Energy.NONE),
                metered("H200", "FP4", 32, Energy.NONE))));
        assertEquals(2, report().groups().size());
        MenuButton by = robot.lookup((MenuButton b) -> shows(b)).queryAs(MenuButton.class);
        assertEquals("model, precision, hardware", by.getText());
        tick(robot, by, "precision");
        assertEquals("dense-70b, H200", report().groups().getFirst().title());
        assertEquals(1, report().groups().size());
        tick(robot, by, "rack");
        assertEquals(2, report().groups().size(), "what a file's name says besides can group too");
        assertEquals("model,hardware,rack", view.save().get("group-by"));
        for (String field : List.of("model", "hardware", "rack")) {
            tick(robot, by, field);
        }
        assertEquals("all results", report().groups().getFirst().title());
        robot.interact(() -> view.restore(Map.of("group-by", "precision")));
        assertEquals(2, report().groups().size());
        assertEquals("FP4", report().groups().getFirst().title());
    }

    private static void tick(FxRobot robot, MenuButton menu, String field) {
        robot.interact(() -> menu.getItems().stream()
                .filter(i -> i.getText().equals(field))
                .findFirst()
                .map(CheckMenuItem.class::cast)
                .ifPresent(i -> i.setSelected(!i.isSelected())));
    }

    @Test
    void powerIsOfTheBasisThatIsChosenAndNobodyElsesIsTakenForIt(FxRobot robot) {
        robot.interact(() -> view.show(List.of(
                metered("H200", "FP8", 8, watts(3_000, 5_000, 1.2)),
                metered("H200", "FP8", 32, watts(3_600, 5_800, 1.2)),
                metered("H200", "FP8", 64, watts(4_000, Double.NaN, 1.2)))));
        toggle(robot, "per MW");
        toggle(robot, "GPU boards");
        assertEquals("Output tokens per second and MW (GPU boards)", report().title(report().y()));
        assertEquals(3, report().groups().getFirst().points().size());
        double boards = report().groups().getFirst().points().getFirst().y();
        toggle(robot, "nodes");
        assertEquals(2, report().groups().getFirst().points().size());
        double nodes = report().groups().getFirst().points().getFirst().y();
        assertEquals(boards * 3 / 5, nodes, 1e-6);
        assertTrue(report().warnings().toString().contains("they know another power: GPU boards"));
        toggle(robot, "facility");
        assertEquals(
                nodes / 1.2, report().groups().getFirst().points().getFirst().y(), 1e-6);
        assertTrue(report().warnings().toString().contains("times the PUE that was given"));
        assertEquals("facility", view.save().get("power"));
        // the endpoint that runs now stands on the same basis as the results beside it
        double live = LivePoint.of(
                        context.situation().plant(),
                        context.latest(),
                        Axis.INTERACTIVITY,
                        report().y(),
                        report().terms())
                .getFirst()
                .y();
        LatestValues latest = context.latest();
        double rate = latest.latest(new MetricId("endpoint.output.rate"), EntityKind.ENDPOINT)
                .values()[0];
        double drawn =
                latest.latest(new MetricId("job.power"), EntityKind.ENDPOINT).values()[0];
        double pue = latest.latest(new MetricId("site.pue"), EntityKind.SITE).values()[0];
        assertEquals(1e6 * rate / (drawn * pue), live, 1e-3);
    }

    @Test
    void costsNeedAPriceAndEnergyStandsApartFromHours(FxRobot robot) {
        robot.interact(() -> view.show(List.of(
                metered("H200", "FP8", 8, watts(3_000, 5_000, Double.NaN)),
                metered("H200", "FP8", 32, watts(3_600, 5_800, Double.NaN)))));
        toggle(robot, "GPU hour cost");
        assertTrue(reads(robot, "no price given; write price-per-gpu-hour"));
        Waste priced = new Waste(
                context.time().now(),
                1,
                1,
                new Prices("EUR", 0.11, Double.NaN, 2.5),
                List.of(),
                new Origin(EntityId.of(EntityKind.SOURCE, "rollup"), true));
        robot.interact(() -> {
            context.replace(Altered.of(context.situation()).waste(priced).situation());
            view.pulse(context.time().now());
        });
        Placed first = report().groups().getFirst().points().getFirst();
        assertEquals("EUR/Mtok", report().unit(report().y()));
        assertEquals(8 * 2.5 / (first.point().tokens().output() * 3600 / 1e6), first.y(), 1e-9);
        toggle(robot, "energy cost");
        toggle(robot, "nodes");
        first = report().groups().getFirst().points().getFirst();
        assertEquals(5 * 0.11 / (first.point().tokens().output() * 3600 / 1e6), first.y(), 1e-9);
        robot.interact(() -> {
            for (double at : new double[] {0, 1}) {
                robot.lookup((Node n) -> n instanceof Plot)
                        .query()
                        .fireEvent(enter(at == 0 ? KeyCode.HOME : KeyCode.END));
                robot.lookup((Node n) -> n instanceof Plot).query().fireEvent(enter(KeyCode.ENTER));
            }
        });
        robot.interact(() ->
                Pictures.save(view.node().getScene().snapshot(null), Path.of("target/pictures/inference-costs.png")));
    }

    private static KeyEvent enter(KeyCode code) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
    }
}
