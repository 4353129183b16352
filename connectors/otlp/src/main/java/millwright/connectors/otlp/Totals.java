package millwright.connectors.otlp;

import java.util.HashMap;
import java.util.Map;
import millwright.connectors.otlp.MetricGroup.Temporality;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.MetricId;

/**
 * Counters that only grow, made of sums that may be deltas or begin anew. One for each entity and metric, whatever
 * attributes come beside: those of a GPU's counters change with each job on it. One thread; bounded as entities are.
 */
final class Totals {
    private record Key(EntityId entity, MetricId metric) {}

    /** @param base what was counted before the last reset @param value as sent last */
    private record Sum(double base, double value, long time) {}

    private final Map<Key, Sum> sums = new HashMap<>();

    /** @return the total; NaN for a point that is not newer than the last */
    double take(EntityId entity, Metric metric, Temporality temporality, long time, double value) {
        Key key = new Key(entity, metric.id());
        Sum last = sums.get(key);
        if (last != null && time <= last.time()) {
            return Double.NaN;
        }
        double base = last == null ? 0 : last.base();
        if (last != null && (temporality == Temporality.DELTA || value < last.value())) {
            base += last.value();
        }
        sums.put(key, new Sum(base, value, time));
        return base + value;
    }
}
