package millwright.connectors.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import millwright.connectors.modbus.TestDevice.Manner;
import millwright.feed.SourceState;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Devices that fail in their ways, beside one that does not. */
class MisbehaviourTest {
    private final TestDevice bad = new TestDevice();
    private final TestDevice good = new TestDevice();

    MisbehaviourTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        bad.close();
        good.close();
    }

    private Asking asking(int badPort) {
        return new Asking("""
            protocol: modbus
            name: meters
            every: 100ms
            timeout: 300ms
            questions-per-second: 1000
            devices:
              - {name: Bad, address: "127.0.0.1:%d", map: eastron-sdm630}
              - {name: Good, address: "127.0.0.1:%d", map: eastron-sdm630}
            """.formatted(badPort, good.port()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SILENT|did not answer within 300 ms",
                "CLOSES|closed the connection in place of an answer",
                "GARBAGE|does not speak Modbus/TCP there",
                "LARGE|does not speak Modbus/TCP there",
                "DRIPS|did not answer within 300 ms",
                "OTHER_TRANSACTION|answered question",
                "OTHER_UNIT|answered for unit 2 in place of 1",
                "OTHER_FUNCTION|answered function 2 in place of 4",
                "SHORT|bytes of registers in place of",
                "BUSY|it is busy (6)",
                "FAILS|it failed at this (4)",
                "NO_UNIT|the unit behind the gateway does not answer (11)",
            })
    void itSaysWhatIsWrongAndHarmsNoOther(Manner manner, String said) throws Exception {
        good.floats(good.input, 0x34, 500);
        bad.floats(bad.input, 0x34, 600);
        bad.manner = manner;
        try (Asking it = asking(bad.port())) {
            SourceState failed = it.await(
                    SourceState.class,
                    s -> s.source().text().equals("source:meters/Bad")
                            && s.condition().equals("failed"));
            assertTrue(failed.detail().contains(said) && failed.detail().contains("since"), failed.detail());
            assertEquals(500, it.told("power.observed pdu:Good").value());
            good.floats(good.input, 0x34, 501);
            it.told("power.observed pdu:Good", t -> t.value() == 501);
            assertTrue(
                    it.values().entrySet().stream()
                            .noneMatch(e -> e.getKey().endsWith("pdu:Bad")
                                    && e.getValue().state() == DataState.OK),
                    it.values().toString());
            bad.manner = Manner.GOOD;
            assertEquals(600, it.told("power.observed pdu:Bad").value());
        }
    }

    @Test
    void whatRefusesConnectionsIsToldSo() throws Exception {
        int nobody;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = gone.getLocalPort();
        }
        try (Asking it = asking(nobody)) {
            SourceState failed = it.await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(failed.detail().contains("cannot be reached"), failed.detail());
            it.told("power.observed pdu:Good");
        }
    }

    @Test
    void everyRegisterThatIsRefusedIsNotSupported() throws Exception {
        for (int code = 1; code <= 3; code++) {
            bad.refused.put(0x34, code);
            try (Asking it = asking(bad.port())) {
                assertEquals(
                        DataState.NOT_SUPPORTED,
                        it.told("power.observed pdu:Bad").state());
                assertEquals(DataState.OK, it.told("power.frequency pdu:Bad").state());
            }
        }
    }

    @Test
    void aFunctionThatIsRefusedAfterItWasCarriedOutIsForbidden() throws Exception {
        bad.floats(bad.input, 0x34, 300);
        try (Asking it = asking(bad.port())) {
            it.told("power.observed pdu:Bad", t -> t.value() == 300);
            bad.refused.put(0x34, 1);
            it.told("power.observed pdu:Bad", t -> t.state() == DataState.FORBIDDEN);
            SourceState state =
                    it.await(SourceState.class, s -> s.delivery().example().contains("list of masters"));
            assertTrue(state.delivery().unread() > 0);
        }
    }

    @Test
    void aUnitThatIsGoneDoesNotHideTheOthersBehindItsGateway() throws Exception {
        good.floats(good.input, 0x34, 300);
        good.silentUnits.add(2);
        try (Asking it = new Asking("""
            protocol: modbus
            name: meters
            every: 100ms
            timeout: 300ms
            questions-per-second: 1000
            devices:
              - {name: U1, address: "127.0.0.1:%d", unit: 1, map: eastron-sdm630}
              - {name: U2, address: "127.0.0.1:%d", unit: 2, map: eastron-sdm630}
            """.formatted(good.port(), good.port()))) {
            SourceState failed = it.await(SourceState.class, s -> s.condition().equals("failed"));
            assertEquals("source:meters/U2", failed.source().text());
            assertTrue(failed.detail().contains("behind the gateway"), failed.detail());
            good.floats(good.input, 0x34, 301);
            it.told("power.observed pdu:U1", t -> t.value() == 301);
            assertEquals(1, good.accepted.size());
            assertTrue(it.plant().indexOf(new EntityId("pdu:U2")) >= 0);
        }
    }
}
