package millwright.views.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import millwright.desk.Situation;
import millwright.desk.TimeControl.Range;
import millwright.desk.fixture.Altered;
import millwright.desk.fixture.Closing;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Moods;
import millwright.desk.fixture.Pictures;
import millwright.feed.AlarmState;
import millwright.feed.Gap;
import millwright.feed.Interval;
import millwright.feed.Origin;
import millwright.feed.TimeState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import millwright.styles.Theme;
import millwright.views.kit.StripChart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineViewTest {
    @ParameterizedTest
    @EnumSource(Mood.class)
    void drawsEveryMoodInBothThemes(Mood mood) {
        Moods.draw("timeline", mood, 748, 5, TimelineView::new);
    }

    @Test
    void anAlarmThatIsOverAndUnseenIsNotDrawnAsAcknowledged() {
        Situation live = FixtureContext.of(Mood.LIVE, Theme.DARK).situation();
        assertEquals(AlarmState.RETURNED, live.alarms().get("f-idle").state());
        assertEquals(AlarmState.ACKNOWLEDGED, live.alarms().get("f-temp").state());
        assertTrue(of(live, "Execution-idle above policy").open());
        assertTrue(!of(live, "SW thermal slowdown").open());
    }

    private static Mark of(Situation situation, String what) {
        return Marks.of(situation, null, false).stream()
                .filter(m -> m.text().endsWith(" " + what))
                .findFirst()
                .orElseThrow();
    }

    /** What happened last is what is looked for. */
    @Test
    void nothingStandsOnTheNewestBarsOfAFullLane() {
        FixtureContext context = FixtureContext.of(Mood.FLOODED, Theme.DARK);
        WritableImage image = Pictures.onFx(() -> {
            TimelineView view = new TimelineView(context);
            WritableImage made = Pictures.of(view, context, Theme.DARK, 1216, 748);
            view.close();
            return made;
        });
        int bars = 0;
        for (int x = 1112; x < 1182; x++) {
            bars += image.getPixelReader().getColor(x, 313).getRed() > 0.7 ? 1 : 0;
        }
        assertTrue(bars > 45, "three of four px are bars: " + bars);
    }

    @Test
    void whatWasNotReceivedIsABandOnLanesAndStrips() {
        WritableImage whole = picture(List.of(), "whole");
        long now = FixtureContext.NOW;
        List<Gap> gaps = List.of(
                new Gap(null, null, now - 20 * Times.MINUTE, now - 14 * Times.MINUTE, -1, "the gateway was restarted"),
                new Gap(null, null, now - 5 * Times.MINUTE, now - 5 * Times.MINUTE + 4, 3, "the desk read too slowly"));
        WritableImage missed = picture(gaps, "missed");
        int plotWidth = 1216 - 32 - 172 - 18;
        int middle = 16 + 172 + plotWidth * 43 / 60;
        int lanes = different(whole, missed, middle, 100, 400);
        int strips = different(whole, missed, middle, 480, 700);
        assertTrue(lanes > 30, "lanes: " + lanes);
        assertTrue(strips > 30, "strips: " + strips);
        assertEquals(
                0, different(whole, missed, 16 + 172 + plotWidth / 3, 100, 700), "only where something is missing");
    }

    private static WritableImage picture(List<Gap> gaps, String name) {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        context.missed(gaps);
        WritableImage image = Pictures.onFx(() -> {
            TimelineView view = new TimelineView(context);
            WritableImage made = Pictures.of(view, context, Theme.DARK, 1216, 748);
            view.close();
            return made;
        });
        Pictures.save(image, Path.of("target/pictures/timeline-" + name + ".png"));
        return image;
    }

    private static int different(WritableImage a, WritableImage b, int x, int top, int bottom) {
        int count = 0;
        for (int y = top; y < bottom; y++) {
            for (int px = x - 3; px <= x + 3; px++) {
                count += a.getPixelReader().getArgb(px, y) == b.getPixelReader().getArgb(px, y) ? 0 : 1;
            }
        }
        return count;
    }

    /** A recording of measurements alone, with named runs, as imports of benchmarks are. */
    private static FixtureContext imported(Mood mood) {
        FixtureContext context = FixtureContext.of(mood, Theme.DARK);
        Situation s = context.situation();
        long now = FixtureContext.NOW;
        EntityId node = s.plant().at(EntityKind.NODE, 0).id();
        Interval run = new Interval(
                "llama2-70b-99/Offline",
                node,
                now - 12 * Times.MINUTE,
                now,
                Map.of("tokensPerSecond", 25_262.1, "meanPowerWatts", 6_153.0, "tokensPerJoule", 4.106),
                new Origin(node, false));
        context.replace(Altered.of(s)
                .uneventful()
                .intervals(List.of(run))
                .time(new TimeState(TimeState.Mode.REPLAY, now, now - 3 * Times.HOUR, now, 0))
                .situation());
        return context;
    }

    @Test
    void aRecordingWithoutIncidentsOpensOnItsRun() {
        FixtureContext context = imported(Mood.LIVE);
        Range shown = Pictures.onFx(() -> {
            TimelineView view = new TimelineView(context);
            WritableImage made = Pictures.of(view, context, Theme.DARK, 1216, 748);
            Pictures.save(made, Path.of("target/pictures/timeline-imported.png"));
            Range range = view.range();
            view.close();
            return range;
        });
        assertEquals(FixtureContext.NOW - 13 * Times.MINUTE, shown.from());
        assertEquals(FixtureContext.NOW + Times.MINUTE, shown.to());
    }

    @Test
    void theIncidentThatWasSelectedBeforeTheScreenOpenedIsChosen() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        String id = context.situation().incidents().keySet().iterator().next();
        String chosen = Pictures.onFx(() -> {
            context.selection().selectIncident(id);
            TimelineView view = new TimelineView(context);
            Pictures.of(view, context, Theme.DARK, 1216, 748);
            String found = view.chosen() == null ? "none" : view.chosen().id();
            view.close();
            return found;
        });
        assertEquals(id, chosen);
        assertEquals(id, context.selection().incident().get(), "filling the list chooses nothing");
    }

    @Test
    void closingLeavesNothingBehind() {
        assertTrue(Closing.leavesNothing(FixtureContext.of(Mood.LIVE, Theme.DARK), TimelineView::new));
    }

    /** Its foot, px from the top, of a view as high as that. */
    private static double foot(double high) {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DAY);
        return Pictures.onFx(() -> {
            TimelineView view = new TimelineView(context);
            WritableImage made = Pictures.of(view, context, Theme.DAY, (int) (1.75 * high), (int) high);
            Pictures.save(made, Path.of("target/pictures/timeline-high-" + (int) high + ".png"));
            Node strips = view.node().lookupAll("*").stream()
                    .filter(StripChart.class::isInstance)
                    .max(Comparator.comparingDouble(
                            n -> n.localToScene(n.getLayoutBounds()).getMaxY()))
                    .orElseThrow();
            view.close();
            return strips.localToScene(strips.getLayoutBounds()).getMaxY();
        });
    }

    @Test
    void lanesAndStripsShareTheHeightOfALargeScreen() {
        for (double high : new double[] {748, 900, 1288}) {
            double foot = foot(high);
            assertTrue(foot <= high, "cut: " + foot + " of " + high);
            assertTrue(foot > 0.9 * high, "empty below " + foot + " of " + high);
        }
    }
}
