package millwright.views.floor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import millwright.desk.fixture.Pictures;
import millwright.plant.Catalogue;
import millwright.plant.MetricId;
import org.junit.jupiter.api.Test;

class FloorToolsTest {
    private static final Catalogue CATALOGUE = Catalogue.standard();

    private static Map<String, String> saved(Map<String, String> before, boolean suited) {
        return Pictures.onFx(() -> {
            FloorTools tools = new FloorTools(CATALOGUE, System::nanoTime, () -> {}, () -> {});
            tools.restore(before);
            if (suited) {
                tools.suit(Level.RACK, CATALOGUE.get(new MetricId("rack.power")));
                assertFalse(tools.touched(), "the map chose, nobody did");
            }
            return tools.save();
        });
    }

    @Test
    void onlyWhatSomebodyChoseIsKeptForTheNextStart() {
        assertEquals(Map.of(), saved(Map.of(), false));
        assertEquals(Map.of(), saved(Map.of(), true), "what the map chose by itself");
        Map<String, String> chosen = Map.of("metric", "rack.power", "level", "RACK");
        assertEquals(chosen, saved(chosen, false));
        assertTrue(saved(saved(Map.of(), true), false).isEmpty(), "nor at the start after that");
    }
}
