package millwright.connectors.source;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is made of small files, such as certificates, and made anew when what they hold has changed. Files are looked at once
 * a second, by a thread that nobody waits for: a mount that hangs holds up nothing but the renewal. One that cannot be taken
 * changes nothing: what was made before is used on, and {@link #problem} tells why until a good one comes. Looked at until
 * nobody holds it. Any thread; keeps a digest of each file, never what it holds.
 */
public final class Renewed<T> {
    private static final ScheduledExecutorService SECONDS = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("renewed").factory());

    private final List<Path> files;
    private final Making<T> making;
    private final AtomicBoolean looking = new AtomicBoolean();
    private List<String> seen;
    private volatile T made;
    private volatile String problem = "";

    /** Makes it of the files as they are now. */
    public interface Making<T> {
        /** @throws IOException naming the file that cannot be taken */
        T make() throws IOException;
    }

    /** @throws IOException as {@code making} does: the first must be good */
    public Renewed(List<Path> files, Making<T> making) throws IOException {
        this.files = List.copyOf(files);
        this.making = making;
        // what is seen before it is made can only be too old, and is then looked at once more
        seen = digests();
        made = making.make();
        lookAgain(new WeakReference<>(this));
    }

    private static void lookAgain(WeakReference<? extends Renewed<?>> held) {
        var unused = SECONDS.schedule(
                () -> {
                    Renewed<?> one = held.get();
                    if (one != null) {
                        Thread.ofVirtual().name("renewed").start(one::look);
                        lookAgain(held);
                    }
                },
                1,
                TimeUnit.SECONDS);
    }

    /** The newest that could be made. */
    public T now() {
        return made;
    }

    /** Why the files as they are now are not taken, in words, naming the file; empty where they are. */
    public String problem() {
        return problem;
    }

    /** Does nothing while another look lasts. */
    void look() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        try {
            List<String> found = digests();
            if (!found.equals(seen)) {
                made = making.make();
                seen = found;
            }
            problem = "";
        } catch (IOException e) {
            problem = kept(e.getMessage());
        } catch (RuntimeException e) {
            // what a library says of it may quote what the file holds
            problem = kept(
                    files.stream().map(Path::toString).collect(Collectors.joining(", ")) + " cannot be understood");
        } finally {
            looking.set(false);
        }
    }

    private static String kept(@Nullable String why) {
        return "a file was changed and cannot be taken, what it held before is used on: " + why;
    }

    private List<String> digests() {
        List<String> all = new ArrayList<>();
        for (Path file : files) {
            all.add(digest(file));
        }
        return all;
    }

    private static String digest(Path file) {
        try {
            // what is far too large is refused by whoever makes something of it
            return Files.size(file) > ServerTls.MOST
                    ? "large"
                    : HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            return "unreadable";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
