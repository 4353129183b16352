package millwright.connectors.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import millwright.connectors.config.ConfigNode;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTailTest {
    private static final long NOW = Times.nanos(Instant.parse("2025-02-23T17:00:00Z"));
    private static final String SECOND = "[Sun Feb 23 16:24:18 2025] NVRM: Xid (PCI:0000:9b:00): 79, off the bus";
    private static final String MICRO =
            "kern  :warn  : 2025-02-23T16:41:44,283302+00:00 NVRM: Xid (PCI:0000:38:00): 43, Ch 8";
    private static final String BARE = "NVRM: Xid (PCI:0000:01:00): 31, pid=123";

    @TempDir
    Path folder;

    private Path file;
    private List<PlantEvent> events;
    private LogIntake intake;
    private FileTail tail;

    @BeforeEach
    void begin() {
        file = folder.resolve("kern.log");
        events = new ArrayList<>();
        restart();
    }

    /** As after a restart of the program: what was told is forgotten here, not where it was told to. */
    private void restart() {
        LogsConfig config = LogsConfig.of(ConfigNode.parse("t.yaml", "protocol: logs\nfiles: [/x]\n"));
        Origin origin = new Origin(EntityId.of(EntityKind.SOURCE, "logs"), false);
        intake = new LogIntake(config, origin, () -> NOW, events::add);
        tail = tail(FileTail.FIRST_READ);
    }

    private FileTail tail(long firstRead) {
        LineParser parser = new LineParser(ZoneOffset.UTC);
        InputState state = new InputState("logs", "file", () -> NOW);
        LineDecoder decoder = new LineDecoder(line -> parser.parse(line, OptionalLong.empty(), NOW));
        return new FileTail(file, "n17", decoder, intake, state, firstRead);
    }

    private void append(String... lines) throws IOException {
        for (String line : lines) {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private List<Occurrence> xids() {
        return events.stream()
                .filter(Occurrence.class::isInstance)
                .map(Occurrence.class::cast)
                .toList();
    }

    private long distinct() {
        return xids().stream().map(Occurrence::id).distinct().count();
    }

    @Test
    void twoEqualXidsInARowAreTwoEvents() throws IOException {
        append(SECOND, SECOND, BARE, BARE);
        tail.poll();
        assertEquals(4, xids().size());
        assertEquals(4, distinct());
    }

    @Test
    void whatIsAppendedLaterIsReadOnce() throws IOException {
        append(SECOND);
        tail.poll();
        tail.poll();
        assertEquals(1, xids().size());
        Files.writeString(file, SECOND, StandardOpenOption.APPEND);
        tail.poll();
        assertEquals(1, xids().size(), "a line without its end is not yet one");
        append("");
        tail.poll();
        assertEquals(2, distinct());
    }

    @Test
    void aFileReplacedByItsOwnCopyTellsNothingAgain() throws IOException {
        append(SECOND, SECOND, MICRO, BARE);
        tail.poll();
        assertEquals(4, xids().size());
        Path copy = folder.resolve("copy");
        Files.copy(file, copy);
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
        append(SECOND);
        tail.poll();
        assertEquals(5, xids().size());
        assertEquals(5, distinct());
    }

    @Test
    void aRestartGivesTheSameNames() throws IOException {
        append(SECOND, SECOND, MICRO, BARE, BARE);
        tail.poll();
        List<String> before = xids().stream().map(Occurrence::id).toList();
        events.clear();
        restart();
        tail.poll();
        assertEquals(before, xids().stream().map(Occurrence::id).toList());
    }

    @Test
    void aRotatedFileLosesNothing() throws IOException {
        append("first line", SECOND);
        tail.poll();
        append(SECOND);
        Files.move(file, folder.resolve("kern.log.1"));
        assertThrows(IOException.class, tail::poll);
        append("another first line", SECOND, MICRO);
        tail.poll();
        assertEquals(4, xids().size());
        assertEquals(4, distinct());
    }

    @Test
    void aFileCutAndFilledAgainIsReadFromItsBeginning() throws IOException {
        append("first line", SECOND, BARE);
        tail.poll();
        Files.writeString(file, "cut\n" + SECOND + "\n" + BARE + "\nlonger than it was before, much longer\n");
        tail.poll();
        assertEquals(4, xids().size());
        Files.writeString(file, "x\n" + BARE + "\n");
        tail.poll();
        assertEquals(5, distinct());
    }

    @Test
    void ofALongFileTheEndIsRead() throws IOException {
        append(BARE, "x".repeat(500), SECOND);
        tail = tail(200);
        tail.poll();
        assertEquals(1, xids().size());
    }

    @Test
    void aMissingFileIsToldAndReadOnceItIsThere() throws IOException {
        String message = assertThrows(IOException.class, tail::poll).getMessage();
        assertTrue(message.contains("kern.log is not there"), message);
        append(SECOND);
        tail.poll();
        assertEquals(1, xids().size());
    }

    @Test
    void bytesThatAreNoTextHarmNothing() throws IOException {
        byte[] bytes = new byte[100_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + i / 7);
        }
        Files.write(file, bytes);
        append("", SECOND);
        tail.poll();
        assertEquals(1, xids().size());
    }

    @Test
    void anOldLineIsNoEvent() throws IOException {
        append("[Sun Feb 16 16:24:18 2025] NVRM: Xid (PCI:0000:9b:00): 79, off the bus", SECOND);
        tail.poll();
        assertEquals(1, xids().size());
    }
}
