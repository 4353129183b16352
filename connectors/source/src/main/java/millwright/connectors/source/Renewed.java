package millwright.connectors.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What is made of small files, such as certificates, and made anew when what they hold has changed. Files are looked at when
 * it is asked for, once a second at most. One that cannot be taken changes nothing: what was made before is used on, and
 * {@link #problem} tells why until a good one comes. Any thread; keeps a digest of each file, never what it holds.
 */
public final class Renewed<T> {
    private static final long PAUSE = 1_000_000_000;

    private final List<Path> files;
    private final Making<T> making;
    private final LongSupplier nanoTime;
    private List<String> seen;
    private T made;
    private long looked;
    private String problem = "";

    /** Makes it of the files as they are now. */
    public interface Making<T> {
        /** @throws IOException naming the file that cannot be taken */
        T make() throws IOException;
    }

    /** @throws IOException as {@code making} does: the first must be good */
    public Renewed(List<Path> files, Making<T> making) throws IOException {
        this(files, making, System::nanoTime);
    }

    Renewed(List<Path> files, Making<T> making, LongSupplier nanoTime) throws IOException {
        this.files = List.copyOf(files);
        this.making = making;
        this.nanoTime = nanoTime;
        // what is seen before it is made can only be too old, and is then looked at once more
        seen = digests();
        made = making.make();
        looked = nanoTime.getAsLong();
    }

    /** The newest that could be made. */
    public synchronized T now() {
        long time = nanoTime.getAsLong();
        if (time - looked >= PAUSE) {
            looked = time;
            look();
        }
        return made;
    }

    /** Why the files as they are now are not taken, in words, naming the file; empty where they are. */
    public synchronized String problem() {
        now();
        return problem;
    }

    private void look() {
        List<String> found = digests();
        if (found.equals(seen)) {
            problem = "";
            return;
        }
        try {
            made = making.make();
            seen = found;
            problem = "";
        } catch (IOException e) {
            problem = "a file was changed and cannot be taken, what it held before is used on: " + e.getMessage();
        }
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
