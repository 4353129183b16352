package millwright.connectors.gateway;

import java.util.HashSet;
import java.util.Set;
import millwright.analysis.kpi.Rollup;
import millwright.feed.FeedSink;
import millwright.feed.Frame;

/**
 * Sums that a recording brings along. A replay makes none of these anew: they would be of the moment at which it looks,
 * and which of the two is newest, and so shown, would be left to chance. Plant thread; bounded by the metrics of a kind.
 */
final class RecordedSums {
    private final Set<Wants.Column> told = new HashSet<>();

    /** A frame of a recording. */
    void heard(Frame frame) {
        if (Rollup.made(frame)) {
            told.add(Wants.Column.of(frame));
        }
    }

    /** Lets pass what no recording told. */
    FeedSink others(FeedSink to) {
        return event -> {
            if (!(event instanceof Frame frame) || !told.contains(Wants.Column.of(frame))) {
                to.accept(event);
            }
        };
    }
}
