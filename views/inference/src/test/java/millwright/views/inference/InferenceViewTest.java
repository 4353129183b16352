package millwright.views.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.Energy;
import millwright.analysis.pareto.ParetoReport;
import millwright.analysis.pareto.Percentiles;
import millwright.analysis.pareto.PowerBasis;
import millwright.analysis.pareto.ServingPoint;
import millwright.analysis.pareto.ServingResults;
import millwright.analysis.pareto.Terms;
import millwright.desk.draw.Figures;
import millwright.desk.fixture.Closing;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.FixturePlant;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Moods;
import millwright.desk.fixture.Pictures;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Beyond;
import millwright.series.Latest;
import millwright.series.LatestValues;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InferenceViewTest {
    /** Two sweeps by concurrency, the second dominated by the first where users get little. */
    private static List<ServingPoint> points() {
        List<ServingPoint> points = new ArrayList<>();
        for (String hardware : new String[] {"H200", "GB200"}) {
            double better = hardware.equals("GB200") ? 2.2 : 1;
            for (int c = 1; c <= 64; c *= 2) {
                double tpot = (8 + c * 0.6) / better;
                double rate = c * 1000 / tpot;
                points.add(point(hardware, c, tpot, rate));
                points.add(point(hardware, c, tpot * 1.3, rate * 0.7));
            }
        }
        return points;
    }

    private static ServingPoint point(String hardware, int concurrency, double tpot, double rate) {
        return new ServingPoint(
                new ServingPoint.Deployment("r1-class", hardware, "FP8", OptionalInt.of(8), "tp8"),
                new ServingPoint.Load(OptionalInt.of(1024), OptionalInt.of(128), OptionalInt.of(concurrency)),
                new ServingPoint.Tokens(Double.NaN, rate, Double.NaN),
                new ServingPoint.Latency(
                        Percentiles.median(tpot), Percentiles.NONE, Percentiles.NONE, Percentiles.NONE),
                Energy.of(PowerBasis.GPU, 5_600, Double.NaN),
                Map.of(),
                "sweep.json");
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void drawsEveryMoodInBothThemes(Mood mood) {
        Moods.draw("inference", mood, 748, 5, context -> {
            InferenceView view = new InferenceView(context);
            view.show(mood == Mood.EMPTY ? List.of() : points());
            return view;
        });
    }

    @Test
    void aLivePointIsMadeOnlyOfWhatIsKnown() {
        FixtureContext context = new FixtureContext(FixturePlant.of(1, 2), Mood.LIVE, Theme.DARK);
        List<LivePoint> live = LivePoint.of(
                context.situation().plant(), context.latest(), Axis.INTERACTIVITY, Axis.OUTPUT_RATE, Terms.MEDIAN);
        assertEquals(1, live.size());
        assertEquals(1000 / 21.0, live.getFirst().x(), 6);
        FixtureContext stale = new FixtureContext(FixturePlant.of(1, 2), Mood.STALE, Theme.DARK);
        assertEquals(
                List.of(),
                LivePoint.of(
                        stale.situation().plant(), stale.latest(), Axis.INTERACTIVITY, Axis.OUTPUT_RATE, Terms.MEDIAN));
    }

    @Test
    void aPercentileBeyondTheLastBoundMakesAPointThatIsAtMostThere() {
        FixtureContext context = new FixtureContext(FixturePlant.of(1, 2), Mood.LIVE, Theme.DARK);
        MetricId p99 = new MetricId("endpoint.tpot.p99");
        Latest values = context.latest().latest(p99, EntityKind.ENDPOINT);
        LatestValues beyond = (metric, kind) -> metric.equals(Beyond.errorOf(p99))
                ? new Latest(
                        metric,
                        kind,
                        values.revision(),
                        new double[] {Double.NaN},
                        new byte[] {(byte) DataState.NO_DATA.ordinal()},
                        values.times(),
                        1)
                : context.latest().latest(metric, kind);
        Plant plant = context.situation().plant();
        Terms tails = Terms.MEDIAN.at("p99");
        ParetoReport report = new ParetoReport(Axis.INTERACTIVITY, Axis.OUTPUT_RATE, tails, List.of(), List.of());
        LivePoint known = LivePoint.of(plant, context.latest(), report.x(), report.y(), tails)
                .getFirst();
        assertEquals("chat-prod now", known.words(report));
        assertEquals("", known.bound(report.x()));
        LivePoint open =
                LivePoint.of(plant, beyond, report.x(), report.y(), tails).getFirst();
        assertEquals(known.x(), open.x());
        assertEquals("at most", open.bound(report.x()));
        assertEquals("chat-prod now, at most " + Figures.digits(open.x()) + " tok/s/user", open.words(report));
        ParetoReport tenths =
                new ParetoReport(Axis.INTERACTIVITY, Axis.OUTPUT_RATE, tails.at("p95"), List.of(), List.of());
        LivePoint mean = LivePoint.of(plant, context.latest(), tenths.x(), tenths.y(), tenths.terms())
                .getFirst();
        assertEquals("chat-prod now (mean)", mean.words(tenths), "what is not known is not asked for silently");
    }

    @Test
    void aTableOfThePlotSaysWhatItsNumbersAreOf() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        List<String> rows = Pictures.onFx(() -> {
            InferenceView view = new InferenceView(context);
            view.show(points());
            view.pulse(context.time().now());
            String csv = view.csv();
            view.close();
            return csv.lines().toList();
        });
        String head = rows.getFirst();
        assertTrue(head.contains("tok/s/user") && head.contains("statistic of latency,bound of "), head);
        assertTrue(rows.size() > 2, rows.toString());
        assertTrue(rows.get(1).contains(",p50,,"), rows.get(1));
        assertTrue(rows.getLast().contains(",p50,,,now,SIMULATED"), rows.getLast());
    }

    private static double required(FixtureContext context, List<ServingPoint> points) {
        return Pictures.onFx(() -> {
            InferenceView view = new InferenceView(context);
            view.show(points);
            view.pulse(context.time().now());
            double required = view.required();
            view.close();
            return required;
        });
    }

    @Test
    void theLineBeginsWhereItDidInEveryRun() {
        FixtureContext now = FixtureContext.of(Mood.LIVE, Theme.DARK);
        FixtureContext later = FixtureContext.of(Mood.LIVE, Theme.DARK);
        later.advance(7 * Times.MINUTE);
        assertEquals(required(now, List.of()), required(later, List.of()), "live values move, the line does not");
        double measured = required(now, points());
        assertEquals(measured, required(later, points()));
        assertTrue(Double.isFinite(measured));
    }

    private static void await(InferenceView view) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Pictures.onFx(view::settled)) {
            assertTrue(System.nanoTime() < end, "the results were not read");
            new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void whatWasOpenIsOpenAgainWithItsLineAndPins(@TempDir Path folder) throws Exception {
        List<Path> read = new CopyOnWriteArrayList<>();
        ServingResults reader = paths -> {
            read.addAll(paths);
            return new ServingResults.Read(points(), List.of());
        };
        FixtureContext context = FixtureContext.of(Mood.EMPTY, Theme.DARK);
        InferenceView first = Pictures.onFx(() -> {
            InferenceView view = new InferenceView(context, () -> List.of(reader));
            view.open(folder);
            return view;
        });
        await(first);
        Map<String, String> saved = Pictures.onFx(() -> {
            Plot plot = (Plot) first.node().lookupAll("*").stream()
                    .filter(Plot.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            plot.resize(800, 500);
            plot.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.HOME, false, false, false, false));
            plot.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
            return first.save();
        });
        assertEquals(folder.toString(), saved.get("results"));
        assertEquals("0.0", saved.get("read-off"));
        assertTrue(saved.containsKey("pin-0"), saved.toString());
        InferenceView second = Pictures.onFx(() -> {
            InferenceView view = new InferenceView(context, () -> List.of(reader));
            view.restore(saved);
            assertEquals(saved, view.save(), "also while it is still being read");
            return view;
        });
        await(second);
        assertEquals(saved, Pictures.onFx(second::save));
        assertEquals(List.of(folder, folder), read);
        assertEquals(0.0, Pictures.onFx(second::required));
        Pictures.onFx(() -> {
            second.label("gpus=8");
            assertEquals(saved.get("pin-0"), second.save().get("pin-0"), "other labels keep what is pinned");
            first.close();
            second.close();
            return true;
        });
    }

    @Test
    void closingLeavesNothingBehind() {
        assertTrue(Closing.leavesNothing(FixtureContext.of(Mood.LIVE, Theme.DARK), InferenceView::new));
    }
}
