package millwright.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder for one run, gone when it is closed. A run that was killed leaves its folder behind; the next one takes it
 * away, as the lock that the run held in it ended with the process. Any thread.
 */
final class Scratch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Scratch.class.getName());
    private static final String LOCK = "in-use.lock";
    /** The lock until it is held: a sweep of another run must never find one that nobody holds yet. */
    private static final String STARTING = "starting.lock";

    private final Path folder;
    private final FileChannel lock;

    private Scratch(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** A new folder among the temporary ones of this user. @param prefix of its name */
    static Scratch open(String prefix) throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        Scratch made = made(parent, prefix);
        // a temporary folder may hold very much, and a window waits
        Thread.ofVirtual().name("sweep").start(() -> sweep(parent, prefix));
        return made;
    }

    static Scratch in(Path parent, String prefix) throws IOException {
        sweep(parent, prefix);
        return made(parent, prefix);
    }

    private static Scratch made(Path parent, String prefix) throws IOException {
        Path folder = Files.createTempDirectory(parent, prefix + own());
        Path starting = folder.resolve(STARTING);
        Scratch scratch = new Scratch(
                folder, FileChannel.open(starting, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        try {
            if (scratch.lock.tryLock() == null) {
                throw new IOException("another process took the new folder " + folder);
            }
            Files.move(starting, folder.resolve(LOCK));
            return scratch;
        } catch (IOException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    Path folder() {
        return folder;
    }

    /** In the name, as a process that closes a file which it has locked elsewhere would lose that lock. */
    private static String own() {
        return "-" + ProcessHandle.current().pid() + "-";
    }

    /** Takes away the folders whose runs have ended. One without a lock in it is nobody's business here. */
    private static void sweep(Path parent, String prefix) {
        try (Stream<Path> all = Files.list(parent)) {
            all.filter(path -> String.valueOf(path.getFileName()).startsWith(prefix))
                    .filter(path -> !String.valueOf(path.getFileName()).startsWith(prefix + own()))
                    .filter(path -> Files.isRegularFile(path.resolve(LOCK)))
                    .filter(Scratch::ended)
                    .forEach(Scratch::discard);
        } catch (IOException | java.io.UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "folders of earlier runs were not looked for", e);
        }
    }

    private static boolean ended(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
            @Nullable FileLock free = channel.tryLock();
            return free != null;
        } catch (IOException e) {
            return false; // of another user
        }
    }

    /** Takes a folder away with all that is in it, as far as that can be done. */
    static void discard(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepest = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepest) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "left behind: " + folder, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "not unlocked: " + folder, e);
        }
        discard(folder);
    }
}
