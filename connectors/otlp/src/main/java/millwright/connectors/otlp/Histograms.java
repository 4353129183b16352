package millwright.connectors.otlp;

import java.util.Set;
import java.util.TreeMap;
import millwright.connectors.source.exporter.Spread;
import millwright.plant.EntityId;
import org.jspecify.annotations.Nullable;

/** Follows histograms of both kinds: what fell into them between two points, and that of several streams. One thread. */
final class Histograms {
    private final Growth<Buckets> explicit = new Growth<>(Histograms::grown);
    private final Growth<Powers> exponential = new Growth<>(Histograms::grown);
    private final Merged<Fell> merged = new Merged<>(Fell::plus);

    /** What fell into histograms, of which those of one kind can be put together exactly. */
    private record Fell(@Nullable Powers powers, @Nullable Spread spread) {
        Fell plus(Fell other) {
            Powers mine = powers;
            Powers more = other.powers;
            Spread bounded = spread;
            Spread moreBounded = other.spread;
            return new Fell(
                    mine == null || more == null ? (mine == null ? more : mine) : mine.plus(more),
                    bounded == null || moreBounded == null
                            ? (bounded == null ? moreBounded : bounded)
                            : bounded.plus(moreBounded));
        }

        Spread all() {
            Spread bounded = spread;
            if (powers == null) {
                return bounded == null ? NOTHING : bounded;
            }
            Spread ofPowers = powers.buckets().spread();
            return bounded == null ? ofPowers : bounded.plus(ofPowers);
        }
    }

    private static final Spread NOTHING = Spread.of(new TreeMap<>(), 0, 0);

    /**
     * What fell in between two points.
     *
     * @param powers the same as the sender has it; null where it states bounds
     */
    record Step(Buckets amount, @Nullable Powers powers, long over) {}

    private static @Nullable Buckets grown(Buckets later, Buckets earlier) {
        return !later.alike(earlier) || later.restartedSince(earlier) ? null : later.minus(earlier);
    }

    private static @Nullable Powers grown(Powers later, Powers earlier) {
        Powers between = later.minus(earlier);
        return between.fell() ? null : between;
    }

    @Nullable
    Step step(StreamId stream, MetricGroup group, Point.Histogram point, long time) {
        Growth.Step<Buckets> step = explicit.step(stream, group.temporality(), point.start(), time, point.buckets());
        return step == null ? null : new Step(step.amount(), null, step.over());
    }

    @Nullable
    Step step(StreamId stream, MetricGroup group, Point.Exponential point, long time) {
        Growth.Step<Powers> step = exponential.step(stream, group.temporality(), point.start(), time, point.powers());
        return step == null ? null : new Step(step.amount().buckets(), step.amount(), step.over());
    }

    void forget(Set<EntityId> gone) {
        merged.forget(gone);
    }

    /** Of histograms of other stated bounds only the bounds that both have tell of both; powers have all in common. */
    Spread merged(EntityId entity, Rule rule, StreamId stream, Step step, long time) {
        Powers powers = step.powers();
        Fell fell = powers == null ? new Fell(null, step.amount().spread()) : new Fell(powers, null);
        return merged.take(entity, rule, stream, fell, time, step.over()).all();
    }
}
