package millwright.connectors.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.feed.AuditHead;
import millwright.feed.Interval;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.series.tile.Pyramid;
import millwright.series.tile.TileDecoder;
import millwright.series.tile.TileException;
import org.jspecify.annotations.Nullable;

/**
 * A capture opened for reading. Nothing in the file is trusted: see {@link Database#hostile}; rows whose checksum is
 * wrong are left out, counted and named in {@link #problems}. Any thread, one statement at a time. Memory is bounded by
 * single rows and by the limits of the tile codec.
 */
public final class Capture implements AutoCloseable {
    private static final int MAX_EVENT = 64 << 20;
    private static final int MAX_META = 20_000;
    private static final int MAX_PROBLEMS = 50;
    private static final long QUICK_CHECK_UP_TO = 256L << 20;
    private static final long PATIENCE_MILLIS = 4_000;
    static final int PART_BITS = 16;

    /** The entities that the columns of a tile belong to. */
    public record SlotSet(EntityKind kind, List<EntityId> ids, Map<EntityId, Integer> places) {
        static SlotSet of(EntityKind kind, List<EntityId> ids) {
            Map<EntityId, Integer> places = new HashMap<>();
            for (int i = 0; i < ids.size(); i++) {
                places.putIfAbsent(ids.get(i), i);
            }
            return new SlotSet(kind, ids, places);
        }

        /** Place of the entity among the columns, or -1. */
        int placeOf(EntityId id) {
            return places.getOrDefault(id, -1);
        }
    }

    private final Path file;
    private final Connection db;
    private final @Nullable Path recovered;
    private final Map<String, String> meta = new TreeMap<>();
    private final Map<Long, SlotSet> slotSets = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final EventJson json = new EventJson();
    private int problemCount;
    private Catalogue catalogue = Catalogue.of(List.of());
    private final boolean checked;

    private Capture(Path file, Connection db, @Nullable Path recovered, boolean checked) {
        this.file = file;
        this.db = db;
        this.recovered = recovered;
        this.checked = checked;
    }

