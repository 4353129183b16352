package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import millwright.connectors.source.Placement;
import millwright.connectors.source.Wildcard;
import millwright.connectors.source.exporter.SeenPlant;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** PDUs and UPSs as snmp_exporter's own modules tell them; labels and units after its generator and the vendors' MIBs. */
class SnmpExporterTest {
    private final Mapping mapping = new Mapping(Catalogue.standard());

    private Mapping.Result read(String text) {
        return mapping.read(ExpositionParser.parse(text), new Asked("10.0.3.1", "10.0.3.1", 0), new Totals());
    }

    /** {@code pdu:10.0.3.1 power.observed} to its value, or its state where it has none. */
    private static Map<String, String> told(Mapping.Result result) {
        Map<String, String> told = new TreeMap<>();
        result.readings().forEach(r -> {
            String value = Double.isNaN(r.value()) ? r.state().name() : String.valueOf(r.value());
            told.put(r.entity().text() + " " + r.metric().name(), value);
        });
        return told;
    }

    @Test
    void aRackPduOfApcAndTheNextInItsChain() {
        Map<String, String> told = told(read("""
            rPDU2DeviceStatusPower{rPDU2DeviceStatusIndex="1"} 613
            rPDU2DeviceStatusPower{rPDU2DeviceStatusIndex="2"} 20
            rPDU2DeviceStatusApparentPower{rPDU2DeviceStatusIndex="1"} 640
            rPDU2DeviceStatusPowerFactor{rPDU2DeviceStatusIndex="1"} 96
            rPDU2DeviceStatusEnergy{rPDU2DeviceStatusIndex="1"} 12345
            rPDU2DeviceStatusEnergy{rPDU2DeviceStatusIndex="2"} -1
            rPDU2PhaseStatusCurrent{rPDU2PhaseStatusIndex="1"} 92
            rPDU2PhaseStatusCurrent{rPDU2PhaseStatusIndex="3"} 88
            """));
        assertEquals("6130.0", told.get("pdu:10.0.3.1 power.observed"));
        assertEquals("200.0", told.get("pdu:10.0.3.1/2 power.observed"));
        assertEquals("6400.0", told.get("pdu:10.0.3.1 power.apparent"));
        assertEquals("0.96", told.get("pdu:10.0.3.1 power.factor"));
        assertEquals(1_234.5 * 3.6e6, Double.parseDouble(told.get("pdu:10.0.3.1 power.energy")), 1e-3);
        assertEquals("NOT_SUPPORTED", told.get("pdu:10.0.3.1/2 power.energy"));
        assertEquals(9.2, Double.parseDouble(told.get("pdu:10.0.3.1 power.current.l1")), 1e-9);
        assertEquals(8.8, Double.parseDouble(told.get("pdu:10.0.3.1 power.current.l3")), 1e-9);
        assertTrue(!told.containsKey("pdu:10.0.3.1 power.current.l2"), told::toString);
    }

    @Test
    void aUpsByItsVendorsObjectsOrByThoseOfTheStandardPhaseByPhase() {
        Map<String, String> apc = told(read("upsAdvOutputActivePower 4200\nupsHighPrecOutputEnergyUsage 340\n"
                + "upsAdvOutputFrequency 50\nupsHighPrecOutputFrequency 499\n"));
        assertEquals("4200.0", apc.get("ups:10.0.3.1 power.observed"));
        assertEquals(3.4 * 3.6e6, Double.parseDouble(apc.get("ups:10.0.3.1 power.energy")), 1e-3);
        assertEquals(49.9, Double.parseDouble(apc.get("ups:10.0.3.1 power.frequency")), 1e-9);
        Map<String, String> standard = told(read("upsOutputPower{upsOutputLineIndex=\"1\"} 1000\n"
                + "upsOutputPower{upsOutputLineIndex=\"2\"} 1100\nupsOutputPower{upsOutputLineIndex=\"3\"} 900\n"));
        assertEquals("3000.0", standard.get("ups:10.0.3.1 power.observed"));
        Map<String, String> part = told(read(
                "upsOutputPower{upsOutputLineIndex=\"1\"} 1000\n" + "upsOutputPower{upsOutputLineIndex=\"2\"} -1\n"));
        assertEquals("NOT_SUPPORTED", part.get("ups:10.0.3.1 power.observed"), "a part is not the whole");
    }

