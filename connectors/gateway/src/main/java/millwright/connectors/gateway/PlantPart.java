package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * What one source says the plant is: only which entity stands at which slot of its own revision, to place its frames in
 * the merged plant. Plant thread; bounded by the source's entities.
 */
final class PlantPart {
    private final Map<EntityId, EntityKind> known = new HashMap<>();
    private final Map<EntityKind, List<EntityId>> slots = new EnumMap<>(EntityKind.class);
    private final Map<EntityKind, Long> changedAt = new EnumMap<>(EntityKind.class);
    private final Map<EntityKind, SlotShift> shifts = new EnumMap<>(EntityKind.class);
    private long revision;

    boolean has(EntityId id) {
        return known.containsKey(id);
    }

    Set<EntityId> ids() {
        return known.keySet();
    }

    /** True when the change does not follow on what we have: a revision was missed. */
    boolean misses(PlantChanged changed) {
        return !changed.whole() && changed.revision() != revision + 1;
    }

    void take(PlantChanged changed) {
        revision = changed.revision();
        if (changed.whole()) {
            slots.keySet().forEach(kind -> changedAt.put(kind, revision));
            slots.clear();
            known.clear();
        }
        Set<EntityId> gone = new HashSet<>(changed.change().removed());
        Set<EntityKind> thinner = new HashSet<>();
        for (EntityId id : gone) {
            EntityKind kind = known.remove(id);
            if (kind != null) {
                thinner.add(kind);
            }
        }
        for (EntityKind kind : thinner) {
            slotsOf(kind).removeIf(gone::contains);
            changedAt.put(kind, revision);
        }
        for (Entity entity : changed.change().put()) {
            if (known.put(entity.id(), entity.kind()) == null) {
                slotsOf(entity.kind()).add(entity.id());
                changedAt.put(entity.kind(), revision);
            }
        }
        shifts.clear();
    }

    /** Two turned out to be one: what stands at the slot of the one that is gone is the other. */
    void join(EntityId gone, EntityId kept) {
        EntityKind kind = known.remove(gone);
        if (kind != null) {
            known.put(kept, kind);
            slotsOf(kind).replaceAll(id -> id.equals(gone) ? kept : id);
            shifts.clear();
        }
    }

    /** The merged plant changed. */
    void forgetShifts() {
        shifts.clear();
    }

    /** The frame in slots of the merged plant; null when it belongs to a revision that we do not have any more. */
    @Nullable
    Frame place(Frame frame, Plant merged) {
        EntityKind kind = frame.kind();
        if (frame.revision() > revision || frame.revision() < changedAt.getOrDefault(kind, 0L)) {
            return null;
        }
        SlotShift shift = shifts.get(kind);
        if (shift == null) {
            shift = SlotShift.of(slotsOf(kind), kind, merged);
            shifts.put(kind, shift);
        }
        return shift.apply(frame, merged.revision());
    }

    private List<EntityId> slotsOf(EntityKind kind) {
        return slots.computeIfAbsent(kind, k -> new ArrayList<>());
    }
}
