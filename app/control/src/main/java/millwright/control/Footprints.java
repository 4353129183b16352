package millwright.control;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.feed.ControlAction;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RelationKind;

/**
 * What stands in and runs on every node, as one number per node and revision, so that a proposal made on an older plant
 * is refused only when its own targets changed. Bounded to the last {@value #KEPT} revisions that were looked at.
 */
final class Footprints {
    private static final int KEPT = 64;

    private final TreeMap<Long, Map<EntityId, Integer>> byRevision = new TreeMap<>();

    /** Call with every plant that is seen; the same revision again costs nothing. */
    void saw(Plant plant) {
        if (byRevision.containsKey(plant.revision())) {
            return;
        }
        Map<EntityId, Integer> prints = new java.util.HashMap<>();
        for (int n = 0; n < plant.count(EntityKind.NODE); n++) {
            int node = plant.indexAt(EntityKind.NODE, n);
            prints.put(plant.entity(node).id(), print(plant, node));
        }
        byRevision.put(plant.revision(), prints);
        if (byRevision.size() > KEPT) {
            byRevision.pollFirstEntry();
        }
    }

    private static int print(Plant plant, int node) {
        int print = plant.entity(node).id().hashCode();
        for (int gpu : plant.within(node, EntityKind.GPU)) {
            print = print * 31 + plant.entity(gpu).id().hashCode();
            for (int job : plant.origins(RelationKind.RUNS_ON, gpu)) {
                print += plant.entity(job).id().hashCode() * 17;
            }
        }
        for (RelationKind kind : List.of(RelationKind.RUNS_ON, RelationKind.SHARES)) {
            for (int job : plant.origins(kind, node)) {
                print += plant.entity(job).id().hashCode() * 13;
            }
        }
        return print;
    }

    /** Empty when nothing on the targets changed since that revision, else why it cannot be said so. */
    String changedSince(long revision, ControlAction action, Plant plant) {
        if (revision == 0 || revision == plant.revision()) {
            return "";
        } else if (revision > plant.revision()) {
            return "revision " + revision + " is not known here, the plant is at " + plant.revision();
        }
        var then = byRevision.floorEntry(revision);
        if (then == null) {
            return "revision " + revision + " is too long ago; look again";
        }
        for (EntityId target : action.targets()) {
            int index = plant.indexOf(target);
            for (int node : index < 0 ? new int[0] : plant.within(index, EntityKind.NODE)) {
                EntityId id = plant.entity(node).id();
                Integer before = then.getValue().get(id);
                if (before == null || before != print(plant, node)) {
                    return "what stands or runs on " + id + " changed since revision " + revision;
                }
            }
        }
        return "";
    }
}
