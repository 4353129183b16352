package millwright.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import millwright.feed.ActionProgress;
import millwright.feed.Alarm;
import millwright.feed.AuditHead;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.feed.LinkState;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.feed.Waste;

/**
 * Holds events until their time has come and gives them out by source time, whatever order they arrived in. Ties are
 * broken by what the events are, never by arrival. Bounded by what comes within the lateness bound.
 */
final class Reorder {
    private record Held(long time, int rank, String tie, PlantEvent event) {}

    private static final Comparator<Held> ORDER =
            Comparator.comparingLong(Held::time).thenComparingInt(Held::rank).thenComparing(Held::tie);

    private final PriorityQueue<Held> held = new PriorityQueue<>(ORDER);
    private final TreeMap<Long, PlantChanged> changes = new TreeMap<>();

    void add(PlantEvent event) {
        switch (event) {
            case PlantChanged changed -> changes.put(changed.revision(), changed);
            case Frame f ->
                held.add(new Held(
                        f.sourceTime(),
                        1,
                        f.metric().name() + "/" + f.kind() + "/" + f.origin().source() + "/" + firstSlot(f) + "/"
                                + f.size(),
                        f));
            case Occurrence o -> held.add(new Held(o.time(), 2, o.id() + "/" + o.what() + "/" + o.entity(), o));
            case SourceState s -> held.add(new Held(s.time(), 0, s.source().text(), s));
            case Finding _, Incident _, Alarm _, Preview _, Receipt _, ActionProgress _, Gap _ -> {}
            case Interval _, Waste _, AuditHead _, TimeState _, LinkState _ -> {}
        }
    }

    int size() {
        return held.size() + changes.size();
    }

    private static int firstSlot(Frame frame) {
        return frame.size() == 0 ? 0 : frame.slot(0);
    }

    /** Everything up to {@code time} in order of time, plant changes among themselves in order of revision. */
    List<PlantEvent> until(long time) {
        List<PlantEvent> out = new ArrayList<>();
        while (earliest() <= time) {
            long change = changes.isEmpty()
                    ? Long.MAX_VALUE
                    : changes.firstEntry().getValue().time();
            boolean changeFirst = held.isEmpty() || change <= held.element().time();
            out.add(
                    changeFirst
                            ? changes.pollFirstEntry().getValue()
                            : held.remove().event());
        }
        return out;
    }

    /** Time of the earliest event held; {@link Long#MAX_VALUE} when none is. */
    long earliest() {
        long change = changes.isEmpty()
                ? Long.MAX_VALUE
                : changes.firstEntry().getValue().time();
        return held.isEmpty() ? change : Math.min(change, held.element().time());
    }
}
