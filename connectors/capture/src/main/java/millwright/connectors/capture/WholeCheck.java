package millwright.connectors.capture;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * SQLite's check of a file that is too large to be checked before it is used: on a thread of its own, over a connection
 * of its own, until it is done or given up. Nothing is told once it is given up.
 */
final class WholeCheck {
    private final Path readable;
    private final String name;
    private final Consumer<@Nullable String> found;
    private volatile boolean givenUp;
    private @Nullable Thread thread;

    /** @param found takes what is damaged, null when nothing is */
    WholeCheck(Path readable, String name, Consumer<@Nullable String> found) {
        this.readable = readable;
        this.name = name;
        this.found = found;
    }

    synchronized void start() {
        if (thread == null && !givenUp) {
            thread = Thread.ofPlatform().daemon().name("capture-check").start(this::run);
        }
    }

    /** The same on the caller's thread. */
    void run() {
        String damage = null;
        try (Connection db = Database.hostile(readable, Long.MAX_VALUE / 2_000_000)) {
            Database.watch(db, () -> givenUp);
            Database.check(db, name);
        } catch (CaptureException e) {
            damage = String.valueOf(e.getMessage());
        } catch (SQLException e) {
            damage = name + ": cannot be checked: " + Database.firstLine(String.valueOf(e.getMessage()));
        }
        if (!givenUp) {
            found.accept(damage);
        }
    }

    /** Waits until the thread has let go of the file. */
    void giveUp() {
        givenUp = true;
        Thread running;
        synchronized (this) {
            running = thread;
        }
        try {
            if (running != null && running != Thread.currentThread()) {
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
