package millwright.connectors.capture;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * One row of the tile table.
 *
 * @param first earliest source time in it @param last latest @param hold longest stretch that a value speaks for, ns
 * @param seq arrival of its first frame
 */
record TileRow(
        long id,
        String metric,
        long slots,
        String source,
        long first,
        long last,
        long hold,
        long seq,
        byte[] ticks,
        byte[] data,
        byte[] pyramid) {
    static final String COLUMNS = "id, metric, slots, source, first, last, hold, seq, ticks, data, pyramid, crc";
    static final int MAX_TICKS = 4_096;

    /** Over everything but the id, which SQLite gives. */
    long checksum() {
        return new Checksum()
                .add(metric)
                .add(slots)
                .add(source)
                .add(first)
                .add(last)
                .add(hold)
                .add(seq)
                .add(ticks)
                .add(data)
                .add(pyramid)
                .value();
    }

    /** @throws CaptureException when the row is incomplete or its checksum is wrong */
    static TileRow read(ResultSet rows) throws SQLException {
        byte[] ticks = rows.getBytes(9);
        byte[] data = rows.getBytes(10);
        byte[] pyramid = rows.getBytes(11);
        String metric = rows.getString(2);
        String source = rows.getString(4);
        if (ticks == null || data == null || pyramid == null || metric == null || source == null) {
            throw new CaptureException("tile " + rows.getLong(1) + " is incomplete");
        }
        TileRow row = new TileRow(
                rows.getLong(1),
                metric,
                rows.getLong(3),
                source,
                rows.getLong(5),
                rows.getLong(6),
                rows.getLong(7),
                rows.getLong(8),
                ticks,
                data,
                pyramid);
        if (row.checksum() != rows.getLong(12)) {
            throw new CaptureException("tile " + row.id + " of " + metric + " does not match its checksum");
        }
        return row;
    }

    List<Tick> unpackTicks() {
        return Tick.unpack(Zipped.unpack(ticks, 1 << 20, "tick table of tile " + id), MAX_TICKS);
    }
}
