package millwright.analysis.kpi;

import millwright.feed.FeedSink;
import millwright.plant.Plant;
import millwright.series.LatestValues;

/**
 * Turns the newest values of small things into values of large ones: racks, power devices, the site. One thread;
 * bounded by the plant.
 */
public final class Rollup {
    /** Tells one frame for each derived metric at plant time {@code now}. */
    public void tick(Plant plant, LatestValues latest, long now, FeedSink out) {}
}
