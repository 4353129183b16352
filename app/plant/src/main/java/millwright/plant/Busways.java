package millwright.plant;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The busways next above the racks of each row, and what of the row they carry. Reached are the feeders of racks and of
 * the power shelves in them. Stateless.
 */
public final class Busways {
    private static final int[] NONE = {};

    /**
     * Dense indices, rising.
     *
     * @param binding each reaches every rack of the row and of no other, so that its limit is the row's
     * @param carrying together they carry the row and nothing else that is in a rack; empty where a rack of the row has
     *     none above it, is fed past them, or shares one with another row
     */
    public record OfRow(int[] binding, int[] carrying) {
        public static final OfRow NOTHING = new OfRow(NONE, NONE);
    }

    private Busways() {}

    /** By dense index of each row that has any. Visits racks, power shelves and what feeds them, nothing else. */
    public static Map<Integer, OfRow> ofRows(Plant plant) {
        Map<Integer, Tally> rows = new HashMap<>();
        Map<Integer, Set<Integer>> rowsOf = new HashMap<>();
        starts(plant).forEach((rack, starts) -> {
            int row = plant.ancestor(rack, EntityKind.ROW);
            Tally tally = rows.computeIfAbsent(row, _ -> new Tally());
            Set<Integer> above = above(plant, starts, tally);
            tally.add(above);
            above.forEach(busway ->
                    rowsOf.computeIfAbsent(busway, _ -> new HashSet<>()).add(row));
        });
        Map<Integer, OfRow> found = new HashMap<>();
        rows.forEach((row, tally) -> {
            if (row >= 0 && !tally.racksOf.isEmpty()) {
                found.put(row, tally.row(rowsOf));
            }
        });
        return Map.copyOf(found);
    }

    /** Each rack with the power shelves in it. */
    private static Map<Integer, Set<Integer>> starts(Plant plant) {
        Map<Integer, Set<Integer>> found = new HashMap<>();
        for (int slot = 0; slot < plant.count(EntityKind.RACK); slot++) {
            int rack = plant.indexAt(EntityKind.RACK, slot);
            found.computeIfAbsent(rack, _ -> new HashSet<>()).add(rack);
        }
        for (int slot = 0; slot < plant.count(EntityKind.POWER_SHELF); slot++) {
            int shelf = plant.indexAt(EntityKind.POWER_SHELF, slot);
            Set<Integer> starts = found.get(plant.ancestor(shelf, EntityKind.RACK));
            if (starts != null) {
                starts.add(shelf);
            }
        }
        return found;
    }

    /** Climbs to the nearest busways; a way that ends without one is fed past them. */
    private static Set<Integer> above(Plant plant, Set<Integer> starts, Tally tally) {
        Deque<Integer> open = new ArrayDeque<>(starts);
        Set<Integer> seen = new HashSet<>(starts);
        Set<Integer> busways = new HashSet<>();
        while (!open.isEmpty()) {
            int at = open.pop();
            int[] feeders = plant.origins(RelationKind.FEEDS, at);
            tally.past |= feeders.length == 0 && !starts.contains(at);
            for (int feeder : feeders) {
                if (plant.entity(feeder).kind() == EntityKind.BUSWAY) {
                    busways.add(feeder);
                } else if (seen.add(feeder)) {
                    open.push(feeder);
                }
            }
        }
        return busways;
    }

    /** Of the racks of one row. */
    private static final class Tally {
        /** How many racks each busway reaches. */
        private final Map<Integer, Integer> racksOf = new TreeMap<>();

        private int racks;
        private boolean past;

        void add(Set<Integer> above) {
            racks++;
            past |= above.isEmpty();
            above.forEach(busway -> racksOf.merge(busway, 1, Integer::sum));
        }

        OfRow row(Map<Integer, Set<Integer>> rowsOf) {
            int[] all = racksOf.keySet().stream().mapToInt(Integer::intValue).toArray();
            int[] own = Arrays.stream(all)
                    .filter(busway -> rowsOf.getOrDefault(busway, Set.of()).size() == 1)
                    .toArray();
            int[] binding = Arrays.stream(own)
                    .filter(busway -> racksOf.getOrDefault(busway, 0) == racks)
                    .toArray();
            return new OfRow(binding, past || own.length < all.length ? NONE : own);
        }
    }
}
