package millwright.views.floor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import millwright.desk.ViewContext;
import millwright.desk.fixture.Altered;
import millwright.desk.fixture.Closing;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.FixturePlant;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.LatestValues;
import millwright.styles.Palette;
import millwright.styles.Theme;
import millwright.views.kit.LegendHistogram;
import millwright.views.kit.Looks;
import millwright.views.kit.PixelSurface;
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
        Camera camera = new Camera(1);
        camera.fit(plan, 920, 620);
        for (HallPlan.RackPlace rack : plan.racks()) {
            int x = camera.left(rack) + Camera.edge(2, 4, camera.rackWidth()) + 1;
            int y = camera.top(rack.line()) + Camera.edge(6, 18, camera.rackHeight()) + 1;
            var id = MapHit.at(plant, plan, camera, Level.GPU, x, y);
            assertEquals(plant.at(EntityKind.GPU, rack.gpus()[6][2]).id(), id);
        }
    }

    private static void tell(FixtureContext context, String metric, EntityKind kind, int of) {
        var plant = context.situation().plant();
        double[] values = new double[plant.count(kind)];
        Arrays.fill(values, Double.NaN);
        Arrays.fill(values, 0, of, 42);
        context.tell(new MetricId(metric), kind, values);
    }

    private static String shown(FixtureContext context) {
        return Pictures.onFx(() -> {
            FloorView view = new FloorView(context);
            Pictures.of(view, context, Theme.DARK, W, H);
            String told = view.showing();
            view.close();
            return told;
        });
    }

    private static FixtureContext silent() {
        FixtureContext context = new FixtureContext(FixturePlant.of(2, 6), Mood.EMPTY, Theme.DARK);
        context.replace(new FixtureContext(FixturePlant.of(2, 6), Mood.LIVE, Theme.DARK).situation());
        return context;
    }

    @Test
    void withoutBoardPowerTheFloorOpensOnWhatIsMeasured() {
        FixtureContext context = silent();
        tell(context, "gpu.temperature", EntityKind.GPU, 4);
        assertEquals(
                "gpu.temperature GPU, shown as “Board power / enforced limit” is not measured here", shown(context));
    }

    @Test
    void whatMostCellsHaveIsShownAndNotWhatOneHas() {
        FixtureContext context = silent();
        tell(context, "gpu.utilization", EntityKind.GPU, 1);
        tell(context, "gpu.temperature", EntityKind.GPU, 40);
        assertTrue(shown(context).startsWith("gpu.temperature GPU, "), shown(context));
    }

    @Test
    void whereOnlyHostsAreMeasuredTheFloorOpensOnTrays() {
        FixtureContext context = silent();
        tell(context, "node.power", EntityKind.NODE, 12);
        assertTrue(shown(context).startsWith("node.power TRAY, "), shown(context));
    }

    @Test
    void theUsualMetricIsShownWhereItIsMeasured() {
        assertTrue(shown(FixtureContext.of(Mood.LIVE, Theme.DARK)).startsWith("gpu.power.share GPU, DCGM"));
    }

    /** A link that attached seconds ago brings one metric after the other. */
    @Test
    void whatCameFirstGivesWayToTheUsualMetricUnlessSomebodyChose() {
        for (boolean chosen : new boolean[] {false, true}) {
            FixtureContext context = silent();
            context.replace(Altered.of(context.situation())
                    .attached(FixtureContext.NOW - 10 * Times.SECOND)
                    .situation());
            tell(context, "node.power", EntityKind.NODE, 216);
            Pictures.onFx(() -> {
                Driven floor = new Driven(context, Theme.DARK, W, H);
                assertTrue(floor.view.showing().startsWith("node.power TRAY"), floor.view.showing());
                if (chosen) {
                    floor.view.restore(Map.of("metric", "node.power", "level", "TRAY"));
                }
                tell(context, "gpu.power", EntityKind.GPU, 864);
                tell(context, "gpu.power.limit", EntityKind.GPU, 864);
                floor.pulse();
                String expected = chosen ? "node.power TRAY" : "gpu.power.share GPU, DCGM";
                assertTrue(floor.view.showing().startsWith(expected), floor.view.showing());
                floor.view.close();
                return floor;
            });
        }
    }

    /** While time is moved, values go and come one metric after the other. */
    @Test
    void whatHadValuesStaysWhenTheyGo() {
        FixtureContext context = silent();
        tell(context, "gpu.power", EntityKind.GPU, 864);
        tell(context, "gpu.power.limit", EntityKind.GPU, 864);
        Pictures.onFx(() -> {
            Driven floor = new Driven(context, Theme.DARK, W, H);
            assertTrue(floor.view.showing().startsWith("gpu.power.share GPU, DCGM"), floor.view.showing());
            context.advance(Times.SECOND);
            tell(context, "gpu.power", EntityKind.GPU, 0);
            tell(context, "gpu.power.limit", EntityKind.GPU, 0);
            tell(context, "gpu.sm.active", EntityKind.GPU, 864);
            floor.pulse();
            assertTrue(floor.view.showing().startsWith("gpu.power.share GPU, DCGM"), floor.view.showing());
            floor.view.close();
            return floor;
        });
    }

    /** That there is none of a share does not hide what it is made of. */
    @Test
    void aShareThatNobodyHasIsMadeOfItsParts() {
        FixtureContext context = silent();
        tell(context, "gpu.power", EntityKind.GPU, 864);
        tell(context, "gpu.power.limit", EntityKind.GPU, 864);
        Metric share = context.catalogue().get(new MetricId("gpu.power.share"));
        var plant = context.situation().plant();
        Latest none = Latest.none(share.id(), EntityKind.GPU, plant.revision(), plant.count(EntityKind.GPU));
        Arrays.fill(none.times(), FixtureContext.NOW);
        LatestValues latest = (metric, kind) ->
                metric.equals(share.id()) ? none : context.latest().latest(metric, kind);
        assertEquals(
                1, CellValues.of(plant, plan(context), latest, share, Level.GPU).values()[3]);
        assertEquals(new Told(1, DataState.OK, FixtureContext.NOW), new Chosen(share, latest).told(3));
    }

    @Test
    void coloursAreTakenAnewWhenMostValuesHaveLeftThem() {
        Metric power = FixtureContext.of(Mood.LIVE, Theme.DARK).catalogue().get(new MetricId("node.power"));
        Scale scale = Scale.of(power, new double[] {2400, 2450, 2500}, false);
        assertFalse(scale.leavesOut(new double[] {2400, 2500, 6000}));
        assertTrue(scale.leavesOut(new double[] {2400, 5900, 6000}));
    }

    @Test
    void whereNothingIsFreshTheBarSaysWhyAndWhereToLook() {
        byte stale = (byte) DataState.STALE.ordinal();
        byte blank = (byte) DataState.NO_DATA.ordinal();
        assertEquals("2 GPUs, 1 ok", FloorTools.count(new byte[] {0, blank}, "GPUs", false));
        assertEquals(
                "2 GPUs, all stale: their source is silent; see Sources",
                FloorTools.count(new byte[] {stale, stale}, "GPUs", false));
        assertEquals(
                "1 GPU, no source tells this metric; see Sources", FloorTools.count(new byte[] {blank}, "GPUs", false));
        assertEquals("1 GPU, values are being asked for", FloorTools.count(new byte[] {blank}, "GPUs", true));
        assertEquals("2 GPUs, 1 ok", FloorTools.count(new byte[] {0, blank}, "GPUs", true));
    }

    @Test
    void thatNobodyTellsAMetricIsSaidOnlyAfterSourcesHadTimeToAnswer() {
        AtomicLong wall = new AtomicLong();
        MetricId untold = new MetricId("gpu.power");
        FixtureContext fixture = FixtureContext.of(Mood.LIVE, Theme.DARK);
        LatestValues without = (metric, kind) -> metric.equals(untold)
                ? Latest.none(metric, kind, 1, fixture.situation().plant().count(kind))
                : fixture.latest().latest(metric, kind);
        ViewContext context = (ViewContext) Proxy.newProxyInstance(
                ViewContext.class.getClassLoader(),
                new Class<?>[] {ViewContext.class},
                (_, method, given) -> method.getName().equals("latest") ? without : method.invoke(fixture, given));
        Pictures.onFx(() -> {
            Driven driven = new Driven(context, Theme.DARK, 1216, 748, wall::get);
            driven.view.restore(Map.of("metric", untold.name(), "level", "GPU"));
            wall.addAndGet(2 * Times.SECOND);
            assertTrue(counted(driven).endsWith(" GPUs, values are being asked for"), counted(driven));
            wall.addAndGet(2 * Times.SECOND);
            assertTrue(counted(driven).endsWith(" GPUs, no source tells this metric; see Sources"), counted(driven));
            driven.view.close();
            return driven;
        });
    }

    private static String counted(Driven driven) {
        driven.pulse();
        Predicate<Node> bar = n -> n instanceof Label label && label.getText().contains(" GPUs, ");
        return ((Label) Driven.find(driven.view.node(), bar)).getText();
    }

    @Test
    void veryManyRowsStandInBandsAndEveryCellIsStillFound() {
        var plant = FixturePlant.of(50, 25);
        HallPlan plan = new HallPlan(plant);
        assertEquals(50, plan.lines().size());
        HallPlan wide = new HallPlan(FixturePlant.of(29, 48));
        assertEquals(29, wide.depth(), "rows that are wide stay below each other");
        assertTrue(plan.depth() < 25, "depth " + plan.depth());
        Camera camera = new Camera(1);
        camera.fit(plan, 920, 580);
        for (HallPlan.RackPlace rack : plan.racks()) {
            int x = camera.left(rack) + 1;
            int y = camera.top(rack.line()) + 1;
            var id = MapHit.at(plant, plan, camera, Level.RACK, x, y);
            assertEquals(plant.at(EntityKind.RACK, rack.rackSlot()).id(), id);
            assertTrue(x + camera.rackWidth() <= 921 && y + camera.rackHeight() <= 581, rack.toString());
        }
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

    /** The ground under the cells is painted anew only when it could be seen: what was painted before must not shine through. */
    @Test
    void aMapPaintedOverAnotherIsTheSameAsOnePaintedAfresh() {
        for (Mood before : Mood.values()) {
            for (Mood after : Mood.values()) {
                for (int selected : new int[] {-1, 0, 7}) {
                    long[] sums =
                            Pictures.onFx(() -> new long[] {over(before, after, selected), once(after, selected)});
                    assertEquals(sums[1], sums[0], before + " then " + after + ", GPU " + selected + " selected");
                }
            }
        }
    }

    private static long once(Mood mood, int selected) {
        return painted(List.of(mood), selected);
    }

    private static long over(Mood before, Mood after, int selected) {
        return painted(List.of(before, after, after, after), selected);
    }

    private static long painted(List<Mood> moods, int selected) {
        MapPainter painter = new MapPainter();
        PixelSurface surface = new PixelSurface();
        surface.resize(700, 420);
        surface.layout();
        Camera camera = new Camera(1);
        long sum = 0;
        for (Mood mood : moods) {
            FixtureContext context = new FixtureContext(FixturePlant.of(6, 24), mood, Theme.DARK);
            HallPlan plan = plan(context);
            camera.fit(plan, surface.width(), surface.height());
            Metric metric = context.catalogue().get(new MetricId("gpu.power"));
            CellValues cells = CellValues.of(context.situation().plant(), plan, context.latest(), metric, Level.GPU);
            LegendHistogram legend = new LegendHistogram(Looks.of(context));
            legend.scale(0, 1_200, false, "GPUs", Double::toString);
            painter.paint(
                    surface,
                    new MapPainter.Scene(
                            context.situation().plant(),
                            plan,
                            camera,
                            Level.GPU,
                            cells,
                            new Scale(0, 1_200, false),
                            legend,
                            NONE,
                            EnumSet.of(Outline.ALARMS, Outline.LIMITS),
                            gpu(context, selected),
                            -1,
                            Set.of(),
                            Map.of()),
                    Palette.of(Theme.DARK));
            sum = Arrays.hashCode(surface.pixels());
        }
        return sum;
    }

    private static int gpu(FixtureContext context, int slot) {
        var plant = context.situation().plant();
        return slot < 0 || slot >= plant.count(EntityKind.GPU) ? -1 : plant.indexAt(EntityKind.GPU, slot);
    }

    /** One plan for all contexts, as while a plant stays what it is. */
    private static HallPlan plan(FixtureContext context) {
        return PLANS.computeIfAbsent(
                context.situation().plant().count(EntityKind.GPU),
                _ -> new HallPlan(context.situation().plant()));
    }

    private static final Map<Integer, HallPlan> PLANS = new HashMap<>();
    private static final RackAlarms NONE =
            new RackAlarms(FixtureContext.of(Mood.EMPTY, Theme.DARK).situation());
}
