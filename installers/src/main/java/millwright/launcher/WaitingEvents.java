package millwright.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way to a file, in order. Any thread. Bounded in bytes: frames find room in three quarters of them, so
 * that there is room for the events that must not be lost.
 */
final class WaitingEvents {
    /** What an event other than a frame is taken to weigh; a change of a plant more by its entities. */
    private static final long EVENT = 1_024;

    private final long most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition some = lock.newCondition();
    private final Deque<PlantEvent> events = new ArrayDeque<>();
    private long bytes;

    WaitingEvents(long most) {
        this.most = most;
    }

    /** @return false when the frame finds no room and was not taken */
    boolean offer(Frame frame) {
        return add(frame, most / 4 * 3);
    }

    /** @return false when even the room for events is used up */
    boolean put(PlantEvent event) {
        return add(event, most);
    }

    private boolean add(PlantEvent event, long limit) {
        lock.lock();
        try {
            long weight = weight(event);
            // what is larger than everything together still passes when nothing else waits
            if (bytes + weight > limit && !events.isEmpty()) {
                return false;
            }
            bytes += weight;
            events.addLast(event);
            some.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    PlantEvent poll(long time, TimeUnit unit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = unit.toNanos(time);
            while (events.isEmpty() && left > 0) {
                left = some.awaitNanos(left);
            }
            PlantEvent event = events.pollFirst();
            bytes -= event == null ? 0 : weight(event);
            return event;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return events.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    static long weight(PlantEvent event) {
        if (event instanceof PlantChanged changed) {
            return EVENT * (1 + changed.change().put().size());
        }
        if (!(event instanceof Frame frame)) {
            return EVENT;
        }
        long values = switch (frame.values()) {
            case Column.F32 f -> 4L * f.size();
            case Column.F64 f -> 8L * f.size();
            case Column.I64 f -> 8L * f.size();
            case Column.Histograms h -> 8L * (h.counts().length + h.size());
        };
        return values + 5L * frame.states().runs() + 256;
    }
}
