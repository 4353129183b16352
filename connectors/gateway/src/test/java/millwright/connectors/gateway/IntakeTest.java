package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import millwright.control.AuditFile;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.Occurrence;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.hearing.Mute;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes in from one source. */
class IntakeTest {
    @TempDir
    private Path folder;

    private long now = 1_000;
    private final Inbox inbox = new Inbox();
    private final List<PlantEvent> taken = new ArrayList<>();
    private final Intake intake = new Intake(
            new FeedSource("s", "test", true, () -> new Mute("s")),
            1 << 20,
            inbox,
            (from, event) -> taken.add(event),
            () -> now);

    private void work() throws InterruptedException {
        for (Runnable task = inbox.next(0); task != null; task = inbox.next(0)) {
            task.run();
        }
    }

    @Test
    void whatComesAfterTheEndOfASourceWasToldDoesNotBringItBack() throws InterruptedException {
        intake.accept(Made.happened("before", "a"));
        inbox.add(intake::end);
        intake.accept(Made.happened("after", "a"));
        work();
        assertEquals(1, taken.size());
        assertEquals(
                "before", assertInstanceOf(Occurrence.class, taken.getFirst()).id());
    }

    @Test
    void whenAPushedSampleCameIsForTheGatewayToSay() {
        Frame wrong = Made.power(1, 5, 100);
        Frame right = assertInstanceOf(Frame.class, IngestService.received(wrong, 77));
        assertEquals(77, right.receiveTime());
        assertEquals(5, right.sourceTime());
        Occurrence event = assertInstanceOf(Occurrence.class, IngestService.received(Made.happened("x", "a"), 77));
        assertEquals(77, event.receiveTime());
    }

    @Test
    void aPeerThatEndedIsForgottenOnceItWasTold() throws InterruptedException {
        PlantRoom room = new PlantRoom(
                GatewayParts.live(
                        "test", Catalogue.standard(), () -> 1, Made.journal("e"), AuditFile.open(folder.resolve("a"))),
                Runnable::run,
                command -> {});
        GatewayParts parts = GatewayParts.live(
                "test", Catalogue.standard(), () -> 1, Made.journal("f"), AuditFile.open(folder.resolve("b")));
        IntakeDesk desk = new IntakeDesk(room, parts, new PeerClocks());
        desk.take(intake, peer("failed"));
        desk.take(intake, peer("ok"));
        assertEquals("1 of 1 answers", Peers.of(intake).detail());
        desk.take(intake, peer("ended"));
        assertEquals(0, intake.told().size());
        assertEquals("ok", Peers.of(intake).condition("ok"));
        assertEquals(0, intake.errors());
    }

    private static SourceState peer(String condition) {
        EntityId id = EntityId.of(EntityKind.SOURCE, "s/p");
        return new SourceState(id, "test", condition, "", 1, 0, 0, 0, List.of(), 0, 0);
    }

    @Test
    void whatTheGatewayWasTooLateForIsSaidOfEachMetric() throws InterruptedException {
        float[] many = new float[100_000];
        for (int i = 1; i <= 5; i++) {
            intake.accept(Made.power(1, i, many)); // two of these fill what may wait
        }
        work();
        intake.accept(Made.power(1, 6, 1));
        work();
        List<Gap> gaps = taken.stream()
                .filter(Gap.class::isInstance)
                .map(Gap.class::cast)
                .toList();
        assertEquals(1, gaps.size());
        Gap gap = gaps.getFirst();
        assertEquals(Made.POWER, gap.metric());
        assertEquals(EntityKind.GPU, gap.kind());
        assertEquals(3, gap.count());
        assertEquals(3, gap.from());
        assertEquals(6, gap.to());
    }

    private static Frame of(MetricId metric, Frame f) {
        return new Frame(
                metric,
                f.kind(),
                f.revision(),
                f.slots(),
                f.sourceTime(),
                f.receiveTime(),
                f.interval(),
                f.values(),
                f.states(),
                f.origin());
    }

    @Test
    void beingBehindOnceIsSaidInAFewGapsOfWhichEachDropCounts() throws InterruptedException {
        float[] many = new float[100_000];
        intake.accept(Made.power(1, 1, many));
        intake.accept(Made.power(1, 2, many));
        for (int i = 0; i < 300; i++) {
            intake.accept(of(new MetricId("gpu.m" + i), Made.power(1, 3, many)));
        }
        work();
        intake.accept(Made.power(1, 4, 1));
        work();
        List<Gap> gaps = taken.stream()
                .filter(Gap.class::isInstance)
                .map(Gap.class::cast)
                .toList();
        assertEquals(21, gaps.size());
        assertEquals(300, gaps.stream().mapToLong(Gap::count).sum());
    }

    @Test
    void aClockThatIsAheadDoesNotMoveTheHoleIntoTheFuture() throws InterruptedException {
        float[] many = new float[100_000];
        for (int i = 1; i <= 4; i++) {
            intake.accept(Made.power(1, Times.HOUR + i, many));
            now++;
        }
        work();
        intake.accept(Made.power(1, Times.HOUR + 5, 1));
        work();
        Gap gap = taken.stream()
                .filter(Gap.class::isInstance)
                .map(Gap.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(2, gap.count());
        assertEquals(1_002, gap.from(), "by our clock");
        assertEquals(1_004, gap.to());
    }
}
