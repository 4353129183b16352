package millwright.connectors.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import millwright.feed.SourceState;
import millwright.hearing.OwnCertificate;
import millwright.hearing.RenewedAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modbus/TCP over TLS, with an authority that the configuration names. */
class SecureTest {
    @TempDir
    Path folder;

    private static Asking asking(TestDevice device, Path authority) {
        return new Asking("""
            protocol: modbus
            every: 100ms
            timeout: 5s
            ca-file: %s
            devices: [{name: M1, address: "127.0.0.1:%d", map: eastron-sdm630}]
            """.formatted(authority, device.port()));
    }

    @Test
    void aDeviceIsReadOverTls() throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "device", "ip:127.0.0.1");
        try (TestDevice device = new TestDevice(own.server().getServerSocketFactory());
                Asking it = asking(device, own.certificate())) {
            device.floats(device.input, 0x34, 70);
            assertEquals(
                    70, it.told("power.observed pdu:M1", t -> t.value() == 70).value());
        }
    }

    @Test
    void aRenewedAuthorityIsTakenWhileItRunsAndABadFileIsNot() throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "device", "ip:127.0.0.1");
        try (TestDevice device = new TestDevice(own.server().getServerSocketFactory())) {
            RenewedAuthority.isTakenAndABadFileIsNot(folder, own, authority -> asking(device, authority));
        }
    }

    @Test
    void aPeerThatDripsItsHandshakeIsGivenUp() throws Exception {
        Path authority = OwnCertificate.in(folder, "device", "ip:127.0.0.1").certificate();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> drip(server));
            try (Asking it = new Asking("""
                protocol: modbus
                every: 100ms
                timeout: 400ms
                ca-file: %s
                devices: [{name: M1, address: "127.0.0.1:%d", map: eastron-sdm630}]
                """.formatted(authority, server.getLocalPort()))) {
                SourceState failed =
                        it.await(SourceState.class, s -> s.condition().equals("failed"));
                assertTrue(failed.detail().contains("did not answer within 400 ms"), failed.detail());
            }
        }
    }

    /** The head of a record, and then its 4096 bytes one by one. */
    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(new byte[] {0x16, 3, 3, 0x10, 0});
            while (!new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)) {
                socket.getOutputStream().write(2);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt(); // it was given up
        }
    }

    @Test
    void aDeviceThatIsAnotherIsNotAsked() throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "device", "ip:10.9.8.7");
        try (TestDevice device = new TestDevice(own.server().getServerSocketFactory());
                Asking it = asking(device, own.certificate())) {
            SourceState failed = it.await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(failed.detail().contains("127.0.0.1"), failed.detail());
            assertTrue(device.questions.isEmpty());
        }
    }
}
