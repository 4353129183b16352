package millwright.connectors.modbus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.HostPort;
import millwright.fuzz.Said;

/** A device that answers one question with the input and hangs up; what was read is understood by a map. */
public final class AnswerFuzz {
    private static final int QUESTION = 12;
    private static final int REGISTERS = 4;
    private static final AtomicReference<byte[]> ANSWER = new AtomicReference<>(new byte[0]);
    private static final HostPort DEVICE = new HostPort("127.0.0.1", listen());
    private static final RegisterMap MAP = MapReader.read(ConfigNode.parse("fuzz.yaml", """
        device: made up
        kind: pdu
        registers: holding
        points:
          - {metric: power.voltage, register: 0, type: float32}
          - {metric: power.observed, register: 2, type: int32, word-order: low-first, missing: {0x80000000: no-data}}
          - {metric: power.factor, register: 3, type: uint16, scale: 0.01}
        """));

    private AnswerFuzz() {}

    private static int listen() {
        try {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofPlatform().daemon().name("device").start(() -> serve(server));
            return server.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(ServerSocket server) {
        while (true) {
            try (Socket asked = server.accept()) {
                asked.getInputStream().readNBytes(QUESTION);
                asked.getOutputStream().write(ANSWER.get());
            } catch (IOException e) {
                continue; // who asked has hung up
            }
        }
    }

    public static boolean understands(byte[] bytes) {
        ANSWER.set(bytes);
        try (Line line = new Line(DEVICE, 2_000_000_000L, 0, Optional.empty())) {
            byte[] data = line.read(1, Space.HOLDING, 0, REGISTERS);
            for (Point point : MAP.points()) {
                Point.Raw raw = point.raw(data, 2 * point.register());
                point.value(raw.value());
            }
            return true;
        } catch (IOException e) {
            Said.inOneLine(e);
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
