package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import millwright.connectors.capture.Capture;
import millwright.connectors.capture.CaptureException;
import millwright.connectors.capture.Replay;
import millwright.connectors.link.Link;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.LinkState;
import millwright.feed.LinkState.Condition;
import millwright.feed.Occurrence;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The real program as a gateway in a process of its own, killed with SIGKILL in the middle of its stream. */
@Execution(ExecutionMode.CONCURRENT)
class KilledGatewayTest {
    /** Longest that a tile of a recording stays open. */
    private static final long OPEN_TILE = 30 * Times.SECOND;

    /** A plant tells power of its past once in so long. */
    private static final long PAST_STEP = 10 * Times.SECOND;

    private static final String SCENARIO = """
        name: small
        seed: 7
        plant: {site: Test, zone: UTC, hall: Hall 1, rows: 1, racks-per-row: 2, nodes-per-rack: 2, gpus-per-node: 4}
        jobs:
          - {name: train, kind: training, on: R1-01..R1-02, step: 4, balance: 0.8, load: 1.0}
        prehistory: {length: 3m, coarse: 1s, fine: 3m}
        faults:
          - {fault: xid, at: -100s, for: 50s, every: 60s, on: R1-01/T01/G1, number: 31}
        """;

    @TempDir
    private Path folder;

    private GatewayProcess process;
    private Link link;

    @AfterEach
    void close() {
        if (link != null) {
            link.close();
        }
        if (process != null) {
            process.kill();
        }
    }

    private GatewayProcess start(int port, Path capture) throws IOException {
        Path config = folder.resolve("site.yaml");
        Files.writeString(folder.resolve("small.yaml"), SCENARIO);
        Files.writeString(
                config,
                "name: killed\nstate: " + folder.resolve("state") + "\nsources:\n  - {protocol: simulator, name: sim,"
                        + " scenario: " + folder.resolve("small.yaml") + "}\n");
        return GatewayProcess.start(
                folder,
                "gateway",
                "--config",
                config.toString(),
                "--listen",
                "localhost:" + port,
                "--record",
                capture.toString());
    }

    @Test
    void aDeskRecoversByItselfAndTheRecordingLosesAtMostItsOpenTile() throws IOException {
        Path first = folder.resolve("first.mwcap");
        process = start(0, first);
        int port = process.port();
        link = LinkAndGatewayTest.link(port);
        link.send(LinkAndGatewayTest.power());
        Desk desk = Desk.of(link);
        Occurrence xid = desk.await(Occurrence.class, o -> o.what().equals("xid"));
        Frame early = desk.await(Frame.class, this::hasPower);
        desk.await(Frame.class, f -> hasPower(f) && f.sourceTime() >= early.sourceTime() + 3 * Times.SECOND);

        process.kill();
        int killed = desk.count();
        long lastTime = lastPower(desk, killed);
        desk.await(LinkState.class, s -> s.condition() == Condition.STALE || s.condition() == Condition.CONNECTING);
        process = start(port, folder.resolve("second.mwcap"));

        Gap gap = desk.await(killed, Gap.class, g -> g.reason().equals("the gateway was restarted"));
        Frame again = desk.await(killed, Frame.class, f -> hasPower(f) && f.sourceTime() > gap.to());
        assertEquals(port, process.port(), "the same port");
        assertTrue(gap.from() >= lastTime - Times.SECOND && gap.from() < gap.to(), "what was lost is a gap: " + gap);
        assertTrue(again.size() > 0 && again.values().asDouble(0) > 0);
        recovered(first, desk.heard().subList(0, killed), xid);
    }

