package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import java.util.List;
import millwright.feed.Preview;
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
        assertEquals("up to 89.7 kW, later", InspectorActions.freed(InspectorActions.drawn(power, 0)));
        assertEquals("later, watts not known", InspectorActions.freed(InspectorActions.drawn(power, 1)));
        assertEquals("later, watts not known", InspectorActions.freed(InspectorActions.drawn(power, 2)));
    }

    private static String cost(double wattsBefore, double wattsAfter, double tokensBefore, double tokensAfter) {
        return InspectorActions.cost(new Preview(
                "r",
                List.of(),
                null,
                List.of(),
                wattsBefore,
                wattsAfter,
                tokensBefore,
                tokensAfter,
                List.of(),
                0,
                false,
                "",
                0));
    }

    @Test
    void theLastDigitsOfASumAreNoChangeAndWhatIsNotKnownIsNoZero() {
        assertEquals("nothing at once", cost(244_000, 244_000 + 3e-11 * 244_000, 441_000, 441_000 - 6e-11));
        assertEquals("nothing at once", cost(244_000, 244_000 - 6e-11, Double.NaN, Double.NaN));
        assertEquals("cost not known", cost(Double.NaN, Double.NaN, Double.NaN, Double.NaN));
        assertEquals("cost not known", cost(Double.NaN, Double.NaN, 0, 0));
        assertEquals("−5 kW", cost(244_000, 239_000, Double.NaN, Double.NaN));
        assertEquals("−1 tok/s, 0 W", cost(244_000, 244_000, 441_000, 440_999));
    }
}
