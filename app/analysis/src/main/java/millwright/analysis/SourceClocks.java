package millwright.analysis;

import java.util.Map;
import java.util.TreeMap;
import millwright.feed.Frame;
import millwright.plant.EntityId;
import millwright.plant.Times;

/**
 * How far each source's clock has moved against its own habit: the shortest way from its stamp to our receipt, over a
 * minute at first and over the last ten seconds from then on. Only the shortest counts, because queues only delay.
 */
final class SourceClocks {
    private static final long HABIT = Times.MINUTE;
    private static final long RECENT = 10 * Times.SECOND;

    private static final class Clock {
        private long started = Long.MIN_VALUE;
        private long habit = Long.MAX_VALUE;
        private long from = Long.MIN_VALUE;
        private long least = Long.MAX_VALUE;
        private long shift;
    }

    private final Map<EntityId, Clock> clocks = new TreeMap<>();

    void saw(Frame frame) {
        long way = frame.receiveTime() - frame.sourceTime();
        Clock clock = clocks.computeIfAbsent(frame.origin().source(), s -> new Clock());
        long at = frame.receiveTime();
        if (clock.started == Long.MIN_VALUE) {
            clock.started = at;
            clock.from = at;
        }
        if (at - clock.started < HABIT) {
            clock.habit = Math.min(clock.habit, way);
            clock.from = at;
            return;
        }
        clock.least = Math.min(clock.least, way);
        if (at - clock.from >= RECENT) {
            clock.shift = clock.habit - clock.least;
            clock.from = at;
            clock.least = Long.MAX_VALUE;
        }
    }

    /** ns that each source's clock is ahead of its habit; sources that never moved are left out. */
    Map<EntityId, Long> shifts() {
        Map<EntityId, Long> shifts = new TreeMap<>();
        clocks.forEach((source, clock) -> {
            if (clock.shift != 0) {
                shifts.put(source, clock.shift);
            }
        });
        return shifts;
    }
}
