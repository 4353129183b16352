package millwright.feed;

import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import org.jspecify.annotations.Nullable;

/**
 * Data that was coalesced, discarded or never came, said aloud.
 *
 * @param metric which metric; null for all
 * @param from first instant missing @param to first instant present again
 * @param count messages or samples lost; -1 when unknown
 */
public record Gap(@Nullable MetricId metric, @Nullable EntityKind kind, long from, long to, long count, String reason)
        implements PlantEvent {}
