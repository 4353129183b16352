package millwright.analysis;

import java.util.Map;
import java.util.TreeMap;
import millwright.feed.Frame;
import millwright.plant.EntityId;
import millwright.plant.Times;

/**
 * How far each source's clock has moved against its own habit: the shortest way from its stamp to our receipt, over a
 * minute at first, longer where too few messages came in it, and over the last ten seconds from then on. Only the shortest
 * counts, because queues only delay. One thread; bounded by {@link #MOST}, a source that falls silent is let go.
 */
final class SourceClocks {
    private static final long HABIT = Times.MINUTE;
    private static final long RECENT = 10 * Times.SECOND;
    /** Of fewer messages the shortest way says more of the way than of the clock. */
    private static final int FEWEST = 5;
    /** Nobody can say of a clock that was not heard for so long that it is still off. */
    private static final long SILENT = 10 * Times.MINUTE;
    /** Sources beyond are not watched until others go. */
    static final int MOST = 20_000;

    private static final class Clock {
        private final long started;
        private boolean learning = true;
        private long habit = Long.MAX_VALUE;
        private long from;
        private long least = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private long heard;
        private int messages;
        private long shift;

        Clock(long started) {
            this.started = started;
            from = started;
        }
    }

    private final Map<EntityId, Clock> clocks = new TreeMap<>();

    /** @param now plant time, ns */
    void saw(Frame frame, long now) {
        long way = frame.receiveTime() - frame.sourceTime();
        long at = frame.receiveTime();
        EntityId source = frame.origin().source();
        Clock clock = clocks.get(source);
        if (clock == null) {
            if (clocks.size() >= MOST) {
                return;
            }
            clock = new Clock(at);
            clocks.put(source, clock);
        }
        clock.heard = now;
        boolean another = at != clock.last;
        clock.last = at;
        if (another && clock.learning && clock.messages >= FEWEST && at - clock.started >= HABIT) {
            clock.learning = false;
            clock.messages = 0;
        }
        clock.messages += another ? 1 : 0;
        if (clock.learning) {
            clock.habit = Math.min(clock.habit, way);
            clock.from = at;
            return;
        }
        judge(clock, way, at);
    }

    private static void judge(Clock clock, long way, long at) {
        clock.least = Math.min(clock.least, way);
        if (at - clock.from >= RECENT && clock.messages >= FEWEST) {
            clock.shift = clock.habit - clock.least;
            clock.from = at;
            clock.least = Long.MAX_VALUE;
            clock.messages = 0;
        }
    }

    /** A source has ended, and with it the peers that it spoke for. */
    void ended(EntityId source) {
        String peers = source.text() + "/";
        clocks.keySet().removeIf(id -> id.equals(source) || id.text().startsWith(peers));
    }

    /**
     * ns that each source's clock is ahead of its habit; sources that never moved or fell silent are left out.
     *
     * @param now plant time, ns
     */
    Map<EntityId, Long> shifts(long now) {
        clocks.values().removeIf(clock -> now - clock.heard > SILENT);
        Map<EntityId, Long> shifts = new TreeMap<>();
        clocks.forEach((source, clock) -> {
            if (clock.shift != 0) {
                shifts.put(source, clock.shift);
            }
        });
        return shifts;
    }

    int size() {
        return clocks.size();
    }
}
