package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.connectors.source.Placement;
import millwright.connectors.source.Reading;
import millwright.connectors.source.exporter.SeenPlant;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** What serving engines count, as latencies and rates between two scrapes. */
class ServingTest {
    private final Mapping mapping = new Mapping(Catalogue.standard());
    private final Totals totals = new Totals();
    private long now = 1_000 * Times.SECOND;

    private Map<String, Reading> scrape(String text) {
        now += 10 * Times.SECOND;
        Mapping.Result result = mapping.read(ExpositionParser.parse(text), new Asked("n17", "n17:8000", now), totals);
        Map<String, Reading> byMetric = new HashMap<>();
        result.readings().forEach(r -> byMetric.put(r.metric().name(), r));
        return byMetric;
    }

    private static String histogram(String name, int... below) {
        String labels = "model_name=\"llama\",engine=\"0\"";
        String[] bounds = {"0.1", "0.2", "+Inf"};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < below.length; i++) {
            text.append(name + "_bucket{le=\"" + bounds[i] + "\"," + labels + "} " + below[i] + "\n");
        }
        return text + name + "_count{" + labels + "} " + below[2] + "\n" + name + "_sum{" + labels + "} "
                + below[2] * 0.15 + "\n";
    }

    @Test
    void percentilesAreThoseOfWhatFellBetweenTwoScrapes() {
        scrape(histogram("vllm:time_to_first_token_seconds", 1000, 1000, 1000));
        Map<String, Reading> second = scrape(histogram("vllm:time_to_first_token_seconds", 1000, 1010, 1010));
        assertEquals(0.15, second.get("endpoint.ttft.p50").value(), 1e-9);
        assertEquals(0.05, second.get("endpoint.ttft.p50.error").value(), 1e-9);
        assertEquals(0.199, second.get("endpoint.ttft.p99").value(), 1e-9);
        assertEquals(
                "endpoint:llama@n17:8000",
                second.get("endpoint.ttft.p99").entity().text());
    }

    @Test
    void theFirstScrapeAndAnIdleStretchHaveNoPercentile() {
        String text = histogram("vllm:e2e_request_latency_seconds", 5, 6, 6);
        for (int i = 0; i < 2; i++) {
            Reading p99 = scrape(text).get("endpoint.e2e.p99");
            assertEquals(DataState.NO_DATA, p99.state());
            assertTrue(Double.isNaN(p99.value()));
        }
    }

    @Test
    void aRestartCountsFromZero() {
        scrape(histogram("vllm:inter_token_latency_seconds", 900, 1000, 1000)
                + "vllm:generation_tokens_total{model_name=\"llama\"} 50000\n");
        Map<String, Reading> after = scrape(histogram("vllm:inter_token_latency_seconds", 10, 10, 10)
                + "vllm:generation_tokens_total{model_name=\"llama\"} 200\n");
        assertEquals(50, after.get("endpoint.tpot.p50").value(), 1e-9);
        assertEquals(20, after.get("endpoint.output.rate").value(), 1e-9);
    }

    @Test
    void beyondTheLastBucketTheBoundIsToldAndItsErrorIsUnknown() {
        scrape(histogram("vllm:time_to_first_token_seconds", 0, 0, 0));
        Map<String, Reading> second = scrape(histogram("vllm:time_to_first_token_seconds", 0, 0, 10));
        assertEquals(0.2, second.get("endpoint.ttft.p99").value(), 1e-9);
        assertEquals(DataState.NO_DATA, second.get("endpoint.ttft.p99.error").state());
    }

    @Test
    void engineWithOldAndNewNamesIsToldByTheNewOne() {
        String old = "vllm:time_per_output_token_seconds";
        String fresh = "vllm:inter_token_latency_seconds";
        scrape(histogram(old, 0, 0, 0) + histogram(fresh, 0, 0, 0));
        assertEquals(
                50,
                scrape(histogram(old, 0, 10, 10) + histogram(fresh, 10, 10, 10))
                        .get("endpoint.tpot.p50")
                        .value(),
                1e-9);
    }

    @Test
    void dynamoAndTritonAreUnderstood() {
        String dynamo = "dynamo_frontend_time_to_first_token_seconds";
        String triton = "nv_inference_request_success{model=\"m\",version=\"1\"} %d\n"
                + "nv_inference_request_summary_us{model=\"m\",version=\"1\",quantile=\"0.99\"} 250000\n";
        scrape(histogram(dynamo, 0, 0, 0) + triton.formatted(10));
        Map<String, Reading> second = scrape(histogram(dynamo, 10, 10, 10) + triton.formatted(110));
        assertEquals(0.05, second.get("endpoint.ttft.p50").value(), 1e-9);
        assertEquals(10, second.get("endpoint.requests.rate").value(), 1e-9);
        assertEquals(0.25, second.get("endpoint.e2e.p99").value(), 1e-9);
    }

    @Test
    void nodeAndServiceProcessorAreOneHost() {
        String page = "node_uname_info{nodename=\"gpu-7\"} 1\n"
                + "node_cpu_seconds_total{cpu=\"0\",mode=\"idle\"} %d\n"
                + "node_cpu_seconds_total{cpu=\"0\",mode=\"user\"} 5\n"
                + "node_hwmon_temp_celsius{chip=\"platform_coretemp_0\",sensor=\"temp1\"} 61\n"
                + "node_hwmon_temp_celsius{chip=\"platform_coretemp_0\",sensor=\"temp2\"} 64\n"
                + "node_hwmon_temp_celsius{chip=\"nvme_nvme0\",sensor=\"temp1\"} 80\n"
                + "ipmi_dcmi_power_consumption_watts 5200\n"
                + "ipmi_temperature_celsius{name=\"Inlet Temp\"} 22\n";
        scrape(page.formatted(100));
        Map<String, Reading> second = scrape(page.formatted(104));
        assertEquals(60, second.get("node.cpu.utilization").value(), 1e-9);
        assertEquals(64, second.get("node.cpu.temperature").value());
        assertEquals(5200, second.get("node.power").value());
        assertEquals(22, second.get("node.inlet.temperature").value());
        second.values().forEach(r -> assertEquals("node:gpu-7", r.entity().text()));
    }

    @Test
    void aGpuSharedByTurnsIsToldOnceWithHowManyShareIt() {
        Map<String, Reading> one = scrape("DCGM_FI_DEV_POWER_USAGE{UUID=\"a\",namespace=\"x\",pod=\"p\"} 300\n"
                + "DCGM_FI_DEV_POWER_USAGE{UUID=\"a\",namespace=\"x\",pod=\"q\"} 300\n");
        assertEquals(300, one.get("gpu.power").value());
        assertEquals(2, one.get("gpu.shared").value());
    }

    @Test
    void theBoardOfACutGpuIsMeasuredOnceAndItsInstancesEachForThemselves() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 7; i++) {
            String labels = "{gpu=\"0\",UUID=\"a\",GPU_I_ID=\"" + i + "\",GPU_I_PROFILE=\"1g.10gb\"} ";
            text.append("DCGM_FI_DEV_POWER_USAGE" + labels + "300\nDCGM_FI_PROF_SM_ACTIVE" + labels + "0.5\n");
        }
        Mapping.Result result =
                mapping.read(ExpositionParser.parse(text.toString()), new Asked("n17", "n17", now), totals);
        List<Reading> power = result.readings().stream()
                .filter(r -> r.metric().name().equals("gpu.power"))
                .toList();
        assertEquals(1, power.size());
        assertEquals("gpu:a", power.getFirst().entity().text());
        assertEquals(
                7,
                result.readings().stream()
                        .filter(r -> r.metric().name().equals("gpu.sm.active"))
                        .count());
        SeenPlant seen = new SeenPlant(Placement.NONE, Times.HOUR);
        seen.see(result.entities().values(), "t", now);
        assertEquals(1, seen.plant().count(EntityKind.GPU), "instances are no boards");
        assertEquals(7, seen.plant().count(EntityKind.GPU_INSTANCE));
    }
}
