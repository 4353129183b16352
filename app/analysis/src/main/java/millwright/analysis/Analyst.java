package millwright.analysis;

import java.util.List;
import millwright.feed.FeedSink;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.Plant;
import millwright.series.LatestColumns;

/**
 * Takes everything that a plant tells and says what it means: findings, alarms, incidents. One thread calls it; time
 * comes in with the events and with {@link #tick}. Bounded by the plant's size and by the events of the lateness bound.
 */
public final class Analyst {
    private final Catalogue catalogue;
    private final AnalystConfig config;
    private final LatestColumns columns = new LatestColumns();
    private long evaluated = Long.MIN_VALUE;

    public Analyst(Catalogue catalogue, AnalystConfig config) {
        this.catalogue = catalogue;
        this.config = config;
    }

    /** Takes an event of a source; the analyst's own kinds of events pass by. */
    public void accept(PlantEvent event, FeedSink out) {
        columns.accept(event);
    }

    /** Evaluates every step that is due at plant time {@code now}. Call about once a second. */
    public void tick(long now, FeedSink out) {
        evaluated = Math.max(evaluated, now - config.lateness());
        columns.sweep(evaluated);
    }

    /** Marks the alarms of these findings as seen; unknown ids are left out of the answer. */
    public List<String> acknowledge(List<String> findings, String by, long now, FeedSink out) {
        return List.of();
    }

    /** The plant as of the newest evaluated step. */
    public Plant plant() {
        return columns.plant();
    }

    public Catalogue catalogue() {
        return catalogue;
    }
}
