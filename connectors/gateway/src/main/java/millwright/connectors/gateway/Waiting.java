package millwright.connectors.gateway;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import millwright.feed.Frame;
import millwright.feed.TimeState;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one desk: events in order, and of everything else the newest. What was replaced is counted and told as
 * a gap before its successor, of which metric and entities. Guarded by the attachment; bounded by the limits given.
 */
final class Waiting {
    /** A leap in time: it keeps its place, before the samples of then. */
    private static final Down.Key LEAP = new Down.Key(TimeState.class, "leap", "", 0);

    private static final String TOO_SLOW = "the desk read too slowly; ";

    private static final class Newest {
        private Down down;
        private int replaced;
        private long since;
        /** Whether what was replaced is not of the same entities: the same slots meant others then. */
        private boolean others;

        Newest(Down down) {
            this.down = down;
        }

        void replace(Down with, boolean missed) {
            if (missed && replaced++ == 0) {
                since = timeOf(down);
            }
            others |= !isSame(down, with);
            down = with;
        }
    }

    private static boolean isSame(Down before, Down after) {
        Frame frame = after.frame();
        Plant from = before.plant();
        Plant to = after.plant();
        if (from == to || frame == null || from == null || to == null) {
            return from == to;
        }
        int[] slots = frame.slots();
        return slots == null
                || Arrays.stream(slots)
                        .allMatch(slot -> slot < from.count(frame.kind())
                                && from.at(frame.kind(), slot)
                                        .id()
                                        .equals(to.at(frame.kind(), slot).id()));
    }

    private final Deque<Down> events = new ArrayDeque<>();
    private final SequencedMap<Down.Key, Newest> gauges = new LinkedHashMap<>();
    private long eventLimit;
    private boolean keepsAll;
    private final long gaugeLimit;
    private final long begun;
    private long eventBytes;
    private long gaugeBytes;
    private @Nullable TimeState stood;
    /** Not to be sent any more. */
    private final MissedColumns dropped = new MissedColumns();

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
        boolean first = stood == null;
        Down.Key key = keepsAll ? null : keyOf(down);
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
            entry.replace(down, isMissed(entry.down));
        }
        gaugeBytes += down.cost();
        if (first && key == LEAP) {
            gauges.putFirst(key, entry);
        } else {
            gauges.put(key, entry);
        }
        while (gaugeBytes > gaugeLimit && gauges.size() > 1) {
            dropOldest();
        }
        return true;
    }

    /**
     * What is told of a time before is older than what the desk holds, and what is told of a later one has not happened
     * for it, so it would take neither until it hears of the leap. Samples that wait when time goes back are of later, or
     * are told again.
     */
    private Down.@Nullable Key keyOf(Down down) {
        if (down.key() == null || !(down.event() instanceof TimeState time)) {
            return down.key();
        }
        TimeState before = stood;
        stood = time;
        if (time.mode() != TimeState.Mode.REPLAY) {
            return down.key();
        }
        if (before == null) { // what waits is how it stands, and in a replay that pauses it is not told again
            gauges.values().removeIf(gauge -> isAfter(gauge.down.frame(), time.now()));
            recount();
            return LEAP;
        }
        if (before.mode() != time.mode() || time.now() < before.now()) {
            clearSamples();
            return LEAP;
        }
        return time.now() - before.now() > (1 + before.speed()) * Times.SECOND ? LEAP : down.key();
    }

    private void dropOldest() {
        Iterator<Newest> oldest = gauges.values().iterator();
        Newest lost = oldest.next();
        gaugeBytes -= lost.down.cost();
        oldest.remove();
        if (isMissed(lost.down)) {
            drop(lost);
        }
        gaugeBytes = gauges.isEmpty() ? 0 : gaugeBytes;
    }

    private void drop(Newest lost) {
        Frame frame = lost.down.frame();
        if (frame == null) {
            dropped.add();
            return;
        }
        long since = lost.replaced > 0 ? lost.since : frame.sourceTime();
        dropped.add(1 + lost.replaced, since, frame.sourceTime(), frame, lost.others ? null : lost.down.plant());
    }

    private boolean isMissed(Down down) {
        return down.frame() == null || timeOf(down) >= begun;
    }

    /** The next message in the order of the sequence, or null. */
    @Nullable
    Down next(String epoch) {
        Missed lost = dropped.poll();
        if (lost != null) {
            return Down.of(epoch, 0, lost.gap(TOO_SLOW + "samples were dropped"));
        }
        Iterator<Newest> oldest = gauges.values().iterator();
        Newest gauge = oldest.hasNext() ? oldest.next() : null;
        Down event = events.peek();
        if (event != null && (gauge == null || event.sequence() < gauge.down.sequence())) {
            events.remove();
            eventBytes = Math.max(0, eventBytes - event.cost());
            return event;
        }
        if (gauge == null) {
            return null;
        }
        Frame frame = gauge.down.frame();
        if (gauge.replaced > 0 && frame != null) {
            Missed said = new Missed(frame, !gauge.others);
            said.add(gauge.replaced, gauge.since, frame.sourceTime(), frame, gauge.down.plant());
            gauge.replaced = 0;
            gauge.others = false;
            return Down.of(epoch, 0, said.until(frame.sourceTime(), TOO_SLOW + "only the newest samples were sent"));
        }
        oldest.remove();
        gaugeBytes = gauges.isEmpty() ? 0 : gaugeBytes - gauge.down.cost();
        return gauge.down;
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
        recount();
    }

    private void recount() {
        gaugeBytes =
                gauges.values().stream().mapToLong(gauge -> gauge.down.cost()).sum();
    }

    private static boolean isAfter(@Nullable Frame frame, long time) {
        return frame != null && frame.sourceTime() > time;
    }

    void clear() {
        events.clear();
        gauges.clear();
        eventBytes = 0;
        gaugeBytes = 0;
    }
}
