package millwright.connectors.mlperf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import millwright.feed.Gap;
import millwright.feed.ImportReport;
import millwright.feed.Interval;
import millwright.feed.PlantEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedRunTest {
    @TempDir
    Path directory;

    private final List<PlantEvent> events = new ArrayList<>();

    private ImportReport read(List<String> rows) throws IOException {
        Path run = Files.createDirectories(directory.resolve("sys/model/Offline/performance/run_1"));
        Files.write(run.resolve("spl.txt"), rows);
        return new MlperfImport(directory, ZoneId.of("America/New_York")).run(events::add);
    }

    private void write(String name, String content) throws IOException {
        Path run = Files.createDirectories(directory.resolve("sys/model/Offline/performance/run_1"));
        Files.writeString(run.resolve(name), content);
    }

    private static String row(String time, String watts) {
        return "Time," + time + ",Watts," + watts + ",Volts,239.1,Amps,3.4,PF,0.96,Mark,x,Ch1,Watts," + watts
                + ",Volts,239.1,Amps,3.4,PF,0.96";
    }

    @Test
    void everyBadLineIsNamedAndTheRestIsRead() throws IOException {
        ImportReport report = read(List.of(
                row("07-17-2024 09:44:23.305", "2000"),
                "Time,07-17-2024 09:44:24.305,Wat",
                row("07-17-2024 09:44:25.305", "2x0"),
                row("2024-07-17 09:44:26", "2000"),
                row("03-10-2024 02:30:00.000", "2000"),
                row("11-03-2024 01:30:00.000", "2000"),
                row("07-17-7024 09:44:26.000", "2000"),
                "garbage",
                ""));
        List<String> lines =
                report.problems().stream().map(p -> p.line() + " " + p.field()).toList();
        assertEquals(8, report.rows());
        assertEquals(
                List.of("2 Time", "3 Ch1 Watts", "4 Time", "5 Time", "6 Time", "7 Time", "8 Time"),
                lines.subList(0, 7));
        assertTrue(report.problems().get(3).what().contains("exists never"), lines.toString());
        assertTrue(report.problems().get(4).what().contains("exists twice"), lines.toString());
        assertTrue(report.problems().get(5).what().contains("1677 and 2262"), lines.toString());
        assertEquals(5, report.samples());
    }

    @Test
    void loadGensOwnLogGivesTheWindowAndAnInvalidRunIsAProblem() throws IOException {
        write("mlperf_log_detail.txt", """
            :::MLLOG {"key": "power_begin", "value": "07-17-2024 09:44:24.000", "time_ms": 1}
            :::MLLOG {"key": "power_end", "value": "07-17-2024 09:44:26.000", "time_ms": 1}
            """);
        write("mlperf_log_summary.txt", "Tokens per second: 3000\nResult is : INVALID\n");
        ImportReport report = read(List.of(
                row("07-17-2024 09:44:23.305", "100"),
                row("07-17-2024 09:44:24.000", "1000"),
                row("07-17-2024 09:44:26.000", "2000"),
                row("07-17-2024 09:44:26.001", "9000")));
        Interval window = (Interval)
                events.stream().filter(Interval.class::isInstance).findFirst().orElseThrow();
        assertEquals("model/Offline", window.name());
        assertEquals(1500, window.numbers().get("meanPowerWatts"));
        assertEquals(2, window.numbers().get("tokensPerJoule"));
        assertEquals(1, report.problemCount());
        assertTrue(report.problems().getFirst().what().contains("INVALID"));
    }

    @Test
    void aHoleBetweenRowsIsAGap() throws IOException {
        ImportReport report =
                read(List.of(row("07-17-2024 09:44:23.305", "2000"), row("07-17-2024 09:45:23.305", "2000")));
        Gap gap =
                (Gap) events.stream().filter(Gap.class::isInstance).findFirst().orElseThrow();
        assertEquals(60_000_000_000L, gap.to() - gap.from());
        assertTrue(report.problems().stream().anyMatch(p -> p.what().contains("hole of 60 s")));
    }

    @Test
    void aDamagedWindowIsNamedAndTheRowsStay() throws IOException {
        for (String log : List.of(
                "\"power_begin\" and no brace",
                "{\"key\": \"power_begin\", \"value\": null}",
                "{\"key\": \"power_begin\", \"value\": \"11-03-2024 01:30:00.000\"}\n"
                        + "{\"key\": \"power_end\", \"value\": \"11-03-2024 01:31:00.000\"}")) {
            write("power_window.jsonl", log);
            ImportReport report = read(List.of(row("07-17-2024 09:44:23.305", "2000")));
            assertEquals(5, report.samples());
            assertTrue(
                    report.problems().stream()
                            .anyMatch(p ->
                                    p.field().equals("power_begin") && p.file().endsWith("power_window.jsonl")),
                    report.problems().toString());
        }
        assertTrue(events.stream().noneMatch(Interval.class::isInstance));
    }

    @Test
    void theSameScenarioOfTwoSystemsHasTwoNames() throws IOException {
        read(List.of(row("07-17-2024 09:44:23.305", "2000")));
        Path other = Files.createDirectories(directory.resolve("other/model/Offline"));
        Files.write(other.resolve("spl.txt"), List.of(row("07-17-2024 09:44:23.305", "2000")));
        assertEquals(
                List.of("other/model/Offline", "sys/model/Offline"),
                RunDirectory.find(directory, new ArrayList<>()).stream()
                        .map(RunDirectory::name)
                        .toList());
    }
}
