package millwright.connectors.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineParserTest {
    private static final long NOW = Times.nanos(Instant.parse("2025-03-02T00:00:00Z"));

    private final LineParser parser = new LineParser(ZoneOffset.UTC);

    private LogLine parse(String line) {
        return parser.parse(line, OptionalLong.empty(), NOW);
    }

    private static long at(String text) {
        return Times.nanos(Instant.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[Sun Feb 23 16:24:18 2025] NVRM: x | 2025-02-23T16:24:18Z | '' | '' | NVRM: x",
                "kern  :warn  : 2025-01-21T04:41:44,283302+00:00 NVRM: x | 2025-01-21T04:41:44.283302Z | '' | kernel |"
                        + " NVRM: x",
                "2025-01-21T04:41:44,283302+01:00 NVRM: x | 2025-01-21T03:41:44.283302Z | '' | kernel | NVRM: x",
                "[Feb 25 2025 13:59:45] [INFO] [tid 1803] x | 2025-02-25T13:59:45Z | '' | fabricmanager | [INFO] [tid"
                        + " 1803] x",
                "[2025-01-21T04:41:44.283] error: x | 2025-01-21T04:41:44.283Z | '' | '' | error: x",
                "Feb 23 16:24:18 n17 kernel: [  12.345678] NVRM: x | 2025-02-23T16:24:18Z | n17 | kernel | [ "
                        + " 12.345678] NVRM: x",
                "Dec 31 23:59:59 n17 sshd[12]: x | 2024-12-31T23:59:59Z | n17 | sshd | x",
                "2025-01-21T04:41:44.283302+00:00 n17 slurmd[9]: error: x | 2025-01-21T04:41:44.283302Z | n17 | slurmd"
                        + " | error: x",
                "<4>Feb 23 16:24:18 n17 kernel: NVRM: x | 2025-02-23T16:24:18Z | n17 | kernel | NVRM: x",
                "<4>1 2025-01-21T04:41:44.283302Z n17 kernel - - - NVRM: x | 2025-01-21T04:41:44.283302Z | n17 |"
                        + " kernel | NVRM: x",
                "<13>1 2025-01-21T04:41:44Z n17 app 1 ID [a@1 k=\"]\\\"\"][b@2 x=\"y\"] x | 2025-01-21T04:41:44Z | n17"
                        + " | app | x"
            })
    void aLineIsTakenApart(String line, String time, String host, String program, String message) {
        LogLine read = parse(line);
        assertEquals(at(time), read.time());
        assertEquals(host, read.host());
        assertEquals(program, read.program());
        assertEquals(message, read.message());
    }

    @Test
    void uptimeBecomesATimeWhereTheBootIsKnown() {
        OptionalLong boot = OptionalLong.of(at("2025-02-23T10:00:00Z"));
        assertEquals(
                at("2025-02-23T10:00:12.500Z"),
                parser.parse("[   12.500000] x", boot, NOW).time());
        LogLine kmsg = parser.parse("6,3964,12500000,-;nvidia-nvswitch2: open \\x5b1]", boot, NOW);
        assertEquals(at("2025-02-23T10:00:12.500Z"), kmsg.time());
        assertEquals("nvidia-nvswitch2: open [1]", kmsg.message());
        assertEquals(LogLine.UNSAID, parse("[   12.500000] x").time());
        assertTrue(parse("[   12.500000] x").exact());
        assertEquals("user", parse("14,3964,12500000,-;systemd says x").program());
    }

    @Test
    void aTimeWithoutAYearIsTheNewestThatIsNotInTheFuture() {
        LineParser inOslo = new LineParser(ZoneId.of("Europe/Oslo"));
        LogLine leap = inOslo.parse("Feb 29 12:00:00 n17 sshd: x", OptionalLong.empty(), NOW);
        assertEquals(at("2024-02-29T11:00:00Z"), leap.time());
        assertEquals(Times.SECOND, leap.resolution());
        assertFalse(leap.exact());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NVRM: Xid (PCI:0000:01:00): 31, pid=1234",
                "[Sun Feb 31 16:24:18 2025] x",
                "<999>1 x",
                "2025-99-21T04:41:44,283302+00:00 x",
                "99999,9999999999999999999999,1,-;x",
                "[999999999999.1] x",
                "\u0000\u0001",
                "<4>1 2025-01-21T04:41:44Z n17 app 1 ID [a@1 k=\"x"
            })
    void whatIsWrittenInNoKnownWayHasNoTime(String line) {
        assertEquals(LogLine.UNSAID, parse(line).time());
    }
}