    /**
     * Opens a capture. One of ours that was never closed is recovered from a private copy first.
     *
     * @throws CaptureException in one line: which file, what is wrong, what to do
     */
    public static Capture open(Path file) {
        String name = file.toString();
        try {
            if (!Files.isRegularFile(file)) {
                throw new CaptureException(name + ": there is no such file");
            }
            if (Database.hasLogBeside(file)) {
                Path copy = Recovery.copy(file);
                return opened(file, copy, copy);
            }
            Capture capture = opened(file, file, null);
            if (!capture.meta.containsKey("closed")) {
                capture.problem(
                        "the recording was not closed; it was probably killed, what is missing at its end is lost");
            }
            return capture;
        } catch (IOException e) {
            throw new CaptureException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Capture opened(Path file, Path readable, @Nullable Path recovered) throws IOException {
        String name = file.toString();
        Connection db = null;
        try {
            db = Database.hostile(readable, PATIENCE_MILLIS);
            Schema.check(db, name);
            boolean check = Files.size(readable) <= QUICK_CHECK_UP_TO;
            if (check) {
                Database.quickCheck(db, name);
            }
            Capture capture = new Capture(file, db, recovered, check);
            capture.readMeta();
            capture.readSlots();
            Database.unwatch(db);
            return capture;
        } catch (SQLException e) {
            close(db);
            Recovery.delete(recovered);
            throw new CaptureException(name + ": " + sqlite(e), e);
        } catch (CaptureException e) {
            close(db);
            Recovery.delete(recovered);
            throw e;
        }
    }

    private static void close(@Nullable Connection db) {
        try {
            if (db != null) {
                db.close();
            }
        } catch (SQLException e) {
            System.getLogger(Capture.class.getName()).log(System.Logger.Level.DEBUG, "closing a bad capture", e);
        }
    }

    private static String sqlite(SQLException e) {
        String message = Database.firstLine(String.valueOf(e.getMessage()));
        String plain = message.replaceFirst("^\\[\\w+]\\s*", "");
        return message.contains("INTERRUPT")
                ? "reading took longer than " + PATIENCE_MILLIS / 1000
                        + " s and was given up; the file is damaged or made to hang"
                : "not a readable capture: " + plain;
    }

    private void readMeta() throws SQLException {
        try (Statement s = db.createStatement();
                ResultSet rows = s.executeQuery("SELECT key, value, crc FROM meta LIMIT " + MAX_META)) {
            while (rows.next()) {
                String key = rows.getString(1);
                String value = rows.getString(2);
                if (key == null
                        || value == null
                        || new Checksum().add(key).add(value).value() != rows.getLong(3)) {
                    problem("metadata '" + key + "' does not match its checksum and was left out");
                } else {
                    meta.put(key, value);
                }
            }
        }
        Map<String, Metric> metrics = new LinkedHashMap<>();
        meta.forEach((key, value) -> {
            if (key.startsWith("metric:")) {
                try {
                    Metric metric = MetricText.read(value);
                    metrics.put(metric.name(), metric);
                } catch (CaptureException e) {
                    problem(e.getMessage());
                }
            }
        });
        catalogue = Catalogue.of(metrics.values());
    }

    private void readSlots() throws SQLException {
        try (Statement s = db.createStatement();
                ResultSet rows = s.executeQuery("SELECT id, kind, ids, crc FROM slots")) {
            while (rows.next()) {
                long id = rows.getLong(1);
                String kind = rows.getString(2);
                byte[] packed = rows.getBytes(3);
                boolean sound = kind != null
                        && packed != null
                        && new Checksum().add(id).add(kind).add(packed).value() == rows.getLong(4);
                if (!sound || kind == null || packed == null) {
                    problem("set of entities " + id + " does not match its checksum; its samples were left out");
                    continue;
                }
                keepSlots(id, kind, packed);
            }
        }
    }

    private void keepSlots(long id, String kind, byte[] packed) {
        try {
            String text = Zipped.text(packed, MAX_EVENT, "set of entities " + id);
            List<EntityId> ids = Arrays.stream(text.split("\n"))
                    .filter(t -> !t.isEmpty())
                    .map(EntityId::new)
                    .toList();
            slotSets.put(id, SlotSet.of(EntityKind.valueOf(kind), ids));
        } catch (CaptureException | IllegalArgumentException e) {
            problem("set of entities " + id + " is malformed: " + e.getMessage());
        }
    }

    synchronized void problem(@Nullable String what) {
        problemCount++;
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(String.valueOf(what));
        }
    }

    public Path file() {
        return file;
    }

    public Map<String, String> meta() {
        return meta;
    }

    /** The metrics as they were understood when the capture was made. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** What could not be read so far, capped; see {@link #problemCount}. */
    public synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    public synchronized int problemCount() {
        return problemCount;
    }

    /** False for files so large that SQLite's own check was left out at opening. */
    public boolean checked() {
        return checked;
    }

    @Nullable
    SlotSet slotSet(long id) {
        return slotSets.get(id);
    }

    /** Takes an event read from the file. @param seq its place in the order of arrival @param received epoch ns */
    interface EventVisitor {
        /** @return false to stop */
        boolean visit(long seq, long received, String kind, PlantEvent event);
    }

    /** Visits events of these kinds (all when empty) with {@code fromSeq <= seq}, in order of arrival. */
    synchronized void events(List<String> kinds, long fromSeq, EventVisitor visitor) {
        String filter = kinds.isEmpty() ? "" : " AND kind IN (" + "?,".repeat(kinds.size() - 1) + "?)";
        try (PreparedStatement s = db.prepareStatement(
                "SELECT seq, received, time, kind, body, crc FROM event WHERE seq >= ?" + filter + " ORDER BY seq")) {
            s.setLong(1, fromSeq);
            for (int i = 0; i < kinds.size(); i++) {
                s.setString(i + 2, kinds.get(i));
            }
            try (ResultSet rows = s.executeQuery()) {
                boolean on = true;
                while (on && rows.next()) {
                    on = visit(rows, visitor);
                }
            }
        } catch (SQLException e) {
            problem("events cannot be read further: " + sqlite(e));
        }
    }

    private boolean visit(ResultSet rows, EventVisitor visitor) throws SQLException {
        long seq = rows.getLong(1);
        long received = rows.getLong(2);
        String kind = rows.getString(4);
        byte[] body = rows.getBytes(5);
        PlantEvent event;
        try {
            boolean sound = kind != null
                    && body != null
                    && new Checksum()
                                    .add(seq)
                                    .add(received)
                                    .add(rows.getLong(3))
                                    .add(kind)
                                    .add(body)
                                    .value()
                            == rows.getLong(6);
            if (!sound || kind == null || body == null) {
                throw new CaptureException("event " + seq + " does not match its checksum and was left out");
            }
            event = json.read(kind, Zipped.text(body, MAX_EVENT, "event " + seq));
        } catch (CaptureException e) {
            problem(e.getMessage());
            return true;
        }
        return visitor.visit(seq, received, kind, event);
    }

    /** Takes a tile. */
    interface TileVisitor {
        /** @return false to stop */
        boolean visit(TileRow tile);
    }

    /** Visits tiles of a metric that speak for any instant in [from, to], oldest first. */
    synchronized void tiles(String metric, long from, long to, TileVisitor visitor) {
        query(
                "SELECT " + TileRow.COLUMNS
                        + " FROM tile WHERE metric = ? AND last >= ? AND first - hold <= ? ORDER BY first",
                List.of(metric, from, to),
                visitor);
    }

    /** Visits all tiles that hold frames at or after {@code seq}, in order of their first frame. */
    synchronized void tilesFrom(long seq, TileVisitor visitor) {
        query("SELECT " + TileRow.COLUMNS + " FROM tile WHERE seq >= ? ORDER BY seq", List.of(seq), visitor);
    }

    private void query(String sql, List<Object> arguments, TileVisitor visitor) {
        try (PreparedStatement s = db.prepareStatement(sql)) {
            for (int i = 0; i < arguments.size(); i++) {
                s.setObject(i + 1, arguments.get(i));
            }
            try (ResultSet rows = s.executeQuery()) {
                boolean on = true;
                while (on && rows.next()) {
                    try {
                        on = visitor.visit(TileRow.read(rows));
                    } catch (CaptureException e) {
                        problem(e.getMessage());
                    }
                }
            }
        } catch (SQLException e) {
            problem("samples cannot be read further: " + sqlite(e));
        }
    }

    /** First tile whose first frame came at or after {@code seq}, or null. */
    @Nullable
    TileRow nextTile(long seq, long afterId) {
        TileRow[] found = new TileRow[1];
        query(
                "SELECT " + TileRow.COLUMNS
                        + " FROM tile WHERE (seq = ?1 AND id > ?2) OR seq > ?1 ORDER BY seq, id LIMIT 1",
                List.of(seq, afterId),
                tile -> {
                    found[0] = tile;
                    return false;
                });
        return found[0];
    }

    /**
     * Part {@code p} of a tile.
     *
     * @throws CaptureException when it is missing, does not match its checksum or is not of that shape
     */
    Part part(TileRow tile, int p, int width, int ticks) {
        long id = partId(tile.id(), p);
        byte[] data = sound("SELECT data, crc FROM part WHERE id = ?", tile, p);
        if (data == null) {
            throw new CaptureException(
                    Part.name(id) + " of " + tile.metric() + " is missing or does not match its checksum");
        }
        return Part.of(data, id, width, ticks);
    }

    /** What stands beside a part for wide windows; null when there is none, or none that is sound. */
    @Nullable
    Pyramid pyramid(TileRow tile, int p, int width, int ticks) throws TileException {
        if (number("SELECT count(*) FROM pyramid WHERE id = " + partId(tile.id(), p), 0) == 0) {
            return null;
        }
        byte[] body = sound("SELECT body, crc FROM pyramid WHERE id = ?", tile, p);
        if (body == null) {
            problem("pyramid of part " + p + " of tile " + tile.id() + " does not match its checksum");
            return null;
        }
        return Pyramid.of(body, width, ticks);
    }

    static long partId(long tile, int part) {
        return tile << PART_BITS | part;
    }

    private synchronized byte @Nullable [] sound(String sql, TileRow tile, int p) {
        long id = partId(tile.id(), p);
        try (PreparedStatement s = db.prepareStatement(sql)) {
            s.setLong(1, id);
            try (ResultSet row = s.executeQuery()) {
                byte[] bytes = row.next() ? row.getBytes(1) : null;
                boolean sound =
                        bytes != null && new Checksum().add(id).add(bytes).value() == row.getLong(2);
                return sound ? bytes : null;
            }
        } catch (SQLException e) {
            throw new CaptureException("samples cannot be read further: " + sqlite(e), e);
        }
    }

    /** Unpacks every event, tile and pyramid, so that {@link #problems} names all that is wrong. */
    public void readEverything() {
        new WholeFile(this).read();
    }

    /** All parts of a tile. @throws CaptureException when one of them is damaged or they do not belong together */
    List<PartRows> rows(TileRow tile, int entities, int ticks) {
        tile.checkParts(entities);
        List<PartRows> rows = new ArrayList<>();
        try (TileDecoder decoder = new TileDecoder()) {
            for (int p = 0; p < tile.parts(); p++) {
                rows.add(part(tile, p, Part.width(entities, p), ticks).rows(decoder));
                if (!rows.getFirst().fits(rows.getLast())) {
                    throw new CaptureException("parts of tile " + tile.id() + " hold different sorts of values");
                }
            }
        }
        return rows;
    }

    /** The newest audit head that the recording saw, or null. */
    public @Nullable AuditHead lastAuditHead() {
        AuditHead[] last = new AuditHead[1];
        events(List.of("audit"), 0, (seq, received, kind, event) -> {
            last[0] = event instanceof AuditHead head ? head : last[0];
            return true;
        });
        return last[0];
    }

    /** Named stretches of time, such as the measured window of a benchmark run. */
    public List<Interval> intervals() {
        List<Interval> intervals = new ArrayList<>();
        events(List.of("interval"), 0, (seq, received, kind, event) -> {
            if (event instanceof Interval interval) {
                intervals.add(interval);
            }
            return true;
        });
        return intervals;
    }

    /** Number from one statement, or {@code absent}. */
    synchronized long number(String sql, long absent) {
        try (Statement s = db.createStatement();
                ResultSet row = s.executeQuery(sql)) {
            if (!row.next()) {
                return absent;
            }
            long value = row.getLong(1);
            return row.wasNull() ? absent : value;
        } catch (SQLException e) {
            problem("cannot be read: " + sqlite(e));
            return absent;
        }
    }

    /** Earliest and latest instant of samples and events, epoch ns; both 0 when there is nothing. */
    public long[] extent() {
        long from = Math.min(
                number("SELECT min(first) FROM tile", Long.MAX_VALUE),
                number("SELECT min(time) FROM event WHERE time > 0 AND kind <> 'plant'", Long.MAX_VALUE));
        long to = Math.max(
                number("SELECT max(last) FROM tile", Long.MIN_VALUE),
                number("SELECT max(time) FROM event WHERE kind <> 'plant'", Long.MIN_VALUE));
        return from > to ? new long[] {0, 0} : new long[] {from, to};
    }

    @Override
    public synchronized void close() {
        close(db);
        Recovery.delete(recovered);
    }
}
