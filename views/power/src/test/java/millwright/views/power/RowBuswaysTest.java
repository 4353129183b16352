package millwright.views.power;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import java.util.List;
import millwright.desk.fixture.Altered;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
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
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;

/** Which busways bind a row, and which tell what it draws. */
class RowBuswaysTest {
    private static final EntityId SITE = EntityId.of(EntityKind.SITE, "site");
    private static final MetricId OBSERVED = new MetricId("power.observed");

    private final PlantBuilder builder = Plant.builder().put(new Entity.Site(SITE, "Site", ZoneOffset.UTC));

    private void row(String name, String... racks) {
        EntityId row = EntityId.of(EntityKind.ROW, name);
        builder.put(SITE, new Entity.Place(row, name, EntityKind.ROW));
        for (int i = 0; i < racks.length; i++) {
            EntityId rack = EntityId.of(EntityKind.RACK, racks[i]);
            builder.put(row, new Entity.Rack(rack, racks[i], 48, i + 1));
        }
    }

    private void device(EntityKind kind, String name, double limit, String... racks) {
        EntityId id = EntityId.of(kind, name);
        builder.put(SITE, new Entity.PowerDevice(id, name, kind, Side.A, 480))
                .limit(Limit.upper(id, OBSERVED, LimitOrigin.BREAKER, limit));
        for (String rack : racks) {
            builder.relate(Relation.feeds(id, EntityId.of(EntityKind.RACK, rack), Side.A, Phase.ALL));
        }
    }

    private Loads told(double[] racks, double[] busways) {
        Plant plant = builder.build(1);
        FixtureContext context = new FixtureContext(plant, Mood.EMPTY, Theme.DARK);
        context.replace(Altered.of(context.situation()).plant(plant).situation());
        context.tell(new MetricId("rack.power"), EntityKind.RACK, racks);
        context.tell(OBSERVED, EntityKind.BUSWAY, busways);
        return new Loads(context, FixtureContext.NOW);
    }

    private static List<Load> rows(Loads loads) {
        return Diagram.of(loads.plant()).tiers().getLast().stream()
                .filter(Diagram.Block::row)
                .map(b -> loads.row(b.index(), b.busways()))
                .toList();
    }

    private static double[] limits(Loads loads) {
        return rows(loads).stream().mapToDouble(Load::limit).toArray();
    }

    @Test
    void aRowIsNoBrokenConstraintWhereEveryRackHasABuswayOfItsOwn() {
        row("R1", "a", "b", "c");
        for (String rack : List.of("a", "b", "c")) {
            device(EntityKind.BUSWAY, "Feed " + rack, 17e3, rack);
        }
        Loads loads = told(new double[] {16e3, 16e3, 16e3}, new double[] {16e3, 16e3, 16e3});
        assertEquals(
                List.of("Feed a", "Feed b", "Feed c"),
                Constraint.of(loads, Diagram.of(loads.plant())).stream()
                        .map(Constraint::name)
                        .sorted()
                        .toList());
        assertEquals(48e3, Load.number(rows(loads).getFirst().observed()));
    }

    @Test
    void aBuswayBindsOneRowThatItReachesAsAWhole() {
        row("R1", "a", "b");
        row("R2", "c");
        row("R3", "d");
        device(EntityKind.BUSWAY, "1 segment", 60, "a");
        device(EntityKind.BUSWAY, "1 whole", 240, "a", "b");
        device(EntityKind.BUSWAY, "2 and 3", 60, "c", "d");
        assertArrayEquals(
                new double[] {240, Double.NaN, Double.NaN},
                limits(told(new double[4], new double[3])),
                "as on the Floor");
    }

    @Test
    void buswaysTellWhatARowDrawsOnlyTogetherAndOnlyOfTheRow() {
        row("R1", "a", "b");
        row("R2", "c", "d");
        row("R3", "e", "f");
        row("R4", "g");
        device(EntityKind.BUSWAY, "1 first", 60, "a");
        device(EntityKind.BUSWAY, "1 second", 60, "b");
        device(EntityKind.BUSWAY, "2", 60, "c");
        device(EntityKind.BUSWAY, "3 and 4", 60, "e", "f", "g");
        device(EntityKind.PDU, "past", 60, "f");
        double[] blank = new double[7];
        java.util.Arrays.fill(blank, Double.NaN);
        double[] found = rows(told(blank, new double[] {10, 20, 30, 40})).stream()
                .mapToDouble(row -> Load.number(row.observed()))
                .toArray();
        assertArrayEquals(
                new double[] {30, Double.NaN, Double.NaN, Double.NaN},
                found,
                "both segments; one rack has none; shared and fed past it; shared");
    }
}
