package millwright.connectors.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.Plant;
import millwright.plant.Times;

/**
 * Writes what a feed tells into a capture, in the order of arrival. One thread at a time. Events are durable within a
 * second of plant time, samples when their tile is full or {@code flushAfter} old and packed: a kill loses at most the
 * open tiles and those being packed, see {@link Packing}. What it cannot take it tells as gaps.
 */
public final class Recorder implements FeedSink, AutoCloseable {
    /** The fact that says when the recording began, ISO 8601; what is older was told to it as the past. */
    public static final String BEGAN = "began";

    private static final long COMMIT_EVERY = Times.SECOND;

    private record Key(String metric, EntityKind kind, long slots, String source) {}

    private final Path file;
    private final Catalogue catalogue;
    private final long flushAfter;
    private final Connection db;
    private final PreparedStatement putEvent;
    private final PreparedStatement putTile;
    private final PreparedStatement putPart;
    private final PreparedStatement putPyramid;
    private final Packing packing = new Packing();
    private final EventJson json = new EventJson();
    private final Losses losses = new Losses();
    private final SlotSets slotSets;
    private final Map<Key, OpenTile> open = new HashMap<>();
    private Plant plant = Plant.empty();
    private long seq;
    private long nextTile = 1;
    private long lastCommit = Long.MIN_VALUE;
    private long lastSweep;
    private volatile long samples;
    private boolean closed;

