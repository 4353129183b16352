package millwright.connectors.redfish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import millwright.feed.AveragedOver;
import millwright.feed.Frame;
import millwright.feed.SourceState;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GPUs stand in three places of three trees and are one thing in the plant. */
class GpuBoardTest {
    @TempDir
    Path folder;

    private TestBmc bmc;

    @BeforeEach
    void serve() throws Exception {
        bmc = new TestBmc(folder, "ip:127.0.0.1");
        bmc.put("/redfish/v1", """
            {"Systems":{"@odata.id":"/redfish/v1/Systems"},"Chassis":{"@odata.id":"/redfish/v1/Chassis"},
             "TelemetryService":{"@odata.id":"/redfish/v1/TelemetryService"}}\
            """);
        Map<String, String> systems = new LinkedHashMap<>();
        systems.put("HGX_Baseboard_0", """
            {"Id":"HGX_Baseboard_0","Processors":{"@odata.id":"/redfish/v1/Systems/HGX_Baseboard_0/Processors"}}\
            """);
        systems.put("DGX", """
            {"Id":"DGX","HostName":"dgx17","SerialNumber":"S1","Status":{"State":"Enabled","Health":"OK"}}\
            """);
        bmc.collection("/redfish/v1/Systems", systems);
        bmc.collection("/redfish/v1/Chassis", Map.of());
    }

    @AfterEach
    void stop() {
        bmc.close();
    }

    private void gpus(String prefix, int first, int count) {
        Map<String, String> gpus = new LinkedHashMap<>();
        gpus.put("FPGA_0", "{\"Id\":\"FPGA_0\",\"ProcessorType\":\"FPGA\"}");
        for (int n = first; n < first + count; n++) {
            String path = "/redfish/v1/Systems/HGX_Baseboard_0/Processors/" + prefix + n;
            gpus.put(prefix + n, """
                {"Id":"%s","ProcessorType":"GPU","Model":"B200","UUID":"5FA3-%d","SerialNumber":"G%d",
                 "Status":{"State":"Enabled","Health":"OK"},"EnvironmentMetrics":{"@odata.id":"%s/EnvironmentMetrics"}}\
                """.formatted(prefix + n, n, n, path));
            bmc.put(path + "/EnvironmentMetrics", environment(600 + n, 50 + n, 700));
        }
        bmc.collection("/redfish/v1/Systems/HGX_Baseboard_0/Processors", gpus);
    }

