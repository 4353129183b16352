package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.connectors.capture.Capture;
import millwright.connectors.capture.Recorder;
import millwright.connectors.capture.Replay;
import millwright.connectors.gateway.Binding;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayParts;
import millwright.connectors.gateway.GatewayServer;
import millwright.connectors.link.Link;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Column;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.Frame;
import millwright.feed.LinkState;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.series.Beyond;
import millwright.series.Latest;
import millwright.series.LatestColumns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A histogram from the engine that counts it to the desk, into a capture and out of it again: no request is lost or
 * counted twice, and a percentile beyond the last bound is marked as such everywhere.
 */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class HistogramsTest {
    private static final MetricId TTFT = new MetricId("endpoint.ttft");
    private static final MetricId P99 = new MetricId("endpoint.ttft.p99");
    private static final MetricId ERROR = Beyond.errorOf(P99);

    @TempDir
    Path folder;

    private Scraped engine;
    private Gateway gateway;
    private GatewayServer server;
    private Link link;
    private Recorder recorder;
    private Feed recorded;
    private final Desk told = new Desk();

    private int within;
    private int after;
    private boolean beyond;
    private boolean serving;

    /** While it serves, seven requests more at each scrape: within 1 to 2.5 s, or after the last bound. */
    private synchronized String metrics() {
        within += serving && !beyond ? 7 : 0;
        after += serving && beyond ? 7 : 0;
        String name = "vllm:time_to_first_token_seconds";
        String model = "{model_name=\"llm-8B\"";
        return "# TYPE " + name + " histogram\n"
                + name + "_bucket" + model + ",le=\"1.0\"} 0\n"
                + name + "_bucket" + model + ",le=\"2.5\"} " + within + "\n"
                + name + "_bucket" + model + ",le=\"+Inf\"} " + (within + after) + "\n"
                + name + "_sum" + model + "} " + 2 * (within + after) + "\n"
                + name + "_count" + model + "} " + (within + after) + "\n";
    }

    private synchronized void from(boolean nowServing, boolean nowBeyond) {
        serving = nowServing;
        beyond = nowBeyond;
    }

    private synchronized long fell() {
        return (long) within + after;
    }

    @BeforeEach
    void attach() throws IOException {
        engine = new Scraped(this::metrics);
        gateway = new Gateway(GatewayParts.live(
                "test",
                Catalogue.standard(),
                LinkAndGatewayTest::now,
                new MemoryJournal("life", 10_000),
                new MemoryAudit()));
        recorder = new Recorder(
                folder.resolve("ttft.mwcap"), Catalogue.standard(), Map.of("source", "test"), Long.MAX_VALUE / 4);
        recorded = gateway.watch("recorder", new Caller("recorder", Role.WATCH), true);
        recorded.open(this::record);
        gateway.start();
        gateway.add(engine.source("vllm"));
        server = GatewayServer.listen(gateway, Binding.loopback(0), List.of());
        link = LinkAndGatewayTest.link(server.port());
    }

    private void record(PlantEvent event) {
        recorder.accept(event);
        told.accept(event);
    }

    @AfterEach
    void close() {
        link.close();
        server.close();
        gateway.close();
        engine.close();
    }

    private static boolean of(MetricId metric, Frame frame) {
        return frame.metric().equals(metric) && frame.kind() == EntityKind.ENDPOINT && frame.size() == 1;
    }

    private static boolean nothingFell(Frame frame) {
        return of(TTFT, frame) && frame.values().asDouble(0) == 0;
    }

    /** Counts by bucket over all that was told. */
    private static long[] counts(Desk desk) {
        long[] sum = new long[3];
        for (Frame frame : desk.all(Frame.class)) {
            if (of(TTFT, frame)) {
                Column.Histograms h = (Column.Histograms) frame.values();
                assertArrayEquals(new double[] {1.0, 2.5, Double.POSITIVE_INFINITY}, h.upper());
                Arrays.setAll(sum, i -> sum[i] + h.counts()[i]);
                assertEquals(2.0 * h.asDouble(0), h.sums()[0], 1e-9);
            }
        }
        return sum;
    }

    /** As of when both the percentile of the last bound and what is known of its error were told. */
    private static boolean beyondTheLastBound(Desk desk) {
        LatestColumns then = new LatestColumns();
        for (PlantEvent event : desk.heard()) {
            then.accept(event);
            Latest p99 = then.latest(P99, EntityKind.ENDPOINT);
            boolean both = event instanceof Frame f
                    && of(ERROR, f)
                    && p99.ok(0)
                    && p99.values()[0] == 2.5
                    && p99.times()[0] == f.sourceTime();
            if (both) {
                return Beyond.lastBound(then, P99, EntityKind.ENDPOINT, 0);
            }
        }
        return false;
    }

    @Test
    void countsAddUpOnTheWayAndThePercentileBeyondTheLastBoundIsMarkedEverywhere() {
        link.send(new Command.Subscribe(Set.of(
                new Command.Want(TTFT, EntityKind.ENDPOINT, 0),
                new Command.Want(P99, EntityKind.ENDPOINT, 0),
                new Command.Want(ERROR, EntityKind.ENDPOINT, 0))));
        Desk desk = Desk.of(link);
        desk.await(LinkState.class, s -> s.condition() == LinkState.Condition.ATTACHED);
        // counting begins with the first scrape that was read; only from then on is anything served
        told.await(Frame.class, HistogramsTest::nothingFell);
        from(true, false);
        Frame sure = desk.await(Frame.class, f -> of(ERROR, f) && f.states().at(0) == DataState.OK);
        assertEquals(1.485, sure.values().asDouble(0), 1e-3, "the bucket is 1.5 s wide");
        Frame inside = desk.await(Frame.class, f -> of(TTFT, f) && f.values().asDouble(0) > 0);
        assertEquals(0, ((Column.Histograms) inside.values()).counts()[2]);
        from(true, true);
        desk.await(Frame.class, f -> of(P99, f) && f.values().asDouble(0) == 2.5);
        desk.await(
                desk.count() - 1, Frame.class, f -> of(ERROR, f) && f.states().at(0) == DataState.NO_DATA);
        assertTrue(beyondTheLastBound(desk), "on the desk");
        from(false, true);
        told.await(told.count(), Frame.class, HistogramsTest::nothingFell);
        long[] live = counts(told);
        assertEquals(fell(), Arrays.stream(live).sum(), Arrays.toString(live));
        assertTrue(live[1] > 0 && live[2] > 0 && live[0] == 0, Arrays.toString(live));
        recorded.close();
        recorder.close();
        replay(live);
    }

    private void replay(long[] live) {
        try (Capture capture = Capture.open(folder.resolve("ttft.mwcap"))) {
            Replay replay = new Replay(capture, true, false);
            Desk again = Desk.of(replay);
            Frame last = again.await(Frame.class, f -> of(P99, f) && f.values().asDouble(0) == 2.5);
            again.await(Frame.class, f -> nothingFell(f) && f.sourceTime() > last.sourceTime());
            assertTrue(beyondTheLastBound(again), "in the replay");
            assertArrayEquals(live, counts(again), "in the replay");
            assertEquals(List.of(), capture.problems());
            replay.close();
        }
    }
}
