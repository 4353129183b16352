package millwright.analysis.correlate;

import java.util.HashMap;
import java.util.Map;
import millwright.analysis.kpi.Partners;
import millwright.feed.Finding;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;

/** Who reaches whom in one plant revision, remembered for entities that have findings. One thread. */
final class Reaches {
    private final Plant plant;
    private final Map<Integer, Influence> known = new HashMap<>();
    private final Map<Integer, int[]> partners = new HashMap<>();

    Reaches(Plant plant) {
        this.plant = plant;
    }

    Plant plant() {
        return plant;
    }

    Influence of(int index) {
        return known.computeIfAbsent(index, i -> Influence.of(plant, i));
    }

    /** True when trouble at {@code from} explains trouble at {@code to}: reached, or most of what it gathers is. */
    boolean covers(EntityId from, EntityId to) {
        int source = plant.indexOf(from);
        int target = plant.indexOf(to);
        return source >= 0 && target >= 0 && (source == target || covers(of(source), target));
    }

    boolean covers(Influence influence, int target) {
        if (influence.reaches(target)) {
            return true;
        }
        EntityKind kind = plant.entity(target).kind();
        if (kind != EntityKind.RACK && kind != EntityKind.ROW) {
            return false;
        }
        int[] nodes = plant.within(target, EntityKind.NODE);
        int reached = 0;
        for (int node : nodes) {
            reached += influence.reaches(node) ? 1 : 0;
        }
        return nodes.length > 0 && reached * 2 >= nodes.length;
    }

    /** True when {@code load} has to carry what {@code lost} carried. */
    boolean takesOver(Finding lost, Finding load) {
        int from = plant.indexOf(lost.entity());
        int to = plant.indexOf(load.entity());
        if (from < 0
                || to < 0
                || !plant.entity(from).kind().isPower()
                || !plant.entity(to).kind().isPower()) {
            return false;
        }
        for (int partner : partners.computeIfAbsent(from, i -> Partners.of(plant, i))) {
            if (partner == to || of(partner).reaches(to)) {
                return true;
            }
        }
        return false;
    }
}
