package millwright.views.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StripLabelsTest {
    @Test
    void whatIsToldNowStandsInPlaceOfTheNewestOfTheSeries() {
        StripLabels.Figured figured = new StripLabels.Figured(1000, Map.of("observed", 666_200.0));
        assertEquals("666.2", figured.of("observed", 630_900));
        assertEquals("8.33", figured.of("loss", 8_330));
        assertEquals("", new StripLabels.Figured(Double.NaN, Map.of()).of("loss", 8_330), "labels without values");
    }
}
