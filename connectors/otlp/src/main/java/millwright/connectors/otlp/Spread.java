package millwright.connectors.otlp;

import millwright.plant.EntityId;
import org.jspecify.annotations.Nullable;

/** Follows histograms of both kinds: what fell into them between two points, and that of several streams. One thread. */
final class Spread {
    private final Growth<Buckets> explicit = new Growth<>(Spread::grown);
    private final Growth<Powers> exponential = new Growth<>(Spread::grown);
    private final Merged<Buckets> merged = new Merged<>(Spread::both);

    private static @Nullable Buckets grown(Buckets later, Buckets earlier) {
        return !later.alike(earlier) || later.restartedSince(earlier) ? null : later.minus(earlier);
    }

    private static @Nullable Powers grown(Powers later, Powers earlier) {
        Powers between = later.minus(earlier);
        return between.fell() ? null : between;
    }

    /** Buckets of different bounds cannot be added; what more values speak of stands for both. */
    private static Buckets both(Buckets a, Buckets b) {
        return a.alike(b) ? a.plus(b) : a.count() >= b.count() ? a : b;
    }

    Growth.@Nullable Step<Buckets> step(StreamId stream, MetricGroup group, Point.Histogram point, long time) {
        return explicit.step(stream, group.temporality(), point.start(), time, point.buckets());
    }

    Growth.@Nullable Step<Buckets> step(StreamId stream, MetricGroup group, Point.Exponential point, long time) {
        Growth.Step<Powers> step = exponential.step(stream, group.temporality(), point.start(), time, point.powers());
        return step == null ? null : new Growth.Step<>(step.amount().buckets(), step.over());
    }

    Buckets merged(EntityId entity, Rule rule, StreamId stream, Growth.Step<Buckets> step, long time) {
        return merged.take(entity, rule.metric().id(), stream, step.amount(), time, step.over());
    }
}
