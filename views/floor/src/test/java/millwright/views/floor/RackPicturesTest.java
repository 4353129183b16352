package millwright.views.floor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import millwright.desk.ViewContext;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.FixturePlant;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.styles.Theme;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a rack from near looks like: its states apart, halves side by side, and in little room. */
class RackPicturesTest {
    private static Driven near(ViewContext context, EntityId id, int width, int height, String name) {
        Driven floor = new Driven(context, Theme.DARK, width, height);
        context.selection().select(id);
        floor.key(KeyCode.ENTER);
        assertTrue(floor.near());
        Pictures.save(floor.picture(), Path.of("target/pictures/rack-" + name + ".png"));
        return floor;
    }

    private static ViewContext scaled(FixtureContext context, double scale) {
        return (ViewContext) Proxy.newProxyInstance(
                RackPicturesTest.class.getClassLoader(), new Class<?>[] {ViewContext.class}, (_, method, args) -> {
                    try {
                        return method.getName().equals("textScale") ? (Object) scale : method.invoke(context, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The pixels of a GPU's first cell and of its numbers, by state. */
    private static int[] cell(Driven floor, int tray, int gpu) {
        WritableImage image = floor.rack().snapshot(null, null);
        RackGrid grid = floor.rack().grid();
        int x = (int) grid.gpuX(gpu);
        int y = (int) grid.lineOf(tray).y() + 3;
        int w = (int) grid.gpuWidth - 8;
        int h = (int) grid.lineHeight - 5;
        int[] pixels = new int[w * h];
        image.getPixelReader().getPixels(x, y, w, h, javafx.scene.image.PixelFormat.getIntArgbInstance(), pixels, 0, w);
        return pixels;
    }

    /** Colours of the first px of the cell's second line, left of its number. */
    private static long coloursOfLead(int @Nullable [] pixels) {
        return pixels == null ? 0 : Arrays.stream(pixels, 2, 14).distinct().count();
    }

    @Test
    void everyStateLooksOtherThanTheOthersAndThanZero() {
        Map<DataState, int[]> seen = new HashMap<>();
        Pictures.onFx(() -> {
            FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
            Driven floor = near(context, new EntityId("rack:R1-02"), 1216, 748, "ok");
            seen.put(DataState.OK, cell(floor, 5, 1));
            String[] racks = {"R1-06", "R1-08", "R1-12", "R1-18", "R1-20"};
            int[] trays = {0, 5, 5, 5, 2};
            DataState[] states = {
                DataState.NOT_SUPPORTED, DataState.STALE, DataState.NO_DATA, DataState.FORBIDDEN, DataState.BAD
            };
            for (int i = 0; i < racks.length; i++) {
                context.selection().select(new EntityId("rack:" + racks[i]));
                floor.pulse();
                Pictures.save(floor.picture(), Path.of("target/pictures/rack-" + states[i] + ".png"));
                seen.put(states[i], cell(floor, trays[i], 1));
            }
            floor.view.close();
            return floor;
        });
        assertEquals(DataState.values().length, seen.size());
        assertEquals(1, coloursOfLead(seen.get(DataState.OK)), "a value is one plain colour");
        assertTrue(coloursOfLead(seen.get(DataState.STALE)) > 1, "a stale one is hatched, whatever its value");
        seen.forEach((state, pixels) -> seen.forEach((other, others) ->
                assertEquals(state == other, Arrays.equals(pixels, others), state + " and " + other)));
    }

    @Test
    void halvesStandSideBySideAndATallThingIsTall() {
        Pictures.onFx(() -> {
            FixtureContext context = new FixtureContext(OddRacks.plant(), Mood.LIVE, Theme.DARK);
            Driven floor = near(context, OddRacks.HALVES, 1216, 748, "halves");
            RackGrid grid = floor.rack().grid();
            RackContents rack = grid.rack();
            assertEquals(
                    "[behind, tall, left, right, somewhere]",
                    rack.trays().stream().map(RackContents.Tray::name).toList().toString());
            double[] left = grid.onFace(rack.trays().get(2).place());
            double[] right = grid.onFace(rack.trays().get(3).place());
            double[] tall = grid.onFace(rack.trays().get(1).place());
            assertEquals(left[1], right[1]);
            assertEquals(left[0] + left[2], right[0], 1e-9);
            assertEquals(2 * left[2], tall[2], 1e-9);
            assertEquals(6 * left[3], tall[3], 1e-9);
            assertEquals(rack.trays().get(2).index(), grid.at(left[0] + 1, left[1] + 1));
            assertEquals(rack.trays().get(3).index(), grid.at(right[0] + 1, right[1] + 1));
            floor.view.close();
            return floor;
        });
    }

    @Test
    void aRackWithoutAnyNodeSaysSoAndShowsWhatItHas() {
        Pictures.onFx(() -> {
            FixtureContext context = new FixtureContext(OddRacks.plant(), Mood.LIVE, Theme.DARK);
            Driven floor = near(context, OddRacks.EMPTY, 1216, 748, "without-node");
            String spoken = floor.rack().getAccessibleText();
            assertTrue(spoken.startsWith("Rack R1-91: 0 trays, no GPU, no job. Rack total "), spoken);
            assertTrue(spoken.contains("no tray is known"), spoken);
            floor.key(KeyCode.DOWN);
            assertEquals(
                    "switch:R1-91/leaf",
                    String.valueOf(context.selection().selected().get()));
            floor.view.close();
            return floor;
        });
    }

    @Test
    void inASmallWindowEveryTrayIsStillSeen() {
        Pictures.onFx(() -> {
            FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
            Driven floor = near(context, new EntityId("rack:R1-02"), 1192, 568, "1280x720");
            RackGrid grid = floor.rack().grid();
            assertEquals(0, grid.overflow, "18 trays, " + grid.lineHeight + " px each");
            assertTrue(grid.chips.getLast().y() + grid.chips.getLast().h() <= grid.totalY);
            floor.view.close();
            return floor;
        });
    }

    @Test
    void atTwiceTheTextEverythingStandsInsideAndTheLastTrayIsReached() {
        Pictures.onFx(() -> {
            FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
            Driven floor = near(scaled(context, 2), new EntityId("rack:R1-02"), 1216, 748, "text-scale-2");
            RackGrid grid = floor.rack().grid();
            assertEquals(2, grid.s);
            assertTrue(
                    grid.gpuX(grid.perLine - 1) + grid.gpuWidth
                            <= grid.columns.getFirst().right(),
                    "cells");
            assertTrue(grid.overflow > 0, "not all trays fit");
            for (int i = 0; i < 18; i++) {
                floor.key(KeyCode.DOWN);
            }
            assertEquals(
                    "node:R1-02/T18",
                    String.valueOf(context.selection().selected().get()));
            RackGrid.Line last = floor.rack().grid().lineOf(17);
            double y = last.y() - floor.rack().scroll();
            assertTrue(y >= grid.top && y + last.h() <= floor.rack().grid().bottom + 0.5, "T18 at " + y);
            Pictures.save(floor.picture(), Path.of("target/pictures/rack-text-scale-2-end.png"));
            floor.wheel(300, 300, 4000);
            assertEquals(0, floor.rack().scroll());
            assertTrue(floor.near(), "the wheel moves what does not fit");
            floor.view.close();
            return floor;
        });
    }

    @Test
    void inASmallWindowAtTwiceTheTextTraysAreSeenAndBandsAreReached() {
        Pictures.onFx(() -> {
            FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
            Driven floor = near(scaled(context, 2), new EntityId("rack:R1-02"), 1192, 420, "1280x720-scale-2");
            RackGrid grid = floor.rack().grid();
            assertTrue(grid.seen(grid.lineOf(0)), "between " + grid.top + " and " + grid.bottom);
            for (int i = 0; i < 19; i++) {
                floor.key(KeyCode.DOWN);
            }
            assertEquals(
                    "switch:R1-02/NVS",
                    String.valueOf(context.selection().selected().get()));
            RackGrid end = floor.rack().grid();
            assertEquals(end.overflow, floor.rack().scroll(), 1e-9);
            assertTrue(!end.chips.isEmpty()
                    && end.chips.stream().allMatch(c -> c.y() >= end.top && c.y() + c.h() <= end.totalY));
            Pictures.save(floor.picture(), Path.of("target/pictures/rack-1280x720-scale-2-end.png"));
            floor.view.close();
            return floor;
        });
    }

    @Test
    void whatNobodyMeasuresHasNoColumn() {
        Pictures.onFx(() -> {
            FixtureContext context = new FixtureContext(FixturePlant.of(1, 4), Mood.LIVE, Theme.DARK);
            var plant = context.situation().plant();
            double[] none = new double[plant.count(millwright.plant.EntityKind.NODE)];
            Arrays.fill(none, Double.NaN);
            Driven floor = near(context, new EntityId("rack:R1-02"), 1216, 748, "all-measured");
            assertEquals(4, floor.rack().grid().columns.size());
            context.tell(RackColumns.NODE_FLOW, millwright.plant.EntityKind.NODE, none);
            floor.key(KeyCode.PAGE_DOWN);
            assertEquals(3, floor.rack().grid().columns.size());
            assertFalse(
                    floor.rack().grid().columns.stream().anyMatch(c -> c.label().startsWith("flow")));
            assertNotEquals("", floor.rack().getAccessibleText());
            floor.view.close();
            return floor;
        });
    }
}
