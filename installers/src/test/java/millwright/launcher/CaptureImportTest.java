package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
