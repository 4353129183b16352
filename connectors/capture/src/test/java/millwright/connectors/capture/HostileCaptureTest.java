package millwright.connectors.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import millwright.feed.Frame;
import millwright.feed.PlantEvent;
import millwright.hearing.SharedData;
import millwright.plant.MetricId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files from strangers: a clear error or a correct read, never a crash, a hang or a silently wrong number. */
class HostileCaptureTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    static Path folder;

    private static byte[] good = {};
    private static Content whole = new Content(List.of(), Map.of(), 0);

    @BeforeAll
    static void record() throws IOException {
        Path file = folder.resolve("good.mwcap");
        Recorded.record(file, Recorded.events(12, 3), true);
        good = Files.readAllBytes(file);
        whole = Content.of(file);
    }

    /**
     * Reads everything there is. A correct read is all of the undamaged file, sample by sample and event by event, and every
     * question is answered as by that; where something is left out and named, whatever is told stands in the undamaged file.
     */
    private static String read(Path file) {
        return assertTimeoutPreemptively(PATIENCE, () -> {
            Content content;
            try {
                content = Content.of(file);
            } catch (CaptureException e) {
                assertTrue(
                        e.getMessage() != null && e.getMessage().lines().count() == 1, "one line: " + e.getMessage());
                return "refused: " + e.getMessage();
            }
            if (content.problems() == 0) {
                assertEquals(whole.told(), content.told());
                assertEquals(whole.answers(), content.answers());
                return "read";
            }
            assertEquals(List.of(), content.beyond(whole), "what was never recorded");
            return "left out";
        });
    }

    @Test
    void theUndamagedFileHoldsWhatWasRecorded() {
        List<PlantEvent> recorded = Recorded.events(12, 3);
        long samples = recorded.stream()
                .filter(Frame.class::isInstance)
                .mapToLong(e -> ((Frame) e).size())
                .sum();
        for (MetricId metric : Recorded.METRICS) {
            assertTrue(whole.answers().get("windows " + metric).contains("1"), () -> "a window of " + metric);
        }
        assertEquals(
                samples,
                whole.told().stream()
                        .filter(line -> line.contains(" revision "))
                        .count());
        assertEquals(
                recorded.stream()
                        .filter(e -> !(e instanceof Frame))
                        .map(Object::toString)
                        .sorted()
                        .toList(),
                whole.told().stream()
                        .filter(line -> !line.contains(" revision "))
                        .sorted()
                        .toList());
        assertEquals(0, whole.problems());
    }

    @Test
    void everyMalformedImageOfSqlitesFuzzersIsRefusedInOneLine() throws IOException {
        Path images = SharedData.file("sqlite-malformed");
        int count = 0;
        try (Stream<Path> files = Files.list(images)) {
            for (Path image : files.filter(f -> !f.toString().endsWith(".csv")).toList()) {
                assertTrue(read(image).startsWith("refused: " + image), image.toString());
                count++;
            }
        }
        assertEquals(331, count);
    }

    @Test
    void aCaptureCutOffAtAnyPageIsRefusedOrReadRight() throws IOException {
        int page = 16_384;
        int refused = 0;
        for (int size = 0; size < good.length; size += page) {
            Path file = folder.resolve("cut.mwcap");
            Files.write(file, Arrays.copyOf(good, size));
            refused += read(file).startsWith("refused") ? 1 : 0;
        }
        assertTrue(refused > 0);
    }

    @Test
    void twoThousandFlippedBytesNeverGiveAWrongNumber() {
        Map<String, Long> outcomes = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> read(flipped(i)).replaceFirst(":.*", ""))
                .collect(Collectors.groupingBy(o -> o, Collectors.counting()));
        assertEquals(Set.of("refused", "left out", "read"), outcomes.keySet(), outcomes::toString);
    }

    private static Path flipped(int i) {
        Random random = new Random(11_000L + i);
        byte[] bytes = good.clone();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        try {
            return Files.write(
                    folder.resolve("flipped-" + Thread.currentThread().threadId() + ".mwcap"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Mutation {
        void on(Statement s) throws SQLException;
    }

    private Path mutated(Mutation mutation) throws IOException {
        Path file = folder.resolve("mutated.mwcap");
        Files.write(file, good);
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement s = db.createStatement()) {
            mutation.on(s);
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return file;
    }

    private static String refusal(Path file) {
        return assertThrows(CaptureException.class, () -> Capture.open(file).close())
                .getMessage();
    }

    @Test
    void aViewOrTriggerIsNeverRun() throws IOException {
        assertTrue(refusal(mutated(s -> s.execute("CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM tile; END")))
                .contains("altered"));
        assertTrue(refusal(mutated(s -> {
                    s.execute("ALTER TABLE meta RENAME TO hidden");
                    s.execute("CREATE VIEW meta AS SELECT * FROM hidden");
                }))
                .contains("altered"));
    }

    @Test
    void aNewerFormatNamesWhatReadsIt() throws IOException {
        String message = refusal(mutated(s -> s.execute("PRAGMA user_version = 99")));
        assertTrue(message.contains("format 99") && message.contains("version of Millwright"), message);
    }

    @Test
    void anotherDatabaseIsNotACapture() throws IOException {
        assertTrue(refusal(mutated(s -> s.execute("PRAGMA application_id = 1"))).contains("not a Millwright capture"));
    }

    @Test
    void lyingRowsAreLeftOutAndNamed() throws IOException {
        for (String lie : List.of(
                "UPDATE tile SET last = last + 1000",
                "UPDATE tile SET metric = 'gpu.temperature'",
                "UPDATE tile SET slots = 99",
                "UPDATE slots SET ids = zeroblob(100)",
                "UPDATE event SET body = zeroblob(1000)",
                "UPDATE event SET kind = 'receipt'",
                "UPDATE meta SET value = 'W' WHERE key LIKE 'metric:%'",
                "UPDATE part SET data = x'28b52ffd', crc = 0",
                "UPDATE part SET id = id + 1",
                "DELETE FROM part WHERE id / 65536 % 2 = 0",
                "UPDATE tile SET parts = 2",
                "DELETE FROM slots")) {
            Path file = mutated(s -> s.execute(lie));
            assertEquals("left out", read(file), lie);
            try (Capture capture = Capture.open(file)) {
                new CaptureInfo(capture);
                new Replay(capture, true, false).drain(e -> {});
                assertTrue(capture.problemCount() > 0, lie);
            }
        }
    }

    @Test
    void aBombIsNotUnpacked() {
        byte[] bomb = Zstd.compress(new byte[512 << 20]);
        String message = assertThrows(CaptureException.class, () -> Zipped.unpack(bomb, 1 << 20, "tile 1"))
                .getMessage();
        assertTrue(message.contains("more than"), message);
    }

    @Test
    void fiveHundredMutationsOfRowsWithRightChecksumsStayWithinTheirBounds() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            byte[] data = new byte[random.nextInt(200)];
            random.nextBytes(data);
            byte[] packed = random.nextBoolean() ? Zipped.pack(data) : data;
            int entities = random.nextInt(Division.WIDEST);
            int ticks = random.nextInt(400);
            assertThrows(CaptureException.class, () -> Part.of(packed, 1, entities, ticks));
            byte[] table = Zipped.pack(data);
            try {
                Tick.unpack(Zipped.unpack(table, 1 << 20, "ticks"), TileRow.MAX_TICKS);
            } catch (CaptureException e) {
                assertTrue(e.getMessage() != null);
            }
        }
    }
}
