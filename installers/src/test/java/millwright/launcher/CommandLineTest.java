package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import millwright.analysis.pareto.Axis;
import millwright.connectors.capture.Capture;
import millwright.connectors.capture.Recorder;
import millwright.connectors.capture.SampleStats;
import millwright.feed.Interval;
import millwright.feed.Origin;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands as they are typed: what they say and how they end. */
class CommandLineTest {
    private static final long START = 1_700_000_000L * Times.SECOND;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Names in the folder of the test are written as {@code @name}. */
    private int run(String line) {
        String[] words = line.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].startsWith("@")
                    ? folder.resolve(words[i].substring(1)).toString()
                    : words[i];
        }
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    private String said() {
        return out.toString() + err;
    }

    /** A small capture of one minute with a named stretch in it. */
    private Path capture() {
        Path file = folder.resolve("small.mwcap");
        EntityId run = EntityId.of(EntityKind.SOURCE, "bench");
        try (Recorder recorder = new Recorder(file, Catalogue.standard(), Map.of(), Long.MAX_VALUE / 4)) {
            recorder.accept(new Interval(
                    "llama/Offline",
                    run,
                    START,
                    START + 95 * Times.SECOND,
                    Map.of("energyJoules", 1.9177221943559818E7, "tokensPerJoule", 2.7425881705),
                    new Origin(run, false)));
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "capture info @none",
                "capture query @none --metric gpu.power",
                "capture export @none --metric gpu.power",
                "capture verify @none",
                "capture import --format mlperf --out @new.mwcap @none",
                "capture import --format csv --mapping titan-gpu-life --out @new.mwcap @none",
                "capture import --format csv --mapping @none.yaml --out @new.mwcap @small.mwcap",
                "capture record --config @none --out @new.mwcap",
                "capture record --scenario @none.yaml --out @new.mwcap",
                "gateway --config @none",
                "gateway --callers @none",
                "gateway --tls-cert @none --tls-key @none",
                "desk --capture @none",
                "desk --config @none",
                "desk --scenario @none.yaml",
                "desk --attach localhost:1 --token-file @none",
                "desk --attach localhost:1 --tls --ca @none",
                "snapshot --view power --capture @none --out @new.png",
                "snapshot --view power --config @none --out @new.png",
                "audit verify @none",
                "audit verify @small.mwcap --capture @none",
                "doctor scrape @none",
                "doctor --capture @none",
                "doctor --config @none",
                "pareto @none",
            })
    void aFileThatIsNotThereCannotBeReachedWhicheverCommandWantedIt(String line) {
        capture();
        assertEquals(Ends.UNREACHABLE, run(line), this::said);
        String name = folder.resolve("none").toString();
        assertTrue(
                said().lines().count() == 1 && said().matches("(?s).*none(\\.yaml)?: there is no such file\\s*"),
                said());
        assertEquals(1, said().split(name, -1).length - 1, "named once: " + said());
        assertFalse(Files.exists(folder.resolve("new.mwcap")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "capture record --seconds 1 --out @missing/new.mwcap",
                "capture import --format mlperf --out @missing/new.mwcap @small.mwcap",
                "capture export @small.mwcap --metric gpu.power --out @missing/new.csv",
                "snapshot --view power --capture @small.mwcap --out @missing/new.png",
                "pareto @small.mwcap --png @missing/new.png",
                "gateway --record @missing/new.mwcap",
            })
    void aFolderToWriteToIsAskedForFirst(String line) {
        capture();
        assertEquals(Ends.UNREACHABLE, run(line), this::said);
        assertTrue(said().contains("there is no folder " + folder.resolve("missing") + "; make it first"), said());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "snapshot --view power --capture @small.mwcap --out @n.png --size 0x0     | from 200x200 to 7680x4320",
                "snapshot --view power --capture @small.mwcap --out @n.png --size 100000x100000 | not '100000x100000'",
                "snapshot --view power --capture @small.mwcap --out @n.png --after -1     | --after takes 0 to 3600",
                "snapshot --view power --capture @small.mwcap --out @n.png --rack R1-01    | --rack is for --view floor",
                "snapshot --view power --capture @small.mwcap --out @n.png --at yesterday | for example"
                        + " 2026-03-17T13:07:32Z",
                "snapshot --view power --capture @small.mwcap --out @n.png --at 2020-01-01T00:00:00Z | which reaches"
                        + " from 2023-11-14T22:1",
                "snapshot --view power --out @n.png --at 2999-01-01T00:00:00Z             | it is now",
                "pareto @small.mwcap --png @n.png --size 9999x100                         | from 200x200",
                "capture record --out @n.mwcap --seconds 0                                | --seconds must be 1 or"
                        + " more",
                "capture record --out @small.mwcap                                        | exists already",
                "capture export @small.mwcap --metric gpu.power --out @small.mwcap        | exists already",
            })
    void whatCannotBeDrawnOrWrittenIsRefusedBeforeAnyWork(String line, String remedy) {
        capture();
        assertEquals(Ends.USAGE, run(line), this::said);
        assertTrue(said().contains(remedy), said());
        assertFalse(Files.exists(folder.resolve("n.png")) || Files.exists(folder.resolve("n.mwcap")));
    }

    @Test
    void anExportEndedHalfWayLeavesNothing() throws IOException {
        capture();
        Thread.currentThread().interrupt();
        int end = run("capture export @small.mwcap --metric gpu.power --out @half.csv");
        assertTrue(Thread.interrupted() || end != Ends.DONE, this::said);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    List.of("small.mwcap"),
                    left.map(p -> String.valueOf(p.getFileName())).toList());
        }
        assertEquals(Ends.DONE, run("capture export @small.mwcap --metric gpu.power --out @whole.csv"), this::said);
        assertTrue(Files.readString(folder.resolve("whole.csv")).startsWith("time,entity"));
        assertEquals(
                Files.getPosixFilePermissions(Files.createFile(folder.resolve("any"))),
                Files.getPosixFilePermissions(folder.resolve("whole.csv")),
                "read by whoever may read what this person writes");
    }

    @Test
    void theDoctorOfACaptureSaysWhatItsVerificationFinds() throws IOException {
        Path file = capture();
        assertEquals(Ends.DONE, run("doctor --capture @small.mwcap"), this::said);
        assertTrue(said().startsWith("ok " + file), said());
        byte[] bytes = Files.readAllBytes(file);
        int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("CREATE TABLE");
        bytes[name] ^= 1;
        Files.write(file, bytes);
        assertEquals(Ends.PROBLEM, run("capture verify @small.mwcap"));
        String verified = out.toString().lines().reduce("", (a, b) -> b);
        assertEquals(Ends.PROBLEM, run("doctor --capture @small.mwcap"));
        assertEquals(verified, out.toString().lines().reduce("", (a, b) -> b));
        assertTrue(verified.startsWith("bad " + file), verified);
    }

    @Test
    void intervalsAreListedWithStartLengthAndName() {
        capture();
        assertEquals(Ends.DONE, run("capture info @small.mwcap"), this::said);
        assertTrue(said().contains("interval  2023-11-14T22:13:20Z  1 min 35 s  llama/Offline"), said());
        assertTrue(said().contains("energyJoules 19177222, tokensPerJoule 2.74259"), said());
    }

    @Test
    void paretoNamesItsAxes() {
        assertEquals(Ends.DONE, run("pareto --help"), this::said);
        for (Axis axis : Axis.values()) {
            String told = "  " + axis.key() + " +" + axis.unit() + ", " + (axis.higherIsBetter() ? "higher" : "lower")
                    + " is better";
            assertTrue(said().lines().anyMatch(line -> line.matches(told)), told + " in " + said());
        }
    }

    @Test
    void paretoReadsWhatNamesOfFilesSayByAPattern() throws IOException {
        Files.writeString(folder.resolve("H200-rack7-c64.json"), "{\"output_throughput\":100,\"median_tpot_ms\":20}");
        String pattern = "(?<hardware>[^-]+)-(?<rack>[^-]+)-c(?<concurrency>\\d+)";
        assertEquals(
                Ends.DONE,
                run("pareto --group-by hardware,rack --name-pattern " + pattern + " @H200-rack7-c64.json"),
                this::said);
        assertTrue(said().contains("H200, rack7: 1 of 1") && said().contains("  64"), said());
        assertFalse(said().contains("warning"), said());
        assertEquals(Ends.USAGE, run("pareto --name-pattern (?<isl>\\d+ @H200-rack7-c64.json"));
        assertTrue(said().contains("millwright: name pattern '(?<isl>\\d+': Unclosed group at position"), said());
    }

    @Test
    void aGatewayWhosePortIsTakenLeavesNoRecording() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertEquals(
                    Ends.UNREACHABLE,
                    run("gateway --listen localhost:" + taken.getLocalPort() + " --record @night.mwcap"));
        }
        assertTrue(said().contains("Choose another with --listen"), said());
        assertFalse(Files.exists(folder.resolve("night.mwcap")));
    }

    @Test
    void aRecordingOfThePlantInThisProgramHoldsThePastThatItTells() {
        assertEquals(Ends.DONE, run("capture record --scenario calm --seconds 8 --out @calm.mwcap"), this::said);
        try (Capture capture = Capture.open(folder.resolve("calm.mwcap"))) {
            long began = Times.nanos(Instant.parse(capture.meta().get(Recorder.BEGAN)));
            SampleStats past =
                    new SampleStats(capture, "node.power", null, began - Times.HOUR, began - 30 * Times.MINUTE);
            assertTrue(past.samples() > 0, past::toJson);
        }
    }
}
