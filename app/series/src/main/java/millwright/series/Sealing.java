package millwright.series;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import millwright.series.tile.TileEncoder;

/**
 * Packs full tiles of a live store, one after the other, never on the thread that writes. A series waits at most once, so
 * the queue is bounded by the number of series; the rows that wait are counted in the store's budget, not here.
 */
final class Sealing {
    private static final int IDLE_SECONDS = 5;
    private static final int FIRST_SECONDS = 5;
    /** So long the writer waits for one series, then something is wrong with the packing. */
    private static final int PATIENCE_SECONDS = 20;

    private final Set<Series> waiting = ConcurrentHashMap.newKeySet();
    /** Bytes by which packing made series smaller so far. */
    private final AtomicLong freed = new AtomicLong();

    private final Executor thread;
    private final Executor urgent;

    /** @param thread runs one task at a time */
    Sealing(Executor thread) {
        this(thread, thread);
    }

    private Sealing(Executor thread, Executor urgent) {
        this.thread = thread;
        this.urgent = urgent;
    }

    /**
     * On one thread, which ends when it has been idle for some seconds. It begins late: a source that opens tells an hour at
     * once, and the first numbers of now must not share their core with packing what was, unless memory gets short.
     */
    static Sealing onThread() {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("series-sealing").factory());
        thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
        long begins = System.nanoTime() + TimeUnit.SECONDS.toNanos(FIRST_SECONDS);
        Executor late = task -> {
            var _ = thread.schedule(task, Math.max(0, begins - System.nanoTime()), TimeUnit.NANOSECONDS);
        };
        return new Sealing(late, thread);
    }

    /** Any thread; does not block. */
    void add(Series series) {
        if (waiting.add(series)) {
            thread.execute(() -> {
                waiting.remove(series);
                pack(series);
            });
        }
    }

    /** What waits is packed as soon as the thread is free. Any thread; does not block. */
    void hurry() {
        for (Series series : List.copyOf(waiting)) {
            if (waiting.remove(series)) {
                urgent.execute(() -> pack(series));
            }
        }
    }

    /**
     * Waits while these are packed beside the caller, in this order, until there is enough room; whatever else is packed
     * meanwhile makes room too.
     *
     * @param wanted bytes to be freed
     */
    void makeRoom(List<Series> unpacked, long wanted) {
        long goal = freed.get() + wanted;
        Semaphore done = new Semaphore(0);
        for (Series series : unpacked) {
            urgent.execute(() -> {
                try {
                    if (freed.get() < goal) {
                        pack(series);
                    }
                } finally {
                    done.release();
                }
            });
        }
        try {
            for (int i = 0; i < unpacked.size() && freed.get() < goal; i++) {
                if (!done.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A sum over one series before and after, never one over all: there may be tens of thousands. */
    private void pack(Series series) {
        long before = series.bytes();
        try (TileEncoder encoder = new TileEncoder()) {
            series.pack(encoder);
        }
        freed.addAndGet(Math.max(0, before - series.bytes()));
    }
}
