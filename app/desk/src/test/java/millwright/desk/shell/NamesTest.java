package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static String kindLine(String name) {
        EntityId id = EntityId.of(EntityKind.SITE, name);
        Plant plant =
                Plant.builder().put(new Entity.Site(id, name, ZoneOffset.UTC)).build(1);
        return Names.kindLine(plant, plant.indexOf(id));
    }

    @Test
    void aSiteWithoutANameIsNotCalledSiteTwice() {
        assertEquals("Site", kindLine("Halden"));
        assertEquals("No source names it: placement, site", kindLine("Site"));
    }

    @Test
    void whatADrainFreesIsAtMostWhatIsDrawnNow() {
        Latest power = new Latest(
                new MetricId("rack.power"),
                EntityKind.RACK,
                1,
                new double[] {89_700, Double.NaN},
                new byte[] {0, 2},
                new long[] {1, 1},
                1);
        assertEquals("up to 89.7 kW, later", InspectorActions.freed(power, 0));
        assertEquals("later, watts not known", InspectorActions.freed(power, 1));
        assertEquals("nothing at once", InspectorActions.freed(power, 2));
    }
}
