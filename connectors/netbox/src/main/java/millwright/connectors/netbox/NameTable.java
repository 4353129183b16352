package millwright.connectors.netbox;

import java.util.HashMap;
import java.util.Map;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/**
 * Ids made of names, for that is how people and other sources name things. NetBox lets racks and devices of several sites
 * share a name: those get their site beside it, and if that is not enough NetBox's number, each of them. One thread.
 */
final class NameTable {
    private final Map<String, Integer> seen = new HashMap<>();

    /** To be called for every thing before the first {@link #id}. */
    void count(EntityKind kind, String name, String site) {
        seen.merge(kind + "/" + name, 1, Integer::sum);
        seen.merge(kind + "/" + name + "@" + site, 1, Integer::sum);
    }

    EntityId id(EntityKind kind, String name, String site, long number) {
        if (seen.getOrDefault(kind + "/" + name, 1) == 1) {
            return EntityId.of(kind, name);
        }
        String here = name + "@" + site;
        return EntityId.of(kind, seen.getOrDefault(kind + "/" + here, 1) == 1 ? here : here + "#" + number);
    }
}
