package millwright.views.floor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javafx.scene.image.WritableImage;
import millwright.desk.fixture.Closing;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.FixturePlant;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.plant.EntityKind;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FloorViewTest {
    private static final int W = 1216;
    private static final int H = 748;

    private static WritableImage picture(FixtureContext context, Theme theme, String name) {
        return Pictures.onFx(() -> {
            FloorView view = new FloorView(context);
            WritableImage image = Pictures.of(view, context, theme, W, H);
            Pictures.save(image, Path.of("target/pictures/floor-" + name + ".png"));
            view.close();
            return image;
        });
    }

    private static int colours(WritableImage image) {
        Set<Integer> seen = new HashSet<>();
        for (int y = 0; y < H; y += 3) {
            for (int x = 0; x < W; x += 3) {
                seen.add(image.getPixelReader().getArgb(x, y));
            }
        }
        return seen.size();
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void drawsEveryMoodInBothThemes(Mood mood) {
        for (Theme theme : Theme.values()) {
            FixtureContext context = new FixtureContext(FixturePlant.of(6, 24), mood, theme);
            WritableImage image = picture(context, theme, mood + "-" + theme);
            assertTrue(colours(image) > (mood == Mood.EMPTY ? 3 : 40), mood + " " + theme);
        }
    }

    @Test
    void aSmallHallIsEnlargedAndALargeOneStillFits() {
        FixtureContext small = new FixtureContext(FixturePlant.of(1, 8), Mood.LIVE, Theme.DARK);
        FixtureContext large = new FixtureContext(FixturePlant.of(30, 46), Mood.LIVE, Theme.DARK);
        assertNotEquals(colours(picture(small, Theme.DARK, "small")), 0);
        assertTrue(colours(picture(large, Theme.DARK, "large")) > 40);
    }

    @Test
    void aStaleMapDiffersFromALiveOne() {
        FixtureContext live = FixtureContext.of(Mood.LIVE, Theme.DARK);
        FixtureContext stale = FixtureContext.of(Mood.STALE, Theme.DARK);
        assertNotEquals(pixelSum(picture(live, Theme.DARK, "live")), pixelSum(picture(stale, Theme.DARK, "stale")));
    }

    private static long pixelSum(WritableImage image) {
        long sum = 0;
        for (int y = 100; y < 500; y += 7) {
            for (int x = 100; x < 800; x += 7) {
                sum = sum * 31 + image.getPixelReader().getArgb(x, y);
            }
        }
        return sum;
    }

    @Test
    void everyCellIsFoundUnderItsOwnPixels() {
        var plant = FixturePlant.of(2, 24);
        HallPlan plan = new HallPlan(plant);
        Camera camera = new Camera();
        camera.fit(plan, 920, 620);
        for (HallPlan.RackPlace rack : plan.racks()) {
            int x = camera.left(rack) + Camera.edge(2, 4, camera.rackWidth()) + 1;
            int y = camera.top(rack.line()) + Camera.edge(6, 18, camera.rackHeight()) + 1;
            var id = MapHit.at(plant, plan, camera, Level.GPU, x, y);
            assertEquals(plant.at(EntityKind.GPU, rack.gpus()[6][2]).id(), id);
        }
    }

    @Test
    void withoutTheUsualMetricWhatHasValuesIsFound() {
        FixtureContext live = FixtureContext.of(Mood.LIVE, Theme.DARK);
        Probe probe = new Probe(live);
        assertEquals("gpu.utilization", probe.valued(Level.GPU).orElseThrow().name());
        assertEquals("rack.power", probe.valued(Level.RACK).orElseThrow().name());
        Probe silent = new Probe(FixtureContext.of(Mood.EMPTY, Theme.DARK));
        assertTrue(silent.valued(Level.GPU).isEmpty());
        assertEquals(Level.GPU, Probe.finest(live.situation().plant()));
        assertEquals(Level.RACK, Probe.finest(millwright.plant.Plant.empty()));
    }

    @Test
    void demandsAreReleasedWhenTheScreenCloses() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        Pictures.onFx(() -> {
            FloorView view = new FloorView(context);
            view.close();
            return view;
        });
        long open = context.asked().stream().filter(a -> a.startsWith("demand")).count();
        long closed =
                context.asked().stream().filter(a -> a.startsWith("release")).count();
        assertEquals(open, closed);
        assertTrue(open >= 3);
    }

    @Test
    void closingLeavesNothingBehind() {
        assertTrue(Closing.leavesNothing(FixtureContext.of(Mood.LIVE, Theme.DARK), FloorView::new));
    }
}
