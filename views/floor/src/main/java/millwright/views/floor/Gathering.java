package millwright.views.floor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.input.MouseEvent;
import millwright.desk.Selection;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;

/**
 * What a click selects: alone what is under the pointer; with Ctrl its rack or tray is added or taken out, with Shift all
 * racks or trays from the last selected to here. GPUs are not acted on alone, so that with these keys they stand for what
 * holds them. FX thread; keeps nothing.
 */
final class Gathering {
    private final Selection selection;
    private final Plant plant;
    private final HallPlan plan;
    private final EntityKind kind;

    /** @param kind of what is gathered, racks or nodes */
    Gathering(Selection selection, Plant plant, HallPlan plan, EntityKind kind) {
        this.selection = selection;
        this.plant = plant;
        this.plan = plan;
        this.kind = kind;
    }

    /** Of all that is selected and in the plant. */
    static Set<Integer> indices(Selection selection, Plant plant) {
        return selection.together().get().stream()
                .map(plant::indexOf)
                .filter(index -> index >= 0)
                .collect(Collectors.toSet());
    }

    static boolean several(MouseEvent e) {
        return e.isShortcutDown() || e.isControlDown() || e.isShiftDown();
    }

    void pick(EntityId under, MouseEvent e) {
        int holder = holder(under);
        if (!several(e) || holder < 0) {
            selection.select(under);
        } else if (e.isShiftDown()) {
            reach(under);
        } else {
            EntityId id = plant.entity(holder).id();
            List<EntityId> next = new ArrayList<>(lifted(holder));
            next.remove(id);
            if (!selection.together().get().contains(id)) {
                next.add(id); // what was selected in it alone is now all of it
            }
            selection.selectTogether(next);
        }
    }

    /** Selects also all from the last selected to the holder of this one, in the order in which they stand. */
    void reach(EntityId to) {
        int holder = holder(to);
        if (holder < 0) {
            return;
        }
        List<EntityId> before = lifted(holder);
        EntityId end = plant.entity(holder).id();
        if (before.isEmpty()) {
            selection.select(end);
            return;
        }
        List<EntityId> standing = standing();
        int from = standing.indexOf(before.getLast());
        int until = standing.indexOf(end);
        List<EntityId> next = new ArrayList<>(before);
        for (int i = from; from >= 0 && i != until; i += Integer.signum(until - from)) {
            next.add(standing.get(i));
        }
        next.remove(end);
        next.add(end);
        selection.selectTogether(next);
    }

    /**
     * What is selected, each as the rack or tray that holds it, or as it is where that is none: a rack stays selected while
     * trays are gathered, until one of its own is picked in its place.
     */
    private List<EntityId> lifted(int picked) {
        Set<EntityId> lifted = new LinkedHashSet<>();
        for (EntityId id : selection.together().get()) {
            int index = plant.indexOf(id);
            int holder = holder(id);
            if (index >= 0 && (holder >= 0 || !holds(index, picked))) {
                lifted.add(plant.entity(holder >= 0 ? holder : index).id());
            }
        }
        return List.copyOf(lifted);
    }

    private boolean holds(int container, int index) {
        int walk = index;
        while (walk >= 0 && walk != container) {
            walk = plant.parent(walk);
        }
        return walk >= 0;
    }

    private int holder(EntityId id) {
        int index = plant.indexOf(id);
        return index < 0 ? -1 : plant.ancestor(index, kind);
    }

    private List<EntityId> standing() {
        List<EntityId> standing = new ArrayList<>();
        for (HallPlan.RackPlace rack : plan.racks()) {
            if (kind == EntityKind.RACK) {
                standing.add(plant.at(EntityKind.RACK, rack.rackSlot()).id());
            } else {
                for (int node : rack.nodes()) {
                    standing.add(plant.at(EntityKind.NODE, node).id());
                }
            }
        }
        return standing;
    }
}
