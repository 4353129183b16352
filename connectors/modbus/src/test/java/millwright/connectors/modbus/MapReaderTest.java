package millwright.connectors.modbus;

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
    private static final List<String> SHIPPED = RegisterMap.SHIPPED;

    private static String message(String block) {
        return String.valueOf(
                assertThrows(ConfigException.class, () -> ModbusConfig.of(ConfigNode.parse("site.yaml", block)))
                        .getMessage());
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void everyMapThatIsBroughtCanBeUsedAndNamesItsSource(String name) {
        ConfigNode named = ConfigNode.parse("site.yaml", "map: " + name).get("map");
        ConfigNode file = DeviceMaps.open(named, ModbusConfig.class, RegisterMap.SHIPPED);
        assertTrue(file.text("source").length() > 20);
        RegisterMap map = MapReader.read(file);
        for (Point point : map.points()) {
            var kind = point.part().isEmpty() ? map.kind() : map.parts().get(point.part());
            assertTrue(point.metric().on().contains(kind), point.toString());
        }
        for (Batch batch : Batch.of(map)) {
            assertTrue(batch.count() <= map.most(), batch.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{metric: power.observd, register: 1, type: int16}|did you mean 'power.observed'?",
                "{metric: power.observed, register: 1, type: int12}|did you mean 'int16'?",
                "{metric: power.observed, register: 70000, type: int16}|must be a register from 0 to 65535",
                "{metric: power.observed, register: 65535, type: int32}|must be a register from 0 to 65534",
                "{metric: power.observed, register: x, type: int16}|is no whole number",
                "{metric: power.observed, registr: 1, type: int16}|did you mean 'register'?",
                "{metric: power.observed, register: 1, type: int16, unit: kWh}|does not become 'W' of power.observed",
                "{metric: power.observed, register: 1, type: int16, scale: 0}|'scale' must be a number other than 0",
                "{metric: power.observed, register: 1, type: float32, bit: 3}|a float has no bits",
                "{metric: power.observed, register: 1, type: int16, bit: 16}|must be between",
                "{metric: power.breaker, register: 1, type: int16, values: {1: 2}}|nothing that power.breaker can be",
                "{metric: power.observed, register: 1, type: int16, rollover: 5}|only counts begin again",
                "{metric: power.energy, register: 1, type: int32, averaged: 15m}|power.energy is a counter",
                "{metric: power.observed, register: 1, type: int16, averaged: often}|averaged",
                "{metric: power.observed, register: 1, type: int16, average: 15m}|did you mean 'averaged'?",
                "{metric: power.observed, register: 1, type: int16, part: Pump}|known are",
                "{metric: power.observed, register: 1, type: int16, missing: {1: zero}}|'zero' is not known here",
                "{metric: power.observed, register: 1, type: float32, missing: {-1: no-data}}|write those as 0x",
                "{metric: power.observed, register: 1, type: int16, registers: input, write: {min: 1, max: 2}}|only a"
                        + " whole holding register",
                "{metric: power.observed, register: 1, type: int16, write: {min: 2, max: 40000}}|the register cannot"
                        + " hold",
                "{metric: power.observed, register: 1, type: int16, write: {min: 2, max: 1}}|'min' must be below 'max'",
                "{metric: power.observed, register: 1, type: int16, write: {min: 1, max: 2, stp: 1}}|did you mean"
                        + " 'step'?",
            })
    void mistakesNameFileLineAndRemedy(String point, String said) {
        String text = "device: T\nkind: pdu\nregisters: holding\npoints:\n  - " + point + "\n";
        String message = String.valueOf(
                assertThrows(ConfigException.class, () -> MapReader.read(ConfigNode.parse("own.yaml", text)))
                        .getMessage());
        assertTrue(message.startsWith("own.yaml:5: "), message);
        assertTrue(message.contains(said), message);
    }

    @Test
    void aValueIsToldByOneRegisterOnly() {
        String twice = """
            device: T
            kind: cdu
            registers: holding
            parts: [{name: Pump 1, kind: pump}, {name: Pump 2, kind: pump}]
            points:
              - {metric: pump.rotation, part: Pump 1, register: 1, type: int16}
              - {metric: pump.rotation, part: Pump 2, register: 2, type: int16}
              - {metric: pump.rotation, part: %s, register: 3, type: int16}
            """;
        String message = String.valueOf(assertThrows(
                        ConfigException.class,
                        () -> MapReader.read(ConfigNode.parse("own.yaml", twice.formatted("Pump 2"))))
                .getMessage());
        assertTrue(message.startsWith("own.yaml:8: ") && message.contains("stands twice"), message);
    }

    @Test
    void whatIsWrittenMustShowBeforeTheControlRoomGivesUp() {
        String start = "protocol: modbus\nconfirm: %s\ndevices:\n  - {name: A, address: h, map: eastron-sdm630}\n";
        assertEquals(
                "site.yaml:2: confirm: must be at most 50s: after a minute the control room waits no more",
                message(start.formatted("60s")));
        assertTrue(message(start.formatted("500ms")).contains("at least 1000ms"));
    }

    @Test
    void mistakesOfTheBlockNameTheNearestRightWord() {
        assertEquals(
                "site.yaml:2: unknown key 'device'; did you mean 'devices'?",
                message("protocol: modbus\ndevice: []\n"));
        String start = "protocol: modbus\ndevices:\n";
        assertTrue(message(start + "  - {name: A, address: h, map: eastron-sdm63}\n")
                .contains("did you mean 'eastron-sdm630'?"));
        assertTrue(message(start + "  - {name: A, address: 'h:x', map: eastron-sdm630}\n")
                .contains("is no port"));
        assertTrue(message(start + "  - {name: A, address: h, map: ocp-orv3-rpu, kind: pdu}\n")
                .contains("cannot be told of a pdu"));
        assertTrue(message(start + "  - {name: A, address: h, map: eastron-sdm630}\nwrite: true\n")
                .contains("there is nothing to write"));
        assertTrue(
                message(start + "  - {name: A, address: h, map: gone.yaml}\n").contains("there is no such file"));
    }
}
