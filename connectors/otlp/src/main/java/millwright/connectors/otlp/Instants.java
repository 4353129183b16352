package millwright.connectors.otlp;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import millwright.connectors.source.Reading;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;

/**
 * When a value is told that several senders make together: as of the newest of its parts, and an instant later than it was
 * told before. Two that tell at one instant, or whose exports overtake each other, would else be heard as one, and what fell
 * into the histogram of the second be lost. One thread.
 */
final class Instants {
    /** Who is further behind has another clock, or repeats what is over: that stands where it says. */
    private static final long FAR = Times.MINUTE;

    private record Key(EntityId entity, MetricId metric) {}

    /** @param of the reading of a request in which it was told last */
    private record Last(long of, long said, long told) {}

    private final Map<Key, Last> newest = new HashMap<>();

    /**
     * @param reading tells apart what is read at once, within which values of one instant stand for each other
     * @param said epoch ns, or {@link Reading#UNSAID}, which it stays
     */
    long of(EntityId entity, MetricId metric, long reading, long said) {
        if (said == Reading.UNSAID) {
            return said;
        }
        Key key = new Key(entity, metric);
        Last last = newest.get(key);
        if (last == null || said > last.told()) {
            newest.put(key, new Last(reading, said, said));
            return said;
        } else if (reading == last.of() && said == last.said()) {
            return last.told();
        } else if (said < last.told() - FAR) {
            return said;
        }
        long told = last.told() + 1;
        newest.put(key, new Last(reading, said, told));
        return told;
    }

    void forget(Set<EntityId> gone) {
        newest.keySet().removeIf(key -> gone.contains(key.entity()));
    }
}
