package millwright.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import millwright.series.Window;

/** Asks a database that holds the fleet's power as rows of (tick, gpu, value). Stateless. */
final class PowerRows {
    private PowerRows() {}

    /** @param divide the database's whole division, with %s for its operands */
    static Window fleet(Connection db, CaptureLoad load, int columns, String divide) throws SQLException {
        Window window = Window.empty(CaptureLoad.POWER, null, load.from(), load.to(), columns);
        String column = divide.formatted("tick * " + columns, String.valueOf(load.ticks()));
        try (PreparedStatement s = db.prepareStatement("SELECT " + column
                        + " AS px, min(value), max(value), avg(value), count(*) FROM power GROUP BY px");
                ResultSet rows = s.executeQuery()) {
            while (rows.next()) {
                int c = rows.getInt(1);
                window.min()[c] = rows.getDouble(2);
                window.max()[c] = rows.getDouble(3);
                window.mean()[c] = rows.getDouble(4);
                window.count()[c] = rows.getInt(5);
            }
        }
        return window;
    }

    static long checksum(Connection db, int gpu, int ticks) throws SQLException {
        double[] column = new double[ticks];
        try (PreparedStatement s = db.prepareStatement("SELECT tick, value FROM power WHERE gpu = ?")) {
            s.setInt(1, gpu);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    column[rows.getInt(1)] = rows.getDouble(2);
                }
            }
        }
        return CaptureLoad.checksum(column);
    }
}
