package millwright.plant;

import java.util.Arrays;
import java.util.List;

/** Id to dense index by open addressing: 8 bytes an entity instead of the 60 of a map of boxed integers. */
final class IdTable {
    private final int[] slots;
    private final int mask;
    private final List<Entity> entities;

    IdTable(List<Entity> entities) {
        this.entities = entities;
        int capacity = Integer.highestOneBit(Math.max(4, entities.size())) * 4;
        slots = new int[capacity];
        mask = capacity - 1;
        Arrays.fill(slots, -1);
        for (int i = 0; i < entities.size(); i++) {
            int slot = start(entities.get(i).id());
            while (slots[slot] >= 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = i;
        }
    }

    int indexOf(EntityId id) {
        int slot = start(id);
        while (slots[slot] >= 0) {
            if (entities.get(slots[slot]).id().equals(id)) {
                return slots[slot];
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    private int start(EntityId id) {
        int h = id.hashCode() * 0x9E3779B9;
        return (h ^ (h >>> 15)) & mask;
    }
}
