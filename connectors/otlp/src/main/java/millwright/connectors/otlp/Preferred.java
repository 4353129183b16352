package millwright.connectors.otlp;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;

/**
 * Which of several names that tell one metric of one thing stands: the higher row of the table, as long as it is told. One
 * thread; bounded as entities are.
 */
final class Preferred {
    private static final long SILENT = 5 * Times.MINUTE;

    private record Key(EntityId entity, MetricId metric) {}

    private record Best(int rank, long time) {}

    private final Map<Key, Best> best = new HashMap<>();

    /** Whether a value stands. @param rank of a rule: lower ones stand @param received epoch ns by our own clock */
    boolean stands(EntityId entity, MetricId metric, int rank, long received) {
        Key key = new Key(entity, metric);
        Best known = best.get(key);
        boolean stands = known == null || rank <= known.rank() || received - known.time() > SILENT;
        if (stands) {
            best.put(key, new Best(rank, received));
        }
        return stands;
    }

    /** Whether it matters that one says that it has no value: it keeps no other from having one. */
    boolean lacks(EntityId entity, MetricId metric, int rank) {
        Best known = best.get(new Key(entity, metric));
        return known == null || known.rank() == rank;
    }

    void forget(Set<EntityId> gone) {
        best.keySet().removeIf(key -> gone.contains(key.entity()));
    }
}
