package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.connectors.capture.Glance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an import leaves on the disk. */
class CaptureImportTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter said = new StringWriter();

    @BeforeEach
    void table() throws IOException {
        Files.writeString(folder.resolve("map.yaml"), """
            mapping: test
            tables:
              - file: "*.csv"
                time: {column: t, format: epoch-s}
                entities:
                  - {kind: node, id: "{host}"}
                metrics:
                  - {column: power, metric: node.power, unit: kW}
            """);
        Files.writeString(folder.resolve("table.csv"), "t,host,power\n5,n1,1.5\n");
    }

    private int read(String table) {
        PrintWriter told = new PrintWriter(said, true);
        return Main.run(
                told,
                told,
                "capture",
                "import",
                "--format",
                "csv",
                "--mapping",
                folder.resolve("map.yaml").toString(),
                "--out",
                folder.resolve("new.mwcap").toString(),
                folder.resolve(table).toString());
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(p -> String.valueOf(p.getFileName())).collect(Collectors.toSet());
        }
    }

    @Test
    void whatAKilledImportLeftBesideItsCaptureGoesWithTheNext() throws IOException {
        Path killed = Files.createDirectory(folder.resolve("millwright-import-1-2"));
        Files.createFile(killed.resolve("in-use.lock"));
        Files.writeString(killed.resolve("millwright-import3.run"), "rows");
        assertEquals(Ends.DONE, read("table.csv"), said::toString);
        assertEquals(Set.of("map.yaml", "table.csv", "new.mwcap"), names());
    }

    private String info(String... options) {
        StringWriter told = new StringWriter();
        PrintWriter out = new PrintWriter(told, true);
        List<String> words = new ArrayList<>(
                List.of("capture", "info", folder.resolve("new.mwcap").toString()));
        words.addAll(List.of(options));
        assertEquals(Ends.DONE, Main.run(out, out, words.toArray(String[]::new)), told::toString);
        return told.toString();
    }

    @Test
    void whatCouldNotBeReadIsToldByTheCaptureToo() throws IOException {
        Files.writeString(
                folder.resolve("map.yaml"),
                Files.readString(folder.resolve("map.yaml"))
                        .replace("tables:\n  - ", "tables:\n  - trailer: '#.*'\n    "));
        StringBuilder rows = new StringBuilder("t,host,power,room\n5,n1,1.5,A\n");
        for (int i = 0; i < 25; i++) {
            rows.append(i + 6).append(",n1,much,A\n");
        }
        Files.writeString(folder.resolve("bad.csv"), rows + "# made by hand\n# the end\n");
        assertEquals(Ends.PROBLEM, read("bad.csv"), said::toString);
        String text = info();
        assertTrue(text.contains("imported with 25 problems\n"), text);
        assertTrue(text.contains("bad.csv:3: power: 'much' is no number; kept as bad"), text);
        assertTrue(text.contains("and 5 more; --json lists the first 25"), text);
        assertTrue(text.contains("note: bad.csv: 2 lines left out as its trailer"), text);
        assertTrue(text.contains("note: bad.csv: columns left out: room"), text);
        assertTrue(text.contains("problems of the file itself: 0"), text);
        JsonObject all = JsonParser.parseString(info("--json")).getAsJsonObject();
        JsonObject account = all.getAsJsonObject("import");
        assertTrue(account.get("recorded").getAsBoolean());
        assertEquals(25, account.get("problems").getAsInt());
        assertEquals(25, account.getAsJsonArray("problemExamples").size());
        assertEquals(2, account.getAsJsonArray("notes").size());
        assertEquals(0, all.get("problems").getAsInt());
        assertEquals("csv, 25 problems", Glance.at(folder.resolve("new.mwcap")).made());
    }

    @Test
    void anImportWithoutProblemsSaysSo() {
        assertEquals(Ends.DONE, read("table.csv"), said::toString);
        assertTrue(info().contains("imported with 0 problems\n"), info());
        assertEquals("csv", Glance.at(folder.resolve("new.mwcap")).made());
    }

    @Test
    void anImportThatFailsLeavesNothing() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        assertTrue(read("empty") != Ends.DONE, said::toString);
        assertEquals(Set.of("map.yaml", "table.csv", "empty"), names());
    }

    /**
     * Three million rows take seconds; the signal comes as soon as the capture has been begun. It is the one of an end from
     * outside, which takes the way of Ctrl+C: who is started in the background, as tests may be, never hears that one.
     */
    @Test
    @Timeout(120)
    void anImportEndedInItsMiddleLeavesNothingHalf() throws Exception {
        StringBuilder rows = new StringBuilder("t,host,power\n");
        for (int i = 0; i < 3_000_000; i++) {
            rows.append(i).append(",n").append(i % 100).append(",1.5\n");
        }
        Files.writeString(folder.resolve("table.csv"), rows);
        Files.writeString(folder.resolve("kept.mwcap"), "of before");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "capture",
                        "import",
                        "--format",
                        "csv",
                        "--mapping",
                        folder.resolve("map.yaml").toString(),
                        "--out",
                        folder.resolve("new.mwcap").toString(),
                        folder.resolve("table.csv").toString())
                .redirectErrorStream(true)
                .start();
        while (program.isAlive() && !Files.exists(folder.resolve("new.mwcap"))) {
            program.waitFor(5, TimeUnit.MILLISECONDS);
        }
        assertTrue(program.isAlive(), () -> "it was done already");
        program.toHandle().destroy(); // unlike its own, it leaves what was said readable
        String all = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(143, program.waitFor(), all);
        assertEquals(Set.of("map.yaml", "table.csv", "kept.mwcap"), names(), all);
        assertFalse(all.contains("\tat "), all);
    }

    @Test
    void theFolderItSortsInIsNotReadWhenTheCaptureIsMadeBesideItsTables() {
        assertEquals(Ends.DONE, read("."), said::toString);
        assertTrue(said.toString().contains("1 sample,"), said::toString);
        assertFalse(said.toString().contains("millwright-import"), said::toString);
    }
}
