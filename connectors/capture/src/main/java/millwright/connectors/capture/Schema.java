package millwright.connectors.capture;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of a capture, by published format version. A file is read only when its schema is, to the letter, that of a
 * version listed here: a view or trigger in the place of a table never gets to run.
 */
final class Schema {
    /** "MWCA" in the file's application id. */
    static final int APPLICATION_ID = 0x4D574341;

    /** 1 had parts of 128 entities and all tables of ticks zipped, see {@link Division}. */
    static final int VERSION = 2;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL, crc INTEGER NOT NULL)",
            "CREATE TABLE event (seq INTEGER PRIMARY KEY, received INTEGER NOT NULL, time INTEGER NOT NULL,"
                    + " kind TEXT NOT NULL, body BLOB NOT NULL, crc INTEGER NOT NULL)",
            "CREATE TABLE slots (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, ids BLOB NOT NULL,"
                    + " crc INTEGER NOT NULL)",
            "CREATE TABLE tile (id INTEGER PRIMARY KEY, metric TEXT NOT NULL, slots INTEGER NOT NULL,"
                    + " source TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,"
                    + " hold INTEGER NOT NULL, seq INTEGER NOT NULL, parts INTEGER NOT NULL,"
                    + " ticks BLOB NOT NULL, crc INTEGER NOT NULL)",
            "CREATE TABLE part (id INTEGER PRIMARY KEY, data BLOB NOT NULL, crc INTEGER NOT NULL)",
            "CREATE TABLE pyramid (id INTEGER PRIMARY KEY, body BLOB NOT NULL, crc INTEGER NOT NULL)",
            "CREATE INDEX tile_by_time ON tile (metric, first)",
            "CREATE INDEX tile_by_seq ON tile (seq)");

    private static final Map<Integer, List<String>> VERSIONS = Map.of(1, TABLES, VERSION, TABLES);

    private Schema() {}

    static void create(Connection db) throws SQLException {
        try (Statement s = db.createStatement()) {
            s.execute("PRAGMA application_id = " + APPLICATION_ID);
            s.execute("PRAGMA user_version = " + VERSION);
            for (String ddl : TABLES) {
                s.execute(ddl);
            }
        }
    }

    /** @return its format version @throws CaptureException saying in what way the file is not one of ours */
    static int check(Connection db, String file) throws SQLException {
        try (Statement s = db.createStatement()) {
            int id = number(s, "PRAGMA application_id");
            if (id != APPLICATION_ID) {
                throw new CaptureException(file + ": an SQLite database, but not a Millwright capture");
            }
            int version = number(s, "PRAGMA user_version");
            List<String> expected = VERSIONS.get(version);
            if (expected == null) {
                throw new CaptureException(
                        file + ": capture format " + version + " is not known to this program (it reads 1 to " + VERSION
                                + "); open it with the version of Millwright that wrote it");
            }
            Map<String, String> found = new LinkedHashMap<>();
            try (ResultSet rows = s.executeQuery("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")) {
                while (rows.next()) {
                    found.put(String.valueOf(rows.getString(1)), String.valueOf(rows.getString(2)));
                }
            }
            if (found.size() != expected.size() || !found.values().containsAll(expected)) {
                throw new CaptureException(
                        file + ": its tables are not those of capture format " + version + "; the file was altered");
            }
            return version;
        }
    }

    private static int number(Statement s, String pragma) throws SQLException {
        try (ResultSet row = s.executeQuery(pragma)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