    @Test
    void energyCountsOnWhereTheControllerBeginsAnew() throws Exception {
        gpus("GPU_", 0, 1);
        String path = "/redfish/v1/Systems/HGX_Baseboard_0/Processors/GPU_0/EnvironmentMetrics";
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(energy(feed, 1000));
            bmc.put(path, environment(600, 50, 700).replace(":1000", ":20"));
            assertNotNull(energy(feed, 1020));
            bmc.put(path, environment(600, 50, 700).replace(":1000", ":25"));
            assertNotNull(energy(feed, 1025));
            assertTrue(feed.told.stream()
                    .filter(e -> e instanceof Frame f && f.metric().name().equals("gpu.energy"))
                    .allMatch(e -> ((Frame) e).values().asDouble(0) >= 1000));
        }
    }

    private static @Nullable Frame energy(Listening feed, double joules) throws InterruptedException {
        return feed.await(
                Frame.class,
                f -> f.metric().name().equals("gpu.energy") && f.values().asDouble(0) == joules);
    }

    private static String environment(int watts, int celsius, int limit) {
        return """
            {"PowerWatts":{"Reading":%d},"TemperatureCelsius":{"Reading":%d},"EnergyJoules":{"Reading":1000},
             "PowerLimitWatts":{"SetPoint":%d,"AllowableMin":200,"AllowableMax":700,"DefaultSetPoint":700}}\
            """.formatted(watts, celsius, limit);
    }

    @Test
    void anH100BoardCountsItsGpusFromOneAndThePlantFromZero() throws Exception {
        gpus("GPU_SXM_", 1, 8);
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(8, feed.plant.count(EntityKind.GPU));
            assertEquals(1, feed.plant.count(EntityKind.NODE), "the board and its host are one node");
            EntityId first = EntityId.of(EntityKind.GPU, "n17/GPU_SXM_1");
            assertEquals(0, ((Entity.Gpu) feed.plant.find(first).orElseThrow()).index());
            assertEquals(601, feed.values.get("gpu.power " + first));
            assertEquals(51, feed.values.get("gpu.temperature " + first));
            assertEquals(700, feed.values.get("gpu.power.limit " + first));
            assertEquals(200, feed.values.get("gpu.power.limit.min " + first));
            assertEquals(1000, feed.values.get("gpu.energy " + first));
            assertEquals("5fa3-1", feed.plant.nativeIds(first).get("uuid"));
            assertEquals(
                    "dgx17",
                    feed.plant.nativeIds(EntityId.of(EntityKind.NODE, "n17")).get("host"));
        }
    }

    @Test
    void aB200BoardCountsFromZeroAndMeansTheSame() throws Exception {
        gpus("GPU_", 0, 8);
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            EntityId last = EntityId.of(EntityKind.GPU, "n17/GPU_7");
            assertEquals(7, ((Entity.Gpu) feed.plant.find(last).orElseThrow()).index());
            assertEquals(607, feed.values.get("gpu.power " + last));
            assertEquals(700, feed.values.get("gpu.power.limit.max " + last));
        }
    }

    private void modules(String links) {
        Map<String, String> chassis = new LinkedHashMap<>();
        for (int n = 0; n < 2; n++) {
            String path = "/redfish/v1/Chassis/HGX_ProcessorModule_" + n;
            chassis.put("HGX_ProcessorModule_" + n, """
                {"Id":"HGX_ProcessorModule_%d","ChassisType":"Module","Model":"GB200",
                 "EnvironmentMetrics":{"@odata.id":"%s/EnvironmentMetrics"}%s}\
                """.formatted(n, path, links.replace("#", Integer.toString(n))));
            bmc.put(path + "/EnvironmentMetrics", environment(1900 + n, 60 + n, 700));
        }
        bmc.collection("/redfish/v1/Chassis", chassis);
    }

    @Test
    void aGb200ModuleIsTheGpuWhereTheTreeHasNoOther() throws Exception {
        bmc.collection("/redfish/v1/Systems/HGX_Baseboard_0/Processors", Map.of());
        modules("");
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            EntityId module = EntityId.of(EntityKind.GPU, "n17/HGX_ProcessorModule_1");
            assertEquals(1901, feed.values.get("gpu.power " + module));
            assertEquals(61, feed.values.get("gpu.temperature " + module));
            assertEquals(700, feed.values.get("gpu.power.limit " + module));
            assertEquals(1, ((Entity.Gpu) feed.plant.find(module).orElseThrow()).index());
        }
    }

    @Test
    void aModuleOfOneGpuSpeaksForThatGpu() throws Exception {
        gpus("GPU_", 0, 2);
        for (int n = 0; n < 2; n++) {
            bmc.put("/redfish/v1/Systems/HGX_Baseboard_0/Processors/GPU_" + n + "/EnvironmentMetrics", "{}");
        }
        modules(
                ",\"Links\":{\"Processors\":[{\"@odata.id\":\"/redfish/v1/Systems/HGX_Baseboard_0/Processors/GPU_#\"}]}");
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(2, feed.plant.count(EntityKind.GPU));
            assertEquals(1901, feed.values.get("gpu.power gpu:n17/GPU_1"));
        }
    }

    @Test
    void aModuleThatMetersSeveralGpusIsNotTakenForOneOfThem() throws Exception {
        gpus("GPU_", 0, 4);
        bmc.put("/redfish/v1/Systems/HGX_Baseboard_0/Processors/GPU_0/EnvironmentMetrics", "{}");
        modules("""
            ,"Links":{"Processors":[{"@odata.id":"/redfish/v1/Systems/HGX_Baseboard_0/Processors/GPU_0"},
             {"@odata.id":"/redfish/v1/Systems/HGX_Baseboard_0/Processors/GPU_1"}]}\
            """);
        try (Listening feed = new Listening(bmc, folder, "")) {
            SourceState state = feed.awaitCondition("ok");
            assertNotNull(state);
            assertEquals(DataState.NOT_SUPPORTED, feed.states.get("gpu.power gpu:n17/GPU_0"));
            assertEquals(601, feed.values.get("gpu.power gpu:n17/GPU_1"));
            assertTrue(
                    state.missing().contains("no gpu.power on 1 of 4: the controller does not offer it"),
                    state.missing().toString());
            assertTrue(
                    state.missing().stream()
                            .anyMatch(m -> m.startsWith("HGX_ProcessorModule_0 meters 2 GPUs together")),
                    state.missing().toString());
        }
    }

    @Test
    void aGpuThatIsAbsentOrForbiddenOrBrokenIsNoZero() throws Exception {
        gpus("GPU_", 0, 4);
        String path = "/redfish/v1/Systems/HGX_Baseboard_0/Processors/GPU_";
        bmc.put(path + "0/EnvironmentMetrics", "{\"Status\":{\"State\":\"Absent\"},\"PowerWatts\":{\"Reading\":0}}");
        bmc.put(path + "1/EnvironmentMetrics", "{\"PowerWatts\":{\"Reading\":\"warm\"}}");
        bmc.put(path + "2/EnvironmentMetrics", "{\"PowerWatts\":{\"Reading\":99999}}");
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(DataState.NO_DATA, feed.states.get("gpu.power gpu:n17/GPU_0"));
            assertEquals(DataState.BAD, feed.states.get("gpu.power gpu:n17/GPU_1"));
            assertEquals(DataState.BAD, feed.states.get("gpu.power gpu:n17/GPU_2"));
            assertEquals(603, feed.values.get("gpu.power gpu:n17/GPU_3"));
            bmc.manners.put(path + "3/EnvironmentMetrics", x -> TestBmc.send(x, 403, "{}"));
            assertNotNull(feed.await(
                    SourceState.class, s -> feed.states.get("gpu.power gpu:n17/GPU_3") == DataState.FORBIDDEN));
            bmc.manners.put(path + "3/EnvironmentMetrics", x -> TestBmc.send(x, 200, "{\"PowerWatts\":{\"Rea"));
            assertNotNull(
                    feed.await(SourceState.class, s -> feed.states.get("gpu.power gpu:n17/GPU_3") == DataState.BAD));
        }
    }

    @Test
    void aFreshMetricReportSparesTheQuestionsThatItAnswers() throws Exception {
        gpus("GPU_", 0, 2);
        String path = "/redfish/v1/Systems/HGX_Baseboard_0/Processors/GPU_";
        for (int n = 0; n < 2; n++) {
            bmc.put(path + n + "/EnvironmentMetrics", """
                {"PowerWatts":{"Reading":500,"DataSourceUri":"/redfish/v1/Chassis/HGX_GPU_%d/Sensors/Power_0"},
                 "TemperatureCelsius":{"Reading":40,"DataSourceUri":"/redfish/v1/Chassis/HGX_GPU_%d/Sensors/Temp_0"}}\
                """.formatted(n, n));
        }
        bmc.put(
                "/redfish/v1/TelemetryService",
                "{\"MetricReports\":{\"@odata.id\":\"/redfish/v1/TelemetryService/MetricReports\"}}");
        bmc.collection("/redfish/v1/TelemetryService/MetricReports", Map.of("Platform", "{}"));
        bmc.manners.put("/redfish/v1/TelemetryService/MetricReports/Platform", x -> TestBmc.send(x, 200, report()));
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.await(
                    SourceState.class, s -> Double.valueOf(777).equals(feed.values.get("gpu.power gpu:n17/GPU_0"))));
            long asked = bmc.count("GET " + path + "0/EnvironmentMetrics");
            assertNotNull(feed.awaitCondition("ok"));
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(500, feed.values.get("gpu.power gpu:n17/GPU_1"), "what the report leaves out is asked for");
            assertTrue(bmc.count("GET " + path + "1/EnvironmentMetrics") > asked);
        }
    }

    @Test
    void whatAReportWasCollectedFromIsSaidAndAHighestIsNoReading() throws Exception {
        gpus("GPU_", 0, 2);
        for (int n = 0; n < 2; n++) {
            bmc.put(
                    "/redfish/v1/Systems/HGX_Baseboard_0/Processors/GPU_" + n + "/EnvironmentMetrics",
                    "{\"PowerWatts\":{\"Reading\":60%1$d},\"TemperatureCelsius\":{\"Reading\":5%1$d}}".formatted(n));
        }
        bmc.put(
                "/redfish/v1/TelemetryService",
                "{\"MetricReports\":{\"@odata.id\":\"/redfish/v1/TelemetryService/MetricReports\"}}");
        bmc.collection("/redfish/v1/TelemetryService/MetricReports", Map.of("Power", "{}"));
        String definition = "/redfish/v1/TelemetryService/MetricReportDefinitions/Power";
        String place = "/redfish/v1/Systems/HGX_Baseboard_0/Processors/%s/EnvironmentMetrics#/";
        String any = place.formatted("{GPU}");
        bmc.put(definition, """
            {"Metrics":[
              {"MetricProperties":["%sPowerWatts/Reading"],"CollectionFunction":"Average","CollectionDuration":"PT20S"},
              {"MetricId":"Top","CollectionFunction":"Maximum","CollectionDuration":"PT1H"},
              {"MetricId":"Now","CollectionTimeScope":"Point"}]}\
            """.formatted(any));
        AtomicBoolean tells = new AtomicBoolean(true);
        bmc.manners.put(
                "/redfish/v1/TelemetryService/MetricReports/Power",
                x -> TestBmc.send(
                        x, 200, collected(definition, place).replace(tells.get() ? "none" : "GPU_0", "GPU_9")));
        EntityId gpu = new EntityId("gpu:n17/GPU_0");
        MetricId power = new MetricId("gpu.power");
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.await(
                    SourceState.class, s -> Double.valueOf(777).equals(feed.values.get("gpu.power " + gpu))));
            Map<String, String> names = feed.plant.nativeIds(gpu);
            assertEquals(Map.of("redfish", 20 * Times.SECOND), AveragedOver.of(names, power));
            assertEquals(Map.of("redfish", 0L), AveragedOver.of(names, new MetricId("gpu.temperature")));
            assertEquals(51, feed.values.get("gpu.temperature gpu:n17/GPU_1"), "the highest of an hour is no reading");
            assertEquals(
                    Map.of(),
                    AveragedOver.of(feed.plant.nativeIds(new EntityId("gpu:n17/GPU_1")), power),
                    "of which the report tells too little");
            tells.set(false);
            assertNotNull(feed.await(
                    SourceState.class, s -> Double.valueOf(600).equals(feed.values.get("gpu.power " + gpu))));
            assertEquals(
                    Map.of("redfish", 20 * Times.SECOND),
                    AveragedOver.of(feed.plant.nativeIds(gpu), power),
                    "a report that is late once takes nothing back");
            assertNotNull(
                    feed.await(
                            SourceState.class,
                            s -> AveragedOver.of(feed.plant.nativeIds(gpu), power)
                                    .isEmpty()),
                    "read directly again");
            tells.set(true);
            long asked = bmc.count("GET /redfish/v1/TelemetryService/MetricReports/Power");
            assertNotNull(feed.await(
                    SourceState.class,
                    s -> bmc.count("GET /redfish/v1/TelemetryService/MetricReports/Power") > asked + 2));
            assertNotNull(feed.awaitCondition("ok"));
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(600, feed.values.get("gpu.power " + gpu), "and not by turns");
            assertEquals(Map.of(), AveragedOver.of(feed.plant.nativeIds(gpu), power));
        }
    }

    /** A report of all values of both GPUs; the temperature of the second is the highest of an hour. */
    private static String collected(String definition, String place) {
        StringBuilder values = new StringBuilder();
        for (int gpu = 0; gpu < 2; gpu++) {
            String at = place.formatted("GPU_" + gpu);
            Map<String, Integer> all = Map.of(
                    "PowerWatts/Reading", 777, "TemperatureCelsius/Reading", 99, "PowerLimitWatts/SetPoint", 777);
            for (Map.Entry<String, Integer> one : all.entrySet()) {
                String how = one.getValue() == 777 ? "" : ",\"MetricId\":\"" + (gpu == 1 ? "Top" : "Now") + "\"";
                values.append(values.isEmpty() ? "" : ",")
                        .append("{\"MetricProperty\":\"" + at + one.getKey() + "\",\"MetricValue\":\"" + one.getValue()
                                + "\",\"Timestamp\":\"" + java.time.Instant.now() + "\"" + how + "}");
            }
        }
        return "{\"MetricReportDefinition\":{\"@odata.id\":\"" + definition + "\"},\"MetricValues\":[" + values + "]}";
    }

    /** All of GPU 0; of GPU 1 only a value that is a day old. */
    private static String report() {
        java.time.Instant now = java.time.Instant.now();
        String sensor =
                "{\"MetricProperty\":\"/redfish/v1/Chassis/HGX_GPU_%d/Sensors/%s\",\"MetricValue\":\"%d\",\"Timestamp\":\"%s\"}";
        String place =
                "{\"MetricProperty\":\"/redfish/v1/Systems/HGX_Baseboard_0/Processors/GPU_0/EnvironmentMetrics#/%s\",\"MetricValue\":\"%d\",\"Timestamp\":\"%s\"}";
        return "{\"MetricValues\":["
                + String.join(
                        ",",
                        sensor.formatted(0, "Power_0", 777, now),
                        sensor.formatted(0, "Temp_0#/Reading", 55, now),
                        place.formatted("PowerLimitWatts/SetPoint", 650, now),
                        sensor.formatted(1, "Power_0", 1, now.minusSeconds(86_400)))
                + "]}";
    }

    @Test
    void sensorsOfAGpuChassisFillWhatItsMetricsLackAndHeadroomIsNoTemperature() throws Exception {
        gpus("GPU_", 0, 1);
        String gpu = "/redfish/v1/Systems/HGX_Baseboard_0/Processors/GPU_0";
        bmc.put(gpu + "/EnvironmentMetrics", "{}");
        bmc.collection("/redfish/v1/Chassis", Map.of("HGX_GPU_0", """
            {"Id":"HGX_GPU_0","ChassisType":"Module",
             "Sensors":{"@odata.id":"/redfish/v1/Chassis/HGX_GPU_0/Sensors"}}\
            """));
        String related = ",\"RelatedItem\":[{\"@odata.id\":\"" + gpu + "\"}]}";
        Map<String, String> sensors = new LinkedHashMap<>();
        sensors.put("TEMP_0", "{\"Id\":\"TEMP_0\",\"ReadingType\":\"Temperature\",\"Reading\":66" + related);
        sensors.put(
                "TEMP_1",
                "{\"Id\":\"TEMP_1\",\"ReadingType\":\"Temperature\",\"ReadingBasis\":\"Headroom\",\"Reading\":21"
                        + related);
        sensors.put("DRAM_0_Temp_0", "{\"Id\":\"DRAM_0_Temp_0\",\"ReadingUnits\":\"Cel\",\"Reading\":71" + related);
        sensors.put("Power_0", "{\"Id\":\"Power_0\",\"ReadingUnits\":\"W\",\"Reading\":812" + related);
        bmc.collection("/redfish/v1/Chassis/HGX_GPU_0/Sensors", sensors);
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(66, feed.values.get("gpu.temperature gpu:n17/GPU_0"));
            assertEquals(21, feed.values.get("gpu.temperature.margin gpu:n17/GPU_0"));
            assertEquals(71, feed.values.get("gpu.memory.temperature gpu:n17/GPU_0"));
            assertEquals(812, feed.values.get("gpu.power gpu:n17/GPU_0"));
        }
    }
}
