package millwright.launcher;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import millwright.connectors.simulator.Simulator;
import millwright.connectors.simulator.SimulatorClock;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * A simulated plant that lives as fast as its gateway can: the next second comes when the gateway has judged the one before
 * and has told it to who watches; where a disk is slower than that, the recording counts what it lacks. Its time is the gateway's clock. One thread of its own.
 */
final class FastPlant implements Feed {
    private static final long PATIENCE_SECONDS = 60;

    private final Simulator simulator;
    private final long seconds;
    private final CountDownLatch over = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition some = lock.newCondition();
    private volatile long position;
    private volatile String problem = "";
    private volatile boolean closed;
    private long judgedUntil;
    /** Of the present second, until it was told back. */
    private @Nullable Frame last;

    private @Nullable Thread thread;

    /** @param seconds of the plant that it lives */
    FastPlant(Scenario plan, Instant start, long seconds) {
        this.position = Times.nanos(start);
        this.seconds = seconds;
        this.simulator = new Simulator(plan, SimulatorClock.stepped(start));
    }

    /** The present, epoch ns. */
    long position() {
        return position;
    }

    /** Of the gateway over it: who watches through this is waited for at each second. */
    Feed waitedFor(Feed watch) {
        return new Feed() {
            @Override
            public String name() {
                return watch.name();
            }

            @Override
            public void open(FeedSink sink) {
                watch.open(event -> {
                    sink.accept(event);
                    told(event);
                });
            }

            @Override
            public void send(Command command) {
                watch.send(command);
            }

            @Override
            public void close() {
                watch.close();
            }
        };
    }

    /** Both have to come back: that the gateway judged a second, and the last that was measured in it. */
    private void told(PlantEvent event) {
        lock.lock();
        try {
            if (event instanceof SourceState state && state.protocol().equals("gateway")) {
                judgedUntil = Math.max(judgedUntil, state.time());
                some.signalAll();
            } else if (event instanceof Frame frame && last != null && isSame(frame, last)) {
                last = null;
                some.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean isSame(Frame a, Frame b) {
        return a.sourceTime() == b.sourceTime()
                && a.kind() == b.kind()
                && a.metric().equals(b.metric());
    }

    /** Waits until all was lived. @return why it ended before, empty when it did not */
    String awaitEnd() throws InterruptedException {
        over.await();
        return problem;
    }

    @Override
    public String name() {
        return simulator.name();
    }

    @Override
    public void open(FeedSink sink) {
        thread = Thread.ofPlatform().name("simulator").daemon(true).start(() -> live(sink));
    }

    private void live(FeedSink sink) {
        try {
            simulator.open(event -> pass(event, sink));
            for (long s = 0; s < seconds && !closed; s++) {
                position += Times.SECOND;
                simulator.step(1);
                awaitJudged(position);
            }
        } catch (InterruptedException e) {
            problem = "it was ended";
        } catch (TimeoutException | RuntimeException e) {
            problem = String.valueOf(e.getMessage());
        } finally {
            over.countDown();
        }
    }

    private void pass(PlantEvent event, FeedSink sink) {
        if (event instanceof Frame frame && frame.sourceTime() == position) {
            lock.lock();
            try {
                last = frame;
            } finally {
                lock.unlock();
            }
        }
        sink.accept(event);
    }

    private void awaitJudged(long second) throws InterruptedException, TimeoutException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while ((judgedUntil < second || last != null) && !closed) {
                if (left <= 0) {
                    throw new TimeoutException("the gateway did not take in a second of the plant for "
                            + PATIENCE_SECONDS + " s; the machine is too busy for this plant");
                }
                left = some.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void send(Command command) {
        simulator.send(command);
    }

    @Override
    public void close() {
        closed = true;
        Thread living = thread;
        if (living != null) {
            living.interrupt();
        }
        simulator.close();
    }
}
