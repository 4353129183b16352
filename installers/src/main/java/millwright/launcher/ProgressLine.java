package millwright.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How far long work is, on one line of a terminal that is written anew and gone at the end. Says nothing where standard
 * error is no terminal, so that logs of scripts stay clean. One thread of its own, which asks and prints.
 */
final class ProgressLine implements AutoCloseable {
    private static final long EVERY_MILLIS = 250;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final Supplier<String> words;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread printer = Thread.ofPlatform().daemon().name("progress").unstarted(this::print);
    private final long began = System.nanoTime();

    ProgressLine(PrintStream err, boolean terminal, Supplier<String> words) {
        this.err = err;
        this.words = words;
        if (terminal) {
            printer.start();
        }
    }

    /** On this program's standard error. @param words asked on another thread, four times a second */
    static ProgressLine of(Supplier<String> words) {
        return new ProgressLine(System.err, terminal(), words);
    }

    /** Java does not know of standard error alone; Linux tells. Elsewhere nothing is printed. */
    private static boolean terminal() {
        try {
            String end = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return end.startsWith("/dev/pts/") || end.startsWith("/dev/tty") || end.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** @param share 0 to 1, NaN when nobody knows */
    static String percent(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, " %.0f %%", 100 * Math.clamp(share, 0, 1));
    }

    private void print() {
        try {
            while (!done.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                err.print(CLEAR + words.get() + ", " + (System.nanoTime() - began) / 1_000_000_000L
                        + " s; Ctrl+C ends it");
                err.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        err.print(CLEAR);
        err.flush();
    }

    @Override
    public void close() {
        done.countDown();
        boolean interrupted = false;
        while (printer.isAlive()) {
            try {
                printer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
