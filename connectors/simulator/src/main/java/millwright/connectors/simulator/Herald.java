package millwright.connectors.simulator;

import java.util.Map;
import millwright.feed.FeedSink;
import millwright.feed.Occurrence;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.Layer;

/** Tells what happens, with ids that a second run with the same seed repeats. Simulation thread only. */
final class Herald {
    private final long seed;
    private final FeedSink sink;
    private long number;
    private long now;
    private final long[] skew = new long[Sources.all().size()];

    Herald(long seed, FeedSink sink) {
        this.seed = seed;
        this.sink = sink;
    }

    void tick(long time) {
        now = time;
    }

    long now() {
        return now;
    }

    void skew(Sources source, long nanos) {
        skew[source.ordinal()] = nanos;
    }

    /** What the source's own clock says. */
    long clock(Sources source) {
        return now + skew[source.ordinal()];
    }

    long skewOf(Sources source) {
        return skew[source.ordinal()];
    }

    void tell(PlantEvent event) {
        sink.accept(event);
    }

    void happened(Sources source, Layer layer, String what, EntityId entity, Priority priority, String text) {
        happened(source, layer, what, entity, priority, text, 1, Map.of());
    }

    void happened(
            Sources source,
            Layer layer,
            String what,
            EntityId entity,
            Priority priority,
            String text,
            long count,
            Map<String, String> details) {
        sink.accept(new Occurrence(
                "sim-" + seed + "-" + ++number,
                what,
                layer,
                entity,
                clock(source),
                source.uncertainty,
                now + source.lag,
                priority,
                text,
                count,
                details,
                source.origin));
    }
}
