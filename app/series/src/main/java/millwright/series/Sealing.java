package millwright.series;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import millwright.series.tile.TileEncoder;

/**
 * Packs full tiles of a live store, one after the other. A series waits at most once, so the queue is bounded by the
 * number of series; the rows that wait are counted in the store's budget, not here.
 */
final class Sealing {
    private static final int IDLE_SECONDS = 5;
    private static final int FIRST_SECONDS = 5;

    private final Set<Series> waiting = ConcurrentHashMap.newKeySet();
    private final Executor thread;

    /** @param thread runs one task at a time */
    Sealing(Executor thread) {
        this.thread = thread;
    }

    /**
     * One thread, which ends when it has been idle for some seconds. It begins late: a source that opens tells an hour at
     * once, and the first numbers of now must not share their core with packing what was.
     */
    static Executor thread() {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("series-sealing").factory());
        thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
        long begins = System.nanoTime() + TimeUnit.SECONDS.toNanos(FIRST_SECONDS);
        return task -> {
            var _ = thread.schedule(task, Math.max(0, begins - System.nanoTime()), TimeUnit.NANOSECONDS);
        };
    }

    /** Any thread; does not block. */
    void add(Series series) {
        if (waiting.add(series)) {
            thread.execute(() -> pack(series));
        }
    }

    /** Packs these on the caller's thread, which waits for what is being packed already. */
    void all(List<Series> unpacked) {
        if (!unpacked.isEmpty()) {
            try (TileEncoder encoder = new TileEncoder()) {
                unpacked.forEach(one -> one.pack(encoder));
            }
        }
    }

    private void pack(Series series) {
        waiting.remove(series);
        all(List.of(series));
    }
}
