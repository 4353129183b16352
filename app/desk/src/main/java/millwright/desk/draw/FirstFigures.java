package millwright.desk.draw;

import java.util.List;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * Notices that a figure of the site is told of which nothing was known before. Who draws the figures only so many times a
 * second draws such a one at once: until it comes somebody looks at a dash. FX thread.
 */
public final class FirstFigures {
    private static final List<MetricId> HEADLINES = List.of(
            new MetricId("site.output.rate"),
            new MetricId("site.efficiency"),
            new MetricId("site.power"),
            new MetricId("site.pue"),
            new MetricId("site.thermal.headroom"),
            new MetricId("site.gpus.useful"));

    private int known;

    /** True when more of them are known than when this was asked before. Asked once a frame. */
    public boolean haveCome(LatestValues values) {
        int before = known;
        known = 0;
        for (MetricId metric : HEADLINES) {
            Latest told = values.latest(metric, EntityKind.SITE);
            known += told.size() > 0 && told.state(0) == DataState.OK ? 1 : 0;
        }
        return known > before;
    }
}
