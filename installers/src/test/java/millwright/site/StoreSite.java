package millwright.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import millwright.feed.Feed;
import millwright.feed.SourceState;
import millwright.hearing.Hearing;
import millwright.hearing.Hearing.Told;
import millwright.hearing.SharedData;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.History;
import millwright.series.KeepsPast;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every store with the API of Prometheus must answer: two hours that it was told, which end ten minutes ago, and what
 * it scrapes. It is killed and started again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreSite {
    static final EntityId GPU = new EntityId("gpu:GPU-5d4ac76c-d9cf-fef3-62e9-d92044ab6e52");
    private static final EntityId NODE = new EntityId("node:n31");
    private static final EntityId ENGINE = new EntityId("endpoint:llama@n31:8000");
    private static final String LIVE = "gpu:GPU-604ac76c-d9cf-fef3-62e9-d92044ab6e52";
    private static final int EACH = 15;
    private static final int COLUMNS = 60;

    final Daemon store;
    /** When what it was told begins, epoch s; a whole minute. */
    private long began;

    private Exporter exporter;
    private Hearing heard;
    /** Never opened: asked for the past alone, as of a store that scrapes more seldom. */
    private Feed asked;

    StoreSite(Daemon store) {
        this.store = store;
    }

    /** As its users have it in Grafana. */
    abstract String address();

    /** @param ms epoch @return one sample in the way that it wants it told */
    abstract String sample(String series, double value, long ms);

    @BeforeAll
    void tell(@TempDir Path folder) throws Exception {
        began = Instant.now().getEpochSecond() / 60 * 60 - 7_200;
        String gauge = "DCGM_FI_DEV_SM_CLOCK{Hostname=\"n31\",gpu=\"0\",UUID=\""
                + GPU.text().substring("gpu:".length()) + "\"}";
        StringBuilder text = new StringBuilder();
        String engine = "model_name=\"llama\",instance=\"n31:8000\"";
        String ttft = "vllm:time_to_first_token_seconds_bucket{" + engine + ",le=\"";
        Map<String, Integer> growing = new LinkedHashMap<>();
        growing.put("vllm:request_success_total{" + engine + ",finished_reason=\"stop\"}", 30);
        growing.put(ttft + "0.1\"}", 15);
        growing.put(ttft + "0.5\"}", 30);
        growing.put(ttft + "+Inf\"}", 30);
        growing.put("node_cpu_seconds_total{instance=\"n31:9100\",cpu=\"0\",mode=\"idle\"}", 9);
        for (int i = 0; i < 6_600 / EACH; i++) {
            text.append(sample(gauge, 1_000 + i, (began + (long) EACH * i) * 1_000));
        }
        growing.forEach((one, by) -> {
            for (int i = 0; i < 6_600 / EACH; i++) {
                text.append(sample(one, (double) i * by, (began + (long) EACH * i) * 1_000));
            }
        });
        store.tell(
                "past", Files.writeString(folder.resolve("past"), text + end()).toString());
        String recorded = Files.readString(SharedData.file("metrics-samples/dcgm-exporter-readme.prom"));
        exporter = new Exporter(Map.of("/metrics", recorded));
        Files.writeString(Path.of(store.said("TARGETS")), "[{\"targets\":[\"" + exporter.address() + "\"]}]");
        heard = new Hearing(source("1s"));
        asked = source(EACH + "s");
    }

    /** Another gateway's, as it were. */
    final Feed source(String every) {
        return Daemon.source("protocol: prometheus\nname: store\nevery: " + every
                + "\ntenant: plant-7\nstore: \"http://" + address() + "\"\n");
    }

    String end() {
        return "";
    }

    @AfterAll
    void stop() throws IOException {
        heard.close();
        asked.close();
        exporter.close();
        Files.writeString(Path.of(store.said("TARGETS")), "[]");
    }

    @AfterEach
    void seen() throws InterruptedException {
        heard.told("gpu.clock.sm " + LIVE, told -> told.state() == DataState.OK);
    }

    private Window asked(String metric, EntityId of, double from, double seconds, int columns) {
        return asked(asked, metric, of, from, seconds, columns);
    }

    /** @param from s after what it was told begins */
    final Window asked(Feed feed, String metric, EntityId of, double from, double seconds, int columns) {
        long begin = began * Times.SECOND + Math.round(from * Times.SECOND);
        WindowQuery query =
                WindowQuery.one(new MetricId(metric), of, begin, begin + Math.round(seconds * Times.SECOND), columns);
        History past = ((KeepsPast) feed).past().orElseThrow();
        return past.query(query).toCompletableFuture().join().getFirst();
    }

    @Test
    void eachColumnIsMadeOfTheSamplesWithinItWhereverItBegins() {
        for (double from : new double[] {600, 607.5, 644.321}) {
            Window window = asked("gpu.clock.sm", GPU, from, 60.0 * COLUMNS, COLUMNS);
            for (int c = 0; c < COLUMNS; c++) {
                String column = "column " + c + " from " + from;
                int first = (int) Math.ceil((from + 60 * c) / EACH);
                int last = (int) Math.ceil((from + 60 * (c + 1)) / EACH) - 1;
                assertEquals(DataState.OK, window.stateAt(c), column);
                assertEquals(1_000 + first, window.min()[c], column);
                assertEquals(1_000 + last, window.max()[c], column);
                assertEquals(1_000 + last, window.last()[c], column);
                assertEquals(1_000 + (first + last) / 2.0, window.mean()[c], 1e-9, column);
                assertEquals(last - first + 1, window.count()[c], column);
            }
        }
    }

    @Test
    void columnsNarrowerThanItsSamplesHoldEachAsLongAsItStands() {
        Window window = asked("gpu.clock.sm", GPU, 1_207.5, 300, 100);
        for (int c = 0; c < 100; c++) {
            double begin = 1_207.5 + 3 * c;
            assertEquals(DataState.OK, window.stateAt(c), "column " + c);
            double stands = 1_000 + Math.floor((begin + 3) / EACH);
            assertTrue(Math.abs(window.last()[c] - stands) <= 1, "column " + c + " is " + window.last()[c]);
        }
    }

    @Test
    void whereItWasToldNothingThereIsNothing() {
        Window window = asked("gpu.clock.sm", GPU, -3_000, 60.0 * COLUMNS, COLUMNS);
        for (int c = 0; c < COLUMNS; c++) {
            assertEquals(c < 50 ? DataState.NO_DATA : DataState.OK, window.stateAt(c), "column " + c);
            assertEquals(c < 50, Double.isNaN(window.last()[c]), "column " + c);
        }
    }

    @Test
    void whatIsMadeOfCountersAndHistogramsHasAPast() {
        Map<String, Double> wanted = Map.of("endpoint.requests.rate", 2.0, "endpoint.ttft.p50", 0.1);
        wanted.forEach((metric, value) -> {
            Window window = asked(metric, ENGINE, 607.5, 60.0 * COLUMNS, COLUMNS);
            for (int c = 0; c < COLUMNS; c++) {
                assertEquals(value, window.last()[c], 1e-6, metric + " in column " + c);
            }
        });
        Window busy = asked("node.cpu.utilization", NODE, 607.5, 60.0 * COLUMNS, COLUMNS);
        for (int c = 0; c < COLUMNS; c++) {
            assertEquals(40, busy.last()[c], 1e-6, "column " + c);
        }
    }

    @Test
    void itsNewestIsToldWithItsOwnTimeAndABlankIsNoNumber() throws InterruptedException {
        Told clock = heard.told("gpu.clock.sm " + LIVE, told -> told.state() == DataState.OK);
        assertEquals(139, clock.value());
        assertTrue(clock.time() <= Times.nanos(Instant.now()), "no time to come");
        heard.told("gpu.clock.sm " + LIVE, told -> told.time() > clock.time());
        Told blank = heard.told("gpu.memory.temperature " + LIVE);
        assertNotEquals(DataState.OK, blank.state());
        assertTrue(Double.isNaN(blank.value()));
    }

    @Test
    void whatItNoLongerScrapesStandsAsItWasLast() throws Exception {
        String cell = "gpu.clock.sm " + LIVE;
        heard.told(cell);
        exporter.kill();
        try {
            heard.await(SourceState.class, s -> s.detail().startsWith("0 values"));
            assertEquals(DataState.OK, heard.told(cell).state(), "its age says that it is overdue");
            assertEquals(139, heard.told(cell).value());
        } finally {
            exporter.again();
        }
        long then = heard.told(cell).time();
        heard.told(cell, told -> told.state() == DataState.OK && told.time() > then);
    }

    @Test
    void itIsKilledAndComesBackWithItsPast() throws Exception {
        store.kill();
        String words = heard.state("failed").detail();
        assertTrue(words.contains("refused") || words.contains("answer"), words);
        store.again();
        heard.state("ok");
        Window window = asked("gpu.clock.sm", GPU, 600, 60.0 * COLUMNS, COLUMNS);
        assertEquals(
                "OK",
                IntStream.range(0, COLUMNS)
                        .mapToObj(c -> window.stateAt(c).name())
                        .distinct()
                        .collect(Collectors.joining()));
    }
}
