package millwright.connectors.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.util.Map;
import millwright.feed.Occurrence;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class MeaningTest {
    private static final Map<String, String> NODE = Map.of("host.name", "n17", "service.name", "agent");
    private static final Map<String, String> GPU =
            Map.of("UUID", "GPU-aa", "gpu", "3", "pci_bus_id", "00000000:3B:00.0", "Hostname", "n17");

    private final Site site = new Site();

    static Metric.Builder gauge(String name, NumberDataPoint.Builder... points) {
        Gauge.Builder gauge = Gauge.newBuilder();
        for (NumberDataPoint.Builder point : points) gauge.addDataPoints(point);
        return Metric.newBuilder().setName(name).setGauge(gauge);
    }

    static Metric.Builder sum(String name, int temporality, NumberDataPoint.Builder... points) {
        Sum.Builder sum =
                Sum.newBuilder().setAggregationTemporalityValue(temporality).setIsMonotonic(true);
        for (NumberDataPoint.Builder point : points) sum.addDataPoints(point);
        return Metric.newBuilder().setName(name).setSum(sum);
    }

    @Test
    void dcgmNamesThatACollectorForwardsMeanTheGpuOfTheirLabels() {
        site.send(
                Map.of("service.name", "dcgm", "host.name", "collector-1"),
                gauge("DCGM_FI_DEV_POWER_USAGE", site.at(412.5, GPU)),
                gauge("DCGM_FI_DEV_MEMORY_TEMP", site.at(9.223372036854775794e18, GPU)),
                gauge("DCGM_FI_DEV_FB_USED", site.at(0, GPU).setAsInt(2147483634L)),
                sum("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION_total", 2, site.at(5_000, GPU)));
        assertEquals(412.5, site.newest("gpu.power", "gpu:GPU-aa"));
        assertEquals(DataState.NO_DATA, site.newest("gpu.memory.temperature", "gpu:GPU-aa"));
        assertEquals(DataState.NOT_SUPPORTED, site.newest("gpu.memory.used", "gpu:GPU-aa"));
        assertEquals(5.0, site.newest("gpu.energy", "gpu:GPU-aa"));
        int gpu = site.plant().indexOf(new EntityId("gpu:GPU-aa"));
        assertEquals(
                "n17",
                site.plant().entity(site.plant().ancestor(gpu, EntityKind.NODE)).name());
        assertEquals(
                "00000000:3B:00.0",
                site.plant().nativeIds(new EntityId("gpu:GPU-aa")).get("pci"));
    }

    @Test
    void aForwardedXidIsAnEvent() {
        site.send(NODE, gauge("DCGM_FI_DEV_XID_ERRORS", site.at(0, GPU)));
        site.pass(10);
        site.send(NODE, gauge("DCGM_FI_DEV_XID_ERRORS", site.at(79, GPU)));
        Occurrence event = (Occurrence) site.events.stream()
                .filter(Occurrence.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertEquals("79", event.details().get("xid"));
    }

    @Test
    void hardwareSemanticsFillHostsGpusAndPorts() {
        Map<String, String> gpu = Map.of("hw.id", "gpu3", "hw.type", "gpu", "hw.serial_number", "165", "hw.name", "G3");
        Map<String, String> port = Map.of("hw.id", "ib0", "network.io.direction", "transmit");
        site.send(
                NODE,
                gauge("hw.power", site.at(640, gpu)),
                gauge("hw.power", site.at(90, Map.of("hw.id", "psu1", "hw.type", "power_supply"))),
                gauge("hw.gpu.utilization", site.at(0.5, gpu)),
                gauge("hw.host.power", site.at(5200, Map.of())),
                gauge(
                        "hw.temperature",
                        site.at(61, Map.of("hw.id", "c0", "hw.type", "cpu")),
                        site.at(74, Map.of("hw.id", "c1", "hw.type", "cpu"))),
                sum("hw.network.io", 2, site.at(1_000, port)));
        site.pass(10);
        site.send(NODE, sum("hw.network.io", 2, site.at(6_000, port)));
        assertEquals(640.0, site.newest("gpu.power", "gpu:n17/gpu3"));
        assertEquals(50.0, site.newest("gpu.utilization", "gpu:n17/gpu3"));
        assertEquals(5200.0, site.newest("node.power", "node:n17"));
        assertEquals(74.0, site.newest("node.cpu.temperature", "node:n17"), "the hottest of the processors");
        assertEquals(500.0, site.newest("link.tx", "nic:n17/ib0"));
        Entity.Gpu made = (Entity.Gpu) site.plant().at(EntityKind.GPU, 0);
        assertEquals(3, made.index());
        assertEquals("165", site.plant().nativeIds(made.id()).get("serial"));
    }

    @Test
    void aCumulativeCounterGrowsOnOverAResetAndARepeat() {
        Map<String, String> gpu = Map.of("hw.id", "0", "hw.type", "gpu");
        double[] sent = {100, 150, 20, 30};
        double[] expected = {100, 150, 170, 180};
        for (int i = 0; i < sent.length; i++) {
            site.pass(10);
            site.send(NODE, sum("hw.energy", 2, site.at(sent[i], gpu)));
            site.send(NODE, sum("hw.energy", 2, site.at(sent[i], gpu)));
            assertEquals(expected[i], site.newest("gpu.energy", "gpu:n17/0"), "after " + sent[i]);
        }
    }

    @Test
    void deltasAddUpOnceEachThoughTheyAreSentAgain() {
        Map<String, String> gpu = Map.of("hw.id", "0", "hw.type", "gpu");
        for (double expected : new double[] {40, 80, 120}) {
            long start = site.now();
            site.pass(10);
            for (int again = 0; again < 2; again++) {
                site.send(NODE, sum("hw.energy", 1, site.at(40, gpu).setStartTimeUnixNano(start)));
            }
            assertEquals(expected, site.newest("gpu.energy", "gpu:n17/0"));
        }
    }

    @Test
    void tokensOfDeltaAndCumulativeSendersAreTheSameRate() {
        Map<String, String> delta = Map.of("model_name", "llama", "host", "a");
        Map<String, String> cumulative = Map.of("model_name", "llama", "host", "b");
        for (int i = 1; i <= 3; i++) {
            long start = site.now();
            site.pass(10);
            site.send(
                    NODE,
                    sum("vllm:generation_tokens", 1, site.at(900, delta).setStartTimeUnixNano(start)),
                    sum(
                            "vllm:generation_tokens_total",
                            2,
                            // its engine was started anew before the last: what it shows was made since
                            site.at(i == 3 ? 900 : 900 * i, cumulative).setStartTimeUnixNano(i == 3 ? start : 7)));
        }
        assertEquals(90.0, site.newest("endpoint.output.rate", "endpoint:llama@a"));
        assertEquals(90.0, site.newest("endpoint.output.rate", "endpoint:llama@b"));
    }

    @Test
    void tokensOfSeveralStreamsOfOneEndpointAddUp() {
        for (int i = 1; i <= 2; i++) {
            site.pass(10);
            site.send(
                    NODE,
                    sum("vllm:prompt_tokens", 2, site.at(100 * i, Map.of("model_name", "m", "engine", "0"))),
                    sum("vllm:prompt_tokens", 2, site.at(300 * i, Map.of("model_name", "m", "engine", "1"))));
        }
        assertEquals(40.0, site.newest("endpoint.input.rate", "endpoint:m@n17"));
    }

    @Test
    void aPointThatSaysThereIsNoValueIsNoZero() {
        site.send(
                NODE,
                gauge("hw.host.power", site.at(0, Map.of()).clearAsDouble().setFlags(1)));
        assertEquals(DataState.NO_DATA, site.newest("node.power", "node:n17"));
        site.pass(10);
        site.send(NODE, gauge("hw.host.power", site.at(0, Map.of())));
        assertEquals(0.0, site.newest("node.power", "node:n17"));
        site.pass(10);
        site.send(NODE, gauge("hw.host.power", site.at(-40, Map.of())));
        assertEquals(DataState.BAD, site.newest("node.power", "node:n17"));
    }

    @Test
    void whatCannotBeUsedIsRefusedAndTheRestTaken() {
        Refusals refusals = site.send(
                NODE,
                gauge(
                        "hw.power",
                        site.at(1, Map.of("hw.type", "gpu")),
                        site.at(2, Map.of("hw.type", "gpu", "hw.id", "1"))),
                sum("hw.energy", 0, site.at(1, Map.of("hw.type", "gpu", "hw.id", "1"))),
                gauge("hw.host.power", site.at(3, Map.of()).setTimeUnixNano(site.now() + 48 * Times.HOUR)),
                gauge("hw.power", site.at(1, Map.of("hw.type", "gpu", "hw.id", "x".repeat(400)))));
        assertEquals(4, refusals.count());
        assertTrue(refusals.message().contains("hw.power: a component without hw.id"), refusals.message());
        assertEquals(2.0, site.newest("gpu.power", "gpu:n17/1"));
        assertNull(site.newest("node.power", "node:n17"));
    }

    @Test
    void namesNobodyKnowsAreTakenAndTold() {
        assertEquals(
                0,
                site.send(NODE, gauge("jvm.memory.used", site.at(1, Map.of()))).count());
        assertTrue(
                site.state().detail().contains("1 metrics not known such as jvm.memory.used"),
                site.state().detail());
    }

    @Test
    void aResourceWithoutAHostIsKnownByItsAddress() {
        site.send(Map.of(), gauge("hw.host.power", site.at(900, Map.of())));
        assertEquals(900.0, site.newest("node.power", "node:10.0.0.9"));
        site.send(Map.of("service.instance.id", "n8:9400"), gauge("hw.host.power", site.at(800, Map.of())));
        assertEquals(800.0, site.newest("node.power", "node:n8"));
    }

    @Test
    void everyRuleOfTheTableFindsItsMetric() {
        Rules rules = new Rules(millwright.plant.Catalogue.standard());
        for (String name : new String[] {"hw.power", "gen_ai.server.time_to_first_token", "DCGM_FI_PROF_SM_ACTIVE"}) {
            assertNotNull(rules.of(name).getFirst().metric());
        }
        assertEquals(2, rules.of("hw.gpu.utilization").size());
    }
}
