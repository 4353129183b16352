package millwright.connectors.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import millwright.plant.DataState;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static Notes with(String fault) {
        return Notes.small("faults:\n  - {" + fault + "}\n");
    }

    @Test
    void aStragglerLosesClockAndSaysHardwareSlowdown() {
        Notes notes = with("fault: straggler, at: 5s, for: 30s, on: R1-01/T01/G2, severity: 0.4")
                .step(15);
        assertEquals(0.6 * 1965, notes.value("gpu.clock.sm", "gpu:R1-01/T01/G2"), 15);
        assertEquals(Gpus.HW_SLOWDOWN, (long) notes.value("gpu.throttle", "gpu:R1-01/T01/G2") & Gpus.HW_SLOWDOWN);
        assertTrue(notes.value("gpu.power", "gpu:R1-01/T01/G2") < 0.7 * notes.value("gpu.power", "gpu:R1-01/T01/G1"));
        notes.step(30);
        assertEquals(1965, notes.value("gpu.clock.sm", "gpu:R1-01/T01/G2"), 60);
    }

    @Test
    void xidAndEccAreEventsAndCounters() {
        Notes notes = with("fault: xid, at: 2s, on: R1-01/T01/G0, number: 149}\n"
                        + "  - {fault: ecc, at: 3s, on: R1-01/T01/G1, severity: 0.9}\n"
                        + "  - {fault: ecc, at: 3s, on: R1-01/T01/G2, severity: 0.1, number: 7")
                .step(30);
        assertEquals(149, notes.value("gpu.xid.last", "gpu:R1-01/T01/G0"));
        assertEquals(List.of("gpu:R1-01/T01/G0", "gpu:R1-01/T01/G1"), notes.happenings("xid"));
        assertEquals("149", notes.occurrences.getFirst().details().get("code"));
        assertEquals(1, notes.value("gpu.ecc.double", "gpu:R1-01/T01/G1"));
        assertTrue(notes.value("gpu.ecc.single", "gpu:R1-01/T01/G2") >= 7);
        assertEquals(List.of("gpu:R1-01/T01/G1"), notes.happenings("ecc.double"));
    }

    @Test
    void aGpuOffTheBusHasNoDataAndComesBack() {
        Notes notes = with("fault: xid, at: 2s, for: 20s, on: R1-01/T01/G0, number: 79")
                .step(10);
        assertEquals(DataState.NO_DATA, notes.state("gpu.power", "gpu:R1-01/T01/G0"));
        notes.step(20);
        assertEquals(DataState.OK, notes.state("gpu.power", "gpu:R1-01/T01/G0"));
    }

    @Test
    void aFlappingLinkGoesDownAndUpAndStaysUp() {
        Notes notes =
                with("fault: link-flap, at: 5s, for: 30s, on: R1-02/T01/N0").step(60);
        assertTrue(notes.happenings("link.down").size() >= 3);
        assertEquals(notes.happenings("link.down"), notes.happenings("link.up"));
        assertEquals(1, notes.value("link.state", "link:R1-02/T01/N0"));
        assertTrue(notes.value("link.flaps", "link:R1-02/T01/N0") >= 6);
        assertEquals(0, notes.value("link.flaps", "link:R1-01/T01/N0"));
    }

    @Test
    void aLostPduHandsItsLoadToItsPartner() {
        Notes notes = with("fault: pdu-loss, at: 10s, for: 20s, on: PDU-B1").step(9);
        double before = notes.value("power.observed", "pdu:PDU-A1");
        notes.step(5);
        assertEquals(0, notes.value("power.observed", "pdu:PDU-B1"), 1);
        assertEquals(0, notes.value("power.breaker", "pdu:PDU-B1"));
        assertEquals(2 * before, notes.value("power.observed", "pdu:PDU-A1"), 0.25 * before);
        assertTrue(notes.value("node.power", "node:R1-01/T01") > 500, "nodes ride through");
        notes.step(30);
        assertTrue(notes.value("power.observed", "pdu:PDU-B1") > 0.7 * before);
        assertEquals(List.of("pdu:PDU-B1"), notes.happenings("breaker.open"));
        assertEquals(List.of("pdu:PDU-B1"), notes.happenings("breaker.close"));
    }

    @Test
    void aLeakIsAStateAndAnEvent() {
        Notes notes =
                with("fault: leak, at: 5s, for: 20s, on: R1-02, severity: 0.9").step(12);
        assertEquals(2, notes.value("leak.state", "leak_detector:R1-02"));
        assertEquals(0, notes.value("leak.state", "leak_detector:R1-01"));
        notes.step(20);
        assertEquals(0, notes.value("leak.state", "leak_detector:R1-02"));
        assertEquals(List.of("leak_detector:R1-02"), notes.happenings("leak.clear"));
    }

    @Test
    void aFrozenSensorRepeatsItselfWhilePowerMoves() {
        Notes notes = with("fault: sensor-freeze, at: 3s, on: R2-01/T01/G0}\n"
                        + "  - {fault: pump-loss, at: 4s, on: CDU-02/P1, starves: [R2-01], severity: 0.6")
                .step(5);
        double frozen = notes.value("gpu.temperature", "gpu:R2-01/T01/G0");
        notes.step(60);
        assertEquals(frozen, notes.value("gpu.temperature", "gpu:R2-01/T01/G0"));
        assertTrue(notes.value("gpu.temperature", "gpu:R2-01/T01/G1") > frozen + 8);
    }

    @Test
    void aDataStallIdlesTheJobButKeepsItsMemory() {
        Notes notes = with("fault: data-stall, at: 5s, for: 30s, on: train").step(20);
        assertTrue(notes.value("gpu.sm.active", "gpu:R1-01/T01/G0") < 0.1);
        assertTrue(notes.value("gpu.memory.used", "gpu:R1-01/T01/G0") > 100_000);
        assertEquals(0, notes.value("job.gpus.useful", "job:train"));
        assertEquals(List.of("job:train"), notes.happenings("log.template"));
        notes.step(60);
        assertEquals(16, notes.value("job.gpus.useful", "job:train"));
    }

    @Test
    void aZombieHoldsMemoryAndDoesNothing() {
        Notes notes = with("fault: zombie, at: 5s, on: R2-02/T01").step(20);
        assertTrue(notes.value("gpu.sm.active", "gpu:R2-02/T01/G0") < 0.05);
        assertTrue(notes.value("gpu.memory.used", "gpu:R2-02/T01/G0") > 100_000);
        assertTrue(notes.value("gpu.power", "gpu:R2-02/T01/G0") > 200, "well above deep idle");
        assertEquals(12, notes.value("job.gpus.useful", "job:serve"));
    }

    @Test
    void aSkewedSourceStampsItsOwnTime() {
        Notes notes = with("fault: clock-skew, at: 5s, on: bms, number: 250").step(20);
        long now = Times.nanos(Notes.START) + 20 * Times.SECOND;
        assertEquals(now + 250 * Times.MILLI, notes.time("cooling.flow", "cdu:CDU-01"));
        assertEquals(now, notes.time("rack.power", "rack:R1-01"));
    }

    @Test
    void aStaleSourceFallsSilentForItsPlacesOnly() {
        Notes notes = with("fault: stale-source, at: 5s, for: 30s, on: R1-01").step(20);
        long now = Times.nanos(Notes.START) + 20 * Times.SECOND;
        assertEquals(16.0, (now - notes.time("gpu.power", "gpu:R1-01/T01/G0")) / 1e9, 1);
        assertEquals(16.0, (now - notes.time("rack.power", "rack:R1-01")) / 1e9, 1);
        assertEquals(now, notes.time("gpu.power", "gpu:R1-02/T01/G0"));
        notes.latest.sweep(now);
        assertEquals(DataState.STALE, notes.state("gpu.power", "gpu:R1-01/T01/G0"));
    }

    @Test
    void notSupportedBadForbiddenAndOffAreStatesNotZeros() {
        Notes notes = with("fault: not-supported, at: 1s, on: R1-01/T01/G0}\n"
                        + "  - {fault: bad-value, at: 1s, on: R1-01/T01/G1}\n"
                        + "  - {fault: forbidden, at: 1s, on: R1-02}\n"
                        + "  - {fault: power-off, at: 1s, on: R2-02")
                .step(10);
        assertEquals(DataState.NOT_SUPPORTED, notes.state("gpu.power", "gpu:R1-01/T01/G0"));
        assertEquals(DataState.OK, notes.state("gpu.temperature", "gpu:R1-01/T01/G0"));
        assertEquals(DataState.BAD, notes.state("gpu.power", "gpu:R1-01/T01/G1"));
        assertEquals(DataState.FORBIDDEN, notes.state("gpu.power", "gpu:R1-02/T02/G3"));
        assertEquals(DataState.FORBIDDEN, notes.state("node.power", "node:R1-02/T01"));
        assertEquals(DataState.OK, notes.state("rack.power", "rack:R1-02"), "its power stays one lump");
        assertEquals(DataState.NO_DATA, notes.state("gpu.power", "gpu:R2-02/T01/G0"));
        assertEquals(DataState.NO_DATA, notes.state("rack.power", "rack:R2-02"));
    }

    @Test
    void aCappedRackDrawsNoMoreThanItsCap() {
        Notes notes = with("fault: cap, at: 1s, on: R2-01, number: 600").step(10);
        assertEquals(600, notes.value("gpu.power.limit", "gpu:R2-01/T02/G0"));
        assertTrue(notes.value("gpu.power", "gpu:R2-01/T02/G0") < 601);
    }

    @Test
    void aDipOfVoltageIsAnEventOfItsDevice() {
        Notes notes = with("fault: voltage-dip, at: 2s, for: 1s, on: MCC, severity: 0.22")
                .step(5);
        assertEquals(List.of("mechanical:MCC"), notes.happenings("voltage.dip"));
    }

    @Test
    void aRepeatingFaultComesBack() {
        Notes notes = with("fault: xid, at: 5s, for: 5s, every: 30s, on: R1-01/T01/G0, number: 31")
                .step(70);
        assertEquals(3, notes.happenings("xid").size());
        assertNotEquals(notes.occurrences.get(0).id(), notes.occurrences.get(1).id());
    }
}
