package millwright.analysis.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.analysis.SmallPlant;
import millwright.analysis.kpi.Activity;
import millwright.analysis.kpi.Roster;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.SourceState;
import millwright.feed.States;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.Times;
import millwright.series.LatestColumns;
import org.junit.jupiter.api.Test;

class TellersTest {
    private static final MetricId POWER = new MetricId("gpu.power");
    private static final EntityId FEED = EntityId.of(EntityKind.SOURCE, "prom");
    private static final EntityId ONE = EntityId.of(EntityKind.SOURCE, "prom/one:9400");
    private static final EntityId TWO = EntityId.of(EntityKind.SOURCE, "prom/two:9400");

    private final Plant plant = SmallPlant.plant();
    private final Tellers tellers = new Tellers();

    /** @param late ns after the time that the source says itself; 0 where it says none */
    private void tells(EntityId source, long late, int... slots) {
        tellers.heard(
                new Frame(
                        POWER,
                        EntityKind.GPU,
                        plant.revision(),
                        slots,
                        SmallPlant.START,
                        SmallPlant.START + late,
                        0,
                        new Column.F64(SmallPlant.fill(slots.length, 400)),
                        States.all(DataState.OK, slots.length),
                        new Origin(source, false)),
                plant);
    }

    private static SourceState state(EntityId source, String condition, long plusMinus) {
        return new SourceState(source, "prometheus", condition, "", 0, 0, 1, 0, List.of(), 0, plusMinus);
    }

    private Moment moment(SourceState... states) {
        Map<EntityId, SourceState> sources = new TreeMap<>();
        for (SourceState state : states) {
            sources.put(state.source(), state);
        }
        LatestColumns columns = new LatestColumns();
        return new Moment(
                new Roster(plant),
                columns,
                new Activity(columns),
                Catalogue.standard(),
                new Moves(plant, plant),
                sources,
                tellers,
                Map.of(),
                SmallPlant.START);
    }

    @Test
    void everyValueHasTheClockOfItsOwnPeerElseOfTheFeed() {
        tells(ONE, 1L, 0, 1);
        tells(TWO, 1L, 2, 3);
        Moment peers = moment(state(FEED, "ok", 0), state(ONE, "ok", 4 * Times.MILLI), state(TWO, "failed", 90));
        assertEquals(4 * Times.MILLI, peers.clockUncertainty(POWER, EntityKind.GPU, 1));
        assertEquals(90, peers.clockUncertainty(POWER, EntityKind.GPU, 2));
        assertEquals(4 * Times.MILLI, peers.clockUncertainty(POWER), "the widest of all");
        assertFalse(peers.sourceIsDown(POWER, EntityKind.GPU, 1));
        assertTrue(peers.sourceIsDown(POWER, EntityKind.GPU, 3));
        assertEquals(7, moment(state(FEED, "ok", 7)).clockUncertainty(POWER, EntityKind.GPU, 0));
    }

    @Test
    void aClockThatStampedNothingLeavesNothingOpen() {
        tells(ONE, 0L, 0, 1);
        tells(TWO, 1L, 2, 3);
        Moment both = moment(state(ONE, "ok", Times.SECOND), state(TWO, "ok", Times.MILLI));
        assertEquals(0, both.clockUncertainty(POWER, EntityKind.GPU, 1), "our own clock stamped it");
        assertEquals(Times.MILLI, both.clockUncertainty(POWER, EntityKind.GPU, 2));
        assertEquals(Times.MILLI, both.clockUncertainty(POWER));
    }

    @Test
    void sourcesGoWithTheirEntities() {
        tells(ONE, 1L, 0, 1);
        tells(TWO, 1L, 2, 3);
        EntityId gone = plant.at(EntityKind.GPU, 0).id();
        Plant after = plant.apply(PlantChange.removing(List.of(gone)));
        tellers.moved(new Moves(plant, after), after);
        assertEquals(ONE, tellers.of(POWER, EntityKind.GPU, 0));
        assertEquals(TWO, tellers.of(POWER, EntityKind.GPU, 1));
        assertNull(tellers.of(new MetricId("gpu.clock.sm"), EntityKind.GPU, 0));
    }
}
