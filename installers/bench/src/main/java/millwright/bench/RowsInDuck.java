package millwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import millwright.series.Window;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The fleet's power (one of the four metrics) as rows in DuckDB, brought in by its appender. One thread. */
final class RowsInDuck implements AutoCloseable {
    private final Path file;
    private final DuckDBConnection db;
    private double seconds;
    private long rows;
    private int ticks;

    RowsInDuck(Path file) throws SQLException {
        this.file = file;
        db = DriverManager.getConnection("jdbc:duckdb:" + file).unwrap(DuckDBConnection.class);
    }

    void write(CaptureLoad load) throws SQLException {
        long start = System.nanoTime();
        ticks = load.ticks();
        try (Statement s = db.createStatement()) {
            s.execute("CREATE TABLE power (tick INTEGER, gpu INTEGER, value FLOAT)");
            try (DuckDBAppender put = db.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "power")) {
                for (int t = 0; t < load.ticks(); t++) {
                    for (int g = 0; g < load.gpus(); g++) {
                        put.beginRow();
                        put.append(t);
                        put.append(g);
                        put.append(load.values()[0][t][g]);
                        put.endRow();
                        rows++;
                    }
                }
            }
            s.execute("CHECKPOINT");
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
        return PowerRows.fleet(db, load, columns, "(%s) // %s");
    }

    long checksum(int gpu) throws SQLException {
        return PowerRows.checksum(db, gpu, ticks);
    }

    @Override
    public void close() throws SQLException {
        db.close();
    }
}
