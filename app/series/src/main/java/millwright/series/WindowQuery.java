package millwright.series;

import java.util.List;
import millwright.plant.EntityId;
import millwright.plant.MetricId;

/**
 * Asks for one reduced window per entity.
 *
 * @param from first instant, epoch ns @param to instant after the last
 * @param columns how many columns to reduce to, 1 to 16384: usually one per pixel
 * @param merged true for one window in which the entities are aggregated by the metric's own rule, column by column
 */
public record WindowQuery(MetricId metric, List<EntityId> entities, long from, long to, int columns, boolean merged) {
    public static final int MAX_COLUMNS = 16_384;

    public WindowQuery {
        entities = List.copyOf(entities);
        if (to <= from || columns < 1 || columns > MAX_COLUMNS) {
            throw new IllegalArgumentException("a window needs from < to and 1 to " + MAX_COLUMNS + " columns");
        }
    }

    public static WindowQuery one(MetricId metric, EntityId entity, long from, long to, int columns) {
        return new WindowQuery(metric, List.of(entity), from, to, columns, false);
    }
}
