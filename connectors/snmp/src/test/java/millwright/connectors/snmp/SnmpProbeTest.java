package millwright.connectors.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.Door;
import millwright.connectors.config.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.snmp4j.smi.OID;

class SnmpProbeTest {
    private static final String APC = "1.3.6.1.4.1.318.1.3.4.6";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final SnmpProbe probe = new SnmpProbe();

    private static Door door(int port, Duration patience, String community) {
        return new Door("127.0.0.1", port, patience, Map.of(SnmpProbe.COMMUNITY, community));
    }

    private static void is(TestAgent agent, String object, String description) {
        agent.objects.put(new OID("1.3.6.1.2.1.1.2.0"), new OID(object));
        agent.text("1.3.6.1.2.1.1.1.0", description);
    }

    private Found find(TestAgent agent) throws IOException, InterruptedException {
        return probe.ask(door(agent.port(), LONG, TestAgent.COMMUNITY)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "1.3.6.1.4.1.318.1.3.4.6,apc-rpdu2",
        "1.3.6.1.4.1.318.1.3.4.5,",
        "1.3.6.1.4.1.318.1.3.4.61,",
        "1.3.6.1.4.1.13742.6,raritan-pdu2",
        "1.3.6.1.4.1.13742.6.1.2,raritan-pdu2",
        "1.3.6.1.4.1.13742.4,",
        "1.3.6.1.4.1.8072.3.2.10,"
    })
    void theMapThatFitsIsNamed(String object, String map) throws IOException, InterruptedException {
        try (TestAgent agent = new TestAgent()) {
            is(agent, object, "A device\nof  a kind");
            Found found = find(agent);
            assertEquals("SNMP " + object + " A device of  a kind", found.what());
            assertEquals(List.of(2), agent.questions);
            String text = probe.blocks(List.of(found));
            assertFalse(text.contains(TestAgent.COMMUNITY), text);
            if (map == null) {
                assertTrue(text.lines().allMatch(line -> line.startsWith("  # ")), text);
                assertTrue(found.fill().contains("map"));
            } else {
                SnmpConfig config = SnmpConfig.of(
                        ConfigNode.parse("found.yaml", text).list().getFirst());
                assertEquals(agent.port(), config.devices().getFirst().address().port());
                assertTrue(text.contains("map: " + map), text);
            }
        }
    }

    @Test
    void aDeviceWithoutAMapStandsAsACommentBesideOneThatHasOne() throws IOException, InterruptedException {
        try (TestAgent pdu = new TestAgent();
                TestAgent host = new TestAgent()) {
            is(pdu, APC, "PDU");
            String text = probe.blocks(List.of(find(host), find(pdu)));
            ConfigNode block = ConfigNode.parse("found.yaml", text).list().getFirst();
            assertEquals(1, SnmpConfig.of(block).devices().size());
            assertTrue(text.contains("# SNMP agent that does not say what it is"), text);
        }
    }

    @Test
    void anAgentThatRefusesSpeaksSnmpAsWell() throws IOException, InterruptedException {
        try (TestAgent agent = new TestAgent()) {
            agent.manner = TestAgent.Manner.FAILS;
            assertEquals(
                    List.of("MILLWRIGHT_SNMP_COMMUNITY or community-file", "map"),
                    find(agent).fill());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENT", "OTHER_QUESTION"})
    void whoDoesNotAnswerTheQuestionIsGivenUp(TestAgent.Manner manner) throws IOException {
        try (TestAgent agent = new TestAgent()) {
            agent.manner = manner;
            String said = String.valueOf(assertThrows(
                            IOException.class, () -> probe.ask(door(agent.port(), SHORT, TestAgent.COMMUNITY)))
                    .getMessage());
            assertTrue(said.startsWith("no answer within 200 ms"), said);
        }
    }

    @Test
    void aWrongCommunityIsSilenceAndIsNotRepeated() throws IOException {
        try (TestAgent agent = new TestAgent()) {
            String said = String.valueOf(assertThrows(
                            IOException.class, () -> probe.ask(door(agent.port(), SHORT, "guessed")))
                    .getMessage());
            assertTrue(said.contains("when the community is wrong") && !said.contains("guessed"), said);
            assertEquals(List.of(), agent.questions);
        }
    }

    @Test
    void garbageIsNoAnswer() throws IOException {
        try (DatagramSocket rude = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread talker = Thread.ofVirtual().start(() -> talk(rude));
            assertTrue(assertThrows(
                            IOException.class, () -> probe.ask(door(rude.getLocalPort(), SHORT, TestAgent.COMMUNITY)))
                    .getMessage()
                    .startsWith("no answer within"));
            talker.interrupt();
        }
    }

    private static void talk(DatagramSocket rude) {
        byte[] noise = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        while (!rude.isClosed()) {
            try {
                DatagramPacket heard = new DatagramPacket(new byte[1500], 1500);
                rude.receive(heard);
                rude.send(new DatagramPacket(noise, noise.length, heard.getSocketAddress()));
            } catch (IOException e) {
                // the test is over
            }
        }
    }
}
