package millwright.connectors.gateway;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import millwright.feed.Command.Want;
import millwright.feed.Frame;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * What one attachment asks of one metric and kind: which entities, and how often each of them. Resolved anew for each
 * revision of the plant that the attachment sees; an entity keeps its pace when its slot moves. Guarded by the attachment;
 * bounded by the entities that are asked for.
 */
final class Wished {
    private static final long NEVER = Long.MIN_VALUE;

    private final EntityKind kind;
    private final List<Want> wants;
    private final boolean everything;
    private @Nullable Plant plant;
    /** Rising; null for all of the kind. */
    private int @Nullable [] slots;

    private int size;
    /** ns, and when the next is due: of each entity asked for, or one for all of them. */
    private long[] every = {0};

    private long[] next = {NEVER};

    /** @param wants of one metric and kind */
    Wished(EntityKind kind, List<Want> wants) {
        this.kind = kind;
        this.wants = List.copyOf(wants);
        this.everything = wants.stream().anyMatch(w -> w.within().isEmpty() && w.every() == 0);
    }

    boolean isOf(List<Want> others) {
        return wants.equals(others);
    }

    /** Whatever was told before, the next of everything is due. */
    void anew() {
        next = new long[] {NEVER};
    }

    /**
     * What of the frame is wanted and due; null for nothing.
     *
     * @param seen the plant whose slots the frame means
     */
    @Nullable
    Frame due(Frame frame, @Nullable Plant seen) {
        if (everything) {
            return frame;
        }
        if (seen == null || seen.revision() != frame.revision()) {
            return null; // nobody can say whose values these are
        }
        if (seen != plant) {
            resolve(seen);
        }
        if (size == 0) {
            return null;
        }
        return frame.slots() == null && every.length == 1 && next.length == 1 ? together(frame) : each(frame);
    }

    private @Nullable Frame together(Frame frame) {
        int[] mine = slots;
        if (!isDue(0, frame.sourceTime())) {
            return null;
        }
        return mine == null ? frame : EntitySet.pick(frame, mine);
    }

    private @Nullable Frame each(Frame frame) {
        if (next.length != size) {
            next = spread(next[0], size);
        }
        int[] places = new int[frame.size()];
        int found = 0;
        for (int place = 0; place < places.length; place++) {
            int i = index(frame.slot(place));
            if (i >= 0 && isDue(i, frame.sourceTime())) {
                places[found++] = place;
            }
        }
        if (frame.slots() == null && found == size && every.length == 1) {
            next = Arrays.copyOf(next, 1); // all at the same instant, so from here on they go together
        }
        return found == 0 ? null : found == frame.size() ? frame : EntitySet.pick(frame, Arrays.copyOf(places, found));
    }

    /** Which of those asked for stands in the slot, or less than 0. */
    private int index(int slot) {
        int[] mine = slots;
        return mine == null ? (slot < size ? slot : -1) : Arrays.binarySearch(mine, slot);
    }

    /**
     * A tenth of the period early is still in time, as sources are not exact; it moves no later sample, so that over a long
     * time none comes more often than was asked. A source that went back by a period or more begins anew.
     */
    private boolean isDue(int i, long time) {
        long period = every.length == 1 ? every[0] : every[i];
        long due = next[i];
        if (due == NEVER || time >= due || time <= due - 2 * period) {
            next[i] = time + period;
            return true;
        }
        if (time >= due - period / 10) {
            next[i] = due + period;
            return true;
        }
        return false;
    }

    private void resolve(Plant to) {
        BitSet all = new BitSet();
        wants.forEach(w -> all.or(EntitySet.of(to, kind, w.within())));
        int[] found = all.cardinality() == to.count(kind) ? null : all.stream().toArray();
        Plant from = plant;
        int before = size;
        int[] slotsBefore = slots;
        size = found == null ? to.count(kind) : found.length;
        slots = found;
        plant = to;
        every = periods(to);
        boolean moved = from == null || before != size || !Arrays.equals(slotsBefore, found) || !sameIn(from, to);
        if (moved && from != null) {
            next = carried(from, slotsBefore, before, to);
        } else if (every.length != 1 && next.length != size) {
            next = spread(next[0], size);
        }
    }

    private long[] periods(Plant to) {
        if (wants.stream().mapToLong(Want::every).distinct().count() == 1) {
            return new long[] {wants.getFirst().every()};
        }
        long[] periods = spread(Long.MAX_VALUE, size);
        for (Want want : wants) {
            EntitySet.of(to, kind, want.within()).stream()
                    .map(this::index)
                    .forEach(i -> periods[i] = Math.min(periods[i], want.every()));
        }
        return periods;
    }

    private boolean sameIn(Plant from, Plant to) {
        int[] mine = slots;
        for (int i = 0; i < size; i++) {
            int slot = mine == null ? i : mine[i];
            var entity = to.at(kind, slot);
            var before = from.at(kind, slot);
            if (entity != before && !entity.id().equals(before.id())) {
                return false;
            }
        }
        return true;
    }

    private long[] carried(Plant from, int @Nullable [] slotsBefore, int sizeBefore, Plant to) {
        long[] carried = new long[size];
        int[] mine = slots;
        for (int i = 0; i < size; i++) {
            int slot = from.slotOf(kind, to.at(kind, mine == null ? i : mine[i]).id());
            int old = slotsBefore == null || slot < 0 ? slot : Arrays.binarySearch(slotsBefore, slot);
            carried[i] = old < 0 || old >= sizeBefore ? NEVER : next.length == 1 ? next[0] : next[old];
        }
        return carried;
    }

    private static long[] spread(long value, int size) {
        long[] all = new long[size];
        Arrays.fill(all, value);
        return all;
    }
}
