package millwright.connectors.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.plant.Catalogue;
import millwright.plant.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {
    private static Conversion of(String point, String metric) {
        Metric known = Catalogue.standard().find(metric).orElseThrow();
        return Conversion.of(ConfigNode.parse("map.yaml", point), known);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "power.observed|{unit: kW}|1.5|1500",
                "power.observed|{unit: kW, scale: 0.01}|150|1500",
                "power.energy|{unit: kWh, scale: 0.1}|10|3600000",
                "power.energy|{unit: Wh}|1|3600",
                "cooling.supply|{unit: F}|212|100",
                "cooling.supply|{unit: F, scale: 0.1}|320|0",
                "cooling.supply|{unit: K}|273.15|0",
                "cooling.supply|{scale: 0.1, offset: -50}|700|20",
                "cooling.flow|{unit: gpm}|10|37.85411784",
                "cooling.flow|{unit: m3/h}|6|100",
                "cooling.pressure|{unit: psi}|10|68.94757293168361",
                "cooling.pressure|{unit: bar, offset: 1}|2|300",
            })
    void numbersBecomeTheCataloguesAndBack(String metric, String point, double number, double value) {
        Conversion conversion = of(point, metric);
        assertEquals(value, conversion.apply(number), Math.abs(value) * 1e-12 + 1e-9);
        assertEquals(number, conversion.undo(value), Math.abs(number) * 1e-12 + 1e-9);
    }

    @Test
    void aUnitOfSomethingElseIsRefusedWithWhatWouldBeRight() {
        String message = String.valueOf(assertThrows(ConfigException.class, () -> of("{unit: kWh}", "power.observed"))
                .getMessage());
        assertTrue(message.startsWith("map.yaml:1: unit: 'kWh' does not become 'W' of power.observed"), message);
        assertTrue(message.contains("kW"), message);
    }

    private static double between(String from, String to, double number) {
        return Conversion.between(from, to).orElseThrow().apply(number);
    }

    @Test
    void whatIsCountedMakesNoDifferenceAndAPercentageIsNoCount() {
        assertEquals(3, between("{requests}/s", "{token}/s", 3));
        assertEquals(3, between("1", "{request}", 3));
        assertEquals(8e9, between("GBy/s", "By/s", 8));
        assertEquals(12, between("ms", "s", 12_000), 1e-9);
        assertEquals(5, between("Cel", "K", 5), "a difference");
        assertTrue(Conversion.between("%", "{request}").isEmpty());
        assertTrue(Conversion.between("s", "By").isEmpty());
        assertTrue(Conversion.between("furlong", "W").isEmpty());
    }
}
