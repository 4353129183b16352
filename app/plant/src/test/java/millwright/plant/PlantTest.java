package millwright.plant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlantTest {
    private static final EntityId SITE = new EntityId("site:s");
    private static final EntityId RACK = new EntityId("rack:R1");
    private static final EntityId NODE = new EntityId("node:N1");
    private static final EntityId G0 = new EntityId("gpu:G0");
    private static final EntityId G1 = new EntityId("gpu:G1");
    private static final EntityId PDU_A = new EntityId("pdu:A");
    private static final EntityId PDU_B = new EntityId("pdu:B");

    private static Plant small() {
        return Plant.builder()
                .put(new Entity.Site(SITE, "S", ZoneOffset.UTC))
                .put(SITE, new Entity.Rack(RACK, "R1", 48, 1))
                .put(RACK, new Entity.Node(NODE, "N1", "host-1", RackSlot.full(1, 1)))
                .put(NODE, new Entity.Gpu(G0, "G0", 0, "GB200"))
                .put(NODE, new Entity.Gpu(G1, "G1", 1, "GB200"))
                .put(new Entity.PowerDevice(PDU_A, "A", EntityKind.PDU, Side.A, 415))
                .put(new Entity.PowerDevice(PDU_B, "B", EntityKind.PDU, Side.B, 415))
                .relate(Relation.feeds(PDU_A, RACK, Side.A, Phase.ALL))
                .relate(Relation.feeds(PDU_B, RACK, Side.B, Phase.L2))
                .build(1);
    }

    @Test
    void findsItsWayUpAndDown() {
        Plant plant = small();
        int g1 = plant.indexOf(G1);
        assertEquals(RACK, plant.entity(plant.ancestor(g1, EntityKind.RACK)).id());
        assertEquals(1, plant.slotOf(EntityKind.GPU, G1));
        assertEquals(-1, plant.slotOf(EntityKind.NODE, G1));
        assertArrayEquals(new int[] {plant.indexOf(G0), g1}, plant.within(plant.indexOf(SITE), EntityKind.GPU));
        assertEquals(
                List.of("S", "R1", "N1", "G1"),
                plant.path(g1).stream().map(Entity::name).toList());
    }

    @Test
    void feedsKeepSideAndPhase() {
        Plant plant = small();
        assertEquals(
                List.of(
                        new Feeding(plant.indexOf(PDU_A), Side.A, Phase.ALL),
                        new Feeding(plant.indexOf(PDU_B), Side.B, Phase.L2)),
                plant.feeders(plant.indexOf(RACK)));
    }

    @Test
    void aChangeMakesANewRevisionAndLeavesTheOldOneAlone() {
        Plant before = small();
        Plant after = before.apply(PlantChange.removing(List.of(G0)));
        assertEquals(2, after.revision());
        assertEquals(-1, after.indexOf(G0));
        assertEquals(0, after.slotOf(EntityKind.GPU, G1));
        assertEquals(2, before.count(EntityKind.GPU));
    }

    @Test
    void theWholePlantAsAChangeBuildsTheSamePlant() {
        Plant plant = small().apply(PlantChange.limits(
                List.of(Limit.upper(RACK, new MetricId("rack.power"), LimitOrigin.BREAKER, 132_000))));
        Plant copy = Plant.builder().apply(plant.whole()).build(plant.revision());
        assertEquals(plant.entities(), copy.entities());
        assertEquals(plant.limits(), copy.limits());
        assertEquals(plant.feeders(plant.indexOf(RACK)), copy.feeders(copy.indexOf(RACK)));
    }

    @Test
    void theTightestLimitBinds() {
        MetricId power = new MetricId("rack.power");
        Plant plant = small().apply(PlantChange.limits(List.of(
                Limit.upper(RACK, power, LimitOrigin.BREAKER, 132_000),
                new Limit(
                        RACK,
                        power,
                        Bound.UPPER,
                        LimitOrigin.LOAD_TARGET,
                        StepFunction.constant(Double.NaN).during(10, 20, 100_000)))));
        assertEquals(
                LimitOrigin.BREAKER,
                plant.binding(RACK, power, Bound.UPPER, 5).orElseThrow().origin());
        assertEquals(
                LimitOrigin.LOAD_TARGET,
                plant.binding(RACK, power, Bound.UPPER, 15).orElseThrow().origin());
        assertTrue(plant.binding(RACK, power, Bound.LOWER, 15).isEmpty());
    }

    @Test
    void nativeIdsMerge() {
        Plant plant = small().apply(new PlantChange(
                        List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(G0, Map.of("pci", "0000:01"))))
                .apply(new PlantChange(
                        List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(G0, Map.of("serial", "42"))));
        assertEquals(Map.of("pci", "0000:01", "serial", "42"), plant.nativeIds(G0));
    }

    @Test
    void refusesWhatCannotBeAPlant() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Plant.builder().contains(SITE, RACK).build(1));
        assertThrows(
                IllegalArgumentException.class,
                () -> Plant.builder()
                        .put(new Entity.Place(new EntityId("row:a"), "a", EntityKind.ROW))
                        .put(new EntityId("row:a"), new Entity.Place(new EntityId("row:b"), "b", EntityKind.ROW))
                        .contains(new EntityId("row:b"), new EntityId("row:a"))
                        .build(1));
        String twice = assertThrows(
                        IllegalArgumentException.class,
                        () -> Plant.builder()
                                .apply(small().whole())
                                .contains(RACK, G0)
                                .build(1))
                .getMessage();
        assertTrue(twice.contains("contained twice"), twice);
    }

    @Test
    void halvesOfARackUnitSitSideBySide() {
        RackSlot left = new RackSlot(4, 1, RackSlot.Width.LEFT_HALF, RackSlot.Face.FRONT);
        RackSlot right = new RackSlot(4, 1, RackSlot.Width.RIGHT_HALF, RackSlot.Face.FRONT);
        assertFalse(left.collidesWith(right));
        assertTrue(left.collidesWith(RackSlot.full(3, 2)));
    }

    @Test
    void profilesDifferByThreeBetweenTheirInterfaces() {
        assertEquals(4, InBandProfile.MAX_Q.outOfBand().id());
        assertEquals(InBandProfile.MAX_Q, new OutOfBandProfile(4).inBand());
        assertThrows(IllegalArgumentException.class, () -> new OutOfBandProfile(1));
    }
}
