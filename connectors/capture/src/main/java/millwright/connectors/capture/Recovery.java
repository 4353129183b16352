package millwright.connectors.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Brings back a recording that was killed: its last committed rows are in a write-ahead log beside it, which a reader of
 * the file alone would never see. Works on a private copy; the original stays as it is. A rollback journal is never taken
 * in: no recording of ours leaves one, and one of a stranger may name other files, which SQLite would then delete.
 */
final class Recovery {
    private static final String NAME = "capture.mwcap";
    private static final String WAL = "-wal";

    private Recovery() {}

    /** @throws CaptureException when the copy cannot be made or its log cannot be taken in */
    static Path copy(Path file) throws IOException {
        Path folder = Files.createTempDirectory("millwright-recovery");
        Path copy = folder.resolve(NAME);
        try {
            Path log = Database.beside(file, WAL);
            long needed = Files.size(file) + (Files.isRegularFile(log) ? 2 * Files.size(log) : 0);
            if (needed > Files.getFileStore(folder).getUsableSpace()) {
                throw new CaptureException(file + ": recovering it needs " + (needed >> 20) + " MiB in "
                        + folder.getParent() + ", which has less; set -Djava.io.tmpdir to a larger folder");
            }
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            if (Files.isRegularFile(log)) {
                Files.copy(log, Database.beside(copy, WAL), StandardCopyOption.REPLACE_EXISTING);
            }
            takeIn(copy, file.toString());
            return copy;
        } catch (IOException | CaptureException e) {
            delete(copy);
            throw e;
        }
    }

    private static void takeIn(Path copy, String name) {
        try (Connection db = Database.privateCopy(copy, 4_000);
                Statement s = db.createStatement()) {
            Schema.check(db, name);
            s.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            s.execute("PRAGMA journal_mode = DELETE");
        } catch (SQLException e) {
            throw new CaptureException(
                    name + ": an unfinished recording whose log cannot be recovered: "
                            + Database.firstLine(String.valueOf(e.getMessage())),
                    e);
        }
    }

    static void delete(@Nullable Path copy) {
        if (copy == null) {
            return;
        }
        try {
            for (String suffix : new String[] {"", "-wal", "-shm", "-journal"}) {
                Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + suffix));
            }
            Path folder = copy.getParent();
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            System.getLogger(Recovery.class.getName())
                    .log(System.Logger.Level.WARNING, "a private copy of a capture could not be deleted", e);
        }
    }
}
