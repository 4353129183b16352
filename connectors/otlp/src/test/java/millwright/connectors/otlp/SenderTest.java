package millwright.connectors.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.connectors.source.LogMeaning;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.Priority;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class SenderTest {
    private static final Map<String, String> NODE = Map.of("host.name", "n17", "service.name", "agent");

    private static byte[] logs(String... lines) {
        return logs(NODE, lines);
    }

    private static byte[] logs(Map<String, String> resource, String... lines) {
        ScopeLogs.Builder scope = ScopeLogs.newBuilder();
        for (String line : lines) {
            scope.addLogRecords(LogRecord.newBuilder()
                    .setTimeUnixNano(Site.START)
                    .setSeverityNumberValue(line.contains("Xid") ? 17 : 9)
                    .setBody(AnyValue.newBuilder().setStringValue(line)));
        }
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .setResource(Resource.newBuilder().addAllAttributes(Site.pairs(resource)))
                        .addScopeLogs(scope))
                .build()
                .toByteArray();
    }

    private static List<LogMeaning> read(String program, String message) {
        if (message.contains("trap")) {
            throw new IllegalStateException("a line that its reader fails on");
        }
        LogMeaning.Place gpu = new LogMeaning.Place(EntityKind.GPU, "", "0000:3b:00", "GPU 3b");
        if (message.contains("named")) {
            return List.of(new LogMeaning.GpuNamed("0000:3b:00", "GPU-5fa31b00"));
        }
        return message.contains("Xid")
                ? List.of(new LogMeaning.Happened("xid", Layer.GPU, gpu, Priority.HIGH, message, Map.of("by", program)))
                : List.of();
    }

    private static List<Occurrence> told(Site site) {
        return site.events.stream()
                .filter(Occurrence.class::isInstance)
                .map(Occurrence.class::cast)
                .toList();
    }

    /** The GPU has a good name of its own, and what it stands in has none. */
    @Test
    void linesOfAHostWithNoPossibleNameAreRefusedAndThoseOfOthersTaken() {
        Site site = new Site(Optional.of(SenderTest::read));
        Map<String, String> nameless = Map.of("host.name", "n\u00011");
        Refusals refusals = site.receiver.logs(logs(nameless, "named", "NVRM: Xid 79"), false, "10.0.0.9");
        assertEquals(
                "2 log records not taken, the first: a log record is about nothing that can be named: "
                        + "the name of its host: entity id holds a control character at position 6",
                refusals.message());
        site.receiver.logs(logs("NVRM: Xid 79"), false, "10.0.0.9");
        assertEquals("gpu:n17/0000:3b:00", told(site).getFirst().entity().text());
        assertEquals(1, told(site).size());
    }

    @Test
    void linesThatMeanSomethingAreToldOfAnEntityThatIsKnown() {
        Site site = new Site(Optional.of(SenderTest::read));
        Refusals refusals = site.receiver.logs(logs("hello", "NVRM: Xid 79", "a trap"), false, "10.0.0.9");
        Occurrence event = told(site).getFirst();
        assertEquals("NVRM: Xid 79", event.text());
        assertEquals("gpu:n17/0000:3b:00", event.entity().text());
        assertEquals("agent", event.details().get("by"));
        assertEquals(Site.START, event.time());
        assertTrue(site.plant().indexOf(event.entity()) >= 0);
        assertEquals(
                "1 log records not taken, the first: a log record could not be read: a line that its reader fails on",
                refusals.message());
    }

    @Test
    void aLineWhoseNumberItsReaderCannotReadIsNotTakenForOneWithoutAName() {
        Site site = new Site(Optional.of((program, text) -> {
            throw new NumberFormatException("For input string: \"7x\"");
        }));
        Refusals refusals = site.receiver.logs(logs("NVRM: Xid 7x"), false, "10.0.0.9");
        assertEquals(
                "1 log records not taken, the first: a log record could not be read: For input string: \"7x\"",
                refusals.message());
    }

    @Test
    void twoEqualLinesAreTwoEventsAndARepeatedRequestIsNone() {
        Site site = new Site(Optional.of(SenderTest::read));
        byte[] body = logs("Xid 79", "Xid 79");
        site.receiver.logs(body, false, "10.0.0.9");
        site.receiver.logs(body, false, "10.0.0.9");
        assertEquals(4, told(site).size());
        assertEquals(2, told(site).stream().map(Occurrence::id).distinct().count());
    }

    @Test
    void aGpuThatMetricsToldOfIsTheOneThatLogsNameByAddress() {
        Site site = new Site(Optional.of(SenderTest::read));
        Map<String, String> gpu = Map.of("UUID", "GPU-aa", "pci_bus_id", "00000000:3B:00.0", "Hostname", "n17");
        site.send(NODE, MeaningTest.gauge("DCGM_FI_DEV_POWER_USAGE", site.at(400, gpu)));
        site.receiver.logs(logs("Xid 79"), false, "10.0.0.9");
        assertEquals("gpu:GPU-aa", told(site).getFirst().entity().text());
    }

    @Test
    void withoutAReaderErrorsAreCountedAndNothingIsMadeUp() {
        Site site = new Site();
        site.receiver.logs(logs("hello", "NVRM: Xid 79", "Xid 48"), false, "10.0.0.9");
        assertTrue(site.events.stream().noneMatch(Occurrence.class::isInstance));
        assertEquals("2 error logs so far", site.state().detail());
    }

    @Test
    void aSenderThatFallsSilentIsSaidToAndOneThatComesBackIsNot() {
        Site site = new Site();
        for (int i = 0; i < 3; i++) {
            site.send(NODE, MeaningTest.gauge("hw.host.power", site.at(5000, Map.of())));
            site.pass(10);
        }
        site.pass(20);
        site.receiver.lookAtSenders();
        assertEquals("ok", site.state().condition(), "30 s are three exports of this sender's pace");
        site.pass(10);
        site.receiver.lookAtSenders();
        site.receiver.lookAtSenders();
        assertEquals("failed", site.state().condition());
        assertTrue(
                site.state().detail().startsWith("nothing came for 40 s; it sent every 10 s"),
                site.state().detail());
        assertEquals(
                1,
                site.events.stream()
                        .filter(e -> e instanceof SourceState s && s.condition().equals("failed"))
                        .count());
        site.send(NODE, MeaningTest.gauge("hw.host.power", site.at(5000, Map.of())));
        site.pass(2);
        site.send(NODE, MeaningTest.gauge("hw.host.power", site.at(5000, Map.of())));
        assertEquals("ok", site.state().condition());
    }

    @Test
    void whatWasNotToldAtOnceIsToldALittleLater() {
        Site site = new Site();
        site.send(NODE, MeaningTest.gauge("hw.host.power", site.at(5000, Map.of())));
        site.receiver.logs(logs("NVRM: Xid 79"), false, "10.0.0.9");
        assertTrue(site.state().detail().startsWith("1 values understood"), "a report a second is enough");
        site.pass(1);
        site.receiver.lookAtSenders();
        assertEquals("1 error logs so far", site.state().detail());
    }

    @Test
    void valuesSpeakForThePaceOfTheirSender() {
        Site site = new Site();
        for (int i = 0; i < 2; i++) {
            site.send(NODE, MeaningTest.gauge("hw.host.power", site.at(5000, Map.of())));
            site.pass(15);
        }
        List<Frame> frames = site.events.stream()
                .filter(Frame.class::isInstance)
                .map(Frame.class::cast)
                .toList();
        assertEquals(60 * Times.SECOND, frames.getFirst().interval());
        assertEquals(15 * Times.SECOND, frames.getLast().interval());
        assertEquals(Site.START + 15 * Times.SECOND, frames.getLast().sourceTime());
    }

    @Test
    void aClockThatIsAnHourOffIsLeftToWhoMeasuresItAndItsValuesAreTaken() {
        Site site = new Site();
        site.send(
                NODE,
                MeaningTest.gauge("hw.host.power", site.at(5000, Map.of()).setTimeUnixNano(site.now() + Times.HOUR)));
        assertEquals(0, site.state().clockOffset());
        assertEquals(0, site.state().clockUncertainty());
        assertEquals(5000.0, site.newest("node.power", "node:n17"));
    }

    @Test
    void theSamplesOfEachSenderNameThatSender() {
        Site site = new Site();
        site.send(NODE, MeaningTest.gauge("hw.host.power", site.at(5000, Map.of())));
        site.send(
                Map.of("host.name", "n18", "service.name", "agent"),
                MeaningTest.gauge("hw.host.power", site.at(6000, Map.of())));
        List<String> origins = site.events.stream()
                .filter(Frame.class::isInstance)
                .map(e -> ((Frame) e).origin().source().text())
                .toList();
        List<String> sources = site.events.stream()
                .filter(SourceState.class::isInstance)
                .map(e -> ((SourceState) e).source().text())
                .toList();
        assertEquals(List.of("source:otel/agent@n17", "source:otel/agent@n18"), origins);
        assertEquals(origins, sources, "whose clock is looked up is whose samples were measured");
    }

    @Test
    void thousandsOfSendersShareAReport() {
        Site site = new Site();
        for (int i = 0; i < Senders.MOST + 200; i++) {
            site.send(Map.of("host.name", "n" + i), MeaningTest.gauge("hw.host.power", site.at(1, Map.of())));
        }
        long names = site.events.stream()
                .filter(SourceState.class::isInstance)
                .map(e -> ((SourceState) e).source())
                .distinct()
                .count();
        assertEquals(Senders.MOST + 1, names);
    }

    @Test
    void fieldsThatAGpuSenderLacksAreNamed() {
        Site site = new Site();
        Map<String, String> gpu = Map.of("UUID", "GPU-a", "gpu", "0", "Hostname", "n1");
        site.send(NODE, MeaningTest.gauge("DCGM_FI_DEV_POWER_USAGE", site.at(400, gpu)));
        assertTrue(
                site.state().missing().contains("no gpu.sm.active (SM_ACTIVE): not sent"),
                site.state().missing().toString());
        assertTrue(site.state().missing().stream().noneMatch(m -> m.contains("gpu.power:")));
    }

    @Test
    void aSenderThatWentAwayHasEndedAfterAnHourAndMayComeBack() {
        Site site = new Site();
        site.send(NODE, MeaningTest.gauge("hw.host.power", site.at(5000, Map.of())));
        String name = site.state().source().text();
        site.pass(600);
        site.receiver.lookAtSenders();
        assertEquals("failed", site.state().condition());
        site.pass(3_001);
        site.receiver.lookAtSenders();
        assertEquals(name, site.state().source().text());
        assertEquals("ended", site.state().condition());
        int told = site.events.size();
        site.pass(3_601);
        site.receiver.lookAtSenders();
        assertEquals(told, site.events.size(), "once");
        site.send(NODE, MeaningTest.gauge("hw.host.power", site.at(5000, Map.of())));
        assertEquals("ok", site.state().condition());
        assertEquals(name, site.state().source().text());
    }

    @Test
    void aMachineThatNoSenderTellsAnyMoreGoesWhereTheBlockSaysSoAndOnlyThere() {
        Map<String, Object> other = Map.of("host.name", "n99");
        for (String more : List.of("", "forget-silent: 3h\n")) {
            Site site = new Site(Optional.empty(), more);
            site.send(NODE, MeaningTest.gauge("hw.host.power", site.at(5000, Map.of())));
            site.send(other, MeaningTest.gauge("hw.host.power", site.at(4000, Map.of())));
            assertEquals(2, site.plant().count(EntityKind.NODE));
            site.pass(3 * 3_600 + 1);
            site.send(other, MeaningTest.gauge("hw.host.power", site.at(4000, Map.of())));
            site.receiver.lookAtSenders();
            assertEquals(more.isEmpty() ? 2 : 1, site.plant().count(EntityKind.NODE));
            assertTrue(site.plant().indexOf(new EntityId("node:n99")) >= 0);
        }
    }
}
