package millwright.connectors.gateway;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Work for the plant thread, in order of arrival. Any thread adds; the bytes of events are bounded by each intake. */
final class Inbox {
    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();

    void add(Runnable task) {
        work.add(task);
    }

    @Nullable
    Runnable next(long waitMillis) throws InterruptedException {
        return work.poll(waitMillis, TimeUnit.MILLISECONDS);
    }

    int size() {
        return work.size();
    }
}
