package millwright.connectors.redfish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import millwright.connectors.source.Reading;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTest {
    private static final EntityId NODE = new EntityId("node:n17");
    private static final Field POWER =
            new Field(NODE, Catalogue.standard().find("node.power").orElseThrow(), "PowerWatts/Reading", 1, Map.of());

    private static Reading read(Field field, String json) throws Garbled {
        return field.read(Document.parse(json.getBytes(StandardCharsets.UTF_8), "/x", ""), Reading.UNSAID);
    }

    @ParameterizedTest
    @CsvSource({
        "Enabled, OK",
        "StandbySpare, OK",
        "InTest, OK",
        "Absent, NO_DATA",
        "Disabled, NO_DATA",
        "UnavailableOffline, NO_DATA",
        "StandbyOffline, NO_DATA",
        "Starting, STALE",
        "Updating, STALE"
    })
    void theStateOfAResourceIsThatOfItsValues(String state, DataState expected) throws Garbled {
        Reading reading = read(POWER, "{\"Status\":{\"State\":\"" + state + "\"},\"PowerWatts\":{\"Reading\":0}}");
        assertEquals(expected, reading.state());
        assertEquals(expected != DataState.OK, Double.isNaN(reading.value()), "only what is known has a number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | NOT_SUPPORTED",
                "{\"PowerWatts\":{}} | NOT_SUPPORTED",
                "{\"PowerWatts\":null} | NOT_SUPPORTED",
                "{\"PowerWatts\":{\"Reading\":null}} | NO_DATA",
                "{\"PowerWatts\":{\"Reading\":\"n/a\"}} | BAD",
                "{\"PowerWatts\":{\"Reading\":-5}} | BAD",
                "{\"PowerWatts\":{\"Reading\":[1]}} | BAD",
                "{\"PowerWatts\":{\"Reading\":5}} | OK"
            })
    void whatIsMissingIsNeverZero(String json, DataState expected) throws Garbled {
        assertEquals(expected, read(POWER, json).state());
    }

    @Test
    void aWordHasItsNumberAndAnUnknownOneHasNone() throws Garbled {
        Field health =
                new Field(NODE, Catalogue.standard().find("health").orElseThrow(), "Status/Health", 1, Health.WORDS);
        assertEquals(1, read(health, "{\"Status\":{\"Health\":\"Warning\"}}").value());
        assertEquals(
                DataState.NO_DATA,
                read(health, "{\"Status\":{\"Health\":\"Mu\"}}").state());
    }

    @Test
    void aTimeThatCannotBeIsNotTaken() {
        long now = 1_700_000_000_000_000_000L;
        assertEquals(Reading.UNSAID, When.of("2019-08-13T04:14:33+06:00", 0, now));
        assertEquals(Reading.UNSAID, When.of("2099-01-01T00:00:00Z", 0, now));
        assertEquals(Reading.UNSAID, When.of("yesterday", 0, now));
        assertEquals(Reading.UNSAID, When.of("", 0, now));
        assertEquals(now - 1_000_000_000L, When.of("2023-11-14T22:13:19Z", 0, now));
        long ahead = 3_600_000_000_000L;
        assertEquals(now - 1_000_000_000L, When.of("2023-11-14T23:13:19Z", ahead, now), "its clock is an hour ahead");
        assertTrue(When.of("2023-11-14T22:13:21Z", 0, now) <= now, "never after it came");
    }
}
