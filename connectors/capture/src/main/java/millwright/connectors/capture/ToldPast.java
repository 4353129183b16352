package millwright.connectors.capture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import millwright.plant.Times;

/**
 * The past that sources told as a recording began. It arrived within seconds, source after source and between what was
 * told of the plant of now, so it is replayed in the order of its times. Bounded by {@link #MOST} rows of the file: what
 * is beyond counts as of now. Immutable once read.
 */
final class ToldPast {
    private static final int MOST = 200_000;

    /** A sum of the past is no longer taken for one of its moment after this, ns. */
    private static final long LONGEST_STEP = 90 * Times.SECOND;

    private final List<TileRow> tiles = new ArrayList<>();
    private final List<TileRow> lasting = new ArrayList<>();
    /** By arrival: when the earliest of the samples was received that came there or later. */
    private final NavigableMap<Long, Long> earliest = new TreeMap<>();
    /** By tile: when its source told the same metric next. */
    private final Map<Long, Long> next = new HashMap<>();

    private long end = -1;

    /** @param began when the recording did, epoch ns; 0 when it does not say, and has no past */
    ToldPast(Capture capture, long began) {
        long last = began <= 0 ? -1 : lastBefore(capture, began);
        if (last >= 0) {
            Map<Long, Long> received = new HashMap<>();
            capture.tilesFrom(0, tile -> tile.seq() <= last && tiles.size() < MOST && take(tile, began, received));
            end = tiles.size() < MOST ? end : Math.min(end, tiles.getLast().seq()); // not all of it was taken
            received.entrySet().stream()
                    .sorted(Map.Entry.<Long, Long>comparingByKey().reversed())
                    .forEach(e -> earliest.merge(e.getKey(), min(e.getValue()), Math::min));
            tiles.removeIf(tile -> tile.seq() > end);
            tiles.stream()
                    .filter(tile -> tile.unpackTicks().getLast().seq() > end)
                    .forEach(lasting::add);
            tiles.sort(Comparator.comparingLong(TileRow::first));
            follow();
        }
    }

    /** By the index of metrics and times: a recording of days has many more rows than its past. */
    private static long lastBefore(Capture capture, long began) {
        return capture.number(
                "SELECT max(seq) FROM tile WHERE metric IN (SELECT substr(key, 8) FROM meta WHERE key LIKE 'metric:%')"
                        + " AND first < " + began,
                -1);
    }

    private long min(long time) {
        return earliest.isEmpty() ? time : Math.min(time, earliest.firstEntry().getValue());
    }

    private boolean take(TileRow tile, long began, Map<Long, Long> received) {
        boolean past = false;
        List<Tick> ticks = tile.unpackTicks();
        for (Tick tick : ticks) {
            if (tick.receiveTime() < began) {
                end = Math.max(end, tick.seq());
                if (!past) {
                    received.put(tick.seq(), tick.receiveTime());
                }
                past = true;
            }
        }
        if (!ticks.isEmpty()) {
            tiles.add(tile);
        }
        return true;
    }

    private void follow() {
        Map<String, TileRow> later = new HashMap<>();
        for (TileRow tile : tiles.reversed()) {
            TileRow after = later.put(tile.metric() + ' ' + tile.source(), tile);
            if (after != null) {
                boolean same = after.first() <= tile.last();
                next.put(tile.id(), same ? next.getOrDefault(after.id(), 0L) : after.first());
            }
        }
    }

    /** The last place in the order of arrival that a sample of the past has; -1 when there is none. */
    long end() {
        return end;
    }

    /**
     * When what was told of the plant holds from: samples that came after it are of it, however old they are. What came
     * before all of them always held.
     *
     * @param seq its place in the order of arrival @param received when it arrived
     */
    long plantSince(long seq, long received) {
        var after = earliest.ceilingEntry(seq);
        if (after == null) {
            return received;
        }
        boolean first = after.getValue().equals(earliest.firstEntry().getValue());
        return first ? Long.MIN_VALUE : Math.min(received, after.getValue());
    }

    /** Rows with samples at or after an instant, in the order of their times. */
    Iterator<TileRow> tiles(long from) {
        return tiles.stream().filter(tile -> tile.last() >= from).iterator();
    }

    /** Rows from a place in the order of arrival on that begin with the past, and hold samples that came after it. */
    List<TileRow> lasting(long fromSeq) {
        return lasting.stream().filter(tile -> tile.seq() >= fromSeq).toList();
    }

    /** For how long a value stands whose source did not say it: until it told the next. */
    long interval(TileRow tile, List<Tick> ticks, int at) {
        Tick tick = ticks.get(at);
        if (tick.interval() > 0) {
            return tick.interval();
        }
        long after = Long.MAX_VALUE;
        for (Tick other : ticks) {
            after = other.sourceTime() > tick.sourceTime() ? Math.min(after, other.sourceTime()) : after;
        }
        after = after < Long.MAX_VALUE ? after : next.getOrDefault(tile.id(), 0L);
        return Math.clamp(after - tick.sourceTime(), 0, LONGEST_STEP);
    }
}
