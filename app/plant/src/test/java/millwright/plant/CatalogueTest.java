package millwright.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final Catalogue catalogue = Catalogue.standard();

    @Test
    void aVendorFieldIsFoundByItsNumber() {
        assertEquals("gpu.power", catalogue.findNative("dcgm:155").orElseThrow().name());
        assertEquals(
                "gpu.temperature.margin",
                catalogue.findNative("dcgm:153").orElseThrow().name());
    }

    @Test
    void averagedAndInstantaneousPowerAreTwoMetrics() {
        assertFalse(catalogue.findNative("dcgm:155").equals(catalogue.findNative("dcgm:157")));
    }

    @Test
    void everyRatioNamesMetricsThatExist() {
        for (Metric metric : catalogue.metrics()) {
            MetricId numerator = metric.numerator();
            MetricId denominator = metric.denominator();
            if (numerator != null && denominator != null) {
                assertTrue(catalogue.find(numerator).isPresent(), metric.name());
                assertTrue(catalogue.find(denominator).isPresent(), metric.name());
            }
        }
    }

    @Test
    void noVendorIdMeansTwoMetrics() {
        Map<String, String> seen = new HashMap<>();
        for (Metric metric : catalogue.metrics()) {
            for (String id : metric.nativeIds()) {
                String earlier = seen.put(id, metric.name());
                assertEquals(null, earlier, id + " is claimed by " + earlier + " and " + metric.name());
            }
        }
    }
}
