package millwright.connectors.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.snmp.TestAgent.Manner;
import millwright.feed.AveragedOver;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.SourceState;
import millwright.hearing.Hearing;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snmp4j.PDU;
import org.snmp4j.smi.OID;

class SnmpFeedTest {
    private static final String RPDU = "1.3.6.1.4.1.318.1.1.26.";
    private static final String RARITAN = "1.3.6.1.4.1.13742.6.";
    private static final String OWN = "1.3.6.1.4.1.99999.1.";

    private final TestAgent agent = new TestAgent();

    @TempDir
    Path folder;

    SnmpFeedTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        agent.close();
    }

    private String secret(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text + "\n").toString();
    }

    private String community() throws IOException {
        return "community-file: " + secret("community", TestAgent.COMMUNITY);
    }

    private Hearing asking(String map, String access) {
        return asking(map, access, agent.port(), "");
    }

    private static Hearing asking(String map, String access, int port, String more) {
        String block = """
            protocol: snmp
            name: pdus
            every: 100ms
            survey: 500ms
            timeout: 300ms
            retries: 0
            questions-per-second: 1000
            %s
            devices:
              - {name: P1, address: "127.0.0.1:%d", map: %s}
            %s
            """.formatted(access, port, map, more.indent(2));
        return new Hearing(new SnmpProvider().create(ConfigNode.parse("site.yaml", block), InstantSource.system()));
    }

    private String map(String points) throws IOException {
        return Files.writeString(folder.resolve("own.yaml"), "device: Test\nkind: pdu\npoints:\n" + points.indent(2))
                .toString();
    }

    @Test
    void whatAMapSaysOfAveragingStandsBesideTheNativeNames() throws Exception {
        agent.integer(OWN + "1", 8_250);
        agent.integer(OWN + "2", 50);
        agent.integer(OWN + "3", 1);
        String own = map("""
            - {metric: power.observed, object: %1$s1, averaged: 15m}
            - {metric: power.frequency, object: %1$s2, averaged: instant}
            - {metric: power.factor, object: %1$s3}
            """.formatted(OWN));
        try (Hearing it = asking(own, community())) {
            assertEquals(8_250, it.told("power.observed pdu:P1").value());
            Map<String, String> names = it.plant().nativeIds(new EntityId("pdu:P1"));
            assertEquals(Map.of("pdus", 15 * Times.MINUTE), AveragedOver.of(names, new MetricId("power.observed")));
            assertEquals(Map.of("pdus", 0L), AveragedOver.of(names, new MetricId("power.frequency")));
            assertEquals(Map.of(), AveragedOver.of(names, new MetricId("power.factor")), "where the map says nothing");
        }
    }

    @Test
    void anApcPduIsToldWithItsOutlets() throws Exception {
        agent.integer(RPDU + "4.3.1.5.1", 185);
        agent.integer(RPDU + "4.3.1.9.1", 170_982);
        agent.integer(RPDU + "4.3.1.16.1", 198);
        agent.integer(RPDU + "4.3.1.17.1", -1);
        agent.integer(RPDU + "4.3.1.4.1", 3);
        agent.integer(RPDU + "6.3.1.5.1", 28);
        agent.integer(RPDU + "6.3.1.6.1", 231);
        agent.integer(RPDU + "4.2.1.7.1", 3);
        agent.text(RPDU + "2.1.9.1", "ZA1234567890");
        for (int outlet = 1; outlet <= 45; outlet++) {
            agent.text(RPDU + "9.4.3.1.3." + outlet, outlet == 1 ? "node-a" : "Outlet " + outlet);
            agent.integer(RPDU + "9.4.3.1.7." + outlet, 40 + outlet);
        }
        try (Hearing it = asking("apc-rpdu2", community())) {
            assertEquals(1_850, it.told("power.observed pdu:P1").value());
            assertEquals(17_098.2 * 3.6e6, it.told("power.energy pdu:P1").value(), 1);
            assertEquals(1_980, it.told("power.apparent pdu:P1").value(), 1e-3);
            assertEquals(2.8, it.told("power.current.l1 pdu:P1").value(), 1e-6);
            assertEquals(DataState.NO_DATA, it.told("power.voltage pdu:P1").state(), "line to neutral");
            assertEquals(DataState.NOT_SUPPORTED, it.told("power.factor pdu:P1").state());
            assertEquals(
                    DataState.NOT_SUPPORTED, it.told("power.current.l2 pdu:P1").state());
            assertEquals(1, it.told("health pdu:P1").value());
            assertEquals("health", it.await(Occurrence.class, o -> true).what());
            assertEquals(85, it.told("power.observed busway:P1/outlet/45").value());
            EntityId first = new EntityId("busway:P1/outlet/1");
            assertEquals("node-a", it.plant().find(first).orElseThrow().name());
            assertEquals(
                    it.plant().indexOf(new EntityId("pdu:P1")),
                    it.plant().parent(it.plant().indexOf(first)));
            assertEquals(
                    "ZA1234567890", it.plant().nativeIds(new EntityId("pdu:P1")).get("serial"));
            SourceState state = it.await(SourceState.class, s -> s.condition().equals("ok"));
            assertTrue(
                    state.missing().stream().anyMatch(m -> m.startsWith("no power.current.l2 of pdu:P1")),
                    state.missing().toString());
            assertTrue(agent.questions.stream().allMatch(n -> n <= 20), agent.questions.toString());
        }
    }

    @Test
    void aRaritanPduShiftsNumbersByTheirOwnDigits() throws Exception {
        agent.gauge(RARITAN + "5.2.3.1.4.1.1.5", 12_345);
        agent.integer(RARITAN + "5.2.3.1.2.1.1.5", 1);
        agent.gauge(RARITAN + "3.3.4.1.7.1.1.5", 1);
        agent.gauge(RARITAN + "5.2.3.1.4.1.1.4", 230);
        agent.integer(RARITAN + "5.2.3.1.2.1.1.4", 2);
        agent.gauge(RARITAN + "3.3.4.1.7.1.1.4", 0);
        agent.gauge(RARITAN + "5.2.4.1.4.1.1.2.1", 1_234);
        agent.integer(RARITAN + "5.2.4.1.2.1.1.2.1", 1);
        agent.gauge(RARITAN + "3.3.6.1.7.1.1.2.1", 3);
        try (Hearing it = asking("raritan-pdu2", community())) {
            assertEquals(1_234.5, it.told("power.observed pdu:P1").value());
            assertEquals(DataState.NO_DATA, it.told("power.voltage pdu:P1").state());
            assertEquals(1.234, it.told("power.current.l2 pdu:P1").value(), 1e-6);
            assertEquals(
                    DataState.NOT_SUPPORTED, it.told("power.frequency pdu:P1").state());
        }
    }

    @Test
    void digitsThatCannotBeMakeNoNumber() throws Exception {
        agent.gauge(RARITAN + "5.2.3.1.4.1.1.5", 12_345);
        agent.integer(RARITAN + "5.2.3.1.2.1.1.5", 1);
        agent.integer(RARITAN + "3.3.4.1.7.1.1.5", -1);
        try (Hearing it = asking("raritan-pdu2", community())) {
            assertEquals(
                    DataState.NOT_SUPPORTED, it.told("power.observed pdu:P1").state());
        }
    }

    @Test
    void aTableThatIsRefusedTakesNothingFromTheRest() throws Exception {
        agent.integer(RPDU + "4.3.1.5.1", 185);
        agent.refused.put(new OID(RPDU + "9.4.3.1.3"), PDU.genErr);
        try (Hearing it = asking("apc-rpdu2", community())) {
            assertEquals(1_850, it.told("power.observed pdu:P1").value());
            SourceState state = it.await(SourceState.class, s -> s.condition().equals("ok"));
            assertTrue(
                    state.missing().stream().anyMatch(m -> m.startsWith("no outlet: the agent answered")),
                    state.missing().toString());
        }
    }

    @Test
    void rowsThatAreTooManyAreNamedAndNewNamesTaken() throws Exception {
        for (int outlet = 1; outlet <= 201; outlet++) {
            agent.text(RPDU + "9.4.3.1.3." + outlet, "Outlet " + outlet);
            agent.integer(RPDU + "9.4.3.1.7." + outlet, outlet);
        }
        try (Hearing it = asking("apc-rpdu2", community())) {
            assertEquals(200, it.told("power.observed busway:P1/outlet/200").value());
            SourceState state = it.await(SourceState.class, s -> s.condition().equals("ok"));
            assertTrue(
                    state.missing().contains("no outlet after the first 200: its table has more rows"),
                    state.missing().toString());
            agent.text(RPDU + "9.4.3.1.3.1", "node-b");
            it.await(
                    PlantChanged.class,
                    p -> p.change().put().stream().anyMatch(e -> e.name().equals("node-b")));
        }
    }

    @Test
    void countersGoOnWhereTheyWrapAndWhereTheirDeviceRestarts() throws Exception {
        agent.counter(OWN + "1", 0xffff_fff0L);
        agent.large(OWN + "2", 1_000);
        String map = map("""
            - {metric: power.energy, object: 1.3.6.1.4.1.99999.1.1}
            """);
        try (Hearing it = asking(map, community())) {
            assertEquals(0xffff_fff0L, it.told("power.energy pdu:P1").value());
            agent.up(1_000_100);
            agent.counter(OWN + "1", 0x10);
            assertEquals(
                    0x1_0000_0010L,
                    it.told("power.energy pdu:P1", t -> t.value() != 0xffff_fff0L)
                            .value());
            agent.up(5);
            agent.counter(OWN + "1", 3);
            Occurrence restart = it.await(Occurrence.class, o -> o.what().equals("device.restart"));
            assertEquals("pdu:P1", restart.entity().text());
            assertEquals(
                    0x1_0000_0013L,
                    it.told("power.energy pdu:P1", t -> t.value() != 0x1_0000_0010L)
                            .value());
        }
    }

    @Test
    void aCounterOf64BitsIsReadToItsEnd() throws Exception {
        agent.large(OWN + "2", -2);
        try (Hearing it = asking(map("- {metric: power.energy, object: 1.3.6.1.4.1.99999.1.2}\n"), community())) {
            assertEquals(0x1p64, it.told("power.energy pdu:P1").value());
        }
    }

    @Test
    void whatAnAgentRefusesIsToldAsWhatItIs() throws Exception {
        for (int i = 1; i <= 9; i++) {
            agent.integer(OWN + i, 100 + i);
        }
        agent.text(OWN + "4", "12.5");
        agent.text(OWN + "5", "n/a");
        agent.refused.put(new OID(OWN + "2"), PDU.authorizationError);
        agent.refused.put(new OID(OWN + "3"), PDU.genErr);
        agent.tooBig = 3;
        String map = map("""
            - {metric: power.observed, object: 1.3.6.1.4.1.99999.1.1}
            - {metric: power.apparent, object: 1.3.6.1.4.1.99999.1.2}
            - {metric: power.frequency, object: 1.3.6.1.4.1.99999.1.3, scale: 0.1}
            - {metric: power.current, object: 1.3.6.1.4.1.99999.1.4}
            - {metric: power.voltage, object: 1.3.6.1.4.1.99999.1.5}
            """);
        try (Hearing it = asking(map, community())) {
            assertEquals(101, it.told("power.observed pdu:P1").value());
            assertEquals(DataState.FORBIDDEN, it.told("power.apparent pdu:P1").state());
            assertEquals(DataState.BAD, it.told("power.frequency pdu:P1").state());
            assertEquals(12.5, it.told("power.current pdu:P1").value());
            assertEquals(DataState.BAD, it.told("power.voltage pdu:P1").state());
            SourceState state = it.await(SourceState.class, s -> s.errors() > 0);
            assertTrue(state.detail().contains("power.apparent of pdu:P1: the agent forbids it"), state.detail());
        }
    }

    @Test
    void versionThreeIsSignedAndEncrypted() throws Exception {
        agent.integer(RPDU + "4.3.1.5.1", 42);
        String access = "user: " + TestAgent.USER + "\nauth-file: " + secret("auth", TestAgent.AUTH)
                + "\nprivacy-file: " + secret("privacy", TestAgent.PRIVACY);
        try (Hearing it = asking("apc-rpdu2", access)) {
            assertEquals(420, it.told("power.observed pdu:P1").value());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nobody|a-test-signature|a-test-privacy|does not know this user",
                "reader|a-wrong-signature|a-test-privacy|the signature is wrong",
                "reader|a-test-signature|a-wrong-privacy|may be silent too when a secret of the user is wrong",
                "reader|short|a-test-privacy|shorter than the 8 characters",
            })
    void whoMayNotAskIsToldWhyAndNeverHisSecret(String user, String auth, String privacy, String why) throws Exception {
        String access = "user: " + user + "\nauth-file: " + secret("auth", auth) + "\nprivacy-file: "
                + secret("privacy", privacy);
        try (Hearing it = asking("apc-rpdu2", access)) {
            SourceState failed = it.await(SourceState.class, s -> s.detail().contains(why));
            assertEquals("failed", failed.condition());
            assertFalse(failed.detail().contains("wrong-"), failed.detail());
        }
    }

    @Test
    void aUserWhoMayNoLongerSeeIsForbidden() throws Exception {
        agent.integer(RPDU + "4.3.1.5.1", 42);
        String auth = secret("auth", TestAgent.AUTH);
        String access = "user: " + TestAgent.USER + "\nauth-file: " + auth + "\nprivacy-file: "
                + secret("privacy", TestAgent.PRIVACY);
        try (Hearing it = asking("apc-rpdu2", access)) {
            assertEquals(420, it.told("power.observed pdu:P1").value());
            Files.writeString(Path.of(auth), "a-wrong-signature");
            agent.manner = Manner.SILENT;
            it.await(SourceState.class, s -> s.condition().equals("failed"));
            agent.manner = Manner.GOOD;
            assertEquals(
                    DataState.FORBIDDEN,
                    it.told("power.observed pdu:P1", t -> t.state() != DataState.OK)
                            .state());
        }
    }

    @Test
    void aWrongCommunityIsSilence() throws Exception {
        try (Hearing it = asking("apc-rpdu2", "community-file: " + secret("c", "not-it"))) {
            SourceState failed = it.await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(failed.detail().contains("did not answer 1 try of 300 ms"), failed.detail());
            assertTrue(failed.detail().contains("community is wrong"), failed.detail());
            assertFalse(failed.detail().contains("not-it"), failed.detail());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SILENT|did not answer",
                "OTHER_OBJECTS|was asked for",
                "FEWER_OBJECTS|answered 1 objects when",
                "OTHER_QUESTION|did not answer",
                "CIRCLE|goes round in a circle",
            })
    void itSaysWhatIsWrongAndHarmsNoOther(Manner manner, String said) throws Exception {
        agent.integer(RPDU + "4.3.1.5.1", 1);
        agent.text(RPDU + "9.4.3.1.3.1", "one");
        agent.integer(RPDU + "9.4.3.1.7.1", 7);
        agent.manner = manner;
        try (TestAgent good = new TestAgent()) {
            good.integer(RPDU + "4.3.1.5.1", 2);
            String more = "- {name: P2, address: \"127.0.0.1:%d\", map: apc-rpdu2}".formatted(good.port());
            try (Hearing it = asking("apc-rpdu2", community(), agent.port(), more)) {
                SourceState failed = it.await(
                        SourceState.class,
                        s -> s.source().text().equals("source:pdus/P1")
                                && s.condition().equals("failed"));
                assertTrue(failed.detail().contains(said) && failed.detail().contains("since"), failed.detail());
                boolean answered = !said.equals("did not answer");
                assertEquals(answered, failed.delivery().example().contains(said), "an example of it");
                assertEquals(20, it.told("power.observed pdu:P2").value());
                agent.manner = Manner.GOOD;
                assertEquals(10, it.told("power.observed pdu:P1").value());
            }
        }
    }

    @Test
    void noiseFromElsewhereIsNoAnswer() throws Exception {
        try (DatagramSocket noisy = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                Random random = new Random(1);
                byte[] buffer = new byte[2_000];
                try {
                    while (true) {
                        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                        noisy.receive(packet);
                        for (int i = 0; i < 20; i++) {
                            byte[] noise = new byte[1 + random.nextInt(60_000)];
                            random.nextBytes(noise);
                            noise[0] = 0x30;
                            noisy.send(new DatagramPacket(noise, noise.length, packet.getSocketAddress()));
                        }
                    }
                } catch (IOException e) {
                    noisy.close();
                }
            });
            agent.integer(RPDU + "4.3.1.5.1", 5);
            String more = "- {name: P2, address: \"127.0.0.1:%d\", map: apc-rpdu2}".formatted(agent.port());
            try (Hearing it = asking("apc-rpdu2", community(), noisy.getLocalPort(), more)) {
                it.await(
                        SourceState.class,
                        s -> s.source().text().equals("source:pdus/P1")
                                && s.condition().equals("failed"));
                assertEquals(50, it.told("power.observed pdu:P2").value());
            }
        }
    }
}
