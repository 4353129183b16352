package millwright.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class LatestColumnsTest {
    private static final MetricId POWER = new MetricId("gpu.power");
    private static final Origin ORIGIN = new Origin(new EntityId("source:test"), false);

    private final LatestColumns columns = new LatestColumns();

    @Test
    void aMetricThatNeverCameHasNoDataAndIsNotZero() {
        plant(3);
        Latest latest = columns.latest(POWER, EntityKind.GPU);
        assertEquals(3, latest.size());
        assertEquals(DataState.NO_DATA, latest.state(1));
        assertTrue(Double.isNaN(latest.values()[1]));
    }

    @Test
    void aBlankTakesAwayTheNumberThatStoodThere() {
        plant(2);
        put(1, new float[] {700, 710}, DataState.OK, DataState.OK);
        put(2, new float[] {701, 0}, DataState.OK, DataState.NOT_SUPPORTED);
        Latest latest = columns.latest(POWER, EntityKind.GPU);
        assertEquals(701, latest.values()[0]);
        assertTrue(Double.isNaN(latest.values()[1]));
        assertEquals(DataState.NOT_SUPPORTED, latest.state(1));
    }

    @Test
    void whatIsOverdueAsItComesIsNeverTakenForNow() {
        plant(2);
        columns.present(100 * Times.SECOND);
        put(1, new float[] {700, 0}, DataState.OK, DataState.BAD);
        Latest old = columns.latest(POWER, EntityKind.GPU);
        assertEquals(DataState.STALE, old.state(0));
        assertEquals(700, old.values()[0]);
        assertEquals(DataState.BAD, old.state(1), "what was no number stays what it was");
        put(99, new float[] {710, 0}, DataState.OK, DataState.BAD);
        assertEquals(DataState.OK, columns.latest(POWER, EntityKind.GPU).state(0));
    }

    @Test
    void whatIsOverdueTurnsStaleAndKeepsItsNumber() {
        plant(1);
        put(1, new float[] {700}, DataState.OK);
        columns.sweep(5 * Times.SECOND);
        assertEquals(DataState.OK, columns.latest(POWER, EntityKind.GPU).state(0));
        columns.sweep(7 * Times.SECOND);
        Latest latest = columns.latest(POWER, EntityKind.GPU);
        assertEquals(DataState.STALE, latest.state(0));
        assertEquals(700, latest.values()[0]);
    }

    @Test
    void anOlderFrameDoesNotOverwriteANewerOne() {
        plant(1);
        put(9, new float[] {900}, DataState.OK);
        put(3, new float[] {300}, DataState.OK);
        assertEquals(900, columns.latest(POWER, EntityKind.GPU).values()[0]);
    }

    @Test
    void goingBackLetsGoWhatWasMeasuredLaterAndKeepsTheRest() {
        plant(1);
        put(9, new float[] {900}, DataState.OK);
        columns.forgetAfter(9 * Times.SECOND);
        assertEquals(900, columns.latest(POWER, EntityKind.GPU).values()[0]);
        columns.forgetAfter(5 * Times.SECOND);
        assertEquals(DataState.NO_DATA, columns.latest(POWER, EntityKind.GPU).state(0));
        put(4, new float[] {400}, DataState.OK);
        assertEquals(400, columns.latest(POWER, EntityKind.GPU).values()[0], "an earlier one is taken again");
    }

    @Test
    void valuesFollowTheirEntityWhenSlotsMove() {
        plant(3);
        put(1, new float[] {10, 11, 12}, DataState.OK, DataState.OK, DataState.OK);
        columns.accept(new PlantChanged(2, 0, PlantChange.removing(List.of(gpu(0))), false));
        Latest latest = columns.latest(POWER, EntityKind.GPU);
        assertEquals(2, latest.revision());
        assertEquals(11, latest.values()[0]);
        assertEquals(12, latest.values()[1]);
    }

    @Test
    void aFrameOfTheWrongSizeIsDropped() {
        plant(3);
        Column two = new Column.F32(new float[2]);
        assertFalse(columns.put(
                new Frame(POWER, EntityKind.GPU, 1, null, 1, 1, 0, two, States.all(DataState.OK, 2), ORIGIN)));
    }

    @Test
    void readingTwiceWithoutChangeCostsNoCopy() {
        plant(1);
        put(1, new float[] {1}, DataState.OK);
        Latest first = columns.latest(POWER, EntityKind.GPU);
        assertSame(first, columns.latest(POWER, EntityKind.GPU));
        put(2, new float[] {2}, DataState.OK);
        assertNotSame(first, columns.latest(POWER, EntityKind.GPU));
        assertEquals(1, first.values()[0], "a snapshot never changes");
    }

    private void plant(int gpus) {
        List<Entity> entities = new ArrayList<>();
        for (int i = 0; i < gpus; i++) {
            entities.add(new Entity.Gpu(gpu(i), "G" + i, i, "GB200"));
        }
        columns.accept(new PlantChanged(1, 0, PlantChange.adding(entities, List.of()), true));
    }

    private static EntityId gpu(int i) {
        return EntityId.of(EntityKind.GPU, "g" + i);
    }

    private void put(int second, float[] values, DataState... states) {
        byte[] ordinals = new byte[states.length];
        for (int i = 0; i < states.length; i++) {
            ordinals[i] = (byte) states[i].ordinal();
        }
        long time = second * Times.SECOND;
        columns.accept(new Frame(
                POWER,
                EntityKind.GPU,
                1,
                null,
                time,
                time,
                Times.SECOND,
                new Column.F32(values),
                States.of(ordinals),
                ORIGIN));
    }
}
