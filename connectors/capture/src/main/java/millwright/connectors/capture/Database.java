package millwright.connectors.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/** Opens SQLite files: our own for writing, anybody's for reading with every guard that SQLite offers. */
final class Database {
    private static final int CACHE_KIB = 16_384;
    private static final int INSTRUCTIONS_PER_CHECK = 100_000;

    private Database() {}

    /** A new file, or one of ours: write-ahead log, synchronous NORMAL, so that a kill loses only what was not committed. */
    static Connection writable(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setCacheSize(-CACHE_KIB);
        config.setBusyTimeout(2_000);
        return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    }

    /**
     * A file that may be hostile: read-only and immutable, so that neither a log beside it nor a writer can change what
     * is read; no trusted schema, bounded values, and a watchdog against statements that do not end.
     */
    static Connection hostile(Path file, long millis) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setOpenMode(org.sqlite.SQLiteOpenMode.OPEN_URI);
        Properties properties = config.toProperties();
        Connection db = org.sqlite.JDBC.createConnection(
                "jdbc:sqlite:" + file.toAbsolutePath().toUri().toString().replaceFirst("^file:/+", "file:/")
                        + "?immutable=1&mode=ro",
                properties);
        try {
            guard(db);
            watch(db, millis);
            return db;
        } catch (SQLException e) {
            db.close();
            throw e;
        }
    }

    /**
     * A private copy that may be hostile, to take in the write-ahead log beside it: with the same guards, but writable.
     * Nothing is set that writes before the schema was checked.
     */
    static Connection privateCopy(Path file, long millis) throws SQLException {
        Connection db = new SQLiteConfig().createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        try {
            guard(db);
            watch(db, millis);
            return db;
        } catch (SQLException e) {
            db.close();
            throw e;
        }
    }

    private static void guard(Connection db) throws SQLException {
        if (!(db instanceof SQLiteConnection sqlite)) {
            throw new SQLException("not a connection of SQLite");
        }
        sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, Bounds.BLOB);
        sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH, 100_000);
        sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_COLUMN, 64);
        sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_EXPR_DEPTH, 20);
        sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_TRIGGER_DEPTH, 1);
        sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
        try (Statement s = db.createStatement()) {
            s.execute("PRAGMA trusted_schema = OFF");
            s.execute("PRAGMA cell_size_check = ON");
            s.execute("PRAGMA mmap_size = 0");
            s.execute("PRAGMA cache_size = -" + CACHE_KIB);
        }
    }

    /** Ends every statement on the connection once {@code millis} have passed from now. */
    static void watch(Connection db, long millis) throws SQLException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        watch(db, () -> System.nanoTime() - end > 0);
    }

    /** Ends every statement on the connection once that is so. */
    static void watch(Connection db, BooleanSupplier over) throws SQLException {
        ProgressHandler.setHandler(db, INSTRUCTIONS_PER_CHECK, new ProgressHandler() {
            @Override
            protected int progress() {
                return over.getAsBoolean() ? 1 : 0;
            }
        });
    }

    static void unwatch(Connection db) throws SQLException {
        ProgressHandler.clearHandler(db);
    }

    /**
     * The check that also compares indexes with their tables: an index that disagrees would hide rows.
     *
     * @throws CaptureException with SQLite's first complaint
     */
    static void check(Connection db, String file) throws SQLException {
        try (Statement s = db.createStatement();
                ResultSet rows = s.executeQuery("PRAGMA integrity_check(1)")) {
            String verdict = rows.next() ? rows.getString(1) : "no answer";
            if (!"ok".equals(verdict)) {
                throw new CaptureException(file + ": damaged database: " + firstLine(verdict));
            }
        }
    }

    /** Closes a connection that nothing is expected of any more. */
    static void close(@Nullable Connection db) {
        try {
            if (db != null) {
                db.close();
            }
        } catch (SQLException e) {
            System.getLogger(Database.class.getName()).log(System.Logger.Level.DEBUG, "closing a capture", e);
        }
    }

    static String firstLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(l -> !l.startsWith("***"))
                .findFirst()
                .orElse(text);
    }

    static boolean hasLogBeside(Path file) throws IOException {
        for (String suffix : new String[] {"-wal", "-journal"}) {
            Path log = beside(file, suffix);
            if (Files.exists(log) && Files.size(log) > 0) {
                return true;
            }
        }
        return false;
    }

    static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
