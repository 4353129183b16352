package millwright.analysis.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import org.junit.jupiter.api.Test;

class LimitWordsTest {
    private static String guidance(String metric) {
        MetricId id = new MetricId(metric);
        Limit limit = Limit.lower(new EntityId("site:s"), id, LimitOrigin.POLICY, 5);
        return LimitWords.of(Catalogue.standard(), id, limit).guidance();
    }

    @Test
    void aSiteHasNoPeersToBeComparedWith() {
        assertEquals("Find the rack or device that it comes from", guidance("site.thermal.headroom"));
        assertEquals("Compare with its peers", guidance("rack.thermal.headroom"));
        assertEquals("Check pumps, valves and strainer", guidance("cooling.flow"));
    }
}
