package millwright.connectors.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import millwright.hearing.OwnCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewedTest {
    private static final long SECOND = 1_000_000_000;

    @TempDir
    Path folder;

    private Path file;
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger makings = new AtomicInteger();

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("word"), "old");
    }

    private Renewed<String> renewed() throws IOException {
        return new Renewed<>(
                List.of(file),
                () -> {
                    makings.incrementAndGet();
                    String text = Files.readString(file);
                    if (text.startsWith("bad")) {
                        throw new IOException(file + " is bad");
                    }
                    return text;
                },
                now::get);
    }

    @Test
    void whatAFileHoldsAnewIsTakenWithinASecond() throws IOException {
        Renewed<String> it = renewed();
        Files.writeString(file, "new");
        assertEquals("old", it.now(), "it is looked at once a second at most");
        now.addAndGet(SECOND);
        assertEquals("new", it.now());
        assertEquals("", it.problem());
    }

    @Test
    void whatWasOnlyTouchedIsNotMadeAnew() throws IOException {
        Renewed<String> it = renewed();
        Files.writeString(file, "old");
        now.addAndGet(SECOND);
        assertEquals("old", it.now());
        assertEquals(1, makings.get());
    }

    @Test
    void whatIsBadOrGoneIsNamedAndWhatWasBeforeStays() throws IOException {
        Renewed<String> it = renewed();
        Files.writeString(file, "bad");
        now.addAndGet(SECOND);
        assertEquals("old", it.now());
        assertTrue(it.problem().endsWith("what it held before is used on: " + file + " is bad"), it.problem());
        Files.delete(file);
        now.addAndGet(SECOND);
        assertEquals("old", it.now());
        assertTrue(it.problem().contains(file.toString()), it.problem());
        Files.writeString(file, "good");
        now.addAndGet(SECOND);
        assertEquals("good", it.now());
        assertEquals("", it.problem());
    }

    @Test
    void theFirstMustBeGood() throws IOException {
        Files.writeString(file, "bad");
        assertThrows(IOException.class, this::renewed);
    }

    @Test
    void aCertificateWhoseKeyIsStillTheOldOneIsNotTaken() throws Exception {
        OwnCertificate old = OwnCertificate.in(folder, "old", "dns:old");
        OwnCertificate next = OwnCertificate.in(folder, "next", "dns:next");
        List<Path> files = Stream.of(old.certificate(), old.key()).toList();
        Renewed<SSLContext> it = new Renewed<>(
                files, () -> ServerTls.context(old.certificate(), old.key(), java.util.Optional.empty()), now::get);
        SSLContext first = it.now();
        Files.copy(next.certificate(), old.certificate(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        now.addAndGet(SECOND);
        assertSame(first, it.now());
        assertTrue(it.problem().endsWith(old.key() + " is not the key of the certificate"), it.problem());
        old.renewAs(next);
        now.addAndGet(SECOND);
        assertNotSame(first, it.now());
        assertEquals("", it.problem());
    }
}
