package millwright.connectors.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import millwright.feed.Frame;
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
    void twoEqualXidsThatTheExporterCountsAreTwoEventsBesideTheGaugeToo() {
        Map<String, Object> counted = new HashMap<>(GPU);
        counted.put("xid", "79");
        counted.put("window_size_in_ms", "300000");
        int[] counts = {0, 1, 1, 2};
        for (int i = 0; i < counts.length; i++) {
            site.send(
                    NODE,
                    gauge("DCGM_FI_DEV_XID_ERRORS", site.at(i == 0 ? 0 : 79, GPU)),
                    gauge("DCGM_EXP_XID_ERRORS_COUNT", site.at(counts[i], counted)));
            site.pass(10);
        }
        assertEquals(
                2, site.events.stream().filter(Occurrence.class::isInstance).count());
    }

    /** Seven instances of one GPU as dcgm-exporter tells them: all values in each, with the pod that holds it. */
    private NumberDataPoint.Builder[] instances(double... values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> {
                    Map<String, Object> labels = new HashMap<>(GPU);
                    labels.put("GPU_I_ID", Integer.toString(i + 7));
                    labels.put("GPU_I_PROFILE", "1g.10gb");
                    labels.put("pod", "pod-" + i);
                    return site.at(values[i], labels);
                })
                .toArray(NumberDataPoint.Builder[]::new);
    }

    @Test
    void aGpuCutIntoInstancesIsOneGpuWhosePowerIsToldOnce() {
        double[] alike = new double[7];
        Arrays.fill(alike, 640);
        for (int i = 0; i < 2; i++) {
            site.send(
                    NODE,
                    gauge("DCGM_FI_DEV_POWER_USAGE", instances(alike)),
                    sum("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", 2, instances(alike)),
                    gauge("DCGM_FI_PROF_SM_ACTIVE", instances(.1, .2, .3, .4, .5, .6, .7)));
            site.pass(10);
        }
        assertEquals(1, site.plant().count(EntityKind.GPU));
        int node = site.plant().indexOf(new EntityId("node:n17"));
        assertEquals(1, site.plant().within(node, EntityKind.GPU).length);
        assertEquals(640.0, site.newest("gpu.power", "gpu:GPU-aa"));
        assertEquals(0.64, site.newest("gpu.energy", "gpu:GPU-aa"));
        double power = site.events.stream()
                .filter(e -> e instanceof Frame f && f.metric().name().equals("gpu.power"))
                .map(Frame.class::cast)
                .reduce((a, b) -> b)
                .map(f -> IntStream.range(0, f.size())
                        .mapToDouble(i -> f.values().asDouble(i))
                        .sum())
                .orElseThrow();
        assertEquals(640, power, "of the board, not of each instance");
        int part = site.plant().indexOf(new EntityId("gpu_instance:GPU-aa/mig9"));
        assertEquals(
                "gpu:GPU-aa",
                site.plant().entity(site.plant().parent(part)).id().text());
        assertEquals(0.3, (double) site.newest("gpu.sm.active", "gpu_instance:GPU-aa/mig9"), 1e-6);
        assertEquals(1.0, site.newest("gpu.shared", "gpu_instance:GPU-aa/mig9"));
    }

    @Test
    void aGpuThatPodsShareInTurnsSaysHowMany() {
        Map<String, Object> a = new HashMap<>(GPU);
        a.put("pod", "a");
        Map<String, Object> b = new HashMap<>(GPU);
        b.put("pod", "b");
        site.send(NODE, gauge("DCGM_FI_DEV_POWER_USAGE", site.at(640, a), site.at(640, b)));
        assertEquals(640.0, site.newest("gpu.power", "gpu:GPU-aa"));
        assertEquals(2.0, site.newest("gpu.shared", "gpu:GPU-aa"));
    }

    @Test
    void theTemperatureOfACpuIsOfTheHostThatTheExporterNames() {
        site.send(
                Map.of("service.name", "dcgm", "host.name", "collector-1"),
                gauge("DCGM_FI_DEV_CPU_TEMP_CURRENT", site.at(61, Map.of("Hostname", "n17"))));
        assertEquals(61.0, site.newest("node.cpu.temperature", "node:n17"));
    }

    @Test
    void aUnitThatTheSenderSaysIsConverted() {
        Map<String, String> gpu = Map.of("hw.id", "GPU-bb", "hw.type", "gpu");
        site.send(
                NODE,
                gauge("hw.power", site.at(0.64, gpu)).setUnit("kW"),
                sum("hw.energy", 2, site.at(2, gpu)).setUnit("kWh"),
                gauge("hw.temperature", site.at(140, gpu)).setUnit("[degF]"),
                gauge("hw.gpu.memory.usage", site.at(70_000, gpu)).setUnit("MiBy"),
                gauge("hw.gpu.utilization", site.at(82, gpu)).setUnit("%"),
                gauge("vllm:num_requests_running", site.at(3, Map.of("model_name", "m")))
                        .setUnit("1"),
                gauge("DCGM_FI_DEV_SM_CLOCK", site.at(1.98e9, GPU)).setUnit("Hz"));
        assertEquals(640.0, site.newest("gpu.power", "gpu:GPU-bb"));
        assertEquals(7.2e6, (double) site.newest("gpu.energy", "gpu:GPU-bb"), 1e-6);
        assertEquals(60, (double) site.newest("gpu.temperature", "gpu:GPU-bb"), 1e-4);
        assertEquals(70_000.0, site.newest("gpu.memory.used", "gpu:GPU-bb"));
        assertEquals(82.0, site.newest("gpu.utilization", "gpu:GPU-bb"));
        assertEquals(3.0, site.newest("endpoint.requests.running", "endpoint:m@n17"));
        assertEquals(1980.0, site.newest("gpu.clock.sm", "gpu:GPU-aa"));
    }

    @Test
    void aUnitOfSomethingElseIsBadAndToldWithTheMetricTheUnitAndTheRemedy() {
        Map<String, String> gpu = Map.of("hw.id", "GPU-bb", "hw.type", "gpu");
        Refusals refusals = site.send(NODE, gauge("hw.power", site.at(640, gpu)).setUnit("Cel"));
        assertEquals(DataState.BAD, site.newest("gpu.power", "gpu:GPU-bb"));
        assertEquals(1, refusals.count());
        assertEquals(
                "hw.power: its unit 'Cel' does not become 'W' of gpu.power; send it in 'W' or one of MW, kW, mW, watts",
                refusals.last());
        assertEquals(1, site.state().delivery().unread());
    }

    @Test
    void endpointsOfASenderThatHasEndedGoAndItsMachinesStay() {
        site.send(
                NODE,
                gauge("DCGM_FI_DEV_POWER_USAGE", site.at(412.5, GPU)),
                gauge("vllm:num_requests_running", site.at(1, Map.of("model_name", "llm"))));
        assertEquals(1, site.plant().count(EntityKind.ENDPOINT));
        for (int minute = 0; minute < 200; minute++) {
            site.pass(60);
            site.send(Map.of("host.name", "n18"), gauge("hw.host.power", site.at(500, Map.of())));
            site.receiver.lookAtSenders();
        }
        assertEquals(0, site.plant().count(EntityKind.ENDPOINT));
        assertTrue(site.plant().indexOf(new EntityId("gpu:GPU-aa")) >= 0, "its collector may be down with it");
        assertTrue(site.plant().indexOf(new EntityId("node:n17")) >= 0);
    }

    @Test
    void podsThatComeAndGoNeverFillTheReceiver() {
        for (int hour = 0; hour < 3; hour++) {
            NumberDataPoint.Builder[] pods = new NumberDataPoint.Builder[80_000];
            for (int i = 0; i < pods.length; i++) {
                pods[i] = site.at(1, Map.of("model_name", "m" + hour + "." + i));
            }
            Refusals refusals = site.send(NODE, gauge("vllm:num_requests_running", pods));
            assertEquals(0, refusals.count(), refusals.message());
            site.pass(3_600);
            site.send(NODE, gauge("hw.host.power", site.at(500, Map.of())));
        }
        assertEquals(0, site.plant().count(EntityKind.ENDPOINT));
    }

    private static Map<String, String> part(String type, String id, String... more) {
        Map<String, String> all = new HashMap<>(Map.of("hw.id", id, "hw.type", type));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private Metric.Builder status(String type, String id, String is) {
        Metric.Builder all = sum("hw.status", 2);
        for (String state : List.of("ok", "degraded", "failed")) {
            all.getSumBuilder().addDataPoints(site.at(state.equals(is) ? 1 : 0, part(type, id, "hw.state", state)));
        }
        return all;
    }

    @Test
    void theWorstComponentIsTheHealthOfAHostAndAGpuHasItsOwn() {
        String[][] rounds = {
            {"ok", "ok", "ok"}, {"ok", "degraded", "failed"}, {"failed", "degraded", "ok"}, {"ok", "ok", "ok"}
        };
        double[][] expected = {{0, 0}, {1, 2}, {2, 0}, {0, 0}};
        for (int i = 0; i < rounds.length; i++) {
            site.pass(30);
            site.send(NODE, status("fan", "fan1", rounds[i][0]), status("gpu", "GPU-bb", rounds[i][2]));
            site.pass(1);
            site.send(NODE, status("power_supply", "psu1", rounds[i][1]));
            assertEquals(expected[i][0], site.newest("health", "node:n17"), "round " + i);
            assertEquals(expected[i][1], site.newest("health", "gpu:GPU-bb"), "round " + i);
        }
    }

    @Test
    void powerSuppliesAddUpToTheHostUnlessItTellsItsPowerItself() {
        for (int i = 0; i < 2; i++) {
            site.pass(30);
            site.send(
                    NODE,
                    gauge(
                            "hw.power_supply.usage",
                            site.at(2_000, part("power_supply", "psu1")),
                            site.at(2_100, part("power_supply", "psu2"))));
        }
        assertEquals(4_100.0, site.newest("node.power", "node:n17"));
        site.pass(30);
        site.send(
                NODE,
                gauge("hw.power_supply.usage", site.at(2_000, part("power_supply", "psu1"))),
                gauge("hw.host.power", site.at(4_000, Map.of())));
        assertEquals(4_000.0, site.newest("node.power", "node:n17"));
    }

    @Test
    void aCollectorThatWasStartedAnewTellsTheSameComponents() {
        for (int run = 0; run < 3; run++) {
            Map<String, String> collector = new HashMap<>(NODE);
            collector.put("service.instance.id", "run-" + run);
            site.send(
                    collector,
                    sum(
                            "hw.errors",
                            2,
                            site.at(3, part("network", "ib0", "error.type", "crc")),
                            site.at(4, part("network", "ib0", "error.type", "uncorrected"))),
                    gauge("hw.power_supply.usage", site.at(2_000, part("power_supply", "psu1"))));
            site.pass(10);
        }
        assertEquals(7.0, site.newest("link.errors", "nic:n17/ib0"));
        assertEquals(2_000.0, site.newest("node.power", "node:n17"));
    }

    @Test
    void aNameWithoutAValueKeepsNoOtherFromHavingOne() {
        for (int i = 0; i < 3; i++) {
            site.send(
                    NODE,
                    gauge(
                            "hw.host.power",
                            NumberDataPoint.newBuilder()
                                    .setTimeUnixNano(site.now())
                                    .setFlags(1)),
                    gauge("hw.power_supply.usage", site.at(2_000, part("power_supply", "psu1"))));
            assertEquals(2_000.0, site.newest("node.power", "node:n17"));
            site.pass(30);
        }
    }

    @Test
    void aNameWhoseClockIsAheadStandsNoLongerThanItIsTold() {
        site.send(NODE, gauge("hw.host.power", site.at(4_000, Map.of()).setTimeUnixNano(site.now() + 20 * Times.HOUR)));
        site.pass(600);
        site.send(NODE, gauge("hw.power_supply.usage", site.at(2_000, part("power_supply", "psu1"))));
        assertEquals(2_000.0, site.newest("node.power", "node:n17"));
    }

    @Test
    void errorsOfAPortAddUpOverTheirKindsAndTheSlowestFanStands() {
        site.send(
                NODE,
                sum(
                        "hw.errors",
                        2,
                        site.at(3, part("network", "ib0", "error.type", "crc")),
                        site.at(4, part("network", "ib0", "error.type", "uncorrected"))),
                gauge("hw.network.up", site.at(1, part("network", "ib0"))),
                gauge("hw.fan.speed_ratio", site.at(0.8, part("fan", "1")), site.at(0.2, part("fan", "2"))));
        assertEquals(7.0, site.newest("link.errors", "nic:n17/ib0"));
        assertEquals(1.0, site.newest("link.state", "nic:n17/ib0"));
        assertEquals(20.0, (double) site.newest("node.fan.speed", "node:n17"), 1e-4);
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
    void aCumulativeCounterGrowsOnOverARepeatAndAResetThatTheNextPointConfirms() {
        Map<String, String> gpu = Map.of("hw.id", "0", "hw.type", "gpu");
        double[] sent = {100, 150, 20, 30};
        double[] expected = {100, 150, 150, 180};
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

    @Test
    void energyThatACollectorSendsAsAGaugeIsACounterToo() {
        double[] sent = {5_000_000, 6_000_000, 400_000, 500_000};
        double[] expected = {5_000, 6_000, 6_000, 6_500};
        for (int i = 0; i < sent.length; i++) {
            site.pass(10);
            site.send(NODE, gauge("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", site.at(sent[i], GPU)));
            assertEquals(expected[i], site.newest("gpu.energy", "gpu:GPU-aa"), "after " + sent[i]);
        }
    }
}
