package millwright.connectors.redfish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import millwright.feed.Occurrence;
import millwright.feed.Priority;
import millwright.hearing.SharedData;
import millwright.plant.Bound;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rack PDUs and CDUs, out of recorded resources. */
class EquipmentTest {
    private static final String PDU = "/redfish/v1/PowerEquipment/RackPDUs/1";
    private static final String CDU = "/redfish/v1/ThermalEquipment/CDUs/1";
    private static final EntityId DETECTOR =
            EntityId.of(EntityKind.LEAK_DETECTOR, "n17/ThermalEquipment/CDUs/1/LeakDetection/LeakDetectors/Moisture");

    @TempDir
    Path folder;

    private TestBmc bmc;

    @BeforeEach
    void serve() throws Exception {
        bmc = new TestBmc(folder, "ip:127.0.0.1");
        bmc.put("/redfish/v1", """
            {"PowerEquipment":{"@odata.id":"/redfish/v1/PowerEquipment"},
             "ThermalEquipment":{"@odata.id":"/redfish/v1/ThermalEquipment"}}\
            """);
        bmc.put("/redfish/v1/PowerEquipment", body("powerEquipment"));
        bmc.collection("/redfish/v1/PowerEquipment/RackPDUs", Map.of("1", body("powerDistribution")));
        bmc.put(PDU + "/Metrics", body("powerDistributionMetrics"));
        bmc.collection(PDU + "/Branches", Map.of("A", body("circuit")));
        bmc.collection(PDU + "/Outlets", Map.of("A1", body("outlet")));
        bmc.put("/redfish/v1/ThermalEquipment", body("thermalEquipment"));
        bmc.collection("/redfish/v1/ThermalEquipment/CDUs", Map.of("1", body("coolingUnit")));
        bmc.collection(CDU + "/Pumps", Map.of("1", body("pump").replace("ImmersionUnits", "CDUs")));
        bmc.collection(CDU + "/SecondaryCoolantConnectors", Map.of("A", body("coolantConnector")));
        bmc.put(CDU + "/EnvironmentMetrics", "{\"PowerWatts\":{\"Reading\":2100}}");
        bmc.put(CDU + "/LeakDetection", body("leakDetection"));
        bmc.collection(CDU + "/LeakDetection/LeakDetectors", Map.of("Moisture", body("leakDetector")));
    }

    @AfterEach
    void stop() {
        if (bmc != null) {
            bmc.close();
        }
    }

    private static String body(String name) throws IOException {
        return Files.readString(SharedData.file("redfish/gofish-sample-bodies/" + name + "Body.json"));
    }

