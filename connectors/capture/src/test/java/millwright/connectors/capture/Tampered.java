package millwright.connectors.capture;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows that a stranger would write: whatever they claim, their checksums are right. One thread. */
final class Tampered implements AutoCloseable {
    private final Connection db;

    Tampered(Path file) throws IOException {
        try {
            db = DriverManager.getConnection("jdbc:sqlite:" + file);
            db.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement s = db.createStatement()) {
            s.execute(sql);
        }
    }

    private void insert(String table, Object... columns) throws SQLException {
        try (PreparedStatement s = db.prepareStatement(
                "INSERT OR REPLACE INTO " + table + " VALUES (" + "?,".repeat(columns.length - 1) + "?)")) {
            for (int i = 0; i < columns.length; i++) {
                s.setObject(i + 1, columns[i]);
            }
            s.executeUpdate();
        }
    }

    void meta(String key, String value) throws SQLException {
        insert("meta", key, value, new Checksum().add(key).add(value).value());
    }

    void event(long seq, String kind, byte[] body) throws SQLException {
        long time = Recorded.START;
        long crc =
                new Checksum().add(seq).add(time).add(time).add(kind).add(body).value();
        insert("event", seq, time, time, kind, body, crc);
    }

    void slots(long id, byte[] packed) throws SQLException {
        insert(
                "slots",
                id,
                "GPU",
                packed,
                new Checksum().add(id).add("GPU").add(packed).value());
    }

    void part(long id, byte[] data) throws SQLException {
        insert("part", id, data, new Checksum().add(id).add(data).value());
    }

    void tile(TileRow t) throws SQLException {
        insert(
                "tile",
                t.id(),
                t.metric(),
                t.slots(),
                t.source(),
                t.first(),
                t.last(),
                t.hold(),
                t.seq(),
                t.parts(),
                t.ticks(),
                t.checksum());
    }

    /** The first tile of a metric as it stands. */
    TileRow first(String metric) throws SQLException {
        try (PreparedStatement s =
                db.prepareStatement("SELECT " + TileRow.COLUMNS + " FROM tile WHERE metric = ? ORDER BY id LIMIT 1")) {
            s.setString(1, metric);
            try (ResultSet row = s.executeQuery()) {
                row.next();
                return TileRow.read(row);
            }
        }
    }

    /** The same tile again and again, side by side. */
    void copies(TileRow t, int copies) throws SQLException {
        for (int i = 1; i <= copies; i++) {
            long id = t.id() + 1_000L * i;
            tile(new TileRow(
                    id,
                    t.metric(),
                    t.slots(),
                    t.source(),
                    t.first(),
                    t.last(),
                    t.hold(),
                    t.seq(),
                    t.parts(),
                    t.ticks()));
            for (int p = 0; p < t.parts(); p++) {
                try (PreparedStatement s = db.prepareStatement("SELECT data FROM part WHERE id = ?")) {
                    s.setLong(1, Capture.partId(t.id(), p));
                    try (ResultSet row = s.executeQuery()) {
                        row.next();
                        part(Capture.partId(id, p), row.getBytes(1));
                    }
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        db.commit();
        db.close();
    }
}
