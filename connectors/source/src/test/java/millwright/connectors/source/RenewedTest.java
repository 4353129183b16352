package millwright.connectors.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import millwright.hearing.OwnCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewedTest {
    @TempDir
    Path folder;

    private Path file;
    private final AtomicInteger makings = new AtomicInteger();

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("word"), "old");
    }

    private Renewed<String> renewed() throws IOException {
        return new Renewed<>(List.of(file), () -> {
            makings.incrementAndGet();
            String text = Files.readString(file);
            if (text.startsWith("bad")) {
                throw new IOException(file + " is bad");
            }
            return text;
        });
    }

    @Test
    void whatAFileHoldsAnewIsTakenThoughNobodyAsks() throws Exception {
        Renewed<String> it = renewed();
        Files.writeString(file, "new");
        for (int i = 0; i < 200 && makings.get() < 2; i++) {
            LockSupport.parkNanos(50_000_000);
        }
        it.look();
        assertEquals("new", it.now());
        assertEquals("", it.problem());
    }

    @Test
    void whoAsksDoesNotWaitForAFileThatHangs() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Renewed<String> it = new Renewed<>(List.of(file), () -> {
            if (makings.incrementAndGet() > 1) {
                hanging.countDown();
                await(over);
            }
            return Files.readString(file);
        });
        Files.writeString(file, "new");
        assertTrue(hanging.await(10, TimeUnit.SECONDS), "looked at by itself");
        assertEquals("old", assertTimeoutPreemptively(Duration.ofSeconds(5), it::now));
        assertEquals("", assertTimeoutPreemptively(Duration.ofSeconds(5), it::problem));
        over.countDown();
        for (int i = 0; i < 200 && !it.now().equals("new"); i++) {
            LockSupport.parkNanos(50_000_000);
        }
        assertEquals("new", it.now());
    }

    @Test
    void whatALibraryFailsOnHarmsNobodyAndNamesOnlyTheFile() throws IOException {
        Renewed<String> it = new Renewed<>(List.of(file), () -> {
            String text = Files.readString(file);
            if (text.equals("secret")) {
                throw new IllegalStateException("cannot read " + text);
            }
            return text;
        });
        Files.writeString(file, "secret");
        it.look();
        assertEquals("old", it.now());
        assertTrue(it.problem().endsWith("is used on: " + file + " cannot be understood"), it.problem());
    }

    @Test
    void whatWasOnlyTouchedIsNotMadeAnew() throws IOException {
        Renewed<String> it = renewed();
        Files.writeString(file, "old");
        it.look();
        assertEquals("old", it.now());
        assertEquals(1, makings.get());
    }

    @Test
    void whatIsBadOrGoneIsNamedAndWhatWasBeforeStays() throws IOException {
        Renewed<String> it = renewed();
        Files.writeString(file, "bad");
        it.look();
        assertEquals("old", it.now());
        assertTrue(it.problem().endsWith("what it held before is used on: " + file + " is bad"), it.problem());
        Files.delete(file);
        it.look();
        assertEquals("old", it.now());
        assertTrue(it.problem().contains(file.toString()), it.problem());
        Files.writeString(file, "good");
        it.look();
        assertEquals("good", it.now());
        assertEquals("", it.problem());
    }

    private static void await(CountDownLatch over) throws IOException {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
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
        Renewed<SSLContext> it =
                new Renewed<>(files, () -> ServerTls.context(old.certificate(), old.key(), java.util.Optional.empty()));
        SSLContext first = it.now();
        Files.copy(next.certificate(), old.certificate(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        it.look();
        assertSame(first, it.now());
        assertTrue(it.problem().endsWith(old.key() + " is not the key of the certificate"), it.problem());
        old.renewAs(next);
        it.look();
        assertNotSame(first, it.now());
        assertEquals("", it.problem());
    }
}
