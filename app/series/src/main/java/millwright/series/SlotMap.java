package millwright.series;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * Which entity stands at which place of a row of values. Shared by all series of the same entities and kept as long as
 * data of theirs is, so that old rows stay readable after the plant changed.
 */
final class SlotMap {
    private final EntityKind kind;
    private final List<EntityId> ids;
    private @Nullable Map<EntityId, Integer> places;

    private SlotMap(EntityKind kind, List<EntityId> ids) {
        this.kind = kind;
        this.ids = ids;
    }

    /** @param slots slots of the kind in this plant; null for all */
    static SlotMap of(Plant plant, EntityKind kind, int @Nullable [] slots) {
        EntityId[] ids = new EntityId[slots == null ? plant.count(kind) : slots.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = plant.at(kind, slots == null ? i : slots[i]).id();
        }
        return new SlotMap(kind, List.of(ids));
    }

    EntityKind kind() {
        return kind;
    }

    int size() {
        return ids.size();
    }

    EntityId id(int place) {
        return ids.get(place);
    }

    boolean sameAs(SlotMap other) {
        return kind == other.kind && ids.equals(other.ids);
    }

    /** Place of the entity in a row, or -1. */
    synchronized int placeOf(EntityId id) {
        Map<EntityId, Integer> known = places;
        if (known == null) {
            known = new HashMap<>(ids.size() * 2);
            for (int i = 0; i < ids.size(); i++) {
                known.put(ids.get(i), i);
            }
            places = known;
        }
        return known.getOrDefault(id, -1);
    }
}
