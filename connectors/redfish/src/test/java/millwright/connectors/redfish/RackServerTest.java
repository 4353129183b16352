package millwright.connectors.redfish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.Priority;
import millwright.feed.SourceState;
import millwright.hearing.SharedData;
import millwright.plant.Bound;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tree of a whole 1U server, served over HTTPS. */
class RackServerTest {
    private static final EntityId NODE = EntityId.of(EntityKind.NODE, "n17");

    @TempDir
    Path folder;

    private TestBmc bmc;

    @BeforeEach
    void serve() throws Exception {
        Path tree = SharedData.file("redfish/public-rackmount1");
        bmc = new TestBmc(folder, "ip:127.0.0.1").tree(tree);
    }

    @AfterEach
    void stop() {
        if (bmc != null) {
            bmc.close();
        }
    }

    private static final String PLACED = """
        placement: { site: Halden, racks: [ { rack: R4-16, row: R4, hosts: [ n17 ], top-unit: 44 } ] }\
        """;

    @Test
    void theServerStandsInItsRackWithItsNativeNames() throws Exception {
        try (Listening feed = new Listening(bmc, folder, PLACED)) {
            assertNotNull(feed.awaitCondition("ok"));
            int node = feed.plant.indexOf(NODE);
            assertEquals(
                    "R4-16",
                    feed.plant
                            .entity(feed.plant.ancestor(node, EntityKind.RACK))
                            .name());
            assertEquals("437XR1138R2", feed.plant.nativeIds(NODE).get("serial"));
            assertEquals("web483", feed.plant.nativeIds(NODE).get("host"));
            assertEquals(
                    "/redfish/v1/Systems/437XR1138R2",
                    feed.plant.nativeIds(NODE).get("redfish.path"));
            assertEquals(0, feed.plant.count(EntityKind.GPU), "its FPGA and its graphics controller are no GPUs");
        }
    }

