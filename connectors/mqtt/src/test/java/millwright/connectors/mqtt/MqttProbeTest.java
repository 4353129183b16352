package millwright.connectors.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.Door;
import millwright.connectors.config.Found;
import millwright.hearing.OwnCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MqttProbeTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final MqttProbe probe = new MqttProbe();

    private static Door door(int port, Duration patience) {
        return new Door("127.0.0.1", port, patience, Map.of());
    }

    @ParameterizedTest
    @CsvSource({"0,lets anybody in", "1,does not want MQTT 3.1.1", "5,wants credentials", "77,refuses with code 77"})
    void aBrokerIsFoundWhateverItAnswers(int code, String said) throws IOException, InterruptedException {
        try (TestBroker broker = new TestBroker()) {
            broker.answer = code;
            Found found = probe.ask(door(broker.port(), LONG)).orElseThrow();
            assertTrue(found.what().contains(said), found.what());
            assertEquals(code == 0 ? List.of() : List.of("user and password-file"), found.fill());
            byte[] greeting = broker.greetings.poll(20, TimeUnit.SECONDS);
            assertNotNull(greeting);
            assertEquals(2, greeting[7], "a clean session without credentials and will");
            assertTrue(new String(greeting, StandardCharsets.UTF_8).endsWith("millwright-look-" + broker.port()));
            assertTrue(broker.subscriptions.isEmpty() && broker.published.isEmpty());
        }
    }

    @Test
    void theBlockIsReadAndHoldsNoSecret() throws IOException, InterruptedException {
        try (TestBroker broker = new TestBroker();
                TestBroker second = new TestBroker()) {
            second.answer = 5;
            List<Found> found = List.of(
                    probe.ask(door(broker.port(), LONG)).orElseThrow(),
                    probe.ask(door(second.port(), LONG)).orElseThrow());
            List<ConfigNode> blocks =
                    ConfigNode.parse("found.yaml", probe.blocks(found)).list();
            MqttConfig config = MqttConfig.of(blocks.get(1));
            assertEquals("mqtt-2", config.name());
            assertEquals(second.port(), config.broker().port());
            assertFalse(config.broker().secret().isPresent());
            assertEquals("", config.integration());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "220 mail.example ESMTP\r\n",
                " ",
                "",
                "\40\0\0\0",
                "\40\2\0",
                "\40\2\11\0",
                "\60\2\0\0",
                "\25\3\1\0\2\2\12"
            })
    void whatIsNoBrokerIsNotTakenForOne(String says) throws IOException, InterruptedException {
        try (ServerSocket peer = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread talker = Thread.ofVirtual().start(() -> talk(peer, says.getBytes(StandardCharsets.ISO_8859_1)));
            try {
                assertEquals(Optional.empty(), probe.ask(door(peer.getLocalPort(), LONG)));
            } catch (IOException e) {
                // it complained in TLS and then did not speak it
                assertTrue(says.startsWith("\25") && e.getMessage().startsWith("TLS was not agreed"), e.toString());
            }
            talker.interrupt();
        }
    }

    @Test
    void whoComplainsInTlsIsAskedOverTls(@TempDir Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        ServerSocketFactory secure =
                OwnCertificate.in(folder, "broker", "dns:broker").server().getServerSocketFactory();
        try (ServerSocket peer = secure.createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> talk(peer, new byte[] {0x20, 2, 0, 4}));
            Found found = probe.ask(door(peer.getLocalPort(), LONG)).orElseThrow();
            assertEquals("mqtts://127.0.0.1:" + peer.getLocalPort(), found.address());
            assertEquals(List.of("user and password-file", "ca-file"), found.fill());
            String text = probe.blocks(List.of(found));
            assertTrue(text.contains("# ca-file: FILE") && !text.contains("insecure-token"), text);
            ConfigNode block = ConfigNode.parse("found.yaml", text).list().getFirst();
            assertTrue(MqttConfig.of(block).broker().tls());
        }
    }

    private static void talk(ServerSocket peer, byte[] says) {
        while (!peer.isClosed()) {
            try (Socket caller = peer.accept()) {
                int heard = caller.getInputStream().read();
                if (heard >= 0) {
                    caller.getOutputStream().write(says);
                }
            } catch (IOException e) {
                // the caller went, or the test is over
            }
        }
    }

    @Test
    void whoAcceptsAndNeverAnswersIsGivenUpAndMayStillSpeakSomethingElse() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String said = assertThrows(IOException.class, () -> probe.ask(door(silent.getLocalPort(), SHORT)))
                    .getMessage();
            assertEquals("no answer in MQTT within 200 ms", said);
        }
    }

    @Test
    void aWebServerIsNoBroker() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        try {
            Door door = door(server.getAddress().getPort(), SHORT);
            // it waits for the end of a line
            assertTrue(assertThrows(IOException.class, () -> probe.ask(door))
                    .getMessage()
                    .startsWith("no answer in MQTT"));
        } finally {
            server.stop(0);
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
