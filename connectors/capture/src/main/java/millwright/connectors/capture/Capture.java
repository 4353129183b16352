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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import millwright.feed.AuditHead;
import millwright.feed.Interval;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
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
    private static final int MAX_PROBLEMS = 50;
    private static final long CHECK_UP_TO = 256L << 20;
    private static final long PATIENCE_MILLIS = 4_000;
    static final int PART_BITS = 16;

    /** Years 1896 and 2116: what is claimed to be beyond would overflow in differences of time. */
    private static final long EARLIEST = -(1L << 61);

    private static final long LATEST = 1L << 62;

    private final Path file;
    private final Connection db;
    private final @Nullable Path recovered;
    private final List<String> problems = new ArrayList<>();
    private final EventJson json = new EventJson();
    private final SlotTable slotSets;
    private final Division division;
    private final CheckedBytes parts;
    private final CheckedBytes pyramids;
    private final long bytes;
    private final WholeCheck whole;
    private Metadata metadata = new Metadata(Map.of(), Catalogue.of(List.of()));
    private int problemCount;
    private volatile Check check = Check.UNCHECKED;
    private volatile Consumer<Check> checked = c -> {};

    private Capture(Path file, Path readable, Connection db, Division division, @Nullable Path recovered)
            throws IOException {
        bytes = Files.size(readable);
        this.file = file;
        this.db = db;
        this.division = division;
        this.recovered = recovered;
        parts = new CheckedBytes(db, "SELECT data, crc FROM part WHERE id = ?");
        pyramids = new CheckedBytes(db, "SELECT body, crc FROM pyramid WHERE id = ?");
        slotSets = new SlotTable(db, this::problem);
        whole = new WholeCheck(readable, file.toString(), this::found);
    }

    /**
     * Opens a capture that was closed in order and has no log beside it.
     *
     * @throws CaptureException in one line: which file, what is wrong, what to do
     */
    public static Capture open(Path file) {
        return open(file, false);
    }

    /** @param recover true to read also a recording that was killed, from a private copy that takes in its log */
    public static Capture open(Path file, boolean recover) {
        return open(file, recover, CHECK_UP_TO);
    }

    /** @param checkedUpTo size up to which the whole file is checked before use, bytes */
    static Capture open(Path file, boolean recover, long checkedUpTo) {
        String name = file.toString();
        try {
            if (!Files.isRegularFile(file)) {
                String what = Files.isDirectory(file) ? ": is a folder, not a capture" : ": there is no such file";
                throw new CaptureException(name + what);
            }
            boolean log = Database.hasLogBeside(file);
            if (log && !recover) {
                throw unfinished(name, "a log lies beside it");
            }
            Path copy = log ? Recovery.copy(file) : null;
            Capture capture = opened(file, copy == null ? file : copy, copy, checkedUpTo);
            if (Files.exists(Database.beside(file, "-journal"))) {
                capture.problem("a rollback journal lies beside the file, which no recording of ours leaves; it was not"
                        + " taken in");
            }
            if (!capture.metadata.closed()) {
                if (!recover) {
                    capture.close();
                    throw unfinished(name, "it has no mark of its end");
                }
                capture.problem(
                        "the recording was not closed; it was probably killed, what is missing at its end is lost");
            }
            return capture;
        } catch (IOException e) {
            throw new CaptureException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static CaptureException unfinished(String name, String why) {
        return new CaptureException(name + ": the recording was not closed (" + why
                + "): it was killed or still runs. If it is yours, read it from a recovered private copy with:"
                + " millwright capture info --recover " + ShellWord.of(name) + "; --recover does the same"
                + " for query, export, verify and desk --capture");
    }

    private static Capture opened(Path file, Path readable, @Nullable Path recovered, long checkedUpTo)
            throws IOException {
        String name = file.toString();
        Connection db = null;
        try {
            db = Database.hostile(readable, PATIENCE_MILLIS);
            Division division = Division.of(Schema.check(db, name));
            Capture capture = new Capture(file, readable, db, division, recovered);
            if (capture.bytes <= checkedUpTo) {
                Database.check(db, name);
                capture.check = Check.CHECKED;
            }
            capture.metadata = Metadata.read(db, capture::problem);
            // most captures have one set that nearly everything is about; reading it belongs to opening
            capture.slotSet(capture.number("SELECT min(id) FROM slots", -1));
            Database.unwatch(db);
            return capture;
        } catch (SQLException e) {
            Database.close(db);
            Recovery.delete(recovered);
            throw new CaptureException(name + ": " + sqlite(e), e);
        } catch (CaptureException e) {
            Database.close(db);
            Recovery.delete(recovered);
            throw e;
        }
    }

    private void found(@Nullable String damage) {
        if (damage != null) {
            problem(damage);
        }
        check = damage == null ? Check.CHECKED : Check.DAMAGED;
        checked.accept(check);
    }

    /** Checks a file that was too large for it before use, on a thread of its own. @param told takes what came out */
    public void checkInBackground(Consumer<Check> told) {
        if (check == Check.UNCHECKED) {
            checked = told;
            whole.start();
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

    synchronized void problem(@Nullable String what) {
        problemCount++;
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(ProblemText.of(String.valueOf(what)));
        }
    }

    public Path file() {
        return file;
    }

    /** Bytes of unpacked tiles that one reader may hold. */
    long underWay() {
        return Bounds.underWay(bytes);
    }

    public Map<String, String> meta() {
        return metadata.facts();
    }

    /** The metrics as they were understood when the capture was made. */
    public Catalogue catalogue() {
        return metadata.catalogue();
    }

    /** How the values of its tiles are divided. */
    Division division() {
        return division;
    }

    /** What could not be read so far, capped; see {@link #problemCount}. */
    public synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    public synchronized int problemCount() {
        return problemCount;
    }

    /** Whether the whole file was checked by now. Any thread. */
    public Check check() {
        return check;
    }

    /** A set of entities; null when there is none, or none that is sound. */
    @Nullable
    synchronized SlotSet slotSet(long id) {
        try {
            return slotSets.find(id);
        } catch (SQLException e) {
            problem("set of entities " + id + " cannot be read: " + sqlite(e));
            return null;
        }
    }

    /** Takes an event read from the file. */
    interface EventVisitor {
        /**
         * @param seq its place in the order of arrival @param received epoch ns @param text bytes it had as text
         * @return false to stop
         */
        boolean visit(long seq, long received, String kind, PlantEvent event, int text);
    }

    /** Visits events of these kinds (all when empty) with {@code fromSeq <= seq}, in order of arrival. */
    void events(List<String> kinds, long fromSeq, EventVisitor visitor) {
        List<Object> arguments = new ArrayList<>(kinds);
        arguments.add(fromSeq);
        String filter = kinds.isEmpty() ? "" : "kind IN (" + "?,".repeat(kinds.size() - 1) + "?) AND ";
        events(filter + "seq >= ?", arguments, visitor, this::problem);
    }

    /** Visits all events from there on without naming again what is damaged. */
    void eventsAgain(long fromSeq, EventVisitor visitor) {
        events("seq >= ?", List.of(fromSeq), visitor, named -> {});
    }

    /** The same for the events at these places in the order of arrival. */
    void eventsAgain(Collection<Long> seqs, EventVisitor visitor) {
        events("seq IN (" + "?,".repeat(seqs.size() - 1) + "?)", List.copyOf(seqs), visitor, named -> {});
    }

    private synchronized void events(
            String filter, List<?> arguments, EventVisitor visitor, Consumer<@Nullable String> problem) {
        try (PreparedStatement s = db.prepareStatement(
                "SELECT seq, received, time, kind, body, crc FROM event WHERE " + filter + " ORDER BY seq")) {
            for (int i = 0; i < arguments.size(); i++) {
                s.setObject(i + 1, arguments.get(i));
            }
            try (ResultSet rows = s.executeQuery()) {
                boolean on = true;
                while (on && rows.next()) {
                    try {
                        on = visit(rows, visitor);
                    } catch (CaptureException e) {
                        problem.accept(e.getMessage());
                    }
                }
            }
        } catch (SQLException e) {
            problem.accept("events cannot be read further: " + sqlite(e));
        }
    }

    /** @throws CaptureException when the event is damaged */
    private boolean visit(ResultSet rows, EventVisitor visitor) throws SQLException {
        long seq = rows.getLong(1);
        long received = rows.getLong(2);
        String kind = rows.getString(4);
        byte[] body = rows.getBytes(5);
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
        int most = kind.equals(EventJson.PLANT) ? Bounds.PLANT_TEXT : Bounds.EVENT_TEXT;
        byte[] text = Zipped.unpack(body, most, "event " + seq);
        return visitor.visit(seq, received, kind, json.read(kind, text), text.length);
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

    /** First sound tile whose first frame came at or after {@code seq}, or null. */
    @Nullable
    TileRow nextTile(long seq, long afterId) {
        TileRow[] found = new TileRow[1];
        query(
                "SELECT " + TileRow.COLUMNS + " FROM tile WHERE (seq, id) > (?1, ?2) ORDER BY seq, id",
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
        byte[] data;
        try {
            data = bytes(parts, id);
        } catch (CaptureException e) {
            throw new CaptureException(Part.name(id) + " of " + tile.metric() + " " + e.getMessage(), e);
        }
        if (data == null) {
            throw new CaptureException(Part.name(id) + " of " + tile.metric() + " is missing");
        }
        return Part.of(data, id, width, ticks);
    }

    /** What stands beside a part for wide windows; null when there is none, or none that is sound. */
    @Nullable
    Pyramid pyramid(TileRow tile, int p, int width, int ticks) throws TileException {
        byte[] body;
        try {
            body = bytes(pyramids, partId(tile.id(), p));
        } catch (CaptureException e) {
            problem("pyramid of part " + p + " of tile " + tile.id() + " " + e.getMessage());
            return null;
        }
        return body == null ? null : Pyramid.of(body, width, ticks);
    }

    private synchronized byte @Nullable [] bytes(CheckedBytes table, long id) {
        try {
            return table.find(id);
        } catch (SQLException e) {
            throw new CaptureException("cannot be read: " + sqlite(e), e);
        }
    }

    static long partId(long tile, int part) {
        return tile << PART_BITS | part;
    }

    /** Unpacks every event, tile and pyramid, so that {@link #problems} names all that is wrong. */
    public void readEverything() {
        if (check == Check.UNCHECKED) {
            whole.run();
        }
        new WholeFile(this).read();
    }

    /**
     * All parts of a tile.
     *
     * @param most bytes they may have unpacked
     * @throws CaptureException when one of them is damaged, they do not belong together or are larger
     */
    List<PartRows> rows(TileRow tile, int entities, int ticks, long most) {
        tile.checkParts(entities, division);
        tile.checkSize(entities, ticks);
        List<PartRows> rows = new ArrayList<>();
        long left = most;
        try (TileDecoder decoder = new TileDecoder()) {
            for (int p = 0; p < tile.parts(); p++) {
                rows.add(part(tile, p, division.width(entities, p), ticks).rows(decoder));
                left -= rows.getLast().bytes();
                if (left < 0) {
                    throw new CaptureException("tile " + tile.id() + " of " + tile.metric()
                            + " was left out: with it, tiles of more than is read at a time stand side by side");
                }
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
        events(List.of("audit"), 0, (seq, received, kind, event, text) -> {
            last[0] = event instanceof AuditHead head ? head : last[0];
            return true;
        });
        return last[0];
    }

    /** Named stretches of time, such as the measured window of a benchmark run. */
    public List<Interval> intervals() {
        List<Interval> intervals = new ArrayList<>();
        events(List.of("interval"), 0, (seq, received, kind, event, text) -> {
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

    /**
     * Earliest and latest instant of samples and events, epoch ns; both 0 when there is nothing. A recording is told of
     * actions of days ago: it does not begin with those.
     */
    public long[] extent() {
        String event = "SELECT min(time) FROM event WHERE time > 0 AND kind ";
        long from = Math.min(
                number("SELECT min(first) FROM tile", Long.MAX_VALUE),
                number(event + "NOT IN ('plant', 'action')", Long.MAX_VALUE));
        from = from < Long.MAX_VALUE ? from : number(event + "= 'action'", from);
        long to = Math.max(
                number("SELECT max(last) FROM tile", Long.MIN_VALUE),
                number("SELECT max(time) FROM event WHERE kind <> 'plant'", Long.MIN_VALUE));
        return from > to
                ? new long[] {0, 0}
                : new long[] {Math.clamp(from, EARLIEST, LATEST), Math.clamp(to, EARLIEST, LATEST)};
    }

    @Override
    public void close() {
        whole.giveUp();
        synchronized (this) {
            Database.close(db);
        }
        Recovery.delete(recovered);
    }
}
