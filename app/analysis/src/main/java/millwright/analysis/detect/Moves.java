package millwright.analysis.detect;

import java.util.EnumMap;
import java.util.Map;
import millwright.plant.EntityKind;
import millwright.plant.Plant;

/** How slots of one revision map to those of the one before. One thread; bounded by the kinds that were asked for. */
public final class Moves {
    private static final int[] SAME = {};

    private final Plant before;
    private final Plant after;
    private final Map<EntityKind, int[]> old = new EnumMap<>(EntityKind.class);

    public Moves(Plant before, Plant after) {
        this.before = before;
        this.after = after;
    }

    public boolean none() {
        return before == after;
    }

    /** False when every slot of the kind stands for the entity that it stood for before. */
    public boolean moved(EntityKind kind) {
        return !none() && map(kind) != SAME;
    }

    /** The slot before, or -1. Ask only when {@link #moved}. */
    public int before(EntityKind kind, int slot) {
        return map(kind)[slot];
    }

    private int[] map(EntityKind kind) {
        return old.computeIfAbsent(kind, this::compute);
    }

    private int[] compute(EntityKind kind) {
        int size = after.count(kind);
        int[] from = new int[size];
        boolean same = size == before.count(kind);
        for (int slot = 0; slot < size; slot++) {
            from[slot] = before.slotOf(kind, after.at(kind, slot).id());
            same &= from[slot] == slot;
        }
        return same ? SAME : from;
    }
}
