package millwright.connectors.redfish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import millwright.feed.Frame;
import millwright.feed.SourceState;
import millwright.hearing.OwnCertificate;
import millwright.plant.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a controller does, it harms only itself, and says so. */
class MisbehaviourTest {
    private static final String SYSTEM = "/redfish/v1/Systems/1";
    private static final String POWER = "/redfish/v1/Chassis/1/EnvironmentMetrics";

    @TempDir
    Path folder;

    private final CountDownLatch never = new CountDownLatch(1);
    private TestBmc bmc;

    @BeforeEach
    void serve() throws Exception {
        bmc = server();
    }

    private TestBmc server() throws Exception {
        TestBmc made = new TestBmc(folder, "ip:127.0.0.1");
        made.put("/redfish/v1", """
            {"Systems":{"@odata.id":"/redfish/v1/Systems"},"Chassis":{"@odata.id":"/redfish/v1/Chassis"}}\
            """);
        made.collection("/redfish/v1/Systems", Map.of("1", """
            {"Id":"1","Status":{"Health":"OK"},"Links":{"Chassis":[{"@odata.id":"/redfish/v1/Chassis/1"}]}}\
            """));
        made.collection("/redfish/v1/Chassis", Map.of("1", """
            {"Id":"1","EnvironmentMetrics":{"@odata.id":"/redfish/v1/Chassis/1/EnvironmentMetrics"},
             "Links":{"ComputerSystems":[{"@odata.id":"/redfish/v1/Systems/1"}]}}\
            """));
        return made.put(POWER, "{\"PowerWatts\":{\"Reading\":900}}");
    }

    @AfterEach
    void stop() {
        never.countDown();
        bmc.close();
    }

    private void hang() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SourceState failure(Listening feed) throws InterruptedException {
        SourceState state = feed.awaitCondition("failed");
        assertNotNull(state);
        return state;
    }