    /**
     * @param meta facts about the recording, such as {@code source} and {@code zone}
     * @param flushAfter ns of receive time after which an open tile is written even if it is not full
     * @throws CaptureException when the file exists or cannot be written
     */
    public Recorder(Path file, Catalogue catalogue, Map<String, String> meta, long flushAfter) {
        this.file = file;
        this.catalogue = catalogue;
        this.flushAfter = flushAfter;
        if (Files.exists(file)) {
            throw new CaptureException(file + " exists already; captures are never overwritten, choose another name");
        }
        try {
            db = Database.writable(file);
            Schema.create(db);
            db.setAutoCommit(false);
            putEvent = db.prepareStatement("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)");
            putTile = db.prepareStatement("INSERT INTO tile VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            putPart = db.prepareStatement("INSERT INTO part VALUES (?, ?, ?)");
            putPyramid = db.prepareStatement("INSERT INTO pyramid VALUES (?, ?, ?)");
            slotSets = new SlotSets(db);
            for (Map.Entry<String, String> entry : meta.entrySet()) {
                meta(entry.getKey(), entry.getValue());
            }
            for (Metric metric : catalogue.metrics()) {
                meta("metric:" + metric.name(), MetricText.write(metric));
            }
            db.commit();
        } catch (SQLException e) {
            throw failed("cannot be written", e);
        }
    }

    private CaptureException failed(String what, SQLException e) {
        String reason = e.getMessage() == null ? "unknown" : Database.firstLine(e.getMessage());
        return new CaptureException(
                file + " " + what + ": " + reason + "; is the disk full or the folder read-only?", e);
    }

    private void meta(String key, String value) throws SQLException {
        try (PreparedStatement put = db.prepareStatement("INSERT OR REPLACE INTO meta VALUES (?, ?, ?)")) {
            put.setString(1, key);
            put.setString(2, value);
            put.setLong(3, new Checksum().add(key).add(value).value());
            put.executeUpdate();
        }
    }

    /** Adds or replaces a fact about the recording. */
    public void note(String key, String value) {
        try {
            meta(key, value);
        } catch (SQLException e) {
            throw failed("cannot be written", e);
        }
    }

    @Override
    public void accept(PlantEvent event) {
        if (closed) {
            return;
        }
        try {
            seq++;
            if (event instanceof Frame frame) {
                take(frame);
            } else {
                if (event instanceof PlantChanged changed) {
                    moved(changed);
                }
                write(event);
            }
        } catch (SQLException e) {
            throw failed("cannot be written", e);
        }
    }

    private void moved(PlantChanged changed) {
        plant = changed.whole()
                ? Plant.builder().apply(changed.change()).build(changed.revision())
                : plant.apply(changed.change());
        slotSets.moved();
    }

    private void write(List<Gap> gaps) throws SQLException {
        for (Gap gap : gaps) {
            seq++;
            write(gap);
        }
    }

    private void write(PlantEvent event) throws SQLException {
        String kind = EventJson.kind(event);
        if (kind.isEmpty()) {
            return;
        }
        long time = EventTimes.of(event);
        byte[] body = Zipped.pack(json.write(event));
        putEvent.setLong(1, seq);
        putEvent.setLong(2, time);
        putEvent.setLong(3, time);
        putEvent.setString(4, kind);
        putEvent.setBytes(5, body);
        putEvent.setLong(
                6,
                new Checksum().add(seq).add(time).add(time).add(kind).add(body).value());
        putEvent.executeUpdate();
        commitWhenDue(time);
    }

    private void take(Frame frame) throws SQLException {
        Metric metric = catalogue.find(frame.metric()).orElse(null);
        int count = plant.count(frame.kind());
        int[] slots = frame.slots();
        boolean fits = slots == null ? frame.size() == count : slots.length == 0 || slots[slots.length - 1] < count;
        if (metric == null || !fits) {
            losses.lost(frame, metric == null ? "not in the catalogue" : "did not fit the plant of that moment");
            return;
        }
        if (frame.size() == 0) {
            return;
        }
        write(losses.endedBy(frame));
        long set = slotSets.idOf(plant, frame.kind(), slots);
        String source = frame.origin().source().text() + (frame.origin().simulated() ? TileRow.SIMULATED : "|measured");
        Key key = new Key(metric.name(), frame.kind(), set, source);
        OpenTile tile = open.computeIfAbsent(key, k -> new OpenTile(metric, set, source, frame.receiveTime()));
        if (!tile.accepts(frame)) {
            seal(tile);
            tile = new OpenTile(metric, set, source, frame.receiveTime());
            open.put(key, tile);
        }
        tile.add(frame, seq);
        samples += frame.size();
        if (tile.isFull() || frame.receiveTime() - tile.openedAt() >= flushAfter) {
            seal(tile);
            open.remove(key);
        }
        sealOld(frame.receiveTime());
        commitWhenDue(frame.receiveTime());
    }

    /** A tile whose entities nobody tells together any more would stay open for ever, and a kill would lose it. */
    private void sealOld(long now) throws SQLException {
        if (now - lastSweep < COMMIT_EVERY && now >= lastSweep) {
            return;
        }
        lastSweep = now;
        for (var tiles = open.values().iterator(); tiles.hasNext(); ) {
            OpenTile tile = tiles.next();
            if (now - tile.openedAt() >= flushAfter) {
                seal(tile);
                tiles.remove();
            }
        }
    }

    private void seal(OpenTile tile) throws SQLException {
        if (!tile.isEmpty()) {
            packing.submit(tile, nextTile++);
            writePacked(false);
        }
    }

    /** @param all true to wait for what is still being packed */
    private void writePacked(boolean all) throws SQLException {
        for (Packing.Packed packed = packing.next(all); packed != null; packed = packing.next(all)) {
            write(packed.row());
            for (int p = 0; p < packed.parts().size(); p++) {
                long id = Capture.partId(packed.row().id(), p);
                put(putPart, id, packed.parts().get(p).data());
                put(putPyramid, id, packed.parts().get(p).pyramid());
            }
            put(putPyramid, Capture.partId(packed.row().id(), Part.ALL), packed.pyramid());
        }
    }

    private static void put(PreparedStatement statement, long id, byte[] bytes) throws SQLException {
        if (bytes.length == 0) {
            return;
        }
        statement.setLong(1, id);
        statement.setBytes(2, bytes);
        statement.setLong(3, new Checksum().add(id).add(bytes).value());
        statement.executeUpdate();
    }

    private void write(TileRow row) throws SQLException {
        putTile.setLong(1, row.id());
        putTile.setString(2, row.metric());
        putTile.setLong(3, row.slots());
        putTile.setString(4, row.source());
        putTile.setLong(5, row.first());
        putTile.setLong(6, row.last());
        putTile.setLong(7, row.hold());
        putTile.setLong(8, row.seq());
        putTile.setInt(9, row.parts());
        putTile.setBytes(10, row.ticks());
        putTile.setLong(11, row.checksum());
        putTile.executeUpdate();
    }

    private void commitWhenDue(long time) throws SQLException {
        if (lastCommit == Long.MIN_VALUE || time - lastCommit >= COMMIT_EVERY || time < lastCommit) {
            lastCommit = time;
            writePacked(false);
            db.commit();
        }
    }

    /** Samples taken so far. Any thread. */
    public long samples() {
        return samples;
    }

    /** Writes what is open and makes it durable, without ending the recording. */
    public void flush() {
        try {
            for (OpenTile tile : new ArrayList<>(open.values())) {
                seal(tile);
            }
            open.clear();
            writePacked(true);
            db.commit();
        } catch (SQLException e) {
            throw failed("cannot be written", e);
        }
    }

    /** Samples that came and could not be taken, told in the recording as gaps. Any thread. */
    public long lostSamples() {
        return losses.samples();
    }

    /** Size on disk, its log included. Any thread. */
    public long bytes() {
        try {
            long bytes = 0;
            for (Path part : List.of(file, file.resolveSibling(file.getFileName() + "-wal"))) {
                bytes += Files.exists(part) ? Files.size(part) : 0;
            }
            return bytes;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Ends the recording: everything in one file, marked closed. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        try (db;
                packing) {
            write(losses.rest());
            flush();
            closed = true;
            meta(Metadata.CLOSED, "true");
            db.commit();
            putEvent.close();
            putTile.close();
            putPart.close();
            putPyramid.close();
            slotSets.close();
            db.setAutoCommit(true);
            try (Statement s = db.createStatement()) {
                s.execute("PRAGMA wal_checkpoint(TRUNCATE)");
                s.execute("PRAGMA journal_mode = DELETE");
            }
        } catch (SQLException e) {
            throw failed("could not be closed", e);
        }
    }
}
