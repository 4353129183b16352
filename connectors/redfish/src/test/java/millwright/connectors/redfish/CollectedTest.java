package millwright.connectors.redfish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** One property may be collected in several ways; which one a value came by is what its metric is called. */
class CollectedTest {
    private static final String PLACE = "/redfish/v1/Chassis/1/Sensors/Power";
    private static final String AVERAGE =
            metric("AvgPower", "\"CollectionFunction\":\"Average\",\"CollectionDuration\":\"PT1M\"");
    private static final String HIGHEST = metric("MaxPower", "\"CollectionFunction\":\"Maximum\"");
    private static final String SILENT = metric("Now", "\"CollectionTimeScope\":\"Interval\"");
    private static final Collected.Way MEAN = new Collected.Way(true, OptionalLong.of(Times.MINUTE));
    private static final Collected.Way NO_VALUE = new Collected.Way(false, OptionalLong.empty());
    private static final Collected.Way NOT_SAID = new Collected.Way(true, OptionalLong.empty());

    private static String metric(String id, String how) {
        return "{\"MetricId\":\"%s\",\"MetricProperties\":[\"%s\"],%s}".formatted(id, PLACE, how);
    }

    private static Collected.Way way(String name, String... metrics) throws Garbled {
        String text = "{\"Metrics\":[" + String.join(",", metrics) + "]}";
        Document definition = Document.parse(text.getBytes(StandardCharsets.UTF_8), "/definition", "");
        return Collected.of(definition).of(name, Reports.property(PLACE));
    }

    @Test
    void theNameOfAMetricDecidesInWhicheverOrderTheyStand() throws Garbled {
        for (List<String> order : List.of(List.of(AVERAGE, HIGHEST), List.of(HIGHEST, AVERAGE))) {
            String[] metrics = order.toArray(String[]::new);
            assertEquals(NO_VALUE, way("MaxPower", metrics), "a highest is no mean");
            assertEquals(MEAN, way("AvgPower", metrics), "the mean is not refused for the highest beside it");
        }
    }

    @Test
    void aMetricThatSaysNothingIsNotAveragedForTheOneBesideIt() throws Garbled {
        assertEquals(NOT_SAID, way("Now", AVERAGE, SILENT));
        assertEquals(MEAN, way("AvgPower", SILENT, AVERAGE));
    }

    @Test
    void theirPropertyTellsThoseWithoutAKnownName() throws Garbled {
        assertEquals(MEAN, way("", AVERAGE));
        assertEquals(MEAN, way("Other", AVERAGE));
        assertEquals(NOT_SAID, way("", AVERAGE, SILENT), "it may be either");
        assertEquals(NO_VALUE, way("", AVERAGE, HIGHEST), "it may be the highest");
    }

    @Test
    void ofTwoMetricsOfOneNameTheOneOfThePropertyCounts() throws Garbled {
        String other = HIGHEST.replace("MaxPower", "AvgPower").replace("/1/", "/2/");
        assertEquals(MEAN, way("AvgPower", other, AVERAGE));
    }

    @Test
    void aWildcardStandsForOnePartOfAPath() throws Garbled {
        assertEquals(MEAN, way("", AVERAGE.replace("/1/", "/{ChassisId}/").replace("Power\"", "P{Rest}\"")));
        assertEquals(NOT_SAID, way("", AVERAGE.replace("/1/Sensors/", "/{ChassisAndSensors}/")));
        assertEquals(NOT_SAID, way("", AVERAGE.replace("Power\"", "Power{Rest}\"")), "a wildcard stands for something");
    }
}
