package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import millwright.analysis.Analyst;
import millwright.analysis.AnalystConfig;
import millwright.connectors.capture.Capture;
import millwright.connectors.capture.Recorder;
import millwright.connectors.capture.Replay;
import millwright.connectors.capture.SqliteJournal;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayParts;
import millwright.connectors.wire.EventCodec;
import millwright.control.AuditFile;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Feed;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Incident;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.plant.Catalogue;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Computed again, the findings of a capture are to the byte those that the live gateway recorded. */
class ReanalysisTest {
    private static final Instant START = Instant.parse("2026-03-17T08:00:00Z");
    private static final int SECONDS = 260;

    private static final String SCENARIO = """
            name: small
            seed: 11
            plant: {site: Test, zone: UTC, hall: Hall 1, rows: 2, racks-per-row: 2, nodes-per-rack: 4, gpus-per-node: 4}
            jobs:
              - {name: train, kind: training, on: R1-01..R1-02, step: 4, balance: 0.8, load: 1.0}
              - {name: tune, kind: training, on: R2-01..R2-02, step: 5, balance: 0.7, load: 1.0}
            prehistory: {length: %s, coarse: 5s, fine: 10s}
            faults:
              - {fault: straggler, at: 70s, on: R1-01/T02/G1, severity: 0.4}
              - {fault: pump-loss, at: 130s, for: 80s, on: [CDU-02/P1, CDU-02/P2], starves: [R2-01..R2-02], severity: 0.8}
            """;

    @TempDir
    private Path folder;

    private Capture recorded(String prehistory) throws IOException {
        Path file = folder.resolve("live.mwcap");
        AtomicLong clock = new AtomicLong(Times.nanos(START));
        AtomicLong ticked = new AtomicLong();
        AtomicLong measured = new AtomicLong();
        SteppedFeed plant = new SteppedFeed(SCENARIO.formatted(prehistory), START);
        try (SqliteJournal journal = new SqliteJournal(folder.resolve("journal.db"), Times.HOUR, 64L << 20);
                AuditFile audit = AuditFile.open(folder.resolve("audit.jsonl"));
                Recorder recorder = new Recorder(file, Catalogue.standard(), Map.of(), 30 * Times.SECOND);
                Gateway gateway =
                        new Gateway(GatewayParts.live("live", Catalogue.standard(), clock::get, journal, audit));
                Feed watch = gateway.watch("recorder", new Caller("recorder", Role.WATCH), true)) {
            watch.open(event -> {
                recorder.accept(event);
                if (event instanceof Frame f && f.metric().name().equals("gpu.power")) {
                    measured.set(f.sourceTime());
                } else if (event instanceof SourceState s && s.source().text().equals("source:gateway")) {
                    ticked.set(s.time());
                }
            });
            gateway.add(plant.source());
            gateway.start();
            for (int second = 1; second <= SECONDS; second++) {
                plant.step();
                await(measured, Times.nanos(START) + (second - 1) * Times.SECOND);
                clock.addAndGet(Times.SECOND);
                await(ticked, clock.get());
            }
        }
        return Capture.open(file);
    }

    /** A busy machine must not let the clock run away from what is measured, nor the plant from the gateway. */
    private static void await(AtomicLong reached, long time) {
        long give = System.nanoTime() + 20 * Times.SECOND;
        while (reached.get() < time) {
            assertTrue(System.nanoTime() < give, "the gateway keeps up");
            LockSupport.parkNanos(Times.MILLI);
        }
    }

    private static List<String> recordedFindings(Capture capture) {
        List<String> bytes = new ArrayList<>();
        new Replay(capture, true, false).drain(event -> add(bytes, event));
        return bytes;
    }

    private static List<String> computedAgain(Capture capture) {
        List<String> bytes = new ArrayList<>();
        Reanalysis.of(capture).forEach(placed -> add(bytes, placed.event()));
        return bytes;
    }

    private static void add(List<String> bytes, PlantEvent event) {
        PlantEvent plain =
                event instanceof Finding f ? f.asRecorded() : event instanceof Incident i ? i.asRecorded() : null;
        if (plain != null) {
            bytes.add(plain + " "
                    + HexFormat.of().formatHex(EventCodec.encode("", 0, plain).toByteArray()));
        }
    }

    @Test
    void findingsComputedAgainAreToTheByteTheRecordedOnes() throws IOException {
        try (Capture capture = recorded("2m")) {
            List<String> live = recordedFindings(capture);
            assertTrue(live.size() > 10, "the story has findings: " + live.size());
            assertEquals(live, computedAgain(capture));
            assertEquals(live, computedAgain(capture), "from run to run");
            List<Replay.Placed> again = Reanalysis.of(capture);
            assertTrue(Reanalysis.compared(capture, again).endsWith("identical to the recorded ones"));
            assertTrue(again.stream().anyMatch(p -> p.event() instanceof Finding f && f.reanalysed()));
            assertFalse(again.stream().anyMatch(p -> p.event() instanceof Finding f && !f.reanalysed()));
            assertTrue(again.stream()
                    .anyMatch(p -> p.event() instanceof Incident i
                            && i.causes().getFirst().entity().text().startsWith("pump:CDU-02")));
            assertTrue(again.stream()
                    .anyMatch(p -> p.event() instanceof Incident i
                            && i.causes().getFirst().entity().text().equals("gpu:R1-01/T02/G1")));
        }
    }

    @Test
    void anyOrderOfArrivalWithinTheLatenessBoundGivesTheSameFindings() throws IOException {
        try (Capture capture = recorded("0s")) {
            List<String> inOrder = computedAgain(capture);
            List<PlantEvent> events = new ArrayList<>();
            new Replay(capture, false, false).drain(events::add);
            assertTrue(inOrder.size() > 10);
            for (int seed = 1; seed <= 5; seed++) {
                List<String> other = shuffled(capture, events, new Random(seed));
                for (int i = 0; i < Math.min(inOrder.size(), other.size()); i++) {
                    assertEquals(inOrder.get(i), other.get(i), "arrival order " + seed);
                }
                assertEquals(inOrder.size(), other.size());
            }
        }
    }

    private record Arrival(long at, PlantEvent event) {}

    /** Every event arrives somewhen between its own time and the bound. */
    private static List<String> shuffled(Capture capture, List<PlantEvent> events, Random random) {
        long bound = AnalystConfig.standard().lateness();
        List<Arrival> arrivals = new ArrayList<>();
        List<Long> ticks = new ArrayList<>();
        for (PlantEvent event : events) {
            arrivals.add(new Arrival(time(event) + random.nextLong(bound + 1), event));
            if (event instanceof SourceState s && s.source().text().equals("source:gateway")) {
                ticks.add(s.time());
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        Analyst analyst = new Analyst(capture.catalogue(), AnalystConfig.standard());
        List<String> found = new ArrayList<>();
        int next = 0;
        for (long tick : ticks) {
            while (next < arrivals.size() && arrivals.get(next).at() <= tick) {
                analyst.accept(arrivals.get(next++).event(), e -> add(found, e));
            }
            analyst.tick(tick, e -> add(found, e));
        }
        return found;
    }

    private static long time(PlantEvent event) {
        if (event instanceof Frame f) {
            return f.sourceTime();
        } else if (event instanceof Occurrence o) {
            return o.time();
        } else if (event instanceof SourceState s) {
            return s.time();
        }
        return event instanceof PlantChanged p ? p.time() : 0;
    }
}
