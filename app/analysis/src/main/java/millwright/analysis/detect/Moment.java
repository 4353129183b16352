package millwright.analysis.detect;

import java.util.Map;
import millwright.analysis.kpi.Activity;
import millwright.analysis.kpi.Roster;
import millwright.feed.SourceState;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * Everything that a rule may look at, at one instant.
 *
 * @param moves what changed its slot since the last evaluation @param sources newest state of each telemetry source
 * @param delivers which source each metric came from last @param skews ns that a source's clock jumped, by source
 */
public record Moment(
        Roster roster,
        LatestValues values,
        Activity activity,
        Catalogue catalogue,
        Moves moves,
        Map<EntityId, SourceState> sources,
        Map<MetricId, EntityId> delivers,
        Map<EntityId, Long> skews,
        long now) {
    public Plant plant() {
        return roster.plant();
    }

    public Latest latest(MetricId metric, EntityKind kind) {
        return values.latest(metric, kind);
    }

    /** True when the source that delivers the metric is itself late or failed. */
    public boolean sourceIsDown(MetricId metric) {
        EntityId source = delivers.get(metric);
        SourceState state = source == null ? null : sources.get(source);
        return state != null && down(state);
    }

    static boolean down(SourceState state) {
        return state.condition().equals("late") || state.condition().equals("failed");
    }
}
