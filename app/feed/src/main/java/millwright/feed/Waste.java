package millwright.feed;

import java.util.List;
import millwright.plant.EntityId;

/**
 * GPUs that draw power without the work they could do, counted as of one instant; the newest replaces what was told
 * before. A GPU is in one kind at most; one whose activity is not known is in none.
 *
 * @param time epoch ns
 * @param known GPUs whose activity or throttle state is known @param gpus GPUs in the plant
 * @param prices what was used to price it; {@link Prices#NONE} says that no price is given
 * @param items the site's sums first, one per kind that occurs, then those of single jobs
 */
public record Waste(long time, int known, int gpus, Prices prices, List<Item> items, Origin origin)
        implements PlantEvent {
    /** Why a GPU counts; the first that fits, in this order. */
    public enum Kind {
        /** Slowed by its own protection: power brake, hardware slowdown, hardware thermal. */
        THROTTLED_HARDWARE,
        /** Slowed by software because of heat. */
        THROTTLED_THERMAL,
        /** Given to a job or holding memory, and without activity for 90 s or more. */
        ZOMBIE,
        /** Given to a job and without activity for 5 s or more. */
        EXECUTION_IDLE,
        /** Given to nobody, or held in reserve. */
        FREE
    }

    /**
     * @param entity a site, or the job that holds the GPUs
     * @param watts what these GPUs draw, without their share of the node; NaN when none of them is metered
     * @param tokensPerSecond the part of what the jobs lack against their expectation that falls to these GPUs, by
     *     count; NaN when no job tells both
     * @param costPerHour energy of those that do no work and the price of missing tokens, as far as they are priced and
     *     known; NaN when nothing of it is
     */
    public record Item(
            Kind kind, EntityId entity, int gpus, double watts, double tokensPerSecond, double costPerHour) {}

    public Waste {
        items = List.copyOf(items);
    }
}
