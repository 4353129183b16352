package millwright.connectors.capture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import millwright.feed.Frame;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * Frames of a capture in the order in which they arrived, those of a {@link ToldPast} in the order of their times, unpacked
 * a tile at a time. Holds one tile per series that is under way, up to {@link Bounds#underWay}; a tile that would be beyond
 * is left out and named. One thread.
 */
final class FrameReader {
    /** One tile being read. */
    private static final class Cursor {
        private final TileRow tile;
        private final SlotSet set;
        private final List<Tick> ticks;
        private final List<PartRows> rows;
        private final int[] order;
        private int done;

        /** @param order places of the ticks that are read, first to last */
        Cursor(Capture capture, TileRow tile, SlotSet set, List<Tick> ticks, int[] order, long most) {
            this.tile = tile;
            this.set = set;
            this.ticks = ticks;
            this.order = order;
            rows = capture.rows(tile, set.ids().size(), ticks.size(), most);
        }

        long bytes() {
            return rows.stream().mapToLong(PartRows::bytes).sum();
        }

        int at() {
            return order[done];
        }

        Tick tick() {
            return ticks.get(at());
        }
    }

    private final Capture capture;
    private final PriorityQueue<Cursor> open;
    private final long most;
    private final ToldPast past;
    private final @Nullable Iterator<TileRow> byTime;
    private long held;
    private List<TileRow> begun = List.of();
    private @Nullable TileRow waiting;

    FrameReader(Capture capture, long fromSeq) {
        this(capture, fromSeq, capture.underWay());
    }

    /** What arrived after a past. */
    FrameReader(Capture capture, long fromSeq, ToldPast after) {
        this(
                capture,
                capture.underWay(),
                after,
                Comparator.comparingLong(c -> c.tick().seq()),
                null);
        begun = after.lasting(fromSeq);
        waiting = capture.nextTile(Math.max(fromSeq, after.end() + 1), -1);
    }

    /** A past, from an instant on. */
    static FrameReader ofPast(Capture capture, ToldPast past, long from) {
        Comparator<Cursor> order = Comparator.<Cursor>comparingLong(
                        c -> c.tick().receiveTime())
                .thenComparingLong(c -> c.tick().seq());
        FrameReader reader = new FrameReader(capture, capture.underWay(), past, order, past.tiles(from));
        reader.waiting = reader.after(null);
        return reader;
    }

    private FrameReader(
            Capture capture, long most, ToldPast past, Comparator<Cursor> order, @Nullable Iterator<TileRow> byTime) {
        this.capture = capture;
        this.most = most;
        this.past = past;
        this.byTime = byTime;
        open = new PriorityQueue<>(order);
    }

    /** @param most bytes of unpacked tiles that may be held */
    FrameReader(Capture capture, long fromSeq, long most) {
        this(
                capture,
                most,
                new ToldPast(capture, 0),
                Comparator.comparingLong(c -> c.tick().seq()),
                null);
        waiting = capture.nextTile(fromSeq, -1);
    }

    /** Sequence of the next frame, or Long.MAX_VALUE. */
    long nextSeq() {
        Tick first = peek();
        return first == null ? Long.MAX_VALUE : first.seq();
    }

    /** Of the next frame, all but its values; null when there is none. */
    @Nullable
    Tick peek() {
        List<TileRow> lasting = begun;
        begun = List.of();
        lasting.forEach(this::begin);
        while (waiting != null
                && (open.isEmpty() || isBefore(waiting, open.peek().tick()))) {
            TileRow tile = waiting;
            waiting = after(tile);
            begin(tile);
        }
        Cursor first = open.peek();
        return first == null ? null : first.tick();
    }

    private boolean isBefore(TileRow tile, Tick first) {
        return byTime == null ? tile.seq() <= first.seq() : tile.first() <= first.receiveTime();
    }

    /** An index that disagrees with its table could lead back to what was read before, for ever. */
    private @Nullable TileRow after(@Nullable TileRow tile) {
        Iterator<TileRow> sorted = byTime;
        if (sorted != null || tile == null) {
            return sorted != null && sorted.hasNext() ? sorted.next() : null;
        }
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
            List<Tick> ticks = tile.unpackTicks();
            int[] order = order(ticks);
            if (order.length == 0) {
                return;
            }
            Cursor cursor = new Cursor(capture, tile, set, ticks, order, most - held);
            if (!cursor.rows.isEmpty()) {
                held += cursor.bytes();
                open.add(cursor);
            }
        } catch (CaptureException e) {
            capture.problem(e.getMessage());
        }
    }

    /** Which of a tile's ticks are read, and in which order. */
    private int[] order(List<Tick> ticks) {
        IntStream all = IntStream.range(0, ticks.size());
        if (byTime != null) {
            return all.filter(t -> ticks.get(t).seq() <= past.end())
                    .boxed()
                    .sorted(Comparator.comparingLong(t -> ticks.get(t).receiveTime()))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        return past.end() < 0
                ? all.toArray()
                : all.filter(t -> ticks.get(t).seq() > past.end()).toArray();
    }

    /** The frame announced by {@link #nextSeq}, for the plant of the moment; null when its entities are not in it. */
    @Nullable
    Frame next(Plant plant) {
        peek();
        Cursor cursor = open.poll();
        if (cursor == null) {
            return null;
        }
        Frame frame = frame(plant, cursor, cursor.tick());
        cursor.done++;
        if (cursor.done < cursor.order.length) {
            open.add(cursor);
        } else {
            held -= cursor.bytes();
        }
        return frame;
    }

    @SuppressWarnings("NullAway") // it cannot read "int @Nullable []" of another module
    private @Nullable Frame frame(Plant plant, Cursor cursor, Tick tick) {
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
                byTime == null ? tick.interval() : past.interval(cursor.tile, cursor.ticks, cursor.at()),
                PartRows.column(cursor.rows, cursor.at()),
                PartRows.states(cursor.rows, cursor.at()),
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
