package millwright.views.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import javafx.scene.image.WritableImage;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.Percentiles;
import millwright.analysis.pareto.ServingPoint;
import millwright.desk.fixture.Closing;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.FixturePlant;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.plant.Times;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;
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
                new ServingPoint.Energy(5_600, Double.NaN),
                Map.of(),
                "sweep.json");
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void drawsEveryMoodInBothThemes(Mood mood) {
        for (Theme theme : Theme.values()) {
            FixtureContext context = FixtureContext.of(mood, theme);
            WritableImage image = Pictures.onFx(() -> {
                InferenceView view = new InferenceView(context);
                view.show(mood == Mood.EMPTY ? List.of() : points());
                WritableImage made = Pictures.of(view, context, theme, 1216, 748);
                view.close();
                return made;
            });
            Pictures.save(image, Path.of("target/pictures/inference-" + mood + "-" + theme + ".png"));
            Set<Integer> colours = new HashSet<>();
            for (int y = 0; y < 748; y += 3) {
                for (int x = 0; x < 1216; x += 3) {
                    colours.add(image.getPixelReader().getArgb(x, y));
                }
            }
            assertTrue(colours.size() > 5, mood + " " + theme + ": " + colours.size());
        }
    }

    @Test
    void aLivePointIsMadeOnlyOfWhatIsKnown() {
        FixtureContext context = new FixtureContext(FixturePlant.of(1, 2), Mood.LIVE, Theme.DARK);
        List<LivePoint> live = LivePoint.of(context.situation().plant(), context.latest(), Axis.OUTPUT_RATE);
        assertEquals(1, live.size());
        assertEquals(1000 / 21.0, live.getFirst().x(), 6);
        FixtureContext stale = new FixtureContext(FixturePlant.of(1, 2), Mood.STALE, Theme.DARK);
        assertEquals(List.of(), LivePoint.of(stale.situation().plant(), stale.latest(), Axis.OUTPUT_RATE));
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

    @Test
    void closingLeavesNothingBehind() {
        assertTrue(Closing.leavesNothing(FixtureContext.of(Mood.LIVE, Theme.DARK), InferenceView::new));
    }
}
