package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MergedPlantTest {
    private final MergedPlant merged = new MergedPlant();

    @Test
    void framesOfEachSourceFallOnItsOwnEntities() {
        merged.take("left", Made.whole(5, "a", "b"));
        merged.take("right", Made.whole(1, "c", "d"));
        Frame right = place("right", Made.power(1, 9, 3, 4));
        assertArrayEquals(new int[] {2, 3}, right.slots());
        assertEquals(merged.plant().revision(), right.revision());
        assertEquals(4, valueOf(right, "d"));
        assertEquals(2, valueOf(place("left", Made.power(5, 9, 1, 2)), "b"));
    }

    @Test
    void aSourceThatListsSharedEntitiesInAnotherOrderIsSortedIn() {
        merged.take("left", Made.whole(1, "a", "b", "c"));
        merged.take("right", Made.whole(1, "c", "a"));
        Frame right = place("right", Made.power(1, 9, 30, 10));
        assertArrayEquals(new int[] {0, 2}, right.slots());
        assertEquals(30, valueOf(right, "c"));
        assertEquals(10, valueOf(right, "a"));
    }

    @Test
    void anEntityThatTwoSourcesKnowStaysUntilBothDropIt() {
        merged.take("left", Made.whole(1, "a", "b"));
        merged.take("right", Made.whole(1, "b"));
        merged.take("left", new PlantChanged(2, 0, PlantChange.removing(List.of(Made.id("b"))), false));
        assertEquals(2, merged.plant().count(EntityKind.GPU));
        merged.take("right", new PlantChanged(2, 0, PlantChange.removing(List.of(Made.id("b"))), false));
        assertEquals(1, merged.plant().count(EntityKind.GPU));
    }

    @Test
    void aSourceThatTellsItsPlantAnewDropsWhatItDoesNotRepeat() {
        merged.take("left", Made.whole(7, "a", "b"));
        merged.take("left", Made.whole(1, "b", "c"));
        assertEquals(-1, merged.plant().indexOf(Made.id("a")));
        assertEquals(2, merged.plant().count(EntityKind.GPU));
    }

    @Test
    void aMissedRevisionIsAnErrorNotAGuess() {
        merged.take("left", Made.whole(1, "a"));
        PlantChanged later = new PlantChanged(3, 0, PlantChange.adding(List.of(Made.gpu("b")), List.of()), false);
        assertThrows(IllegalArgumentException.class, () -> merged.take("left", later));
        assertEquals(1, merged.plant().count(EntityKind.GPU));
    }

    @Test
    void aFrameOfSlotsThatMovedSinceIsNotPlaced() {
        merged.take("left", Made.whole(1, "a", "b"));
        merged.take("left", new PlantChanged(2, 0, PlantChange.removing(List.of(Made.id("a"))), false));
        assertNull(merged.place("left", Made.power(1, 9, 1, 2)));
        assertNotNull(merged.place("left", Made.power(2, 9, 2)));
    }

    /** Whatever sources add and remove, in whatever order, each value stays with its entity. */
    @Property(tries = 200)
    void valuesStayWithTheirEntities(@ForAll long seed) {
        Random random = new Random(seed);
        MergedPlant plant = new MergedPlant();
        Map<String, Plant> own = new HashMap<>(Map.of("left", Plant.empty(), "right", Plant.empty()));
        for (int step = 0; step < 20; step++) {
            String source = random.nextBoolean() ? "left" : "right";
            Plant before = own.get(source);
            PlantChange change = change(random, before);
            Plant after = before.apply(change);
            plant.take(source, new PlantChanged(after.revision(), 0, change, false));
            own.put(source, after);
            own.forEach((name, part) -> check(plant, name, part));
        }
    }

    private static PlantChange change(Random random, Plant before) {
        List<EntityId> removed = new ArrayList<>();
        before.entities().stream().filter(e -> random.nextInt(4) == 0).forEach(e -> removed.add(e.id()));
        List<Entity> put = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            put.add(Made.gpu("g" + random.nextInt(12)));
        }
        return new PlantChange(removed, put, List.of(), List.of(), List.of(), Map.of());
    }

    private static void check(MergedPlant merged, String source, Plant part) {
        int size = part.count(EntityKind.GPU);
        if (size == 0) {
            return;
        }
        float[] values = new float[size];
        for (int slot = 0; slot < size; slot++) {
            values[slot] = Integer.parseInt(part.at(EntityKind.GPU, slot).name().substring(1));
        }
        Frame frame = merged.place(source, Made.power(part.revision(), 1, values));
        assertNotNull(frame);
        assertEquals(size, frame.size());
        for (int i = 0; i < size; i++) {
            assertEquals(
                    "g" + (int) frame.values().asDouble(i),
                    merged.plant().at(EntityKind.GPU, frame.slot(i)).name());
        }
    }

    private Frame place(String source, Frame frame) {
        Frame placed = merged.place(source, frame);
        assertNotNull(placed);
        return placed;
    }

    private double valueOf(Frame frame, String name) {
        int slot = merged.plant().slotOf(EntityKind.GPU, Made.id(name));
        for (int i = 0; i < frame.size(); i++) {
            if (frame.slot(i) == slot) {
                return frame.values().asDouble(i);
            }
        }
        throw new AssertionError(name + " is not in the frame");
    }
}
