package millwright.plant;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic in equal shares that cores take one by one, the caller's among them: a core that is busy elsewhere takes
 * fewer, and nobody waits for longer than one share lasts. Any thread; beside it at most 3 of the common pool.
 */
public final class Shares {
    private static final int HELPERS = 3;

    private final int all;
    private final IntConsumer work;
    private final AtomicInteger next = new AtomicInteger();
    private final Phaser done;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Shares(int all, IntConsumer work) {
        this.all = all;
        this.work = work;
        done = new Phaser(all);
    }

    /**
     * Does all shares and returns when they are done; what one of them throws is thrown here.
     *
     * @param shares up to 65,535 @param work told 0 to {@code shares - 1}, each once, on several threads at a time
     */
    public static void run(int shares, IntConsumer work) {
        if (shares <= 0) {
            return;
        }
        Shares run = new Shares(shares, work);
        int cores = Math.min(shares, Runtime.getRuntime().availableProcessors());
        for (int beside = Math.min(HELPERS, cores - 1); beside > 0; beside--) {
            ForkJoinPool.commonPool().execute(run::take);
        }
        run.take();
        run.done.awaitAdvance(0);
        switch (run.failure.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    /** One that comes too late finds nothing left; that it came matters to nobody. */
    private void take() {
        for (int share = next.getAndIncrement(); share < all; share = next.getAndIncrement()) {
            try {
                work.accept(share);
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                done.arrive();
            }
        }
    }
}
