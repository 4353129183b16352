package millwright.connectors.capture;

import java.sql.ResultSet;
import java.sql.SQLException;
import millwright.feed.Origin;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import org.jspecify.annotations.Nullable;

/**
 * One row of the tile table: what a stretch of one series is, without its values, which stand in its parts.
 *
 * @param first earliest source time in it @param last latest @param hold longest stretch that a value speaks for, ns
 * @param seq arrival of its first frame @param parts how many parts its values are in
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
        int parts,
        byte[] ticks) {
    static final String COLUMNS = "id, metric, slots, source, first, last, hold, seq, parts, ticks, crc";
    static final int MAX_TICKS = 4_096;
    /** Ends {@link #source} of simulated ones. */
    static final String SIMULATED = "|simulated";

    long checksum() {
        return new Checksum()
                .add(id)
                .add(metric)
                .add(slots)
                .add(source)
                .add(first)
                .add(last)
                .add(hold)
                .add(seq)
                .add(parts)
                .add(ticks)
                .value();
    }

    /** @throws CaptureException when the row is incomplete or its checksum is wrong */
    static TileRow read(ResultSet rows) throws SQLException {
        byte[] ticks = rows.getBytes(10);
        String metric = rows.getString(2);
        String source = rows.getString(4);
        if (ticks == null || metric == null || source == null) {
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
                rows.getInt(9),
                ticks);
        if (row.checksum() != rows.getLong(11)) {
            throw new CaptureException("tile " + row.id + " of " + metric + " does not match its checksum");
        }
        row.checkNames();
        return row;
    }

    private void checkNames() {
        try {
            metricId();
            origin();
        } catch (IllegalArgumentException e) {
            throw new CaptureException("tile " + id + ": " + e.getMessage(), e);
        }
    }

    MetricId metricId() {
        return new MetricId(metric);
    }

    Origin origin() {
        int mark = source.lastIndexOf('|');
        return new Origin(new EntityId(mark < 1 ? "source:unknown" : source.substring(0, mark)), isSimulated());
    }

    boolean isSimulated() {
        return source.endsWith(SIMULATED);
    }

    /** What its values are of; null, and named, when that is not in the file. */
    @Nullable
    SlotSet entities(Capture capture) {
        SlotSet set = capture.slotSet(slots);
        if (set == null) {
            capture.problem("tile " + id + " names entities that are not in the file");
        }
        return set;
    }

    Ticks unpackTicks() {
        boolean zipped = Zipped.isPacked(ticks);
        return Tick.unpack(zipped ? Zipped.unpack(ticks, 1 << 20, "tick table of a tile") : ticks, MAX_TICKS);
    }

    /** @throws CaptureException when unpacking it would cost more than a tile of ours does */
    void checkSize(int entities, int ticks) {
        if ((long) entities * ticks > Bounds.TILE_VALUES) {
            throw new CaptureException("tile " + id + " claims " + entities + " entities x " + ticks + " ticks, above "
                    + Bounds.TILE_VALUES + " values; it was left out");
        }
    }

    /** @throws CaptureException when a tile of that many entities cannot be in so many parts */
    void checkParts(int entities, Division division) {
        if (parts != division.count(entities)) {
            throw new CaptureException("tile " + id + " says " + parts + " parts for " + entities + " entities");
        }
    }
}
