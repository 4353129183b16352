package millwright.connectors.otlp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one request, gathered while it is read. Bounded by {@link #MOST_POINTS}; what is over it is refused as
 * part of the answer. One thread.
 */
final class MetricBatch {
    static final int MOST_POINTS = 100_000;

    private static final int MOST_METRICS = 20_000;

    private final List<MetricGroup> groups = new ArrayList<>();
    private final Refusals refusals = new Refusals("data points");
    private int points;

    List<MetricGroup> groups() {
        return groups;
    }

    Refusals refusals() {
        return refusals;
    }

    int points() {
        return points;
    }

    /** @param wrong what is wrong with the point; null for nothing */
    void add(List<Point> to, Point point, @Nullable String wrong) {
        if (wrong != null) {
            refusals.add(wrong);
        } else if (points >= MOST_POINTS) {
            refusals.add("over " + MOST_POINTS + " data points in one request; send smaller batches");
        } else {
            points++;
            to.add(point);
        }
    }

    void add(MetricGroup group) {
        makeRoom(groups.size());
        groups.add(group);
    }

    /** @throws BadBody when there are that many already */
    static void makeRoom(int metrics) {
        if (metrics >= MOST_METRICS) {
            throw new BadBody("over " + MOST_METRICS + " metrics in one request; send smaller batches");
        }
    }
}
