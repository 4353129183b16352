package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import millwright.connectors.source.Reading;
import millwright.connectors.source.exporter.Blank;
import millwright.connectors.source.exporter.DcgmFields;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import org.junit.jupiter.api.Test;

class MappingTest {
    private final Mapping mapping = new Mapping(Catalogue.standard());

    private Mapping.Result read(String text) {
        return mapping.read(ExpositionParser.parse(text), "10.0.0.7");
    }

    @Test
    void theReadmeSampleOfDcgmExporterHasAMemoryTemperatureThatIsNotSupported() throws IOException {
        String text = Files.readString(SharedData.file("metrics-samples/dcgm-exporter-readme.prom"));
        Map<String, Reading> byMetric = new HashMap<>();
        Mapping.Result result = read(text);
        result.readings().forEach(r -> byMetric.put(r.metric().name(), r));
        assertEquals(139, byMetric.get("gpu.clock.sm").value());
        assertEquals(
                DataState.NOT_SUPPORTED, byMetric.get("gpu.memory.temperature").state());
        assertTrue(Double.isNaN(byMetric.get("gpu.memory.temperature").value()));
        assertEquals(
                "gpu:GPU-604ac76c-d9cf-fef3-62e9-d92044ab6e52",
                byMetric.get("gpu.clock.sm").entity().text());
    }

    @Test
    void oldAndNewNamesAreOneMetric() {
        Mapping.Result result =
                read("DCGM_FI_DEV_POWER_USAGE{UUID=\"a\"} 700\nDCGM_FI_DEV_BOARD_POWER_WATTS{UUID=\"b\"} 701\n");
        assertEquals(2, result.readings().size());
        assertEquals(result.readings().get(0).metric(), result.readings().get(1).metric());
    }

    @Test
    void energyIsConvertedToJoulesOnce() {
        assertEquals(
                5.0,
                read("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{UUID=\"a\"} 5000\n")
                        .readings()
                        .getFirst()
                        .value());
    }

    @Test
    void everyBlankBecomesItsState() {
        String[] raw = {"2147483632", "2147483633", "2147483634", "2147483635", "140737488355330", "9223372036854775795"
        };
        DataState[] expected = {
            DataState.NO_DATA,
            DataState.NO_DATA,
            DataState.NOT_SUPPORTED,
            DataState.FORBIDDEN,
            DataState.NOT_SUPPORTED,
            DataState.FORBIDDEN
        };
        for (int i = 0; i < raw.length; i++) {
            assertEquals(expected[i], Blank.stateOf(raw[i], Double.parseDouble(raw[i])), raw[i]);
        }
        assertEquals(DataState.OK, Blank.stateOf("2147483631", 2147483631.0));
        assertEquals(DataState.NO_DATA, Blank.stateOf("9.223372036854776e+18", 9.223372036854776e18));
    }

    @Test
    void anImpossibleValueIsBadNotDrawn() {
        assertEquals(
                DataState.BAD,
                read("DCGM_FI_DEV_GPU_TEMP{UUID=\"a\"} 400\n")
                        .readings()
                        .getFirst()
                        .state());
    }

    @Test
    void aHostThatCallsItselfLocalhostIsNamedByItsTarget() {
        Mapping.Result result = read("DCGM_FI_DEV_GPU_TEMP{gpu=\"3\",Hostname=\"localhost\"} 40\n");
        assertEquals("10.0.0.7", result.entities().values().iterator().next().host());
    }

    @Test
    void namesNobodyKnowsAreCounted() {
        assertEquals(
                Map.of("node_load1", 2),
                read("node_load1 3\nnode_load1{a=\"b\"} 4\n").unknown());
    }

    @Test
    void everyNameOfOurTableIsAnOfficialOne() throws IOException {
        TreeSet<String> official = new TreeSet<>();
        for (String line : Files.readAllLines(SharedData.file("dcgm/dcgm_fields.csv"))) {
            for (String word : line.split("[,; ]")) {
                official.add(word);
            }
        }
        TreeSet<String> ours = new TreeSet<>(new DcgmFields(Catalogue.standard()).names());
        ours.removeAll(official);
        assertEquals(new TreeSet<>(), ours);
    }
}
