package millwright.connectors.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import millwright.feed.PlantEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures with logs beside them, without the mark of their end, or too large to be checked before use. */
class StrangersTest {
    private static final int PAGE = 16_384;

    @TempDir
    private Path folder;

    private Path recorded(boolean close) {
        Path file = folder.resolve("night.mwcap");
        Recorded.record(file, Recorded.events(30, 7), close);
        return file;
    }

    private static void assertRefusedWithTheCommand(Path file) {
        String message =
                assertThrows(CaptureException.class, () -> Capture.open(file)).getMessage();
        assertTrue(message.contains("millwright capture info --recover '" + file + "'"), message);
        assertEquals(1, message.lines().count());
    }

    private static int told(Capture capture) {
        List<PlantEvent> told = new ArrayList<>();
        new Replay(capture, true, false).drain(told::add);
        return told.size();
    }

    @Test
    void aRecordingThatWasKilledIsRefusedWithTheCommandThatRecoversIt() {
        Path file = recorded(false);
        assertRefusedWithTheCommand(file);
        try (Capture capture = Capture.open(file, true)) {
            assertEquals(Recorded.events(30, 7).size(), told(capture));
            assertTrue(capture.problems().getFirst().contains("was not closed"));
        }
    }

    @Test
    void aCaptureWithoutTheMarkOfItsEndIsRefusedWithTheCommandThatRecoversIt() throws IOException, SQLException {
        Path file = recorded(true);
        try (Tampered t = new Tampered(file)) {
            t.execute("DELETE FROM meta WHERE key = 'closed'");
        }
        assertRefusedWithTheCommand(file);
        try (Capture capture = Capture.open(file, true)) {
            assertEquals(Recorded.events(30, 7).size(), told(capture));
        }
    }

    /** A rollback journal that names a file, which SQLite deletes once it has played the journal back. */
    private static byte[] journalNaming(Path victim, int pages) {
        byte[] name = victim.toString().getBytes(StandardCharsets.UTF_8);
        byte[] magic = {(byte) 0xd9, (byte) 0xd5, 0x05, (byte) 0xf9, 0x20, (byte) 0xa1, 0x63, (byte) 0xd7};
        int sum = 0;
        for (byte b : name) {
            sum += b;
        }
        ByteBuffer journal = ByteBuffer.allocate(512 + 4 + name.length + 16);
        journal.put(magic).putInt(0).putInt(1).putInt(pages).putInt(512).putInt(PAGE);
        journal.position(512);
        journal.putInt(0x40000000 / PAGE + 1)
                .put(name)
                .putInt(name.length)
                .putInt(sum)
                .put(magic);
        return journal.array();
    }

    @Test
    void aHostileJournalBesideAFineCaptureTouchesNothing() throws IOException {
        Path file = recorded(true);
        Path victim = Files.writeString(folder.resolve("dear.txt"), "dear data");
        Path journal = folder.resolve("night.mwcap-journal");
        Files.write(journal, journalNaming(victim, (int) (Files.size(file) / PAGE)));
        byte[] before = Files.readAllBytes(file);
        assertRefusedWithTheCommand(file);
        try (Capture capture = Capture.open(file, true)) {
            assertEquals(Recorded.events(30, 7).size(), told(capture));
            assertTrue(
                    capture.problems().getFirst().contains("journal"),
                    capture.problems().toString());
        }
        assertEquals("dear data", Files.readString(victim));
        assertTrue(Files.exists(journal));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void aLogThatIsNoLogIsRefusedOrReadRight() throws IOException {
        Path file = recorded(true);
        Files.write(folder.resolve("night.mwcap-wal"), new byte[100_000]);
        assertRefusedWithTheCommand(file);
        try (Capture capture = Capture.open(file, true)) {
            assertEquals(Recorded.events(30, 7).size(), told(capture));
        }
    }

    @Test
    void aFileTooLargeToBeCheckedFirstSaysSoUntilItIs() throws InterruptedException {
        Path file = recorded(true);
        BlockingQueue<Check> told = new LinkedBlockingQueue<>();
        try (Capture capture = Capture.open(file, false, 0)) {
            assertEquals(Check.UNCHECKED, capture.check());
            CaptureInfo info = new CaptureInfo(capture);
            assertTrue(info.toText().contains("unchecked"), info.toText());
            assertTrue(info.toJson().contains("\"check\": \"unchecked\""));
            capture.checkInBackground(told::add);
            assertEquals(Check.CHECKED, told.poll(30, TimeUnit.SECONDS));
            assertEquals(Check.CHECKED, capture.check());
            assertTrue(info.toText().contains("checked") && !info.toText().contains("unchecked"));
        }
    }

    @Test
    void aDamagedFileTooLargeToBeCheckedFirstIsFoundInTheBackground() throws Exception {
        Path file = recorded(true);
        try (Tampered t = new Tampered(file)) {
            t.execute("DROP INDEX tile_by_seq");
            t.execute("CREATE INDEX tile_by_seq ON tile (first)");
            t.execute("PRAGMA writable_schema = ON");
            t.execute(
                    "UPDATE sqlite_schema SET sql = 'CREATE INDEX tile_by_seq ON tile (seq)' WHERE name = 'tile_by_seq'");
        }
        BlockingQueue<Check> told = new LinkedBlockingQueue<>();
        try (Capture capture = Capture.open(file, false, 0)) {
            capture.checkInBackground(told::add);
            assertEquals(Check.DAMAGED, told.poll(30, TimeUnit.SECONDS));
            assertTrue(
                    capture.problems().getFirst().contains("damaged"),
                    capture.problems().toString());
        }
    }
}
