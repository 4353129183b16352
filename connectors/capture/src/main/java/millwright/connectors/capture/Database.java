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
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/** Opens SQLite files: our own for writing, anybody's for reading with every guard that SQLite offers. */
final class Database {
    private static final int MAX_BLOB = 64 << 20;
    private static final int CACHE_KIB = 16_384;
    private static final int INSTRUCTIONS_PER_CHECK = 100_000;

    private Database() {}

    /** A new file, or one of ours: write-ahead log, synchronous NORMAL, so that a kill loses only what was not committed. */
    static Connection writable(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setPageSize(PAGE);
        config.setCacheSize(-CACHE_KIB);
        config.setBusyTimeout(2_000);
        return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    }

    private static final int PAGE = 16_384;

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
        if (!(db instanceof SQLiteConnection sqlite)) {
            throw new SQLException("no SQLite connection for " + file);
        }
        try {
            sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, MAX_BLOB);
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
            watch(db, millis);
            return db;
        } catch (SQLException e) {
            db.close();
            throw e;
        }
    }

    /** Ends every statement on the connection once {@code millis} have passed from now. */
    static void watch(Connection db, long millis) throws SQLException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        ProgressHandler.setHandler(db, INSTRUCTIONS_PER_CHECK, new ProgressHandler() {
            @Override
            protected int progress() {
                return System.nanoTime() - end > 0 ? 1 : 0;
            }
        });
    }

    static void unwatch(Connection db) throws SQLException {
        ProgressHandler.clearHandler(db);
    }

    /** @throws CaptureException with SQLite's first complaint */
    static void quickCheck(Connection db, String file) throws SQLException {
        try (Statement s = db.createStatement();
                ResultSet rows = s.executeQuery("PRAGMA quick_check(1)")) {
            String verdict = rows.next() ? rows.getString(1) : "no answer";
            if (!"ok".equals(verdict)) {
                throw new CaptureException(file + ": damaged database: " + firstLine(verdict));
            }
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
            Path log = file.resolveSibling(file.getFileName() + suffix);
            if (Files.exists(log) && Files.size(log) > 0) {
                return true;
            }
        }
        return false;
    }
}
