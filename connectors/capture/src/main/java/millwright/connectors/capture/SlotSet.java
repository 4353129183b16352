package millwright.connectors.capture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/** The entities that the columns of a tile belong to. Immutable; any thread. */
record SlotSet(EntityKind kind, List<EntityId> ids, Map<EntityId, Integer> places) {
    static SlotSet of(EntityKind kind, List<EntityId> ids) {
        Map<EntityId, Integer> places = HashMap.newHashMap(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            places.putIfAbsent(ids.get(i), i);
        }
        return new SlotSet(kind, ids, places);
    }

    /** Place of the entity among the columns, or -1. */
    int placeOf(EntityId id) {
        return places.getOrDefault(id, -1);
    }
}