    @Test
    void aRackPduFeedsItsCircuitAndTheCircuitItsOutlet() throws Exception {
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            Plant plant = feed.plant;
            int outlet = plant.indexOf(id(EntityKind.BUSWAY, "RackPDUs/1/Outlets/A1"));
            int circuit = plant.feeders(outlet).getFirst().feeder();
            assertEquals("Branch Circuit A", plant.entity(circuit).name());
            int pdu = plant.feeders(circuit).getFirst().feeder();
            assertEquals("RackPDU1", plant.entity(pdu).name());
            assertEquals(EntityKind.PDU, plant.entity(pdu).kind());
            assertEquals("29347ZT536", plant.nativeIds(plant.entity(pdu).id()).get("serial"));
            assertEquals(0, plant.count(EntityKind.NODE), "equipment is no node");
            assertEquals(
                    "n17", plant.nativeIds(plant.entity(pdu).id()).get("host"), "the only one behind its controller");
            assertEquals(null, plant.nativeIds(plant.entity(circuit).id()).get("host"));
            assertEquals(
                    "n17", plant.nativeIds(plant.at(EntityKind.CDU, 0).id()).get("host"));
        }
    }

    private static EntityId id(EntityKind kind, String local) {
        return EntityId.of(kind, "n17/PowerEquipment/" + local);
    }

    @Test
    void aPduIsMeasuredInTheCataloguesUnits() throws Exception {
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            EntityId pdu = id(EntityKind.PDU, "RackPDUs/1");
            assertEquals(6438, feed.values.get("power.observed " + pdu));
            assertEquals(6300, feed.values.get("power.apparent " + pdu));
            assertEquals(0.93, feed.values.get("power.factor " + pdu), 1e-6);
            assertEquals(56438 * 3.6e6, feed.values.get("power.energy " + pdu));
            EntityId circuit = id(EntityKind.BUSWAY, "RackPDUs/1/Branches/A");
            assertEquals(937.4, feed.values.get("power.observed " + circuit), 1e-3);
            assertEquals(5.19, feed.values.get("power.current.l1 " + circuit), 1e-6);
            assertEquals(203.5, feed.values.get("power.voltage " + circuit), 1e-4);
            assertEquals(1, feed.values.get("power.breaker " + circuit));
            assertEquals(
                    16,
                    feed.plant
                            .binding(circuit, new MetricId("power.current.l1"), Bound.UPPER, 0)
                            .orElseThrow()
                            .at(0));
            assertEquals(
                    197.4, feed.values.get("power.observed " + id(EntityKind.BUSWAY, "RackPDUs/1/Outlets/A1")), 1e-3);
        }
    }

    @Test
    void theVoltageToNeutralIsToldOfOnePhaseOnly() throws Exception {
        String circuit = "{\"PhaseWiringType\":\"%s\",\"PolyPhaseVoltage\":{\"Line1ToNeutral\":{\"Reading\":231}}}";
        bmc.collection(
                PDU + "/Branches",
                Map.of("A", circuit.formatted("ThreePhase4Wire"), "B", circuit.formatted("OnePhase3Wire")));
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(231, feed.values.get("power.voltage " + id(EntityKind.BUSWAY, "RackPDUs/1/Branches/B")));
            assertNull(feed.values.get("power.voltage " + id(EntityKind.BUSWAY, "RackPDUs/1/Branches/A")));
        }
    }

    @Test
    void aCduTellsOfItsSecondarySideItsPumpAndItsDetectors() throws Exception {
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            String cdu = "cdu:n17/ThermalEquipment/CDUs/1";
            assertEquals(24.3, feed.values.get("cooling.flow " + cdu), 1e-4);
            assertEquals(14.8, feed.values.get("cooling.supply " + cdu), 1e-4);
            assertEquals(38.2, feed.values.get("cooling.return " + cdu), 1e-4);
            assertEquals(31.7, feed.values.get("cooling.pressure " + cdu), 1e-4);
            assertEquals(2100, feed.values.get("cooling.power " + cdu));
            assertEquals(62, feed.values.get("pump.speed pump:n17/ThermalEquipment/CDUs/1/Pumps/1"));
            assertEquals(0, feed.values.get("leak.state " + DETECTOR));
            int detector = feed.plant.indexOf(DETECTOR);
            assertEquals(
                    cdu, feed.plant.entity(feed.plant.parent(detector)).id().text());
        }
    }

    @Test
    void aSumOfLoopsIsNotToldWhileOneOfThemIsNotKnown() throws Exception {
        String other = body("coolantConnector").replace("\"Id\": \"A\"", "\"Id\": \"B\"");
        bmc.collection(
                CDU + "/SecondaryCoolantConnectors",
                Map.of("A", body("coolantConnector"), "B", other.replace("24.3", "null")));
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            String cdu = "cdu:n17/ThermalEquipment/CDUs/1";
            assertEquals(millwright.plant.DataState.NO_DATA, feed.states.get("cooling.flow " + cdu));
            assertEquals(38.2, feed.values.get("cooling.return " + cdu), 1e-4);
            bmc.put(CDU + "/SecondaryCoolantConnectors/B", other);
            assertNotNull(feed.await(
                    millwright.feed.SourceState.class,
                    s -> Math.abs(feed.values.get("cooling.flow " + cdu) - 48.6) < 1e-3));
        }
    }

    @Test
    void aLeakAndATrippedBreakerAreEventsWhenTheyComeAndWhenTheyGo() throws Exception {
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            assertTrue(feed.told.stream().noneMatch(Occurrence.class::isInstance), "what is in order is no event");
            String detector = CDU + "/LeakDetection/LeakDetectors/Moisture";
            bmc.put(
                    detector,
                    body("leakDetector").replace("\"DetectorState\": \"OK\"", "\"DetectorState\": \"Critical\""));
            Occurrence leak = feed.await(Occurrence.class, o -> o.what().equals("leak"));
            assertNotNull(leak);
            assertEquals(DETECTOR, leak.entity());
            assertEquals(Priority.CRITICAL, leak.priority());
            assertEquals(2, feed.values.get("leak.state " + DETECTOR));
            bmc.put(PDU + "/Branches/A", body("circuit").replace("\"Normal\"", "\"Tripped\""));
            assertNotNull(feed.await(Occurrence.class, o -> o.what().equals("breaker.open")));
            bmc.put(detector, body("leakDetector"));
            assertNotNull(feed.await(Occurrence.class, o -> o.what().equals("leak.clear")));
        }
    }
}
