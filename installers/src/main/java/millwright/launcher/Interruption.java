package millwright.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Work of a command that may be ended from outside, by Ctrl+C or a signal: the program waits until the worker has tidied
 * up, and takes away by itself what is half made should the worker hang. Made on the worker's thread, closed on it.
 */
final class Interruption implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Interruption.class.getName());
    private static final long PATIENCE_SECONDS = 5;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch tidy = new CountDownLatch(1);
    private final List<Path> halves;
    private final Thread hook = new Thread(this::ended, "interruption");
    private volatile boolean whole;

    /** @param halves files that are worth nothing until {@link #whole} */
    Interruption(Path... halves) {
        this.halves = List.of(halves);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What was made is complete and stays, whatever happens now. */
    void whole() {
        whole = true;
    }

    private void ended() {
        worker.interrupt();
        try {
            if (!tidy.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && !whole) {
                for (Path half : halves) {
                    Files.deleteIfExists(half);
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "left behind: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        tidy.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "the program ends already; its hook goes on from here", e);
        }
    }
}
