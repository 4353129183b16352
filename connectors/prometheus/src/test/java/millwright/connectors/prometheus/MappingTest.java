package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import millwright.connectors.source.Reading;
import millwright.connectors.source.exporter.Blank;
import millwright.connectors.source.exporter.DcgmFields;
import millwright.hearing.SharedData;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class MappingTest {
    private static final Set<String> BASE_UNITS = Set.of(
            "DCGM_FI_DEV_SM_CLOCK_HERTZ",
            "DCGM_FI_DEV_MEMORY_CLOCK_HERTZ",
            "DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL",
            "DCGM_FI_DEV_MEMORY_UTIL_RATIO",
            "DCGM_FI_DEV_GPU_POWER_THROTTLE_SECONDS_TOTAL",
            "DCGM_FI_DEV_GPU_THERMAL_THROTTLE_SECONDS_TOTAL",
            "DCGM_FI_DEV_FB_CAPACITY_BYTES",
            "DCGM_FI_DEV_FB_FREE_BYTES",
            "DCGM_FI_DEV_FB_USED_BYTES",
            "DCGM_FI_DEV_FB_RESERVED_BYTES",
            "DCGM_FI_DEV_NVLINK_THROUGHPUT_BYTES_PER_SECOND");

    private final Mapping mapping = new Mapping(Catalogue.standard());

    private Mapping.Result read(String text) {
        return mapping.read(ExpositionParser.parse(text), new Asked("10.0.0.7", "10.0.0.7", 0), new Totals());
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
    void fieldsInBaseUnitsSayTheSameAsThoseBefore() {
        String[][] same = {
            {"SM_CLOCK 1980", "SM_CLOCK_HERTZ 1980000000", "gpu.clock.sm"},
            {"TOTAL_ENERGY_CONSUMPTION 5000000", "GPU_ENERGY_JOULES_TOTAL 5000", "gpu.energy"},
            {"GPU_UTIL 82", "GPU_UTIL_RATIO 0.82", "gpu.utilization"},
            {"FB_USED 1024", "FB_USED_BYTES 1073741824", "gpu.memory.used"},
            {"POWER_VIOLATION 3000000000", "GPU_POWER_THROTTLE_SECONDS_TOTAL 3", "gpu.throttle.power-cap.time"},
            {"NVLINK_BANDWIDTH_TOTAL 1000", "NVLINK_THROUGHPUT_BYTES_PER_SECOND 1024000000", "gpu.nvlink.throughput"},
        };
        for (String[] one : same) {
            double before = only(read("DCGM_FI_DEV_" + one[0].replace(" ", "{UUID=\"a\"} ") + "\n"), one[2]);
            double after = only(read("DCGM_FI_DEV_" + one[1].replace(" ", "{UUID=\"a\"} ") + "\n"), one[2]);
            assertEquals(before, after, 1e-9 * before, one[2]);
        }
    }

    /** Though its exporter calls it a counter of bytes it is 1,000 KiB/s of all links at that time, and falls too. */
    @Test
    void theThroughputOfNvlinkIsARateAndNoCountOfBytes() {
        for (double megabytes : new double[] {16_721, 24_531, 12_129}) {
            String text = "# TYPE DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL counter\n"
                    + "DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL{UUID=\"a\"} " + megabytes + "\n";
            assertEquals(megabytes * 1_024_000, only(read(text), "gpu.nvlink.throughput"));
        }
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
        ours.removeIf(name -> BASE_UNITS.contains(name)); // of a later release than the list
        assertEquals(new TreeSet<>(), ours);
    }

    @Test
    void labelsThatCanBeNoIdCostTheirSampleAlone() {
        Mapping.Result result = read("DCGM_FI_DEV_GPU_TEMP{UUID=\"a\\nb\"} 40\nDCGM_FI_DEV_GPU_TEMP{UUID=\"c\"} 41\n"
                + "vllm:num_requests_running{model_name=\"" + "m".repeat(300) + "\"} 3\n");
        assertEquals(1, result.readings().size());
        assertEquals(41, result.readings().getFirst().value());
        assertTrue(result.refused().startsWith("line 1: "), result.refused());
        assertTrue(result.refused().endsWith(", and 1 more like it"), result.refused());
    }

    private static double only(Mapping.Result result, String metric) {
        return result.readings().stream()
                .filter(r -> r.metric().name().equals(metric))
                .mapToDouble(Reading::value)
                .reduce((a, b) -> Double.NaN)
                .orElseThrow();
    }

    @Test
    void energyCountsOnWhereTheDriverIsLoadedAnewWhateverJobIsOnTheGpu() {
        Totals totals = new Totals();
        double[] shown = {5e6, 6e6, 4e5, 5e5, 9e5};
        String[] pods = {"a", "a", "b", "b", "c"};
        double[] expected = {5_000, 6_000, 6_000, 6_500, 6_900};
        for (int i = 0; i < shown.length; i++) {
            // two containers on one GPU are told the same of it
            String line = "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{UUID=\"a\",pod=\"%s\",container=\"%s\"} %s\n";
            String text = line.formatted(pods[i], "x", shown[i]) + line.formatted(pods[i], "y", shown[i]);
            Mapping.Result result = mapping.read(
                    ExpositionParser.parse(text), new Asked("h", "h", (i + 1L) * 15 * Times.SECOND), totals);
            assertEquals(expected[i], only(result, "gpu.energy"), "after " + shown[i]);
        }
    }

    @Test
    void ofTwoPortsThatAreCountedTogetherOneCanBeSetBack() {
        Totals totals = new Totals();
        double[][] shown = {{100, 50}, {110, 50}, {0, 50}, {3, 51}};
        double[] expected = {150, 160, 160, 164};
        for (int i = 0; i < shown.length; i++) {
            String line = "node_infiniband_port_errors_received_total{device=\"mlx5_0\",port=\"%d\"} %s\n";
            String text = line.formatted(1, shown[i][0]) + line.formatted(2, shown[i][1]);
            Mapping.Result result = mapping.read(
                    ExpositionParser.parse(text), new Asked("h", "h", (i + 1L) * 15 * Times.SECOND), totals);
            assertEquals(expected[i], only(result, "link.errors"), "after round " + i);
        }
    }
}
