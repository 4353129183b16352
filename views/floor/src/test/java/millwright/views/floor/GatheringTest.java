package millwright.views.floor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.FixturePlant;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.fxwatch.Pointer;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;

/** Several racks or trays are selected by mouse and keys, are all marked, and are what the desk acts on. */
class GatheringTest {
    private final FixtureContext context = new FixtureContext(FixturePlant.of(1, 12), Mood.LIVE, Theme.DARK);
    private final Plant plant = context.situation().plant();

    private List<EntityId> together() {
        return context.selection().together().get();
    }

    private EntityId rack(int slot) {
        return plant.at(EntityKind.RACK, slot).id();
    }

    /** A point in the hall of which {@link MapHit} says that it is on that rack. */
    private double[] on(Driven floor, int slot) {
        HallPlan plan = new HallPlan(plant);
        Camera camera = new Camera(1);
        PixelsOf map = PixelsOf.map(floor);
        camera.fit(plan, map.width(), map.height());
        HallPlan.RackPlace place = plan.ofRack(slot);
        return new double[] {
            camera.left(place) + camera.rackWidth() / 2.0 + 1, camera.top(place.line()) + camera.rackHeight() / 2.0 + 1
        };
    }

    private record PixelsOf(int width, int height) {
        static PixelsOf map(Driven floor) {
            var bounds = floor.map().getLayoutBounds();
            return new PixelsOf((int) bounds.getWidth(), (int) bounds.getHeight());
        }
    }

    private void click(Driven floor, int slot, boolean shift, boolean control) {
        double[] at = on(floor, slot);
        floor.click(at[0], at[1], 1, shift, control);
    }

    @Test
    void ctrlTakesRacksInAndOutAndShiftAllUpToHere() {
        Pictures.onFx(() -> {
            Driven floor = new Driven(context, Theme.DARK, 1216, 748);
            click(floor, 1, false, false);
            assertEquals(EntityKind.GPU, kind(together().getFirst()), "alone it is the cell itself");
            WritableImage one = floor.picture();
            click(floor, 4, false, true);
            assertEquals(List.of(rack(1), rack(4)), together());
            assertNotEquals(sum(one), sum(floor.picture()), "both are marked");
            click(floor, 7, true, false);
            assertEquals(List.of(rack(1), rack(4), rack(5), rack(6), rack(7)), together());
            click(floor, 5, false, true);
            assertEquals(List.of(rack(1), rack(4), rack(6), rack(7)), together());
            assertEquals(rack(7), context.selection().selected().get());
            Pictures.save(floor.picture(), Path.of("target/pictures/floor-several.png"));
            click(floor, 2, false, false);
            assertEquals(1, together().size());
            floor.view.close();
            return null;
        });
    }

    @Test
    void aRackOfWhichOnlyAPartWasSelectedIsTakenInAndNotOut() {
        EntityId gpu = plant.at(EntityKind.GPU, 0).id();
        EntityId tray = plant.at(EntityKind.NODE, 1).id();
        Gathering racks = new Gathering(context.selection(), plant, new HallPlan(plant), EntityKind.RACK);
        context.selection().select(gpu);
        racks.pick(tray, control());
        assertEquals(List.of(rack(0)), together());
        racks.pick(tray, control());
        assertEquals(List.of(), together());
    }

    @Test
    void otherRacksStaySelectedWhileTraysAreGathered() {
        EntityId tray = plant.at(EntityKind.NODE, 1).id();
        Gathering trays = new Gathering(context.selection(), plant, new HallPlan(plant), EntityKind.NODE);
        context.selection().selectTogether(List.of(rack(0), rack(3)));
        trays.pick(tray, control());
        assertEquals(List.of(rack(3), tray), together(), "a tray in place of the whole rack that it is in");
    }

    private static MouseEvent control() {
        return Pointer.pressed(null, 0, 0, 1, false, true);
    }

    @Test
    void everySelectedRackIsMarkedOnTheMap() {
        Pictures.onFx(() -> {
            Driven floor = new Driven(context, Theme.DARK, 1216, 748);
            context.selection().selectTogether(List.of(rack(2), rack(9)));
            long both = sum(floor.pulse().picture());
            context.selection().selectTogether(List.of(rack(9)));
            long last = sum(floor.pulse().picture());
            assertNotEquals(both, last);
            floor.view.close();
            return null;
        });
    }

    @Test
    void ofTraysWhereTraysAreTheCells() {
        Pictures.onFx(() -> {
            Driven floor = new Driven(context, Theme.DARK, 1216, 748);
            floor.view.restore(Map.of("level", "TRAY"));
            floor.pulse();
            click(floor, 3, false, false);
            click(floor, 5, false, true);
            assertEquals(
                    List.of(EntityKind.NODE, EntityKind.NODE),
                    together().stream().map(this::kind).toList());
            floor.view.close();
            return null;
        });
    }

    @Test
    void fromNearShiftAndArrowsGatherTrays() {
        Pictures.onFx(() -> {
            Driven floor = new Driven(context, Theme.DARK, 1216, 748);
            context.selection().select(rack(0));
            floor.key(KeyCode.ENTER);
            assertTrue(floor.near());
            floor.key(KeyCode.DOWN);
            assertEquals(1, together().size());
            floor.key(KeyCode.DOWN, true);
            floor.key(KeyCode.DOWN, true);
            assertEquals(3, together().size(), together().toString());
            assertEquals(
                    Set.of(EntityKind.NODE),
                    Set.copyOf(together().stream().map(this::kind).toList()));
            Pictures.save(floor.picture(), Path.of("target/pictures/rack-several.png"));
            floor.key(KeyCode.DOWN);
            assertEquals(1, together().size());
            floor.view.close();
            return null;
        });
    }

    private EntityKind kind(EntityId id) {
        return plant.entity(plant.indexOf(id)).kind();
    }

    private static long sum(WritableImage image) {
        long sum = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                sum = sum * 31 + image.getPixelReader().getArgb(x, y);
            }
        }
        return sum;
    }
}
