package millwright.connectors.link;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread on which what is scheduled runs by a time that a test moves, however busy the machine is; what is not scheduled
 * runs at once.
 */
final class SteppedThread extends ScheduledThreadPoolExecutor {
    private record Task(long at, long period, Runnable work) {}

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::at));
    private long now = 1;

    SteppedThread() {
        super(1, Thread.ofPlatform().daemon().factory());
    }

    synchronized long nanoTime() {
        return now;
    }

    /** Moves time to the next that is scheduled, at most by so much, and runs it. */
    void advance(long nanos) throws InterruptedException, ExecutionException {
        Task due;
        synchronized (this) {
            due = tasks.peek();
            boolean runs = due != null && due.at() <= now + nanos;
            now = runs ? due.at() : now + nanos;
            due = runs ? tasks.remove() : null;
            if (due != null && due.period() > 0) {
                tasks.add(new Task(due.at() + due.period(), due.period(), due.work()));
            }
        }
        if (due != null) {
            submit(due.work()).get();
        }
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long delay, long period, TimeUnit unit) {
        return later(work, unit.toNanos(delay), unit.toNanos(period));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        // execute and submit come through here too
        return delay <= 0 ? super.schedule(work, 0, unit) : later(work, unit.toNanos(delay), 0);
    }

    private synchronized ScheduledFuture<?> later(Runnable work, long delay, long period) {
        tasks.add(new Task(now + delay, period, work));
        return super.schedule(new FutureTask<Void>(() -> null), 0, TimeUnit.NANOSECONDS);
    }
}