    @Test
    void newSubsystemsComeBeforeTheOldPowerAndThermal() throws Exception {
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            // the old Power says 344 W, the supply's own meter 937.4 W
            assertEquals(374, feed.values.get("node.power node:n17"));
            assertEquals(24.8, feed.values.get("node.inlet.temperature node:n17"), 1e-4);
            assertEquals(40.5, feed.values.get("node.outlet.temperature node:n17"), 1e-4);
            assertEquals(44, feed.values.get("node.cpu.temperature node:n17"));
            assertEquals(45, feed.values.get("node.fan.speed node:n17"), "the slowest of its fans");
            assertEquals(1200, feed.values.get("node.power.committed node:n17"));
            assertEquals(230.2, feed.values.get("node.voltage node:n17"), 1e-4);
            assertEquals(325675 * 3.6e6, feed.values.get("node.energy node:n17"));
            assertEquals(0, feed.values.get("health node:n17"));
        }
    }

    @Test
    void theOldPowerAndThermalSpeakWhereNothingElseDoes() throws Exception {
        String chassis = bmc.resources.get("/redfish/v1/Chassis/1U");
        bmc.put(
                "/redfish/v1/Chassis/1U",
                chassis.replace("\"EnvironmentMetrics\": {", "\"X1\": {")
                        .replace("\"PowerSubsystem\": {", "\"X2\": {")
                        .replace("\"ThermalSubsystem\": {", "\"X3\": {")
                        .replace("\"Sensors\": {", "\"X4\": {"));
        bmc.resources.remove("/redfish/v1/Systems/437XR1138R2/Processors/CPU1/EnvironmentMetrics");
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(344, feed.values.get("node.power node:n17"));
            assertEquals(25, feed.values.get("node.inlet.temperature node:n17"));
            assertEquals(41, feed.values.get("node.cpu.temperature node:n17"), "CPU2 is disabled and is no zero");
            assertEquals(120, feed.values.get("node.voltage node:n17"));
            assertFalse(feed.values.containsKey("node.fan.speed node:n17"), "revolutions are no per cent");
        }
    }

    @Test
    void limitsAreThoseOfThePowerSubsystemAndOfTheSetPoint() throws Exception {
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(
                    500,
                    feed.plant
                            .binding(NODE, new MetricId("node.power"), Bound.UPPER, 0)
                            .orElseThrow()
                            .at(0));
            assertEquals(2, feed.plant.limits(NODE).size());
        }
    }

    @Test
    void aReadingThatIsNullOrDisabledIsABlankAndNoZero() throws Exception {
        bmc.put(
                "/redfish/v1/Chassis/1U/EnvironmentMetrics",
                "{\"PowerWatts\":{\"Reading\":null},\"PowerLimitWatts\":{\"SetPoint\":500,\"ControlMode\":\"Disabled\"}}");
        for (String other : new String[] {"Power", "PowerSubsystem", "Sensors/TotalPower"}) {
            bmc.resources.remove("/redfish/v1/Chassis/1U/" + other);
        }
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(DataState.NO_DATA, feed.states.get("node.power node:n17"));
            assertTrue(Double.isNaN(feed.values.get("node.power node:n17")));
            assertTrue(feed.plant.limits(NODE).isEmpty(), "a set point that is switched off limits nothing");
        }
    }

    @Test
    void theLinkToAnotherServersOutletIsNotFollowed() throws Exception {
        String sensors = bmc.resources.get("/redfish/v1/Chassis/1U/Sensors");
        bmc.put(
                "/redfish/v1/Chassis/1U/Sensors",
                sensors.replace(
                        "/redfish/v1/Chassis/1U/Sensors/AmbientTemp", "https://elsewhere.example/redfish/v1/x"));
        try (Listening feed = new Listening(bmc, folder, "")) {
            SourceState state = feed.awaitCondition("ok");
            assertNotNull(state);
            assertTrue(
                    state.detail().contains("links to other servers were not followed")
                            && state.detail().contains("elsewhere.example"),
                    state.detail());
        }
    }

    @Test
    void oneConnectionAndOneSessionAreUsedAndTheSessionIsEnded() throws Exception {
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(1, bmc.ports.size(), "connections");
            assertEquals(1, bmc.sessions.size());
        }
        assertEquals(0, bmc.sessions.size());
        assertEquals(1, bmc.logins.get());
    }

    @Test
    void aSessionThatRanOutIsOpenedAgain() throws Exception {
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            bmc.sessions.clear();
            assertNotNull(feed.await(
                    SourceState.class,
                    s -> bmc.logins.get() == 2 && s.condition().equals("ok")));
            assertEquals(1, bmc.mostSessions.get());
        }
    }

    @Test
    void aControllerWithoutSessionsGetsThePasswordWithEachRequest() throws Exception {
        bmc.hasSessions = false;
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(1, bmc.count("POST " + Session.PLACE));
        }
    }

    @Test
    void aSurveyThatFindsNothingNewMakesNoNewRevision() throws Exception {
        try (Listening feed = new Listening(bmc, folder, "survey: 100ms")) {
            assertNotNull(feed.await(
                    SourceState.class, s -> s.condition().equals("ok") && bmc.count("GET /redfish/v1/Systems") >= 3));
            assertEquals(1, feed.plant.revision());
        }
    }

    @Test
    void aSupplyThatFailsAndIsPulledIsAnEventEachTime() throws Exception {
        String bay = "/redfish/v1/Chassis/1U/PowerSubsystem/PowerSupplies/Bay1";
        String sound = bmc.resources.get(bay);
        try (Listening feed = new Listening(bmc, folder, "survey: 100ms")) {
            Occurrence first = feed.await(Occurrence.class, o -> o.what().equals("supply.health"));
            assertNotNull(first);
            assertEquals(Priority.MEDIUM, first.priority(), "it was in Warning when it was first seen");
            assertEquals(NODE, first.entity());
            bmc.put(bay, sound.replace("\"Health\": \"Warning\"", "\"Health\": \"Critical\""));
            Occurrence worse = feed.await(Occurrence.class, o -> o.what().equals("supply.health"));
            assertNotNull(worse);
            assertEquals(Priority.HIGH, worse.priority());
            assertTrue(worse.text().contains("health Critical, was Warning"), worse.text());
            bmc.put(bay, sound.replace("\"State\": \"Enabled\"", "\"State\": \"Absent\""));
            assertNotNull(feed.await(Occurrence.class, o -> o.what().equals("supply.absent")));
        }
    }

    @Test
    void aLimitThatIsSwitchedOffIsLifted() throws Exception {
        String path = "/redfish/v1/Chassis/1U/EnvironmentMetrics";
        MetricId power = new MetricId("node.power");
        try (Listening feed = new Listening(bmc, folder, "survey: 100ms")) {
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(
                    500,
                    feed.plant
                            .binding(NODE, power, Bound.UPPER, 0)
                            .orElseThrow()
                            .at(0));
            bmc.put(path, bmc.resources.get(path).replace("\"Automatic\"", "\"Disabled\""));
            assertNotNull(feed.await(PlantChanged.class, c -> true));
            assertEquals(
                    2000,
                    feed.plant
                            .binding(NODE, power, Bound.UPPER, 0)
                            .orElseThrow()
                            .at(0),
                    "what is left");
        }
    }
}
