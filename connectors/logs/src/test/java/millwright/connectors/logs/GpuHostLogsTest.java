package millwright.connectors.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.connectors.source.LogMeaning;
import millwright.connectors.source.LogMeaning.Happened;
import millwright.feed.Priority;
import millwright.feed.xid.XidTable;
import millwright.hearing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every line of logs of real GPU hosts. */
class GpuHostLogsTest {
    private static final long NOW = 1_770_000_000L * 1_000_000_000L;

    private final EventClassifier classifier = new EventClassifier();
    private final LineParser parser = new LineParser(ZoneOffset.UTC);

    private List<LogMeaning> read(String line) {
        LogLine parsed = parser.parse(line, OptionalLong.empty(), NOW);
        return classifier.classify(parsed.program(), parsed.message());
    }

    private static List<String> lines(String name) throws IOException {
        return Files.readAllLines(SharedData.file(name));
    }

    private Map<String, Integer> count(String name) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : lines(name)) {
            for (LogMeaning meaning : read(line)) {
                String what = meaning instanceof Happened h
                        ? h.what() + (h.what().equals("xid") ? " " + h.details().get("xid") : "")
                        : meaning.getClass().getSimpleName();
                counts.merge(what, 1, Integer::sum);
            }
        }
        return counts;
    }

    @Test
    void everyXidLineIsThatXidOnThatGpu() throws IOException {
        Pattern written = Pattern.compile("PCI:([0-9a-f]{4}):([0-9a-f]{2}):([0-9a-f]{2})\\): (\\d+)");
        XidTable table = XidTable.standard();
        List<String> lines = lines("gpu-host-logs/xid-lines.txt");
        assertEquals(85, lines.size());
        for (String line : lines) {
            Matcher m = written.matcher(line);
            assertTrue(m.find(), line);
            List<LogMeaning> meanings = read(line);
            assertEquals(1, meanings.size(), line);
            Happened xid = (Happened) meanings.getFirst();
            assertEquals("xid", xid.what(), line);
            assertEquals(m.group(4), xid.details().get("xid"), line);
            assertEquals(
                    m.group(1) + ":" + m.group(2) + ":" + m.group(3) + ".0",
                    xid.place().local(),
                    line);
            boolean known = Integer.parseInt(m.group(4)) <= 172;
            assertEquals(known, table.knows(Integer.parseInt(m.group(4))), line);
            assertEquals(known, xid.details().containsKey("action"), line);
            assertEquals(known, xid.details().containsKey("source"), line);
        }
    }

    @Test
    void theUndefinedCodeStaysUnknown() throws IOException {
        String line = lines("gpu-host-logs/xid-lines.txt").stream()
                .filter(l -> l.contains("99999"))
                .findFirst()
                .orElseThrow();
        Happened xid = (Happened) read(line).getFirst();
        assertEquals("UNKNOWN", xid.details().get("class"));
        assertFalse(xid.details().containsKey("action"));
        assertTrue(xid.text().contains("99999"), xid.text());
    }

    @Test
    void everyNvlink5LineWithItsWordsSaysUnitSeverityAndAction() throws IOException {
        int worded = 0;
        for (String line : lines("gpu-host-logs/xid-lines.txt")) {
            if (line.matches(".*: 1(4[4-9]|50), .*\\(0x.*")) {
                Happened xid = (Happened) read(line).getFirst();
                boolean fatal = line.contains(" Fatal ");
                assertTrue(line.contains(xid.details().get("unit")), line);
                assertEquals(fatal ? "Fatal" : "Nonfatal", xid.details().get("severity"), line);
                assertTrue(fatal == (xid.priority() == Priority.HIGH), line);
                worded++;
            }
        }
        assertEquals(44, worded);
    }

    @Test
    void aProgramsNameAndNumberAreKept() {
        Happened xid = (Happened) read("NVRM: Xid (PCI:0018:01:00): 145, pid=876767, name=ray::WorkerDict, "
                        + "RLW_RXPIPE Nonfatal XC0 i0 Link 13 (0x0409a0c2 0x00000008 0x00000001)")
                .getFirst();
        assertEquals("876767", xid.details().get("pid"));
        assertEquals("ray::WorkerDict", xid.details().get("process"));
        assertEquals("13", xid.details().get("link"));
        assertEquals("IGNORE", xid.details().get("action"));
        assertEquals("CONTACT_SUPPORT", xid.details().get("investigate"));
    }

    @Test
    void aRealKernelLogHasItsFiveXidsAndNothingElse() throws IOException {
        assertEquals(
                Map.of("xid 119", 5, "GpuNamed", 1, "BoardSerial", 1), count("gpu-host-logs/dmesg-with-xid-119.log"));
    }

    @Test
    void aDecodedKernelLogHasItsXidsAndItsKilledPrograms() throws IOException {
        assertEquals(Map.of("xid 13", 16, "xid 43", 1, "oom.kill", 3), count("gpu-host-logs/dmesg.decode.iso.log"));
    }

    @Test
    void ofAFabricManagersTalkOnlyItsErrorIsAnEvent() throws IOException {
        assertEquals(Map.of("fabric.sxid", 1), count("gpu-host-logs/fabricmanager.log"));
        Happened error = (Happened) lines("gpu-host-logs/fabricmanager.log").stream()
                .flatMap(l -> read(l).stream())
                .findFirst()
                .orElseThrow();
        assertEquals("12028", error.details().get("sxid"));
        assertEquals("0000:86:00.0", error.place().local());
        assertEquals("61", error.details().get("port"));
    }

    @Test
    void aQuietLogHasNoEvent() throws IOException {
        assertEquals(Map.of(), count("gpu-host-logs/kmsg.1.log"));
        for (String line : lines("gpu-host-logs/kmsg.1.log")) {
            assertEquals("kernel", parser.parse(line, OptionalLong.empty(), NOW).program(), line);
        }
    }

    @Test
    void everyLineOfTheDecodedLogHasItsTime() throws IOException {
        for (String line : lines("gpu-host-logs/dmesg.decode.iso.log")) {
            LogLine read = parser.parse(line, OptionalLong.empty(), NOW);
            assertTrue(read.time() > 0 && read.exact(), line);
            assertEquals("kernel", read.program(), line);
        }
        for (String line : lines("gpu-host-logs/dmesg-with-xid-119.log")) {
            assertTrue(parser.parse(line, OptionalLong.empty(), NOW).time() > 0, line);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BGL", "HDFS", "HPC", "Linux", "OpenStack"})
    void logsOfOtherMachinesHaveNoXid(String name) throws IOException {
        List<String> found = new ArrayList<>();
        List<String> lines = lines("loghub/" + name + "/" + name + "_2k.log");
        assertTrue(lines.size() >= 1_999, name);
        for (String line : lines) {
            if (!read(line).isEmpty()) {
                found.add(line);
            }
        }
        assertEquals(List.of(), found);
    }
}
