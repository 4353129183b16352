package millwright.analysis.twin;

import java.util.Set;
import millwright.feed.Preview.Binding;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.series.LatestValues;
import org.jspecify.annotations.Nullable;

/**
 * The power cap that was asked for and what the boards can be given, W per GPU.
 *
 * @param watts asked for; NaN when no cap was @param least that all boards take; 0 when they do not tell
 * @param most that all boards take; infinite when they do not tell @param board the one that takes no more than that
 */
record Cap(
        double watts, double least, double most, @Nullable EntityId board) {
    static final Cap NONE = new Cap(Double.NaN, 0, Double.POSITIVE_INFINITY, null);
    private static final MetricId LOWEST = new MetricId("gpu.power.limit.min");
    private static final MetricId HIGHEST = new MetricId("gpu.power.limit.max");

    static Cap of(double watts, Set<Integer> gpus, Plant plant, LatestValues latest) {
        Latest lowest = latest.latest(LOWEST, EntityKind.GPU);
        Latest highest = latest.latest(HIGHEST, EntityKind.GPU);
        double least = 0;
        double most = Double.POSITIVE_INFINITY;
        EntityId board = null;
        for (int gpu : gpus) {
            least = lowest.ok(gpu) ? Math.max(least, lowest.values()[gpu]) : least;
            if (highest.ok(gpu) && highest.values()[gpu] < most) {
                most = highest.values()[gpu];
                board = plant.at(EntityKind.GPU, gpu).id();
            }
        }
        return new Cap(watts, least, most, board);
    }

    /** What the boards would follow of it; NaN when no cap was asked for. */
    double followed() {
        return Math.min(watts, most);
    }

    /** The boards' own range as a limit; null when no cap was asked for or they do not tell. */
    @Nullable
    Binding own() {
        return board == null || Double.isNaN(watts) ? null : new Binding(board, watts, most, "board range", most);
    }

    /** What is less than the boards take cannot be set, so nothing fits. */
    Binding settable(Binding b) {
        return b.largestThatFits() < least ? new Binding(b.ancestor(), b.watts(), b.limit(), b.origin(), 0) : b;
    }
}
