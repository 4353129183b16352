package millwright.connectors.modbus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.Door;
import millwright.connectors.config.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModbusProbeTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final ModbusProbe probe = new ModbusProbe();

    private static Door door(int port, Duration patience) {
        return new Door("127.0.0.1", port, patience, Map.of());
    }

    /** A peer that answers each question once. */
    private static final class Peer implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();

        Peer(UnaryOperator<byte[]> answers) throws IOException {
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try (Socket caller = server.accept()) {
                        byte[] question = caller.getInputStream().readNBytes(11);
                        heard.add(question);
                        caller.getOutputStream().write(answers.apply(question));
                    } catch (IOException e) {
                        // the caller went, or the test is over
                    }
                }
            });
        }

        int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private static byte[] framed(byte[] question, byte[] answer) {
        return ByteBuffer.allocate(7 + answer.length)
                .put(question, 0, 4)
                .putShort((short) (1 + answer.length))
                .put(question[6])
                .put(answer)
                .array();
    }

    private static byte[] identification(String... objects) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x2b, 0x0e, 1, 1, 0, 0, (byte) objects.length});
        for (int i = 0; i < objects.length; i++) {
            byte[] text = objects[i].getBytes(StandardCharsets.ISO_8859_1);
            out.write(i);
            out.write(text.length);
            out.writeBytes(text);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "Schneider Electric,METSEPM5560,schneider-pm5000",
        "Schneider Electric,PM5350,schneider-pm5000",
        "Schneider Electric,METSEPM2220,",
        "EASTRON,SDM630MCT,eastron-sdm630",
        "Eastron,SDM120,",
        "Other,PM5350,"
    })
    void theMapThatFitsIsNamed(String vendor, String product, String map) throws IOException, InterruptedException {
        try (Peer peer = new Peer(q -> framed(q, identification(vendor, product, "V1.0\n- x")))) {
            Found found = probe.ask(door(peer.port(), LONG)).orElseThrow();
            assertEquals("Modbus " + vendor + " " + product + " V1.0 - x", found.what());
            assertArrayEquals(
                    new byte[] {0, 0, 0, 5, 1, 0x2b, 0x0e, 1, 0}, Arrays.copyOfRange(peer.heard.remove(), 2, 11));
            String text = probe.blocks(List.of(found));
            if (map == null) {
                assertTrue(text.lines().allMatch(line -> line.startsWith("  # ")), text);
                assertEquals(List.of("map"), found.fill());
            } else {
                ModbusConfig config = ModbusConfig.of(
                        ConfigNode.parse("found.yaml", text).list().getFirst());
                assertEquals(peer.port(), config.devices().getFirst().address().port());
                assertTrue(text.contains("map: " + map), text);
            }
        }
    }

    @Test
    void aDeviceWithoutAMapStandsAsACommentBesideOneThatHasOne() throws IOException, InterruptedException {
        try (Peer meter = new Peer(q -> framed(q, identification("Schneider Electric", "PM5560")));
                TestDevice other = new TestDevice()) {
            List<Found> found = List.of(
                    probe.ask(door(other.port(), LONG)).orElseThrow(),
                    probe.ask(door(meter.port(), LONG)).orElseThrow());
            String text = probe.blocks(found);
            ConfigNode block = ConfigNode.parse("found.yaml", text).list().getFirst();
            assertEquals(1, ModbusConfig.of(block).devices().size());
            assertTrue(text.contains("# - {name: \"127.0.0.1:" + other.port()), text);
            assertTrue(text.contains("eastron-sdm630, schneider-pm5000"), text);
        }
    }

    @Test
    void commentSignsTakenOffAndAMapNamedTheBlockIsRead() throws IOException, InterruptedException {
        try (TestDevice device = new TestDevice()) {
            Found found = probe.ask(door(device.port(), LONG)).orElseThrow();
            assertEquals("Modbus device that does not say what it is", found.what());
            assertTrue(device.questions.isEmpty(), "no register was read");
            assertEquals(1, device.accepted.size());
            String filled = probe.blocks(List.of(found))
                    .replace("  # a map", "  ## a map")
                    .replaceAll("(?m)^  # ", "  ")
                    .replace("FILE.yaml", "eastron-sdm630");
            ModbusConfig config = ModbusConfig.of(
                    ConfigNode.parse("found.yaml", filled).list().getFirst());
            assertEquals(device.port(), config.devices().getFirst().address().port());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUSY", "FAILS", "NO_UNIT", "OTHER_UNIT"})
    void aRefusalIsModbusAsWell(TestDevice.Manner manner) throws IOException, InterruptedException {
        try (TestDevice device = new TestDevice()) {
            device.manner = manner;
            assertTrue(probe.ask(door(device.port(), LONG)).isPresent());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GARBAGE", "LARGE", "CLOSES", "OTHER_TRANSACTION", "OTHER_FUNCTION"})
    void whatIsNoModbusIsNotTakenForIt(TestDevice.Manner manner) throws IOException, InterruptedException {
        try (TestDevice device = new TestDevice()) {
            device.manner = manner;
            assertEquals(Optional.empty(), probe.ask(door(device.port(), LONG)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENT", "DRIPS"})
    void whoDoesNotAnswerIsGivenUp(TestDevice.Manner manner) throws IOException {
        try (TestDevice device = new TestDevice()) {
            device.manner = manner;
            String said = assertThrows(IOException.class, () -> probe.ask(door(device.port(), SHORT)))
                    .getMessage();
            assertEquals("no answer in Modbus within 200 ms", said);
        }
    }

    @Test
    void anIdentificationThatIsNotWholeIsToldAsFarAsItGoes() throws IOException, InterruptedException {
        byte[] cut = Arrays.copyOf(identification("Vendor", "Product"), 7 + 8 + 3);
        try (Peer peer = new Peer(q -> framed(q, cut));
                Peer bare = new Peer(q -> framed(q, new byte[] {0x2b, 0x0e}))) {
            assertEquals(
                    "Modbus Vendor",
                    probe.ask(door(peer.port(), LONG)).orElseThrow().what());
            assertTrue(probe.ask(door(bare.port(), LONG)).isPresent());
        }
    }

    @Test
    void aClosedPortIsRefused() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertTrue(assertThrows(IOException.class, () -> probe.ask(door(port, LONG)))
                .getMessage()
                .startsWith("connection refused"));
    }
}
