package millwright.analysis.kpi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import millwright.plant.EntityKind;
import millwright.plant.Feeding;
import millwright.plant.Plant;
import millwright.plant.RelationKind;

/** Which power devices of one kind supply something together, so that one has to carry it when the other is lost. */
public final class Partners {
    private final Plant plant;
    private final EntityKind kind;
    private final Set<Integer> seen = new HashSet<>();
    private final Set<Integer> found = new TreeSet<>();

    private Partners(Plant plant, EntityKind kind) {
        this.plant = plant;
        this.kind = kind;
    }

    /** Dense indices of devices of the same kind, rising; empty when nothing is supplied twice. */
    public static int[] of(Plant plant, int index) {
        Partners partners = new Partners(plant, plant.entity(index).kind());
        partners.below(index);
        partners.found.remove(index);
        return partners.found.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The one partner that supplies just the same racks and devices, so that the meters of both add up to all of it; -1
     * when there are none or several, or when what it supplies differs. A shelf is none: it stands for its whole bar.
     */
    static int twin(Plant plant, int index) {
        int[] partners = of(plant, index);
        boolean one = partners.length == 1 && plant.entity(index).kind() != EntityKind.POWER_SHELF;
        return one && ends(plant, index).equals(ends(plant, partners[0])) ? partners[0] : -1;
    }

    /** Racks that it feeds anything of, and what else is at the end of its feeds. */
    private static Set<Integer> ends(Plant plant, int index) {
        Set<Integer> seen = new HashSet<>(Set.of(index));
        Deque<Integer> open = new ArrayDeque<>(seen);
        Set<Integer> ends = new TreeSet<>();
        while (!open.isEmpty()) {
            int at = open.pop();
            int[] fed = plant.targets(RelationKind.FEEDS, at);
            if (fed.length == 0) {
                int rack = plant.ancestor(at, EntityKind.RACK);
                ends.add(rack < 0 ? at : rack);
            }
            for (int target : fed) {
                if (seen.add(target)) {
                    open.push(target);
                }
            }
        }
        return ends;
    }

    private void below(int index) {
        if (!seen.add(index)) {
            return;
        }
        for (int target : plant.targets(RelationKind.FEEDS, index)) {
            var feeders = plant.feeders(target);
            if (feeders.size() == 1) {
                below(target);
            } else {
                for (Feeding feeding : feeders) {
                    above(feeding.feeder());
                }
            }
        }
    }

    private void above(int from) {
        int at = from;
        for (int hops = 0; hops < 32 && plant.entity(at).kind() != kind; hops++) {
            int[] up = plant.origins(RelationKind.FEEDS, at);
            if (up.length != 1) {
                return;
            }
            at = up[0];
        }
        if (plant.entity(at).kind() == kind) {
            found.add(at);
        }
    }
}
