package millwright.desk.draw;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;

/**
 * Racks and nodes that are acted on together.
 *
 * @param chosen racks and nodes, each once and none inside another, in the order they were chosen @param nodes all nodes in
 *     them, which is what a scheduler drains
 */
public record Targets(List<EntityId> chosen, List<EntityId> nodes) {
    private static final int NAMED = 4;

    public Targets {
        chosen = List.copyOf(chosen);
        nodes = List.copyOf(nodes);
    }

    /** Of GPUs their nodes; empty when anything else is among them, as nothing could be done to all of it. */
    public static Targets of(Plant plant, List<EntityId> selected) {
        Set<Integer> wanted = new LinkedHashSet<>();
        for (EntityId id : selected) {
            int index = plant.indexOf(id);
            if (index >= 0 && plant.entity(index).kind() == EntityKind.GPU) {
                index = plant.ancestor(index, EntityKind.NODE);
            }
            EntityKind kind = index < 0 ? EntityKind.SITE : plant.entity(index).kind();
            if (kind != EntityKind.RACK && kind != EntityKind.NODE) {
                return new Targets(List.of(), List.of());
            }
            wanted.add(index);
        }
        List<EntityId> chosen = new ArrayList<>();
        List<EntityId> nodes = new ArrayList<>();
        for (int index : wanted) {
            if (plant.entity(index).kind() == EntityKind.RACK
                    || !wanted.contains(plant.ancestor(index, EntityKind.RACK))) {
                chosen.add(plant.entity(index).id());
                for (int node : plant.within(index, EntityKind.NODE)) {
                    nodes.add(plant.entity(node).id());
                }
            }
        }
        return new Targets(chosen, nodes);
    }

    public boolean isEmpty() {
        return chosen.isEmpty();
    }

    /** {@code rack}, {@code node}, {@code 3 racks}, {@code 2 racks and 1 node}. */
    public String words(Plant plant) {
        long racks =
                chosen.stream().filter(id -> kind(plant, id) == EntityKind.RACK).count();
        long alone = chosen.size() - racks;
        if (chosen.size() == 1) {
            return racks == 1 ? "rack" : "node";
        }
        String some = racks == 0 ? "" : Figures.count(racks, "rack");
        String others = alone == 0 ? "" : Figures.count(alone, "node");
        return some + (some.isEmpty() || others.isEmpty() ? "" : " and ") + others;
    }

    /** What an action works on, by name; whole racks by theirs: {@code 54 nodes, all of R1-01, R1-02 and R1-03}. */
    public static String names(Plant plant, List<EntityId> targets) {
        if (targets.size() <= NAMED) {
            return some(targets.stream().map(id -> EntityWords.name(plant, id)).toList());
        }
        boolean nodes = targets.stream().allMatch(id -> kind(plant, id) == EntityKind.NODE);
        if (!nodes) {
            return some(targets.stream().map(id -> EntityWords.name(plant, id)).toList());
        }
        Set<Integer> racks = new TreeSet<>();
        targets.forEach(id -> racks.add(plant.ancestor(plant.indexOf(id), EntityKind.RACK)));
        racks.remove(-1);
        long inside = racks.stream()
                .mapToLong(rack -> plant.within(rack, EntityKind.NODE).length)
                .sum();
        List<String> named =
                racks.stream().map(rack -> plant.entity(rack).name()).toList();
        return Figures.count(targets.size(), "node") + (inside == targets.size() ? ", all of " : " in ") + some(named);
    }

    private static EntityKind kind(Plant plant, EntityId id) {
        int index = plant.indexOf(id);
        return index < 0 ? EntityKind.SITE : plant.entity(index).kind();
    }

    private static String some(List<String> names) {
        int shown = names.size() <= NAMED ? names.size() : NAMED - 1;
        int more = names.size() - shown;
        if (names.size() == 1) {
            return names.getFirst();
        } else if (more > 0) {
            return String.join(", ", names.subList(0, shown)) + " and " + more + " more";
        }
        return names.isEmpty() ? "" : String.join(", ", names.subList(0, shown - 1)) + " and " + names.getLast();
    }
}
