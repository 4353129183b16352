package millwright.connectors.gateway;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Work for the plant thread, in order of arrival. Any thread adds; the bytes of events are bounded by each intake. */
final class Inbox {
    private record Task(Runnable work, long since) {}

    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private long longestWait;

    void add(Runnable work) {
        tasks.add(new Task(work, System.nanoTime()));
    }

    /** Of the plant thread. */
    @Nullable
    Runnable next(long waitMillis) throws InterruptedException {
        Task task = tasks.poll(waitMillis, TimeUnit.MILLISECONDS);
        if (task == null) {
            return null;
        }
        longestWait = Math.max(longestWait, System.nanoTime() - task.since);
        return task.work;
    }

    int size() {
        return tasks.size();
    }

    /** The longest that a task waited since this was asked last, ns. Of the plant thread. */
    long takeLongestWait() {
        long longest = longestWait;
        longestWait = 0;
        return longest;
    }
}
