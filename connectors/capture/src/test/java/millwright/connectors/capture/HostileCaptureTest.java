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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import millwright.feed.Frame;
import millwright.feed.PlantEvent;
import millwright.hearing.SharedData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files from strangers: a clear error or a correct read, never a crash, a hang or a silently wrong number. */
class HostileCaptureTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    static Path folder;

    private static byte[] good = {};
    private static Set<String> goodFrames = Set.of();

    @BeforeAll
    static void record() throws IOException {
        Path file = folder.resolve("good.mwcap");
        Recorded.record(file, Recorded.events(12, 3), true);
        good = Files.readAllBytes(file);
        try (Capture capture = Capture.open(file)) {
            goodFrames = frames(capture);
        }
    }

    private static Set<String> frames(Capture capture) {
        Set<String> frames = new HashSet<>();
        List<PlantEvent> told = new ArrayList<>();
        new Replay(capture, true, false).drain(told::add);
        for (PlantEvent event : told) {
            if (event instanceof Frame f) {
                for (int i = 0; i < f.size(); i++) {
                    frames.add(f.metric() + "/" + f.slot(i) + "@" + f.sourceTime() + "="
                            + f.states().at(i) + ":"
                            + Double.doubleToRawLongBits(f.values().asDouble(i)));
                }
            }
        }
        return frames;
    }

    /** Reads everything there is; what is read must be in the undamaged file, word by word. */
    private static String read(Path file) {
        return assertTimeoutPreemptively(PATIENCE, () -> {
            Set<String> wrong = new HashSet<>();
            try (Capture capture = Capture.open(file)) {
                new CaptureInfo(capture).toJson();
                wrong.addAll(frames(capture));
            } catch (CaptureException e) {
                assertTrue(
                        e.getMessage() != null && e.getMessage().lines().count() == 1, "one line: " + e.getMessage());
                return "refused: " + e.getMessage();
            }
            wrong.removeAll(goodFrames);
            assertEquals(Set.of(), wrong, "numbers that were never recorded");
            return "read";
        });
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
        long refused = IntStream.range(0, 2_000)
                .parallel()
                .filter(i -> read(flipped(i)).startsWith("refused"))
                .count();
        assertTrue(refused > 0 && refused < 2_000, refused + " refused");
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
            assertEquals("read", read(file), lie);
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
