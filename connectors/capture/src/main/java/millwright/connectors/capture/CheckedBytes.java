package millwright.connectors.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of one table by id, and their checksum. One thread at a time; lives as long as the connection. */
final class CheckedBytes {
    private final Connection db;
    private final String sql;
    private @Nullable PreparedStatement statement;

    /** @param sql selects bytes and checksum of an id */
    CheckedBytes(Connection db, String sql) {
        this.db = db;
        this.sql = sql;
    }

    /**
     * Null when there is no such row.
     *
     * @throws CaptureException when it does not match its checksum
     */
    byte @Nullable [] find(long id) throws SQLException {
        PreparedStatement prepared = statement;
        if (prepared == null) {
            prepared = db.prepareStatement(sql);
            statement = prepared;
        }
        prepared.setLong(1, id);
        try (ResultSet row = prepared.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            byte[] bytes = row.getBytes(1);
            if (bytes == null || new Checksum().add(id).add(bytes).value() != row.getLong(2)) {
                throw new CaptureException("does not match its checksum");
            }
            return bytes;
        }
    }
}
