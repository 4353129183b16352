package millwright.connectors.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.DeviceMaps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class MapReaderTest {
    @SuppressWarnings("unused") // by the name in FieldSource
    private static final List<String> SHIPPED = ObjectMap.SHIPPED;

    private static String message(String block) {
        return String.valueOf(
                assertThrows(ConfigException.class, () -> SnmpConfig.of(ConfigNode.parse("site.yaml", block)))
                        .getMessage());
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void everyMapThatIsBroughtCanBeUsedAndNamesItsSource(String name) {
        ConfigNode named = ConfigNode.parse("site.yaml", "map: " + name).get("map");
        ConfigNode file = DeviceMaps.open(named, SnmpConfig.class, ObjectMap.SHIPPED);
        assertTrue(file.text("source").length() > 20);
        ObjectMap map = MapReader.read(file);
        assertTrue(map.points().size() > 5 && map.tables().size() == 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{metric: power.observd, object: 1.3.6.1}|did you mean 'power.observed'?",
                "{metric: cooling.flow, object: 1.3.6.1}|cannot be told of a pdu",
                "{metric: power.observed, object: sysUpTime.0}|is no object identifier",
                "{metric: power.observed, object: 1.3.6.9999999999}|is more than an object identifier can hold",
                "{metric: power.observed, object: '1.3.6.{row}'}|has no {row}",
                "{metric: power.observed, objct: 1.3.6.1}|did you mean 'object'?",
                "{metric: power.observed, object: 1.3.6.1, unit: kWh}|does not become 'W'",
                "{metric: power.observed, object: 1.3.6.1, missing: {x: no-data}}|is no whole number",
                "{metric: power.observed, object: 1.3.6.1, missing: {-1: nodata}}|did you mean 'no-data'?",
                "{metric: health, object: 1.3.6.1, values: {1: 7}}|nothing that health can be",
                "{metric: power.observed, object: 1.3.6.1, rollover: 5}|only counts begin again",
                "{metric: power.energy, object: 1.3.6.1, averaged: 15m}|power.energy is a counter",
            })
    void mistakesNameFileLineAndRemedy(String point, String said) {
        String text = "device: T\nkind: pdu\npoints:\n  - " + point + "\n";
        String message = String.valueOf(
                assertThrows(ConfigException.class, () -> MapReader.read(ConfigNode.parse("own.yaml", text)))
                        .getMessage());
        assertTrue(message.startsWith("own.yaml:4: "), message);
        assertTrue(message.contains(said), message);
    }

    @Test
    void aValueIsToldByOneObjectOnly() {
        String text = "device: T\nkind: pdu\npoints:\n  - {metric: power.observed, object: 1.3.6.1}\n"
                + "  - {metric: power.observed, object: 1.3.6.2}\n";
        String message = String.valueOf(
                assertThrows(ConfigException.class, () -> MapReader.read(ConfigNode.parse("own.yaml", text)))
                        .getMessage());
        assertTrue(message.startsWith("own.yaml:5: ") && message.contains("stands twice"), message);
    }

    @Test
    void mistakesOfTheBlockNameTheNearestRightWord() {
        assertEquals(
                "site.yaml:2: unknown key 'device'; did you mean 'devices'?", message("protocol: snmp\ndevice: []\n"));
        String device = "devices:\n  - {name: A, address: h, map: apc-rpdu2%s}\n";
        assertTrue(message(device.formatted("")).contains("how may it be asked?"));
        assertTrue(message(device.formatted(", community: public")).contains("unknown key 'devices[0].community'"));
        assertTrue(message(device.formatted(", community-env: C, user: u")).contains("not both"));
        assertTrue(message(device.formatted(", user: u, privacy-env: P")).contains("needs 'auth-file' too"));
        assertTrue(message(device.formatted(", auth-env: P")).contains("'user' is missing"));
        assertTrue(message(device.formatted(", user: u, auth-env: A, auth-protocol: SHA256"))
                .contains("did you mean 'SHA-256'?"));
        assertTrue(message(device.formatted(", community-env: C, index: 2")).contains("has no {index}"));
    }
}
