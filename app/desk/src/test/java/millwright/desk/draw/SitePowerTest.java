package millwright.desk.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import millwright.plant.Side;
import millwright.plant.Times;
import millwright.series.Latest;
import org.junit.jupiter.api.Test;

/** A site of two utilities, whose own figure comes after theirs. */
class SitePowerTest {
    private static final long NOW = 1_000 * Times.SECOND;

    private final Plant plant = Plant.empty()
            .apply(new PlantChange(
                    List.of(),
                    List.of(
                            new Entity.Site(new EntityId("site:S"), "S", ZoneOffset.UTC),
                            utility("utility:A"),
                            utility("utility:B")),
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of()));

    private final Map<EntityKind, Latest> told = new HashMap<>();

    private static Entity utility(String id) {
        return new Entity.PowerDevice(new EntityId(id), id, EntityKind.UTILITY, Side.NONE, 0);
    }

    private void tell(String metric, EntityKind kind, DataState state, long time, double... values) {
        Latest column = Latest.none(new MetricId(metric), kind, plant.revision(), values.length);
        for (int slot = 0; slot < values.length; slot++) {
            column.values()[slot] = values[slot];
            column.states()[slot] = (byte) state.ordinal();
            column.times()[slot] = time;
        }
        told.put(kind, column);
    }

    private SitePower read() {
        return SitePower.of(
                plant,
                (metric, kind) ->
                        told.getOrDefault(kind, Latest.none(metric, kind, plant.revision(), plant.count(kind))),
                0,
                NOW);
    }

    @Test
    void whereLoadsStepTheUtilitiesAreToldAndNotTheSecondBefore() {
        tell("site.power", EntityKind.SITE, DataState.OK, NOW - Times.SECOND, 600_000);
        tell("power.observed", EntityKind.UTILITY, DataState.OK, NOW, 330_000, 330_000);
        assertEquals(new SitePower(660_000, DataState.OK, 0), read());
    }

    @Test
    void theSitesOwnFigureStandsWhereAMeterIsBlankStaleOrBehind() {
        tell("site.power", EntityKind.SITE, DataState.OK, NOW, 600_000);
        SitePower own = new SitePower(600_000, DataState.OK, 0);
        assertEquals(own, read());
        tell("power.observed", EntityKind.UTILITY, DataState.OK, NOW, 330_000, Double.NaN);
        assertEquals(own, read());
        tell("power.observed", EntityKind.UTILITY, DataState.STALE, NOW, 330_000, 330_000);
        assertEquals(own, read());
        tell("power.observed", EntityKind.UTILITY, DataState.OK, NOW - Times.MINUTE, 330_000, 330_000);
        assertEquals(own, read());
    }

    @Test
    void nothingKnownIsNoZero() {
        assertEquals(DataState.NO_DATA, read().state());
        assertTrue(Double.isNaN(read().watts()));
    }
}
