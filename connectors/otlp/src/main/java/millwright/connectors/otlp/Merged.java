package millwright.connectors.otlp;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import millwright.plant.EntityId;
import millwright.plant.MetricId;

/**
 * One value of several streams that mean the same metric of the same entity, such as those of each kind of request. A
 * stream counts as long as it goes on: half again its own pace. One thread; bounded as streams are.
 *
 * @param <V> what is merged
 */
final class Merged<V> {
    private record Key(EntityId entity, MetricId metric) {}

    private record Part<V>(V value, long time, long over) {
        boolean lives(long now) {
            return time + over + over / 2 >= now;
        }
    }

    private final BinaryOperator<V> both;
    private final Map<Key, Map<StreamId, Part<V>>> parts = new HashMap<>();

    Merged(BinaryOperator<V> both) {
        this.both = both;
    }

    /** @param over ns that the value speaks for */
    V take(EntityId entity, MetricId metric, StreamId stream, V value, long time, long over) {
        Map<StreamId, Part<V>> own = parts.computeIfAbsent(new Key(entity, metric), k -> new LinkedHashMap<>());
        own.put(stream, new Part<>(value, time, over));
        own.values().removeIf(part -> !part.lives(time));
        V all = value;
        for (Map.Entry<StreamId, Part<V>> other : own.entrySet()) {
            if (!other.getKey().equals(stream)) {
                all = both.apply(all, other.getValue().value());
            }
        }
        return all;
    }
}