    @Test
    void aRefusedConnectionIsToldAndNothingTurnsZero() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Listening feed = new Listening("\"127.0.0.1:" + port + "\"", bmc.authority, folder, "")) {
            String detail = failure(feed).detail();
            assertTrue(detail.contains("connection refused") && detail.contains("since"), detail);
            assertTrue(feed.told.stream().noneMatch(Frame.class::isInstance));
        }
    }

    @Test
    void aHalfOpenPeerIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Listening feed = new Listening(
                        "\"127.0.0.1:" + silent.getLocalPort() + "\"", bmc.authority, folder, "timeout: 500ms")) {
            String detail = failure(feed).detail();
            assertTrue(detail.contains("answer within"), detail);
        }
    }

    @Test
    void oneResourceThatNeverAnswersCostsOnlyItsOwnValues() throws Exception {
        try (Listening feed = new Listening(bmc, folder, "timeout: 1s")) {
            assertNotNull(feed.awaitCondition("ok"));
            feed.values.clear();
            bmc.manners.put(POWER, x -> hang());
            SourceState state = feed.await(SourceState.class, s -> s.detail().contains("could not be read"));
            assertNotNull(state);
            assertEquals("ok", state.condition());
            assertTrue(state.detail().contains(POWER), state.detail());
            feed.values.clear();
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(0, feed.values.get("health node:n17"));
            assertFalse(feed.values.containsKey("node.power node:n17"), "it goes stale by its age");
        }
    }

    @Test
    void anAnswerThatTricklesIsCutOff() throws Exception {
        bmc.manners.put("/redfish/v1", x -> {
            x.sendResponseHeaders(200, 0);
            x.getResponseBody().write('{');
            x.getResponseBody().flush();
            hang();
        });
        try (Listening feed = new Listening(bmc, folder, "timeout: 500ms")) {
            String detail = failure(feed).detail();
            assertTrue(detail.contains("answer within") || detail.contains("did not end within"), detail);
        }
    }

    @Test
    void anAnswerOfTwoHundredMegabytesIsNotSwallowed() throws Exception {
        bmc.manners.put(POWER, x -> {
            x.sendResponseHeaders(200, 0);
            byte[] blanks = " ".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            try {
                for (int i = 0; i < 200; i++) {
                    x.getResponseBody().write(blanks);
                }
            } catch (IOException e) {
                never.countDown();
            }
        });
        try (Listening feed = new Listening(bmc, folder, "")) {
            SourceState state = feed.awaitCondition("ok");
            assertNotNull(state);
            assertTrue(state.detail().contains("answer is larger than 4 MiB"), state.detail());
            assertEquals(0, feed.values.get("health node:n17"));
            never.await();
        }
    }

    @Test
    void aBusyControllerIsLeftAloneAsLongAsItAsksAndOthersGoOn() throws Exception {
        try (TestBmc busy = server()) {
            busy.manners.put("/redfish/v1", x -> {
                x.getResponseHeaders().add("Retry-After", "600");
                TestBmc.send(x, 503, "{}");
            });
            String both = "{ address: \"" + busy.address() + "\", host: busy }, { address: \"" + bmc.address()
                    + "\", host: n17 }";
            try (Listening feed = new Listening(both, bmc.authority, folder, "")) {
                assertTrue(failure(feed).detail().contains("answered 503; it is busy"));
                assertNotNull(feed.await(SourceState.class, s -> bmc.count("GET " + POWER) >= 12));
                assertEquals(1, busy.count("GET /redfish/v1"));
                assertEquals(900, feed.values.get("node.power node:n17"));
            }
        }
    }

    @Test
    void garbageIsNamedAndForgottenWhenItEnds() throws Exception {
        bmc.manners.put("/redfish/v1", x -> TestBmc.send(x, 200, "<html>maintenance</html>"));
        try (Listening feed = new Listening(bmc, folder, "")) {
            String detail = failure(feed).detail();
            assertTrue(detail.contains("/redfish/v1/: not JSON"), detail);
            bmc.manners.clear();
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(900, feed.values.get("node.power node:n17"));
        }
    }

    @Test
    void linksInACircleEnd() throws Exception {
        bmc.put("/redfish/v1/Systems", """
            {"Members":[{"@odata.id":"/redfish/v1/Systems"},{"@odata.id":"/redfish/v1/"},{"@odata.id":"%s"}],
             "Members@odata.nextLink":"/redfish/v1/Systems"}\
            """.formatted(SYSTEM));
        bmc.put("/redfish/v1/Chassis", """
            {"Members":[{"@odata.id":"/redfish/v1/Chassis/1"}],"Members@odata.nextLink":"/redfish/v1/Chassis?page=2"}\
            """);
        try (Listening feed = new Listening(bmc, folder, "")) {
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(900, feed.values.get("node.power node:n17"));
        }
    }

    @Test
    void nothingLeadsToAnotherServer() throws Exception {
        try (TestBmc other = server()) {
            String there = other.address() + "/redfish/v1/Chassis/1/EnvironmentMetrics";
            String network = there.substring("https:".length());
            bmc.put("/redfish/v1/Chassis/1", """
                {"Id":"1","EnvironmentMetrics":{"@odata.id":"%s"},"Power":{"@odata.id":"%s"},
                 "Thermal":{"@odata.id":"/redfish/../../etc/passwd"},"PowerSubsystem":{"@odata.id":"/redfish/v1/Moved"},
                 "ThermalSubsystem":{"@odata.id":"file:///etc/passwd"},"Sensors":{"@odata.id":"\\\\\\\\host\\\\x"}}\
                """.formatted(there, network));
            bmc.manners.put("/redfish/v1/Moved", x -> {
                x.getResponseHeaders().add("Location", there);
                TestBmc.send(x, 302, "");
            });
            bmc.sessionPlace = other.address() + Session.PLACE + "/";
            try (Listening feed = new Listening(bmc, folder, "")) {
                SourceState state = feed.awaitCondition("ok");
                assertNotNull(state);
                assertTrue(state.detail().contains("links to other servers were not followed"), state.detail());
            }
            assertEquals(java.util.List.of(), other.asked);
            assertTrue(bmc.asked.stream().noneMatch(a -> a.contains("passwd")), bmc.asked.toString());
        }
    }

    @Test
    void aControllerThatWantsToSeeOurCertificateIsReadWhereTheBlockNamesIt() throws Exception {
        OwnCertificate ours = OwnCertificate.in(folder, "ours", "dns:gateway");
        try (TestBmc wary = new TestBmc(folder, "ip:127.0.0.1", Optional.of(ours))) {
            try (Listening feed = new Listening(wary, folder, "")) {
                String detail = failure(feed).detail();
                assertTrue(detail.contains("give 'cert-file' with 'key-file'"), detail);
            }
            String keys = "cert-file: " + ours.certificate() + "\nkey-file: " + ours.key();
            try (Listening feed = new Listening(wary, folder, keys)) {
                assertNotNull(feed.awaitCondition("ok"));
            }
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityOrForAnotherNameIsNotTrusted() throws Exception {
        try (TestBmc misnamed = new TestBmc(folder, "dns:elsewhere.example")) {
            String one = "\"" + bmc.address() + "\"";
            try (Listening feed = new Listening(one, misnamed.authority, folder, "")) {
                String detail = failure(feed).detail();
                assertTrue(detail.contains("certificate is not trusted") && detail.contains("'ca-file'"), detail);
            }
            try (Listening feed = new Listening("\"" + misnamed.address() + "\"", misnamed.authority, folder, "")) {
                assertTrue(failure(feed).detail().contains("certificate is not trusted"));
            }
            assertEquals(java.util.List.of(), misnamed.asked);
            assertEquals(java.util.List.of(), bmc.asked, "no password went anywhere");
        }
    }

    @Test
    void aWrongPasswordIsSaidWithoutTellingIt() throws Exception {
        try (Listening feed = new Listening(bmc, folder, "name: other")) {
            assertNotNull(feed.awaitCondition("ok"));
            java.nio.file.Files.writeString(folder.resolve("password"), "not so secret");
            bmc.sessions.clear();
            String detail = failure(feed).detail();
            assertTrue(detail.contains("login: answered 401; give valid credentials"), detail);
            assertFalse(detail.contains("not so secret"), detail);
        }
    }

    @Test
    void aClockAnHourAheadIsMeasuredAndCorrected() throws Exception {
        InstantSource ours = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        String one = "{ address: \"" + bmc.address() + "\", host: n17 }";
        String sensor = "/redfish/v1/Chassis/1/Sensors/P";
        bmc.put("/redfish/v1/Chassis/1", """
            {"Id":"1","Sensors":{"@odata.id":"/redfish/v1/Chassis/1/Sensors"}}\
            """);
        bmc.collection("/redfish/v1/Chassis/1/Sensors", Map.of("P", "{}"));
        bmc.manners.put(
                sensor, x -> TestBmc.send(x, 200, """
                    {"Id":"P","ReadingType":"Power","PhysicalContext":"Chassis","Reading":910,"ReadingTime":"%s"}\
                    """.formatted(Instant.now().minusSeconds(60))));
        try (Listening feed = new Listening(one, bmc.authority, folder, "", ours)) {
            SourceState state = feed.awaitCondition("ok");
            assertNotNull(state);
            assertEquals(3_600, state.clockOffset() / (double) Times.SECOND, 2);
            assertTrue(state.clockUncertainty() >= Times.SECOND / 2);
            Frame power = feed.told.stream()
                    .filter(Frame.class::isInstance)
                    .map(Frame.class::cast)
                    .filter(f -> f.metric().name().equals("node.power"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(60, (power.receiveTime() - power.sourceTime()) / (double) Times.SECOND, 3);
        }
    }
}
