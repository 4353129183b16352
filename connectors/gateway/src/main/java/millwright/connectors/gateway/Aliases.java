package millwright.connectors.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.plant.EntityId;

/** What one source calls its things where the merged plant calls them otherwise. Plant thread; bounded by its things. */
final class Aliases {
    private final Map<EntityId, EntityId> merged = new HashMap<>();
    private final Map<EntityId, EntityId> own = new HashMap<>();

    EntityId merged(EntityId of) {
        return merged.getOrDefault(of, of);
    }

    EntityId own(EntityId of) {
        return own.getOrDefault(of, of);
    }

    boolean isEmpty() {
        return merged.isEmpty();
    }

    void put(EntityId from, EntityId to) {
        merged.put(from, to);
        own.put(to, from);
    }

    void remove(EntityId from) {
        EntityId to = merged.remove(from);
        if (to != null) {
            own.remove(to, from); // it may be called otherwise by now
        }
    }

    /** Forgets all but what the source calls so. */
    void keep(Set<EntityId> called) {
        List<EntityId> dropped =
                merged.keySet().stream().filter(id -> !called.contains(id)).toList();
        dropped.forEach(this::remove);
    }

    /** @param called true when the source may call it by the very id that is gone */
    void join(EntityId gone, EntityId kept, boolean called) {
        EntityId from = own.remove(gone);
        if (from != null || called) {
            put(from == null ? gone : from, kept);
        }
    }
}
