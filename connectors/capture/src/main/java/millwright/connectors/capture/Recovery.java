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
 * Brings back a recording that was killed: its last committed rows are in a log beside it, which a reader of the file
 * alone would never see. Works on a private copy; the original stays as it is.
 */
final class Recovery {
    private Recovery() {}

    /** @throws CaptureException when the copy cannot be made or its log cannot be taken in */
    static Path copy(Path file) throws IOException {
        Path folder = Files.createTempDirectory("millwright-recovery");
        Path copy = folder.resolve("capture.mwcap");
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        for (String suffix : new String[] {"-wal", "-journal"}) {
            Path log = file.resolveSibling(file.getFileName() + suffix);
            if (Files.exists(log)) {
                Files.copy(log, folder.resolve("capture.mwcap" + suffix), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (Connection db = Database.writable(copy);
                Statement s = db.createStatement()) {
            Database.watch(db, 4_000);
            Schema.check(db, file.toString());
            s.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            s.execute("PRAGMA journal_mode = DELETE");
            return copy;
        } catch (SQLException e) {
            delete(copy);
            throw new CaptureException(
                    file + ": an unfinished recording whose log cannot be recovered: "
                            + Database.firstLine(String.valueOf(e.getMessage())),
                    e);
        } catch (CaptureException e) {
            delete(copy);
            throw e;
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
