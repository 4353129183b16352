package millwright.connectors.otlp;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * One value of several streams that mean the same metric of the same entity by the same rule, such as those of each kind of request. A
 * stream counts as long as it goes on: half again its own pace. One thread; at most {@link #MOST} streams of one value.
 *
 * @param <V> what is merged
 */
final class Merged<V> {
    private record Key(EntityId entity, MetricId metric, int rank) {}

    /** @param heard epoch ns by our own clock */
    private record Part<V>(V value, long time, long over, long heard) {
        boolean lives(long now) {
            return time + over + over / 2 >= now;
        }
    }

    private static final long FIRST = Times.MINUTE;
    /** Of a stream from which nothing newer came for so long the clock was set back. */
    private static final long SILENT = 5 * Times.MINUTE;

    static final int MOST = 4_000;

    private final BinaryOperator<V> both;
    private final Map<Key, Map<StreamId, Part<V>>> parts = new HashMap<>();

    Merged(BinaryOperator<V> both) {
        this.both = both;
    }

    /**
     * The same of a level, which speaks for as long as its stream pauses between two of them.
     *
     * @param received epoch ns by our own clock
     * @return null for what is not newer than the last of its stream: sent again after an answer was lost, or overtaken
     */
    @Nullable
    V level(EntityId entity, Rule rule, StreamId stream, V value, long time, long received) {
        Part<V> before = parts.getOrDefault(new Key(entity, rule.metric().id(), rule.rank()), Map.of())
                .get(stream);
        long pause = before == null ? FIRST : time - before.time();
        if (before != null && pause <= 0) {
            if (received - before.heard() <= SILENT) {
                return null;
            }
            pause = FIRST;
        }
        return put(entity, rule, stream, new Part<>(value, time, Math.max(Times.SECOND, pause), received));
    }

    void forget(Set<EntityId> gone) {
        parts.keySet().removeIf(key -> gone.contains(key.entity()));
    }

    /** @param over ns that the value speaks for */
    V take(EntityId entity, Rule rule, StreamId stream, V value, long time, long over) {
        return put(entity, rule, stream, new Part<>(value, time, over, time));
    }

    private V put(EntityId entity, Rule rule, StreamId stream, Part<V> newest) {
        Map<StreamId, Part<V>> own =
                parts.computeIfAbsent(new Key(entity, rule.metric().id(), rule.rank()), k -> new LinkedHashMap<>());
        own.values().removeIf(part -> !part.lives(newest.time()));
        if (own.size() >= MOST && !own.containsKey(stream)) {
            throw new IllegalArgumentException("more than " + MOST + " streams tell "
                    + rule.metric().name() + " of " + entity.text() + " together; leave out attributes that vary");
        }
        own.put(stream, newest);
        V all = newest.value();
        for (Map.Entry<StreamId, Part<V>> other : own.entrySet()) {
            if (!other.getKey().equals(stream)) {
                all = both.apply(all, other.getValue().value());
            }
        }
        return all;
    }
}
