package millwright.desk.draw;

import java.util.List;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.LatestValues;

/**
 * When the figures of the site are read and drawn: four times a second, and at once when one is told of which nothing was
 * known before. In the first ten seconds once a second while none is known, which leaves a source that begins more of the
 * machine; a plant that has none of them is read as often as any. FX thread.
 */
public final class FirstFigures {
    private static final long READ_EVERY = 250 * Times.MILLI;
    /** Frames of the first ten seconds. */
    private static final int BEGINNING = 300;

    private static final List<MetricId> HEADLINES = List.of(
            new MetricId("site.output.rate"),
            new MetricId("site.efficiency"),
            new MetricId("site.power"),
            new MetricId("site.pue"),
            new MetricId("site.thermal.headroom"),
            new MetricId("site.gpus.useful"));

    private int known;
    private int asked;

    /** Of {@code now}, plant time; another beat is time to draw. */
    public long beat(long now) {
        return Math.floorDiv(now, every());
    }

    /** How far apart two beats are now, ns. */
    public long every() {
        return known == 0 && asked < BEGINNING ? Times.SECOND : READ_EVERY;
    }

    /** True when more of them are known than when this was asked before. Asked once a frame. */
    public boolean haveCome(LatestValues values) {
        int before = known;
        asked = Math.min(asked + 1, BEGINNING);
        known = 0;
        for (MetricId metric : HEADLINES) {
            Latest told = values.latest(metric, EntityKind.SITE);
            known += told.size() > 0 && told.state(0) == DataState.OK ? 1 : 0;
        }
        return known > before;
    }
}
