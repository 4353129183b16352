package millwright.connectors.capture;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import millwright.feed.Journal;

/**
 * The gateway's journal in one SQLite file, on disk so that it may be larger than memory: what a desk missed while it was
 * slow or away is read from here. It is of one life of the gateway: a desk asks by epoch and sequence, and the epoch ends
 * with the gateway, so what an earlier life left in the file goes when the next one begins. Bounded by age and bytes; the
 * oldest goes first. Any thread, one call at a time.
 */
public final class SqliteJournal implements Journal {
    private static final int PRUNE_EVERY = 512;
    private static final int PAGE = 500;

    private final Connection db;
    private final PreparedStatement put;
    private final long before;
    private final String epoch = UUID.randomUUID().toString();
    private final long keepNanos;
    private final long keepBytes;
    private long bytes;
    private int sincePrune;

    /**
     * Begins a new epoch with an empty journal.
     *
     * @param keepNanos age after which entries go @param keepBytes size of all entries above which the oldest go
     * @throws CaptureException when the file cannot be written
     */
    public SqliteJournal(Path file, long keepNanos, long keepBytes) {
        this.keepNanos = keepNanos;
        this.keepBytes = keepBytes;
        try {
            db = Database.writable(file);
            try (Statement s = db.createStatement()) {
                s.execute("CREATE TABLE IF NOT EXISTS entry (epoch TEXT NOT NULL, seq INTEGER NOT NULL,"
                        + " time INTEGER NOT NULL, message BLOB NOT NULL, PRIMARY KEY (epoch, seq)) WITHOUT ROWID");
                try (ResultSet row = s.executeQuery("SELECT coalesce(max(time), 0) FROM entry")) {
                    before = row.next() ? row.getLong(1) : 0;
                }
                s.execute("DELETE FROM entry");
            }
            put = db.prepareStatement("INSERT INTO entry VALUES (?, ?, ?, ?)");
        } catch (SQLException e) {
            throw new CaptureException(
                    file + ": the gateway's journal cannot be written: " + e.getMessage()
                            + "; name a folder that can be written as state: in the gateway's configuration",
                    e);
        }
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public long before() {
        return before;
    }

    @Override
    public synchronized void append(long sequence, long time, byte[] message) {
        try {
            put.setString(1, epoch);
            put.setLong(2, sequence);
            put.setLong(3, time);
            put.setBytes(4, message);
            put.executeUpdate();
            bytes += message.length;
            if (++sincePrune >= PRUNE_EVERY) {
                sincePrune = 0;
                prune(time);
            }
        } catch (SQLException e) {
            throw new CaptureException(
                    "the gateway's journal cannot be written: " + e.getMessage() + "; is the disk full?", e);
        }
    }

    private void prune(long now) throws SQLException {
        try (PreparedStatement old = db.prepareStatement("DELETE FROM entry WHERE time < ?")) {
            old.setLong(1, now - keepNanos);
            old.executeUpdate();
        }
        try (Statement s = db.createStatement();
                ResultSet row = s.executeQuery("SELECT coalesce(sum(length(message)), 0) FROM entry")) {
            bytes = row.next() ? row.getLong(1) : 0;
        }
        while (bytes > keepBytes) {
            bytes -= dropOldest();
        }
    }

    private long dropOldest() throws SQLException {
        String oldest = "(SELECT seq FROM entry ORDER BY seq LIMIT " + PRUNE_EVERY + ")";
        try (Statement s = db.createStatement()) {
            long freed;
            try (ResultSet row =
                    s.executeQuery("SELECT coalesce(sum(length(message)), 0) FROM entry WHERE seq IN " + oldest)) {
                freed = row.next() ? row.getLong(1) : 0;
            }
            s.executeUpdate("DELETE FROM entry WHERE seq IN " + oldest);
            return Math.max(1, freed);
        }
    }

    @Override
    public void after(long sequence, Consumer<Entry> visitor) {
        long from = sequence;
        List<Entry> page = page(from);
        while (!page.isEmpty()) {
            page.forEach(visitor);
            from = page.getLast().sequence();
            page = page(from);
        }
    }

    private synchronized List<Entry> page(long after) {
        List<Entry> page = new ArrayList<>();
        try (PreparedStatement s =
                db.prepareStatement("SELECT seq, time, message FROM entry WHERE seq > ? ORDER BY seq LIMIT " + PAGE)) {
            s.setLong(1, after);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    page.add(new Entry(rows.getLong(1), rows.getLong(2), rows.getBytes(3)));
                }
            }
            return page;
        } catch (SQLException e) {
            throw new CaptureException("the gateway's journal cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized long oldest() {
        try (Statement s = db.createStatement();
                ResultSet row = s.executeQuery("SELECT coalesce(min(seq), 0) FROM entry")) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw new CaptureException("the gateway's journal cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        try (db) {
            put.close();
        } catch (SQLException e) {
            System.getLogger(SqliteJournal.class.getName()).log(System.Logger.Level.WARNING, "closing the journal", e);
        }
    }
}
