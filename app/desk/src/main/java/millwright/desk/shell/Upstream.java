package millwright.desk.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import millwright.desk.Situation;
import millwright.feed.Finding;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RelationKind;

/**
 * Findings on an entity and inside it, and on what contains, feeds or cools it. What the site as a whole has is not
 * upstream of everything in it: its figures are made from what stands below. Stateless; bounded walks.
 */
final class Upstream {
    private static final int MOST_VISITED = 2_000;

    private Upstream() {}

    record Standing(List<Finding> here, List<Finding> upstream) {
        List<Finding> all() {
            List<Finding> all = new ArrayList<>(here);
            all.addAll(upstream);
            all.sort(Comparator.comparing(Finding::priority).thenComparing(Finding::since));
            return all;
        }
    }

    static Standing of(Situation situation, int index) {
        Plant plant = situation.plant();
        Set<EntityId> above = above(plant, index);
        List<Finding> here = new ArrayList<>();
        List<Finding> upstream = new ArrayList<>();
        for (Finding finding : situation.findings().values()) {
            if (finding.active() && finding.priority() != Priority.INFO) {
                if (inside(plant, plant.indexOf(finding.entity()), index)) {
                    here.add(finding);
                } else if (above.contains(finding.entity())) {
                    upstream.add(finding);
                }
            }
        }
        return new Standing(here, upstream);
    }

    /** On any of these or inside it, in one walk however many they are. */
    static List<Finding> within(Situation situation, List<EntityId> ids) {
        Plant plant = situation.plant();
        Set<Integer> places = new HashSet<>();
        ids.forEach(id -> places.add(plant.indexOf(id)));
        places.remove(-1);
        List<Finding> here = new ArrayList<>();
        for (Finding finding : situation.findings().values()) {
            if (finding.active() && finding.priority() != Priority.INFO) {
                int walk = plant.indexOf(finding.entity());
                while (walk >= 0 && !places.contains(walk)) {
                    walk = plant.parent(walk);
                }
                if (walk >= 0) {
                    here.add(finding);
                }
            }
        }
        return here;
    }

    private static boolean inside(Plant plant, int at, int container) {
        int walk = at;
        while (walk >= 0 && walk != container) {
            walk = plant.parent(walk);
        }
        return walk >= 0;
    }

    private static Set<EntityId> above(Plant plant, int index) {
        Set<EntityId> seen = new HashSet<>();
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(index));
        while (!open.isEmpty() && seen.size() < MOST_VISITED) {
            int at = open.removeFirst();
            if (!seen.add(plant.entity(at).id())) {
                continue;
            }
            int parent = plant.parent(at);
            if (parent >= 0 && plant.entity(parent).kind() != EntityKind.SITE) {
                open.add(parent);
            }
            for (int feeder : plant.origins(RelationKind.FEEDS, at)) {
                open.add(feeder);
            }
            for (int cooler : plant.origins(RelationKind.COOLS, at)) {
                open.add(cooler);
                for (int part : plant.targets(RelationKind.CONTAINS, cooler)) {
                    seen.add(plant.entity(part).id());
                }
            }
        }
        return seen;
    }
}
