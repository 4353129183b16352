package millwright.series;

import millwright.plant.EntityKind;
import millwright.plant.MetricId;

/** Newest values by metric and kind. Any thread; returns an immutable snapshot, never null, at the cost of one read. */
public interface LatestValues {
    Latest latest(MetricId metric, EntityKind kind);
}
