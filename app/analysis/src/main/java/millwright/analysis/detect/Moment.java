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
 * @param tellers which source each value came from last @param skews ns that a source's clock jumped, by source
 */
public record Moment(
        Roster roster,
        LatestValues values,
        Activity activity,
        Catalogue catalogue,
        Moves moves,
        Map<EntityId, SourceState> sources,
        Tellers tellers,
        Map<EntityId, Long> skews,
        long now) {
    public Plant plant() {
        return roster.plant();
    }

    public Latest latest(MetricId metric, EntityKind kind) {
        return values.latest(metric, kind);
    }

    /** True when the source that told this value, or the feed that it is a peer of, is itself late or failed. */
    public boolean sourceIsDown(MetricId metric, EntityKind kind, int slot) {
        EntityId source = tellers.of(metric, kind, slot);
        return source != null && (isDown(source) || isDown(Tellers.feed(source)));
    }

    private boolean isDown(EntityId source) {
        SourceState state = sources.get(source);
        return state != null && down(state);
    }

    /** +- ns of the clock that stamped this value: that of its source, or 0 where nobody measured it and where it is our own. */
    public long clockUncertainty(MetricId metric, EntityKind kind, int slot) {
        EntityId source = tellers.of(metric, kind, slot);
        return source == null ? 0 : clockUncertainty(source);
    }

    /** The widest +- ns of the clocks of all that tell a metric. */
    public long clockUncertainty(MetricId metric) {
        long[] widest = {0};
        tellers.each(metric, source -> widest[0] = Math.max(widest[0], clockUncertainty(source)));
        return widest[0];
    }

    private long clockUncertainty(EntityId source) {
        if (!tellers.stamps(source)) {
            return 0;
        }
        SourceState own = sources.get(source);
        SourceState feed = sources.get(Tellers.feed(source));
        return Math.max(
                0, Math.max(own == null ? 0 : own.clockUncertainty(), feed == null ? 0 : feed.clockUncertainty()));
    }

    static boolean down(SourceState state) {
        return state.condition().equals("late") || state.condition().equals("failed");
    }
}