    @Test
    void pdusOfServerTechnologyAddUpWhatComesInAndTellTheirOutlets() {
        Map<String, String> told = told(read("""
            st4InputCordActivePower{st4InputCordName="Master_Cord_A",st4UnitName="Master"} 2000
            st4InputCordActivePower{st4InputCordName="Master_Cord_B",st4UnitName="Master"} 500
            st4InputCordFrequency{st4InputCordName="Master_Cord_A",st4UnitName="Master"} 500
            st4OutletActivePower{st4OutletName="AA1",st4UnitName="Master"} 321
            st4OutletCurrent{st4OutletName="AA1",st4UnitName="Master"} 147
            st4InputCordActivePower{st4InputCordName="Link1_Cord_A",st4UnitName="Link1"} 70
            infeedPower{infeedIndex="1",towerIndex="2"} 11
            outletPower{infeedIndex="1",outletIndex="7",towerIndex="2"} 10
            """));
        assertEquals("2500.0", told.get("pdu:10.0.3.1 power.observed"));
        assertEquals("50.0", told.get("pdu:10.0.3.1 power.frequency"));
        assertEquals("321.0", told.get("busway:10.0.3.1/AA1 power.observed"));
        assertEquals(1.47, Double.parseDouble(told.get("busway:10.0.3.1/AA1 power.current")), 1e-9);
        assertEquals("70.0", told.get("pdu:10.0.3.1/Link1 power.observed"));
        assertEquals("11.0", told.get("pdu:10.0.3.1/2 power.observed"));
        assertEquals("10.0", told.get("busway:10.0.3.1/2/1/7 power.observed"));
    }

    @Test
    void pdusOfRaritanInfraPowerAndLiebert() {
        Map<String, String> told = told(read("""
            inletActivePower{inletIndex="1"} 3000
            outletActivePower{outletIndex="4",outletLabel="node17"} 450
            outletCurrent{outletIndex="4",outletLabel="node17"} 1960
            outletWattHours{outletIndex="4",outletLabel="node17"} 1000
            pduMainActivePower{pduIndex="3",pduLocation="R7",pduName="R7-B"} 1.25
            lgpPduPsEntryPwrTotal{lgpPduEntryIndex="2",lgpPduPsEntryIndex="1"} 4607
            lgpPduPsEntryEnergyAccum{lgpPduEntryIndex="2",lgpPduPsEntryIndex="1"} 46790
            lgpPduRcpEntryPwrOut{lgpPduEntryIndex="2",lgpPduRbEntryIndex="1",lgpPduRcpEntryIndex="5"} 12
            """));
        assertEquals("3000.0", told.get("pdu:10.0.3.1 power.observed"));
        assertEquals("450.0", told.get("busway:10.0.3.1/4 power.observed"));
        assertEquals(1.96, Double.parseDouble(told.get("busway:10.0.3.1/4 power.current")), 1e-9);
        assertEquals("3600000.0", told.get("busway:10.0.3.1/4 power.energy"));
        assertEquals("1250.0", told.get("pdu:10.0.3.1/R7-B power.observed"));
        assertEquals("4607.0", told.get("pdu:10.0.3.1/2 power.observed"));
        assertEquals(4679 * 3.6e6, Double.parseDouble(told.get("pdu:10.0.3.1/2 power.energy")), 1e-3);
        assertEquals("12.0", told.get("busway:10.0.3.1/2/1/5 power.observed"));
    }

    @Test
    void theyStandWhereTheConfigurationPlacesThemWithTheirOutletsInThemAndAreNoNodes() {
        Placement placement = new Placement(
                "Halden", "Hall 1", List.of(new Placement.RackRule("R1", "A", List.of(new Wildcard("10.0.3.*")), 0)));
        SeenPlant plant = new SeenPlant(placement, Times.HOUR);
        Mapping.Result result = read("inletActivePower{inletIndex=\"1\"} 3000\n"
                + "outletActivePower{outletIndex=\"4\",outletLabel=\"node17\"} 450\nupsAdvOutputActivePower 4200\n");
        plant.see(result.entities().values(), "a", 0);
        Plant told = plant.plant();
        assertEquals(0, told.count(EntityKind.NODE));
        int outlet = told.indexOf(new EntityId("busway:10.0.3.1/4"));
        assertEquals("node17", told.entity(outlet).name());
        int pdu = told.ancestor(outlet, EntityKind.PDU);
        assertEquals("pdu:10.0.3.1", told.entity(pdu).id().text());
        assertEquals("R1", told.entity(told.ancestor(pdu, EntityKind.RACK)).name());
        Set<String> all = new TreeSet<>();
        told.entities().forEach(e -> all.add(e.id().text()));
        assertTrue(all.contains("ups:10.0.3.1"), all::toString);
        SeenPlant elsewhere = new SeenPlant(Placement.NONE, Times.HOUR);
        elsewhere.see(result.entities().values(), "a", 0);
        Plant hall = elsewhere.plant();
        assertEquals(0, hall.count(EntityKind.RACK), "what nobody places is in the hall, in no rack of our making");
        assertTrue(hall.ancestor(hall.indexOf(new EntityId("pdu:10.0.3.1")), EntityKind.HALL) >= 0);
    }
}
