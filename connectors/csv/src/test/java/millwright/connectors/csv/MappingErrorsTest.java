package millwright.connectors.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import millwright.plant.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MappingErrorsTest {
    private static final String GOOD = """
            mapping: test
            tables:
              - file: "*.csv"
                time: {column: t, format: epoch-s}
                entities:
                  - {kind: node, id: "{host}"}
                metrics:
                  - {column: power, metric: node.power, unit: kW}
            """;

    /** What is replaced by what, the line that is blamed, and what the message says. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            tables:            | tabels:                | 2 | did you mean 'tables'?
            metrics:           | metric:                | 7 | did you mean 'metrics'?
            unit: kW           | unit: kWh              | 8 | cannot become W of node.power
            unit: kW           | unite: kW              | 8 | did you mean 'unit'?
            node.power         | node.pwoer             | 8 | did you mean 'node.power'?
            node.power         | gpu.power              | 8 | no entity of this table can carry it
            kind: node         | kind: nod              | 6 | did you mean 'node'?
            kind: node         | kind: gpu              | 6 | needs 'in: node'
            epoch-s            | epoch-x                | 4 | epoch-s, epoch-ms
            ~{host}"~          | ~{host"~               | 6 | cannot be used
            mapping: test      | title: test            | 1 | 'mapping' is missing
            mapping: test      | ~mapping: test\nmapping: x~ | 2 | written twice
            mapping: test      | ~mapping: test\nzone: Europe/Zurch~ | 2 | did you mean 'Europe/Zurich'?
            ~file: "*.csv"~    | ~file: [a~             | 4 | expected
            """)
    void errorsNameLineAndRemedy(String part, String wrong, int line, String message) {
        String yaml = GOOD.replace(part, wrong.replace("\\n", "\n"));
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> new MappingReader(Catalogue.standard()).read("my.yaml", yaml));
        assertTrue(e.getMessage().startsWith("my.yaml:" + line + ":"), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    static java.util.List<String> shipped() {
        return Mappings.shipped();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shippedMappingsAreRight(String name) throws IOException {
        assertEquals(name, Mappings.load(name, Catalogue.standard()).name());
    }

    @Test
    void anUnknownMappingIsAnsweredWithTheNearest() {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> Mappings.load("titan-gpu-live", Catalogue.standard()));
        assertTrue(e.getMessage().contains("did you mean 'titan-gpu-life'?"), e.getMessage());
    }

    @Test
    void unitsConvertByTheBook() {
        assertEquals(3.6e6, Units.between("kWh", "J").orElseThrow().apply(1));
        assertEquals(37, Units.between("F", "Cel").orElseThrow().apply(98.6), 1e-9);
        assertEquals(0, Units.between("kelvin", "Cel").orElseThrow().apply(273.15), 1e-9);
        assertEquals(50, Units.between("1", "%").orElseThrow().apply(0.5), 1e-9);
        assertEquals(1, Units.between("GiBy", "MiBy").orElseThrow().apply(1.0 / 1024), 1e-12);
        assertTrue(Units.between("W", "J").isEmpty());
    }
}
