package millwright.views.floor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import java.util.List;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Phase;
import millwright.plant.Plant;
import millwright.plant.PlantBuilder;
import millwright.plant.Relation;
import millwright.plant.Side;
import org.junit.jupiter.api.Test;

/** What stands beside a row's power as its limit: never more than what can reach it. */
class RowLimitsTest {
    private static final EntityId SITE = EntityId.of(EntityKind.SITE, "site");

    private final PlantBuilder builder = Plant.builder();

    private void busway(String name, Side side, double limit, String... racks) {
        EntityId busway = EntityId.of(EntityKind.BUSWAY, name);
        builder.put(SITE, new Entity.PowerDevice(busway, name, EntityKind.BUSWAY, side, 480));
        if (limit > 0) {
            builder.limit(Limit.upper(busway, new MetricId("power.observed"), LimitOrigin.BREAKER, limit));
        }
        for (String rack : racks) {
            EntityId shelf = EntityId.of(EntityKind.POWER_SHELF, rack + name);
            builder.put(
                    EntityId.of(EntityKind.RACK, rack),
                    new Entity.PowerDevice(shelf, rack + name, EntityKind.POWER_SHELF, side, 480));
            builder.relate(Relation.feeds(busway, shelf, side, Phase.ALL));
        }
    }

    private void row(String name, double limit, String... racks) {
        EntityId row = EntityId.of(EntityKind.ROW, name);
        builder.put(SITE, new Entity.Place(row, name, EntityKind.ROW));
        for (int i = 0; i < racks.length; i++) {
            EntityId rack = EntityId.of(EntityKind.RACK, racks[i]);
            builder.put(row, new Entity.Rack(rack, racks[i], 48, i + 1));
            if (limit > 0) {
                builder.limit(Limit.upper(rack, new MetricId("rack.power"), LimitOrigin.NAMEPLATE, limit));
            }
        }
    }

    @Test
    void theLeastBuswayBindsUnlessTheRacksMayDrawLess() {
        builder.put(new Entity.Site(SITE, "Site", ZoneOffset.UTC));
        row("R1", 132, "a", "b");
        row("R2", 50, "c", "d");
        row("R3", 0, "e");
        row("R4", 132, "f");
        row("R5", 0, "g");
        busway("1A", Side.A, 250, "a", "b");
        busway("1B", Side.B, 240, "a", "b");
        busway("2A", Side.A, 240, "c", "d");
        busway("3A", Side.A, 90, "e");
        busway("45", Side.A, 60, "f", "g");
        Plant plant = builder.build(1);
        HallPlan plan = new HallPlan(plant);
        List<String> names = plan.lines().stream().map(HallPlan.Line::name).toList();
        double[] limits = RowNames.limits(plant, plan, 0);
        double[] expected = {240, 100, 90, 132, Double.NaN};
        double[] found = new double[5];
        for (int i = 0; i < 5; i++) {
            found[i] = limits[names.indexOf("R" + (i + 1))];
        }
        assertArrayEquals(expected, found, "240 W of one busway; racks; busway alone; a busway of two rows; nothing");
    }

    /** As in a NetBox site: every feed is a busway of one rack. */
    @Test
    void aBuswayOfPartOfARowDoesNotBindIt() {
        builder.put(new Entity.Site(SITE, "Site", ZoneOffset.UTC));
        row("R1", 40, "a", "b");
        row("R2", 0, "c", "d");
        row("R3", 0, "e", "f", "g");
        for (String rack : List.of("a", "b", "c", "d")) {
            busway(rack + "-A", Side.A, 17, rack);
            busway(rack + "-B", Side.B, 17, rack);
        }
        busway("3A1", Side.A, 250, "e", "f");
        busway("3A2", Side.A, 250, "g");
        busway("3B", Side.B, 400, "e", "f", "g");
        Plant plant = builder.build(1);
        HallPlan plan = new HallPlan(plant);
        assertEquals(
                List.of("R1", "R2", "R3"),
                plan.lines().stream().map(HallPlan.Line::name).toList());
        assertArrayEquals(new double[] {80, Double.NaN, 400}, RowNames.limits(plant, plan, 0));
    }
}