    @Test
    void whatSomebodyAcknowledgedIsAcknowledgedAfterTheKill() throws IOException {
        process = start(0, folder.resolve("first.mwcap"));
        int port = process.port();
        link = LinkAndGatewayTest.link(port);
        Desk desk = Desk.of(link);
        Alarm raised = desk.await(Alarm.class, a -> a.state() == AlarmState.UNACKNOWLEDGED);
        long now = Times.nanos(Instant.now());
        ActionHeader header =
                new ActionHeader("noted", "t", ActionHeader.ProposerKind.PERSON, now, now + Times.MINUTE, 0, "");
        link.send(new Command.Propose(new ControlAction.Acknowledge(
                header, List.of(raised.finding()), List.of(EntityId.of(EntityKind.GPU, "any")))));
        Alarm noted = desk.await(
                Alarm.class, a -> a.finding().equals(raised.finding()) && a.state() == AlarmState.ACKNOWLEDGED);

        process.kill();
        int killed = desk.count();
        byte[] first = Files.readAllBytes(folder.resolve("first.mwcap"));
        process = start(port, folder.resolve("first.mwcap"));
        Alarm again = desk.await(
                killed, Alarm.class, a -> matter(a).equals(matter(noted)) && a.state() == AlarmState.ACKNOWLEDGED);
        assertEquals(noted.by(), again.by());
        assertEquals(noted.since(), again.since());
        assertTrue(Files.exists(folder.resolve("first-2.mwcap")), "the same command starts it again");
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("first.mwcap")), "and what was recorded stays");
        try (Link anew = LinkAndGatewayTest.link(port)) {
            ActionProgress told =
                    Desk.of(anew).await(ActionProgress.class, a -> a.key().equals("noted"));
            assertEquals(ActionStage.CONFIRMED, told.stage(), "a desk that comes after the kill");
            assertEquals(List.of(raised.finding()), ((ControlAction.Acknowledge) told.action()).findings());
        }
    }

    /** The rule and the thing, without when it was found. */
    private static String matter(Alarm alarm) {
        return alarm.finding().substring(0, alarm.finding().lastIndexOf('@'));
    }

    private boolean hasPower(Frame f) {
        return f.metric().equals(HandFeed.POWER);
    }

    private long lastPower(Desk desk, int until) {
        return desk.heard().subList(0, until).stream()
                .filter(e -> e instanceof Frame f && hasPower(f))
                .mapToLong(e -> ((Frame) e).sourceTime())
                .max()
                .orElse(0);
    }

    /** What is in the killed recording is a whole beginning of what was told: nothing is missing before its end. */
    private void recovered(Path file, List<PlantEvent> heard, Occurrence xid) {
        assertTrue(Files.exists(file.resolveSibling(file.getFileName() + "-wal")), "the recording was never closed");
        TreeMap<Long, float[]> recorded = new TreeMap<>();
        Set<String> happened = new TreeSet<>();
        long[] written = {0};
        assertThrows(CaptureException.class, () -> Capture.open(file), "what was killed is not opened just so");
        try (Capture capture = Capture.open(file, true)) {
            assertFalse(capture.meta().containsKey("closed"));
            new Replay(capture, true, false).drain(event -> {
                if (event instanceof Frame f && hasPower(f)) {
                    recorded.put(f.sourceTime(), numbers(f));
                } else if (event instanceof Occurrence o) {
                    happened.add(o.id());
                } else if (event instanceof SourceState s) {
                    written[0] = Math.max(written[0], s.time());
                }
            });
            assertEquals(1, capture.problemCount(), "that it was not closed: " + capture.problems());
        }
        assertTrue(happened.contains(xid.id()), "events are not lost");
        assertFalse(recorded.isEmpty(), "sealed tiles are there");
        long end = recorded.lastKey();
        assertTrue(
                written[0] - end <= OPEN_TILE + PAST_STEP + 2 * Times.SECOND,
                "more than the open tile is lost: " + (written[0] - end) / 1e9 + " s");
        long before = recorded.firstKey();
        for (long time : recorded.keySet()) {
            assertTrue(time - before <= PAST_STEP, "samples are missing inside the recording before " + time);
            before = time;
        }
        for (PlantEvent event : heard) {
            if (event instanceof Frame f && hasPower(f) && f.slots() == null && f.sourceTime() <= end) {
                float[] kept = recorded.get(f.sourceTime());
                assertNotEquals(null, kept);
                assertArrayEquals(numbers(f), kept);
            }
        }
    }

    private static float[] numbers(Frame frame) {
        float[] numbers = new float[frame.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) frame.values().asDouble(i);
        }
        return numbers;
    }
}
