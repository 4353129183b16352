package millwright.connectors.prometheus;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import millwright.connectors.source.Reading;
import millwright.connectors.source.RunningTotals;
import millwright.connectors.source.exporter.Spread;
import millwright.plant.DataState;
import millwright.plant.MetricKind;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * What counters and histograms stood at when they were read last, so that their growth can be told, and counts that
 * go on where an exporter's begin anew. One thread at a time; what was not named for ten minutes is forgotten, and all of that
 * where it is much; counts are kept as {@link RunningTotals} keeps them.
 */
final class Totals {
    /** One series of a target. */
    record Key(String name, Map<String, String> labels) {}

    /** @param over seconds that it took */
    record Growth<T>(T amount, double over) {}

    private record Stand(Object value, long time) {}

    private static final long KEPT = 10 * Times.MINUTE;
    private static final int MOST_KEPT = 200_000;
    private static final int MOST_COUNTS = 1_000_000;

    private Map<Key, Stand> before = new HashMap<>();
    private Map<Key, Stand> now = new HashMap<>();
    private final RunningTotals<Object> counts = new RunningTotals<>(MOST_COUNTS);

    /** Ends a reading. */
    void turn() {
        long newest = now.values().stream().mapToLong(Stand::time).max().orElse(0);
        int kept = 0;
        for (Map.Entry<Key, Stand> old : before.entrySet()) {
            if (!now.containsKey(old.getKey()) && old.getValue().time() > newest - KEPT && kept++ < MOST_KEPT) {
                now.put(old.getKey(), old.getValue());
            }
        }
        before = now;
        now = new HashMap<>();
    }

    /** @param time epoch ns @return null the first time, and where nothing newer came; a restart counts from zero */
    @Nullable
    Growth<Double> counter(Key key, double value, long time) {
        Stand last = put(key, value, time);
        double over = last == null ? 0 : (time - last.time()) / (double) Times.SECOND;
        if (last == null || !(over > 0) || !(last.value() instanceof Double earlier)) {
            return null;
        }
        return new Growth<>(value < earlier ? value : value - earlier, over);
    }

    /** @param key what counts it @param time epoch ns @return a counter's value as one that only grows, others as they are */
    Reading counted(Object key, Reading reading, long time) {
        if (reading.metric().kind() != MetricKind.COUNTER || reading.state() != DataState.OK) {
            return reading;
        }
        double total = counts.next(key, reading.value(), 0, false, time);
        return Reading.of(reading.entity(), reading.metric(), total, reading.time());
    }

    /** The same of a histogram. */
    @Nullable
    Growth<Spread> histogram(Key key, Spread value, long time) {
        Stand last = put(key, value, time);
        double over = last == null ? 0 : (time - last.time()) / (double) Times.SECOND;
        if (last == null || !(over > 0) || !(last.value() instanceof Spread earlier)) {
            return null;
        }
        return new Growth<>(value.since(earlier), over);
    }

    private @Nullable Stand put(Key key, Object value, long time) {
        now.put(key, new Stand(Objects.requireNonNull(value), time));
        return before.get(key);
    }
}
