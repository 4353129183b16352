package millwright.connectors.redfish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.feed.Occurrence;
import millwright.feed.Priority;
import millwright.feed.SourceState;
import millwright.hearing.SharedData;
import millwright.plant.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventStreamTest {
    private static final String STREAM = "/redfish/v1/EventService/SSE";

    @TempDir
    Path folder;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private TestBmc bmc;

    @BeforeEach
    void serve() throws Exception {
        bmc = new TestBmc(folder, "ip:127.0.0.1");
        bmc.put("/redfish/v1", """
            {"Systems":{"@odata.id":"/redfish/v1/Systems"},"EventService":{"@odata.id":"/redfish/v1/EventService"}}\
            """);
        bmc.collection("/redfish/v1/Systems", Map.of("1", "{\"Id\":\"1\"}"));
        bmc.put("/redfish/v1/EventService", "{\"ServerSentEventUri\":\"" + STREAM + "\"}");
        bmc.manners.put(STREAM, x -> {
            x.getResponseHeaders().add("Content-Type", "text/event-stream");
            x.sendResponseHeaders(200, 0);
            OutputStream out = x.getResponseBody();
            try {
                for (String next = lines.take(); !next.equals("end"); next = lines.take()) {
                    out.write(next.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @AfterEach
    void stop() {
        bmc.close();
    }

    private static String event(String id, String severity, String message) {
        return "id: 1\ndata: {\"Events\":[{\"EventId\":\"" + id + "\",\"Severity\":\"" + severity
                + "\",\ndata: \"MessageId\":\""
                + message + "\",\"Message\":\"It happened\",\"EventTimestamp\":\""
                + java.time.Instant.now()
                + "\",\"OriginOfCondition\":{\"@odata.id\":\"/redfish/v1/Systems/1/Memory/3\"}}]}\n\n";
    }

    @Test
    void eventsBecomeOccurrencesOfWhatTheyAreAbout() throws Exception {
        try (Listening feed = new Listening(bmc, folder, "")) {
            lines.add(": keep alive\n\n" + event("7", "Critical", "Contoso.1.0.LeakDetected"));
            Occurrence leak = feed.await(Occurrence.class, o -> true);
            assertNotNull(leak);
            assertEquals("leak.LeakDetected", leak.what());
            assertEquals("node:n17", leak.entity().text());
            assertEquals(Priority.CRITICAL, leak.priority());
            assertEquals("It happened", leak.text());
            lines.add("data: no json\n\n" + event("8", "Warning", "Contoso.1.0.FanSlow"));
            Occurrence fan = feed.await(Occurrence.class, o -> true);
            assertNotNull(fan);
            assertEquals("bmc.FanSlow", fan.what());
            assertTrue(bmc.ports.size() <= 2, "connections");
            assertEquals(1, bmc.sessions.size(), "the stream uses the poller's session");
        }
    }

    @Test
    void aStreamThatEndsIsOpenedAgainAndARepeatedEventIsToldOnce() throws Exception {
        try (Listening feed = new Listening(bmc, folder, "connections: 2")) {
            String first = event("7", "Warning", "Contoso.1.0.FanSlow");
            lines.add(first);
            assertNotNull(feed.await(Occurrence.class, o -> true));
            lines.add("end");
            lines.add(first);
            lines.add(event("8", "Warning", "Contoso.1.0.FanStopped"));
            Occurrence next = feed.await(Occurrence.class, o -> true);
            assertNotNull(next);
            assertEquals("bmc.FanStopped", next.what());
            assertEquals(2, bmc.count("GET " + STREAM));
        }
    }

    @Test
    void streamsThatEndAtOnceAndTellNothingAreFailuresInARow() {
        assertEquals(4, EventStream.failures(3, false, Times.SECOND));
        assertEquals(1, EventStream.failures(3, true, Times.SECOND), "it told of something");
        assertEquals(1, EventStream.failures(3, false, Times.MINUTE), "it stood for a minute");
    }

    @Test
    void aBudgetOfOneConnectionLeavesTheStreamAloneAndSaysSo() throws Exception {
        try (Listening feed = new Listening(bmc, folder, "connections: 1")) {
            SourceState state = feed.awaitCondition("ok");
            assertNotNull(state);
            assertEquals(
                    List.of("events are offered and not read: 'connections: 1' leaves none for them; 2 does"),
                    lacking(state));
            assertNotNull(feed.awaitCondition("ok"));
            assertEquals(0, bmc.count("GET " + STREAM));
            assertEquals(1, bmc.ports.size());
        }
    }

    private static List<String> lacking(SourceState state) {
        return state.missing().stream().filter(m -> m.contains("event")).toList();
    }

    /** It admits four, streams among them. @param taken by others */
    private void admitFour(AtomicInteger taken) {
        TestBmc.Manner stream = Objects.requireNonNull(bmc.manners.get(STREAM));
        AtomicInteger streams = new AtomicInteger();
        bmc.manners.put(STREAM, x -> {
            if (taken.get() + bmc.sessions.size() + streams.incrementAndGet() > 4) {
                streams.decrementAndGet();
                TestBmc.send(x, 503, "{}");
            } else {
                stream.answer(x);
                streams.decrementAndGet();
            }
        });
    }

    @Test
    void aControllerThatAdmitsFourOfWhichTwoAreTakenIsReadWithItsEventsByDefault() throws Exception {
        admitFour(new AtomicInteger(2));
        try (Listening feed = new Listening(bmc, folder, "")) {
            lines.add(event("7", "Warning", "Contoso.1.0.FanSlow"));
            Occurrence fan = feed.await(Occurrence.class, o -> true);
            assertNotNull(fan);
            assertEquals("bmc.FanSlow", fan.what());
            SourceState state = feed.awaitCondition("ok");
            assertNotNull(state);
            assertEquals(List.of(), lacking(state));
            assertEquals(1, bmc.mostSessions.get());
        }
    }

    @Test
    void whereThreeAreTakenItIsReadWithoutItsEventsUntilOneIsFree() throws Exception {
        AtomicInteger taken = new AtomicInteger(3);
        admitFour(taken);
        try (Listening feed = new Listening(bmc, folder, "survey: 100ms")) {
            SourceState state = feed.await(SourceState.class, s -> !lacking(s).isEmpty());
            assertNotNull(state);
            assertEquals("ok", state.condition());
            assertTrue(lacking(state).getFirst().contains("offered and not read: no stream of events: " + STREAM));
            assertTrue(
                    lacking(state).getFirst().endsWith("answered 503"),
                    state.missing().toString());
            taken.set(2);
            lines.add(event("7", "Warning", "Contoso.1.0.FanSlow"));
            assertNotNull(feed.await(Occurrence.class, o -> true));
        }
    }

    @Test
    void aControllerThatAnswersNoQuestionsWhileItsEventsAreReadGetsThatConnectionBack() throws Exception {
        AtomicInteger streams = new AtomicInteger();
        TestBmc.Manner stream = Objects.requireNonNull(bmc.manners.get(STREAM));
        bmc.manners.put(STREAM, x -> {
            streams.incrementAndGet();
            stream.answer(x);
        });
        bmc.manners.put("/redfish/v1", x -> {
            if (streams.compareAndSet(1, 2)) {
                TestBmc.send(x, 503, "{}");
            } else {
                bmc.resource(x, "/redfish/v1");
            }
        });
        try (Listening feed = new Listening(bmc, folder, "survey: 200ms")) {
            assertNotNull(feed.awaitCondition("failed"));
            SourceState state = feed.await(SourceState.class, s -> s.condition().equals("ok"));
            assertNotNull(state);
            assertEquals(
                    List.of("events are offered and not read: a question failed while they were read"), lacking(state));
        }
    }

    @Test
    void aRecordedEventIsUnderstood() throws Exception {
        byte[] body = Files.readAllBytes(SharedData.file("redfish/gofish-sample-bodies/eventBody.json"));
        Inventory inventory = new Inventory(millwright.plant.Catalogue.standard());
        var fallback = new millwright.plant.EntityId("source:redfish/bmc");
        Events events = new Events("bmc", fallback, new millwright.feed.Origin(fallback, false));
        Document event = Document.parse(body, "sse", "");
        Occurrence one = events.read(event, inventory, 0, 0, 1_000).getFirst();
        assertEquals("bmc.CableRemoved", one.what());
        assertEquals(Priority.MEDIUM, one.priority());
        assertEquals(fallback, one.entity());
        assertTrue(events.read(event, inventory, 0, 0, 2_000).isEmpty(), "the same event again");
    }
}
