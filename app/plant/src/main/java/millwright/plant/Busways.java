package millwright.plant;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which busways feed a row and no other, so that their limits are the row's. Stateless. */
public final class Busways {
    private Busways() {}

    /** Dense indices of busways, rising, by dense index of each row that has any. */
    public static Map<Integer, int[]> ofRows(Plant plant) {
        Map<Integer, Set<Integer>> found = new HashMap<>();
        Map<Integer, Integer> rowsOf = new HashMap<>();
        for (int slot = 0; slot < plant.count(EntityKind.ROW); slot++) {
            int row = plant.indexAt(EntityKind.ROW, slot);
            Set<Integer> above = above(plant, row);
            found.put(row, above);
            above.forEach(busway -> rowsOf.merge(busway, 1, Integer::sum));
        }
        Map<Integer, int[]> own = new HashMap<>();
        found.forEach((row, above) -> {
            int[] alone = above.stream()
                    .mapToInt(Integer::intValue)
                    .filter(b -> rowsOf.getOrDefault(b, 0) == 1)
                    .toArray();
            if (alone.length > 0) {
                own.put(row, alone);
            }
        });
        return Map.copyOf(own);
    }

    private static Set<Integer> above(Plant plant, int row) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int rack : plant.within(row, EntityKind.RACK)) {
            open.add(rack);
            Arrays.stream(plant.within(rack, EntityKind.POWER_SHELF)).forEach(open::add);
        }
        Set<Integer> seen = new HashSet<>(open);
        Set<Integer> busways = new TreeSet<>();
        while (!open.isEmpty()) {
            for (int feeder : plant.origins(RelationKind.FEEDS, open.pop())) {
                if (!seen.add(feeder)) {
                    continue;
                }
                if (plant.entity(feeder).kind() == EntityKind.BUSWAY) {
                    busways.add(feeder);
                } else {
                    open.push(feeder);
                }
            }
        }
        return busways;
    }
}
