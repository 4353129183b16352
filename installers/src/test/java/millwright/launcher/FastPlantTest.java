package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import millwright.connectors.capture.Capture;
import millwright.connectors.capture.SampleStats;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated plant that is recorded faster than real time. */
class FastPlantTest {
    private static final int SECONDS = 80;

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    private int run(String... words) {
        PrintWriter to = new PrintWriter(said, true);
        return Main.run(to, to, words);
    }

    @Test
    void everySecondOfItsLifeIsRecordedAndJudgedAsOfItsOwnTime() {
        Path file = folder.resolve("calm.mwcap");
        assertEquals(
                Ends.DONE,
                run("capture", "record", "--scenario", "calm", "--fast", "--seconds", "" + SECONDS, "--out", "" + file),
                said::toString);
        try (Capture capture = Capture.open(file)) {
            long began = Times.nanos(Instant.parse(capture.meta().getOrDefault("began", "")));
            long last = capture.extent()[1];
            assertTrue(last >= began + (SECONDS - 2) * Times.SECOND, "ended at " + Times.instant(last));
            long from = last - last % Times.SECOND - (SECONDS - 5) * Times.SECOND;
            SampleStats nodes = new SampleStats(capture, "node.power", null, from, from + 59 * Times.SECOND);
            SampleStats heaps = new SampleStats(capture, "gateway.heap", null, from, from + 59 * Times.SECOND);
            assertEquals(Map.of("OK", 144L * 60), nodes.states());
            SampleStats racks = new SampleStats(capture, "rack.power", null, from, from + 59 * Times.SECOND);
            SampleStats areas = new SampleStats(capture, "area.power", null, from, from + 59 * Times.SECOND);
            assertEquals(Map.of("OK", 3L * 60), areas.states(), "of two rows and their hall");
            double ofRacks = racks.mean() * racks.samples();
            assertEquals(
                    2 * ofRacks, areas.mean() * areas.samples(), 0.01 * ofRacks, "each rack in its row and its hall");
            assertTrue(heaps.states().getOrDefault("OK", 0L) >= 60, "the gateway's seconds are the plant's");
        }
    }

    @Test
    void whatIsNotSimulatedOrHasNoEndCannotBeFast() {
        String out = folder.resolve("x.mwcap").toString();
        assertEquals(Ends.USAGE, run("capture", "record", "--fast", "--out", out), said::toString);
        assertEquals(
                Ends.USAGE,
                run("capture", "record", "--fast", "--seconds", "5", "--attach", "localhost:1", "--out", out),
                said::toString);
        assertEquals(
                2,
                said.toString().split("--fast is for simulated plants \\(--scenario\\) and needs --seconds", -1).length
                        - 1,
                said.toString());
    }
}
