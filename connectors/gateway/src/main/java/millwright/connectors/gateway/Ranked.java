package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The newest of each key, at most so many. When it is full the oldest of the lowest rank goes; what goes although its
 * rank says that it stands is counted until it is told again. Plant thread; bounded by a count of values and, for what
 * was left out, of keys.
 */
final class Ranked<V> {
    private static final int MOST_LEFT_OUT = 200_000;

    private final int bound;
    private final int standing;
    private final List<Map<String, V>> ranks = new ArrayList<>();
    private final Set<String> leftOut = new LinkedHashSet<>();

    /** @param ranks how many; 0 goes first @param standing the lowest whose going is counted; {@code ranks} for none */
    Ranked(int bound, int ranks, int standing) {
        this.bound = bound;
        this.standing = standing;
        for (int rank = 0; rank < ranks; rank++) {
            this.ranks.add(new LinkedHashMap<>());
        }
    }

    @Nullable
    V get(String key) {
        for (Map<String, V> rank : ranks) {
            V value = rank.get(key);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Most recently told last, so that the bound drops what nobody speaks of any more. */
    void put(String key, int rank, V value) {
        ranks.forEach(r -> r.remove(key));
        leftOut.remove(key);
        ranks.get(rank).put(key, value);
        if (size() > bound) {
            dropOne();
        }
    }

    private void dropOne() {
        for (int rank = 0; rank < ranks.size(); rank++) {
            Iterator<String> oldest = ranks.get(rank).keySet().iterator();
            if (oldest.hasNext()) {
                String key = oldest.next();
                oldest.remove();
                if (rank >= standing && leftOut.size() < MOST_LEFT_OUT) {
                    leftOut.add(key);
                }
                return;
            }
        }
    }

    private int size() {
        return ranks.stream().mapToInt(Map::size).sum();
    }

    /** How many that should stand here do not fit. */
    int leftOut() {
        return leftOut.size();
    }

    /** Lowest rank first, in each the oldest first. */
    Stream<V> all() {
        return ranks.stream().flatMap(rank -> rank.values().stream());
    }
}
