package millwright.connectors.gateway;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import millwright.feed.Frame;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * Where the entities of one kind of one plant stand in another: turns frames of a source into frames of the merged
 * plant, and those into frames of a scope. Immutable.
 */
final class SlotShift {
    private final int[] target;
    private final boolean rising;
    private final boolean complete;
    private final boolean same;

    /** @param target slot in the other plant per slot here, -1 for what it lacks @param size entities there */
    SlotShift(int[] target, int size) {
        this.target = target;
        boolean rises = true;
        boolean all = true;
        boolean identical = target.length == size;
        for (int i = 0; i < target.length; i++) {
            rises &= i == 0 || target[i] > target[i - 1];
            all &= target[i] >= 0;
            identical &= target[i] == i;
        }
        this.rising = rises;
        this.complete = all;
        this.same = identical;
    }

    static SlotShift of(List<EntityId> from, EntityKind kind, Plant to) {
        int[] target = new int[from.size()];
        for (int i = 0; i < target.length; i++) {
            target[i] = to.slotOf(kind, from.get(i));
        }
        return new SlotShift(target, to.count(kind));
    }

    /** Null when nothing of the frame is in the other plant, or its slots are none of ours. */
    @Nullable
    Frame apply(Frame frame, long revision) {
        int[] slots = frame.slots();
        if (slots == null
                ? frame.size() != target.length
                : slots.length > 0 && slots[slots.length - 1] >= target.length) {
            return null;
        }
        if (same) {
            return frame.revision() == revision
                    ? frame
                    : Frames.with(frame, revision, slots, frame.values(), frame.states());
        }
        if (slots == null && rising && complete) {
            return Frames.with(frame, revision, target, frame.values(), frame.states());
        }
        return gather(frame, slots, revision);
    }

    private @Nullable Frame gather(Frame frame, int @Nullable [] slots, long revision) {
        int[] places = IntStream.range(0, frame.size())
                .filter(i -> target[slots == null ? i : slots[i]] >= 0)
                .toArray();
        if (places.length == 0) {
            return null;
        }
        int[] moved = Arrays.stream(places)
                .map(i -> target[slots == null ? i : slots[i]])
                .toArray();
        if (!rising) {
            int[] order = IntStream.range(0, places.length)
                    .boxed()
                    .sorted(Comparator.comparingInt(i -> moved[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] sorted = Arrays.stream(order).map(i -> moved[i]).toArray();
            int[] from = Arrays.stream(order).map(i -> places[i]).toArray();
            return Frames.with(
                    frame, revision, sorted, Frames.pick(frame.values(), from), Frames.pick(frame.states(), from));
        }
        boolean whole = places.length == frame.size();
        return Frames.with(
                frame,
                revision,
                moved,
                whole ? frame.values() : Frames.pick(frame.values(), places),
                whole ? frame.states() : Frames.pick(frame.states(), places));
    }
}
