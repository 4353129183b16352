package millwright.connectors.otlp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.connectors.source.Reading;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;

/**
 * When values are told that several senders make together: each at its own instant, but where another told the same at that
 * very instant, a nanosecond later, for two of one instant would be heard as one. One thread; bounded as entities are.
 */
final class Instants {
    /** Who is further behind has another clock, or repeats what is over: it waits for nobody. */
    private static final long FAR = Times.MINUTE;

    private record Key(EntityId entity, MetricId metric) {}

    /** @param told the instant that stood for it */
    private record Last(long said, long told) {}

    private final Map<Key, Last> newest = new HashMap<>();

    /** Whether another told of a later instant already, so that nobody would hear what is told of this one. */
    boolean overtaken(EntityId entity, MetricId metric, long said) {
        Last last = newest.get(new Key(entity, metric));
        return said != Reading.UNSAID && last != null && said < last.said() && said >= last.said() - FAR;
    }

    /**
     * What is told at once of one instant stays at one, so that it stays one frame.
     *
     * @param together values of one metric at one instant that were not told before
     * @return when they are told, epoch ns or {@link Reading#UNSAID}
     */
    long of(List<Reading> together) {
        long said = together.getFirst().time();
        if (said == Reading.UNSAID) {
            return said;
        }
        long told = said;
        for (Reading one : together) {
            Last last = newest.get(key(one));
            if (last != null && said >= last.said() && said <= last.told()) {
                told = Math.max(told, last.told() + 1);
            }
        }
        for (Reading one : together) {
            Last last = newest.get(key(one));
            if (last == null || said >= last.said() || said < last.said() - FAR) {
                newest.put(key(one), new Last(said, told));
            }
        }
        return told;
    }

    private static Key key(Reading one) {
        return new Key(one.entity(), one.metric().id());
    }

    void forget(Set<EntityId> gone) {
        newest.keySet().removeIf(key -> gone.contains(key.entity()));
    }
}
