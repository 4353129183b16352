package millwright.connectors.otlp;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import millwright.connectors.otlp.MetricGroup.Temporality;
import millwright.connectors.source.RunningTotal;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.MetricKind;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Counters that only grow, made of values that may be deltas or begin anew, and levels made of deltas. One for each entity
 * and metric, whatever attributes come beside: those of a GPU's counters change with each job on it. One thread; bounded as
 * entities are, and parts of which several count together by {@link Growth#MOST}: those silent for an hour make room.
 */
final class Totals {
    /** @param part of what several count together; null where one does */
    private record Key(
            EntityId entity, MetricId metric, @Nullable StreamId part) {}

    /** @param deltas sum of those so far */
    private record Sum(RunningTotal running, double deltas, long time) {}

    private final Map<Key, Sum> sums = new HashMap<>();
    private final Map<Key, Sum> parts = new HashMap<>();

    void forget(Set<EntityId> gone) {
        sums.keySet().removeIf(key -> gone.contains(key.entity()));
        parts.keySet().removeIf(key -> gone.contains(key.entity()));
    }

    /** @return the total; NaN for a point that is not newer than the last */
    double take(EntityId entity, Metric metric, Temporality temporality, long time, double value) {
        return take(sums, new Key(entity, metric.id(), null), metric, temporality, time, value);
    }

    /**
     * The same of one of several parts that count together.
     *
     * @throws IllegalArgumentException when there are too many
     */
    double part(EntityId entity, Metric metric, StreamId part, Temporality temporality, long time, double value) {
        Key key = new Key(entity, metric.id(), part);
        if (parts.size() >= Growth.MOST && !parts.containsKey(key)) {
            parts.values().removeIf(sum -> sum.time() < time - Times.HOUR);
            if (parts.size() >= Growth.MOST) {
                throw new IllegalArgumentException("more than " + Growth.MOST + " components are followed already");
            }
        }
        return take(parts, key, metric, temporality, time, value);
    }

    private static double take(
            Map<Key, Sum> sums, Key key, Metric metric, Temporality temporality, long time, double value) {
        Sum last = sums.get(key);
        if (last != null && time <= last.time()) {
            return Double.NaN;
        }
        RunningTotal running = last == null ? new RunningTotal() : last.running();
        boolean delta = temporality == Temporality.DELTA;
        double deltas = (last == null ? 0 : last.deltas()) + (delta ? value : 0);
        sums.put(key, new Sum(running, deltas, time));
        double raw = delta ? deltas : value;
        return metric.kind() == MetricKind.COUNTER ? running.next(raw, 0, false) : raw;
    }
}
