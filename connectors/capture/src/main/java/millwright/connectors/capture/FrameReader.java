package millwright.connectors.capture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import millwright.feed.Frame;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * Frames of a capture in the order in which they arrived, unpacked a tile at a time. Holds one tile per series that is
 * under way, up to {@link Bounds#underWay}; a tile that would be beyond is left out and named. One thread.
 */
final class FrameReader {
    /** One tile being read. */
    private static final class Cursor {
        private final TileRow tile;
        private final SlotSet set;
        private final List<Tick> ticks;
        private final List<PartRows> rows;
        private int at;

        Cursor(Capture capture, TileRow tile, SlotSet set, long most) {
            this.tile = tile;
            this.set = set;
            ticks = tile.unpackTicks();
            rows = capture.rows(tile, set.ids().size(), ticks.size(), most);
        }

        long bytes() {
            return rows.stream().mapToLong(PartRows::bytes).sum();
        }

        long seq() {
            return ticks.get(at).seq();
        }
    }

    private final Capture capture;
    private final PriorityQueue<Cursor> open = new PriorityQueue<>(Comparator.comparingLong(Cursor::seq));
    private final long most;
    private long held;
    private @Nullable TileRow waiting;

    FrameReader(Capture capture, long fromSeq) {
        this(capture, fromSeq, capture.underWay());
    }

    /** @param most bytes of unpacked tiles that may be held */
    FrameReader(Capture capture, long fromSeq, long most) {
        this.capture = capture;
        this.most = most;
        waiting = capture.nextTile(fromSeq, -1);
    }

    /** Sequence of the next frame, or Long.MAX_VALUE. */
    long nextSeq() {
        while (waiting != null
                && (open.isEmpty() || waiting.seq() <= open.peek().seq())) {
            TileRow tile = waiting;
            waiting = after(tile);
            begin(tile);
        }
        Cursor first = open.peek();
        return first == null ? Long.MAX_VALUE : first.seq();
    }

    /** An index that disagrees with its table could lead back to what was read before, for ever. */
    private @Nullable TileRow after(TileRow tile) {
        TileRow next = capture.nextTile(tile.seq(), tile.id());
        if (next != null && (next.seq() < tile.seq() || next.seq() == tile.seq() && next.id() <= tile.id())) {
            capture.problem("the order of tiles after " + tile.id() + " is damaged; what comes after it was left out");
            return null;
        }
        return next;
    }

    private void begin(TileRow tile) {
        SlotSet set = tile.entities(capture);
        if (set == null) {
            return;
        }
        try {
            Cursor cursor = new Cursor(capture, tile, set, most - held);
            if (!cursor.ticks.isEmpty() && !cursor.rows.isEmpty()) {
                held += cursor.bytes();
                open.add(cursor);
            }
        } catch (CaptureException e) {
            capture.problem(e.getMessage());
        }
    }

    /** The frame announced by {@link #nextSeq}, for the plant of the moment; null when its entities are not in it. */
    @Nullable
    Frame next(Plant plant) {
        nextSeq();
        Cursor cursor = open.poll();
        if (cursor == null) {
            return null;
        }
        Tick tick = cursor.ticks.get(cursor.at);
        Frame frame = frame(plant, cursor, tick);
        cursor.at++;
        if (cursor.at < cursor.ticks.size()) {
            open.add(cursor);
        } else {
            held -= cursor.bytes();
        }
        return frame;
    }

    @SuppressWarnings("NullAway") // it cannot read "int @Nullable []" of another module
    private static @Nullable Frame frame(Plant plant, Cursor cursor, Tick tick) {
        int[] slots = slots(plant, cursor.set);
        if (slots.length != cursor.set.ids().size()) {
            return null;
        }
        boolean all = slots.length == plant.count(cursor.set.kind());
        for (int i = 0; all && i < slots.length; i++) {
            all = slots[i] == i;
        }
        int @Nullable [] stated = all ? null : slots;
        return new Frame(
                cursor.tile.metricId(),
                cursor.set.kind(),
                plant.revision(),
                stated,
                tick.sourceTime(),
                tick.receiveTime(),
                tick.interval(),
                PartRows.column(cursor.rows, cursor.at),
                PartRows.states(cursor.rows, cursor.at),
                cursor.tile.origin());
    }

    private static int[] slots(Plant plant, SlotSet set) {
        List<Integer> slots = new ArrayList<>();
        for (EntityId id : set.ids()) {
            int slot = plant.slotOf(set.kind(), id);
            if (slot >= 0) {
                slots.add(slot);
            }
        }
        return slots.stream().mapToInt(Integer::intValue).toArray();
    }
}
