package millwright.feed;

import java.util.List;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import org.jspecify.annotations.Nullable;

/**
 * Data that was coalesced, discarded or never came, said aloud.
 *
 * @param metric which metric; null for all
 * @param entities of which entities of the kind; empty for any of them, also where more than {@link #MOST_NAMED} are meant
 * @param from first instant missing @param to first instant present again
 * @param count messages or samples lost; -1 when unknown
 */
public record Gap(
        @Nullable MetricId metric,
        @Nullable EntityKind kind,
        List<EntityId> entities,
        long from,
        long to,
        long count,
        String reason)
        implements PlantEvent {
    public static final int MOST_NAMED = 1_000;

    public Gap {
        // captures made before gaps named entities have none
        entities = entities == null ? List.of() : List.copyOf(entities);
    }

    /** Of any entity of the kind. */
    public Gap(@Nullable MetricId metric, @Nullable EntityKind kind, long from, long to, long count, String reason) {
        this(metric, kind, List.of(), from, to, count, reason);
    }
}
