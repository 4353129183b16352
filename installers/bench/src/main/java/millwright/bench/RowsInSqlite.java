package millwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import millwright.series.Window;

/** The fleet's power (one of the four metrics) as rows in SQLite, by the same settings as a capture. One thread. */
final class RowsInSqlite implements AutoCloseable {
    private final Path file;
    private final Connection db;
    private double seconds;
    private long rows;
    private int ticks;

    RowsInSqlite(Path file) throws SQLException {
        this.file = file;
        db = DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    void write(CaptureLoad load) throws SQLException {
        long start = System.nanoTime();
        ticks = load.ticks();
        try (Statement s = db.createStatement()) {
            s.execute("PRAGMA page_size = 16384");
            s.execute("PRAGMA journal_mode = WAL");
            s.execute("PRAGMA synchronous = NORMAL");
            s.execute("CREATE TABLE power (tick INTEGER, gpu INTEGER, value REAL)");
            db.setAutoCommit(false);
            try (PreparedStatement put = db.prepareStatement("INSERT INTO power VALUES (?, ?, ?)")) {
                for (int t = 0; t < load.ticks(); t++) {
                    for (int g = 0; g < load.gpus(); g++) {
                        put.setInt(1, t);
                        put.setInt(2, g);
                        put.setDouble(3, load.values()[0][t][g]);
                        put.executeUpdate();
                        rows++;
                    }
                    if (t % 100 == 0) {
                        db.commit();
                    }
                }
            }
            db.commit();
            s.execute("CREATE INDEX by_gpu ON power (gpu, tick)");
            db.commit();
            db.setAutoCommit(true);
            s.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        seconds = (System.nanoTime() - start) / 1e9;
    }

    double seconds() {
        return seconds;
    }

    long written() {
        return rows;
    }

    long bytes() throws IOException {
        return Files.size(file);
    }

    Window fleet(CaptureLoad load, int columns) throws SQLException {
        return PowerRows.fleet(db, load, columns, "%s / %s");
    }

    long checksum(int gpu) throws SQLException {
        return PowerRows.checksum(db, gpu, ticks);
    }

    @Override
    public void close() throws SQLException {
        db.close();
    }
}
