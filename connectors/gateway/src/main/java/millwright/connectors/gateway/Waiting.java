package millwright.connectors.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.plant.MetricId;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one desk: events in order, and of everything else the newest. What was replaced is counted and told as
 * a gap before its successor. Guarded by the attachment; bounded by the limits given.
 */
final class Waiting {
    private static final class Newest {
        private Down down;
        private int replaced;
        private long since;

        Newest(Down down) {
            this.down = down;
        }
    }

    private final Deque<Down> events = new ArrayDeque<>();
    private final Map<Down.Key, Newest> gauges = new LinkedHashMap<>();
    private long eventLimit;
    private boolean keepsAll;
    private final long gaugeLimit;
    private final long begun;
    private long eventBytes;
    private long gaugeBytes;
    private long dropped;
    private long droppedFrom = Long.MAX_VALUE;
    private long droppedTo;

    /**
     * @param eventLimit bytes
     * @param gaugeLimit bytes
     * @param begun when the desk attached, plant time: samples of before were never its own to miss
     */
    Waiting(long eventLimit, long gaugeLimit, long begun) {
        this.eventLimit = eventLimit;
        this.gaugeLimit = gaugeLimit;
        this.begun = begun;
    }

    /** From now on nothing is replaced by its successor: for a recorder. @param limit bytes that may wait */
    void keepAll(long limit) {
        keepsAll = true;
        eventLimit = limit;
    }

    /** @return false when the events do not fit any more */
    boolean add(Down down) {
        Down.Key key = keepsAll ? null : down.key();
        if (key == null) {
            eventBytes += down.cost();
            events.add(down);
            return eventBytes <= eventLimit || events.size() == 1; // a whole plant may be larger than the limit
        }
        Newest entry = gauges.remove(key);
        if (entry == null) {
            entry = new Newest(down);
        } else {
            gaugeBytes -= entry.down.cost();
            if (isMissed(entry.down) && entry.replaced++ == 0) {
                entry.since = timeOf(entry.down);
            }
            entry.down = down;
        }
        gaugeBytes += down.cost();
        gauges.put(key, entry);
        while (gaugeBytes > gaugeLimit && gauges.size() > 1) {
            dropOldest();
        }
        return true;
    }

    private void dropOldest() {
        Iterator<Newest> oldest = gauges.values().iterator();
        Newest lost = oldest.next();
        gaugeBytes -= lost.down.cost();
        oldest.remove();
        dropped += isMissed(lost.down) ? 1 + lost.replaced : 0;
        if (lost.down.frame() != null && isMissed(lost.down)) {
            long newest = timeOf(lost.down);
            droppedFrom = Math.min(droppedFrom, lost.replaced > 0 ? lost.since : newest);
            droppedTo = Math.max(droppedTo, newest + 1);
        }
        gaugeBytes = gauges.isEmpty() ? 0 : gaugeBytes;
    }

    private boolean isMissed(Down down) {
        return down.frame() == null || timeOf(down) >= begun;
    }

    /** The next message in the order of the sequence, or null. */
    @Nullable
    Down next(String epoch) {
        if (dropped > 0) {
            return Down.of(epoch, 0, takeDropped());
        }
        Iterator<Newest> first = gauges.values().iterator();
        Newest gauge = first.hasNext() ? first.next() : null;
        Down event = events.peek();
        if (event != null && (gauge == null || event.sequence() < gauge.down.sequence())) {
            events.remove();
            eventBytes = Math.max(0, eventBytes - event.cost());
            return event;
        }
        if (gauge == null) {
            return null;
        }
        if (gauge.replaced > 0 && gauge.down.frame() != null) {
            Down said = Down.of(epoch, 0, replacedBy(gauge));
            gauge.replaced = 0;
            return said;
        }
        first.remove();
        gaugeBytes = gauges.isEmpty() ? 0 : gaugeBytes - gauge.down.cost();
        return gauge.down;
    }

    /** From the first sample that was dropped to just after the last; a state that was dropped has no time of its own. */
    private Gap takeDropped() {
        long from = Math.min(droppedFrom, droppedTo);
        Gap gap = new Gap(null, null, from, droppedTo, dropped, "the desk read too slowly; samples were dropped");
        dropped = 0;
        droppedFrom = Long.MAX_VALUE;
        droppedTo = 0;
        return gap;
    }

    private static Gap replacedBy(Newest gauge) {
        Frame frame = gauge.down.frame();
        MetricId metric = frame == null ? null : frame.metric();
        return new Gap(
                metric,
                frame == null ? null : frame.kind(),
                gauge.since,
                timeOf(gauge.down),
                gauge.replaced,
                "the desk read too slowly; only the newest samples were sent");
    }

    private static long timeOf(Down down) {
        Frame frame = down.frame();
        return frame == null ? 0 : frame.sourceTime();
    }

    long bytes() {
        return eventBytes + gaugeBytes;
    }

    /** Lets go the samples of now that wait. Events, and how sources, audit and time stand, are told all the same. */
    void clearSamples() {
        gauges.values().removeIf(gauge -> gauge.down.frame() != null);
        gaugeBytes =
                gauges.values().stream().mapToLong(gauge -> gauge.down.cost()).sum();
    }

    void clear() {
        events.clear();
        gauges.clear();
        eventBytes = 0;
        gaugeBytes = 0;
    }
}
