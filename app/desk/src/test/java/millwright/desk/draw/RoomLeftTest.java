package millwright.desk.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.plant.Bound;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.PlantBuilder;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.Side;
import millwright.plant.StepFunction;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.LatestValues;
import org.junit.jupiter.api.Test;

/** How much more a row or a hall may draw is the least that anything above it has left. */
class RoomLeftTest {
    private static final long NOW = 1_773_752_852L * Times.SECOND;
    private final Map<String, Double> loads = new HashMap<>();
    private DataState state = DataState.OK;
    private final Plant plant = plant(true);

    private static EntityId id(String text) {
        return new EntityId(text);
    }

    /** Two rows, a pair of PDUs each; the busway of the first row's racks has a limit of its own. */
    private static Plant plant(boolean limits) {
        PlantBuilder b = Plant.builder()
                .put(new Entity.Site(id("site:s"), "Site", ZoneId.of("UTC")))
                .put(id("site:s"), new Entity.Place(id("hall:h"), "Hall 1", EntityKind.HALL))
                .put(
                        id("site:s"),
                        new Entity.PowerDevice(id("utility:u"), "Grid", EntityKind.UTILITY, Side.NONE, Double.NaN));
        limit(b, "site:s", "site.power", 900_000);
        limit(b, "utility:u", "power.observed", 1_000_000);
        for (int row = 1; row <= 2; row++) {
            b.put(id("hall:h"), new Entity.Place(id("row:" + row), "R" + row, EntityKind.ROW));
            b.put(id("row:" + row), new Entity.Rack(id("rack:" + row), "R" + row + "-01", 48, 1));
            for (String side : List.of("A", "B")) {
                EntityId pdu = id("pdu:" + side + row);
                b.put(
                        id("site:s"),
                        new Entity.PowerDevice(
                                pdu, "PDU-" + side + row, EntityKind.PDU, Side.valueOf(side), Double.NaN));
                if (limits) {
                    limit(b, pdu.text(), "power.observed", 300_000);
                }
                b.relate(Relation.of(RelationKind.FEEDS, id("utility:u"), pdu));
                b.relate(Relation.of(RelationKind.FEEDS, pdu, id("rack:" + row)));
            }
        }
        return b.build(1);
    }

    private static void limit(PlantBuilder b, String entity, String metric, double watts) {
        b.limit(new Limit(
                id(entity), new MetricId(metric), Bound.UPPER, LimitOrigin.BREAKER, StepFunction.constant(watts)));
    }

    private void load(String metric, String entity, double watts) {
        loads.put(metric + "@" + entity, watts);
    }

    private LatestValues latest(Plant of) {
        return (metric, kind) -> {
            double[] values = new double[of.count(kind)];
            byte[] states = new byte[values.length];
            long[] times = new long[values.length];
            Arrays.fill(times, NOW);
            for (int slot = 0; slot < values.length; slot++) {
                values[slot] = loads.getOrDefault(
                        metric.name() + "@" + of.at(kind, slot).id(), Double.NaN);
                boolean alone = metric.name().equals("power.failover") && kind != EntityKind.PDU;
                DataState none = alone ? DataState.NOT_SUPPORTED : DataState.NO_DATA;
                states[slot] = (byte) (Double.isNaN(values[slot]) ? none : state).ordinal();
            }
            return new Latest(metric, kind, of.revision(), values, states, times, NOW);
        };
    }

    private RoomLeft room(Plant of, String place) {
        return RoomLeft.of(of, latest(of), RoomLeft.feeders(of, of.indexOf(id(place))), NOW);
    }

    private void calm() {
        for (String pdu : List.of("A1", "B1", "A2", "B2")) {
            load("power.observed", "pdu:" + pdu, 100_000);
            load("power.failover", "pdu:" + pdu, pdu.endsWith("1") ? 276_000 : 200_000);
        }
        load("power.observed", "utility:u", 400_000);
        load("site.power", "site:s", 400_000);
    }

    @Test
    void thePartnerThatWouldHaveToCarryAllOfItBinds() {
        calm();
        RoomLeft row = room(plant, "row:1");
        assertEquals(24_000, row.watts(), 1);
        assertEquals("PDU-A1 in failover binds", row.binds());
        assertEquals(300_000, row.limit());
        assertEquals("", row.caveat());
        assertEquals(100_000, room(plant, "row:2").watts(), 1, "the other row hangs on another pair");
        assertEquals(24_000, room(plant, "hall:h").watts(), 1, "anywhere in the hall");
    }

    @Test
    void whatStandsAboveTheFeedersBindsToo() {
        calm();
        load("power.committed", "utility:u", 990_000);
        assertEquals("Grid as committed binds", room(plant, "row:1").binds());
        assertEquals(10_000, room(plant, "row:1").watts(), 1);
        load("site.power.committed", "site:s", 905_000);
        RoomLeft over = room(plant, "row:2");
        assertEquals("Site envelope as committed is over its limit", over.binds());
        assertEquals(-5_000, over.watts(), 1);
    }

    @Test
    void aFeederOfWhichNothingIsKnownLeavesOnlyAnUpperEnd() {
        calm();
        loads.keySet().removeIf(key -> key.endsWith("pdu:B1"));
        RoomLeft row = room(plant, "row:1");
        assertEquals(1, row.unjudged());
        assertEquals("1 of 4 limits above it is not known", row.caveat());
        loads.clear();
        assertFalse(room(plant, "row:1").known());
        assertEquals(
                "no load with a limit is known above it", room(plant, "row:1").binds());
        assertEquals("nothing that feeds it is known", RoomLeft.NOTHING.binds());
        calm();
        assertEquals(2, room(plant(false), "row:1").unjudged(), "feeders without a limit");
    }

    @Test
    void aPairOfWhichNobodyKnowsWhatOneWouldCarryAloneLeavesOnlyAnUpperEnd() {
        calm();
        loads.keySet().removeIf(key -> key.startsWith("power.failover") && key.endsWith("1"));
        RoomLeft row = room(plant, "row:1");
        assertEquals(200_000, row.watts(), 1, "of what is known");
        assertEquals(2, row.unjudged());
        assertEquals("2 of 4 limits above it are not known", row.caveat());
        assertEquals(0, room(plant, "row:2").unjudged(), "the grid has no partner");
    }

    @Test
    void staleLoadsAreSaidToBe() {
        calm();
        assertFalse(room(plant, "row:1").stale());
        state = DataState.STALE;
        assertTrue(room(plant, "row:1").stale());
        assertEquals("loads are stale", room(plant, "row:1").caveat());
    }

    @Test
    void onlyWhatFeedsItIsLookedAt() {
        int[] feeders = RoomLeft.feeders(plant, plant.indexOf(id("row:2")));
        List<String> names = Arrays.stream(feeders)
                .mapToObj(i -> plant.entity(i).id().text())
                .sorted()
                .toList();
        assertEquals(List.of("pdu:A2", "pdu:B2", "site:s", "utility:u"), names);
    }
}
