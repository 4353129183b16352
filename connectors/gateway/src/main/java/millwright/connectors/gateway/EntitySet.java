package millwright.connectors.gateway;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import millwright.feed.Frame;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;

/** The entities of one kind that a desk asks for, as slots of a revision of the plant that it sees. Any thread. */
final class EntitySet {
    private EntitySet() {}

    /** Slots of the kind that are named or stand inside of what is named; all for an empty set, none for strangers. */
    static BitSet of(Plant plant, EntityKind kind, Set<EntityId> within) {
        BitSet slots = new BitSet();
        if (within.isEmpty()) {
            slots.set(0, plant.count(kind));
        }
        for (EntityId id : within) {
            int index = plant.indexOf(id);
            if (index >= 0) {
                plant.within(index, inside -> {
                    if (plant.entity(inside).kind() == kind) {
                        slots.set(plant.slotOf(inside));
                    }
                });
            }
        }
        return slots;
    }

    /** The values at these places, rising, as a frame of its own. */
    @SuppressWarnings("NullAway") // it cannot read "int @Nullable []" of another module
    static Frame pick(Frame frame, int[] places) {
        int[] slots = frame.slots();
        int[] moved = slots == null
                ? places
                : Arrays.stream(places).map(place -> slots[place]).toArray();
        return Frames.with(
                frame,
                frame.revision(),
                moved,
                Frames.pick(frame.values(), places),
                Frames.pick(frame.states(), places));
    }
}
