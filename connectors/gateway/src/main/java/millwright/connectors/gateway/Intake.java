package millwright.connectors.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import millwright.series.KeepsPast;
import org.jspecify.annotations.Nullable;

/**
 * The way in of one source: takes its events from the source's thread into the inbox and counts. Bounded in bytes: past
 * the limit samples are dropped and told as a gap, while other events make the source wait. One source's trouble stays
 * its own.
 */
final class Intake implements FeedSink {
    private static final long EVENT_COST = 1_000;
    private static final long PATIENCE_MILLIS = 100;
    /** A source that tells its history can wait; one that tells what is now must not pile up. */
    private static final long PAST = 10 * Times.SECOND;

    /** Gaps of one stretch of being behind: each is kept, and goes past the limit while memory is short. */
    private static final int MOST_GAPS = 20;

    private final FeedSource source;
    private final long limit;
    private final Inbox inbox;
    private final BiConsumer<Intake, PlantEvent> taker;
    private final LongSupplier clock;
    private final long added;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong samples = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong restarts = new AtomicLong();
    private final Object space = new Object();
    private final Map<EntityId, SourceState> told = new HashMap<>();
    private volatile @Nullable Feed feed;
    private volatile @Nullable AskedPast past;
    private volatile EntityId id;
    private volatile String problem = "";
    private volatile long lastEvent;
    private volatile long lastOwnState;
    private volatile double lagMillis = Double.NaN;
    private volatile long interval;
    private volatile boolean closed;
    private boolean over;
    private final MissedColumns dropped = new MissedColumns(MOST_GAPS);

    Intake(FeedSource source, long limit, Inbox inbox, BiConsumer<Intake, PlantEvent> taker, LongSupplier clock) {
        this.source = source;
        this.limit = limit;
        this.inbox = inbox;
        this.taker = taker;
        this.clock = clock;
        this.added = clock.getAsLong();
        this.id = EntityId.of(EntityKind.SOURCE, source.name());
    }

    FeedSource source() {
        return source;
    }

    /** @return false when it could not be opened; {@link #problem} says why */
    boolean open() {
        Feed made = null;
        try {
            made = source.opener().get();
            feed = made;
            made.open(this);
            past = made instanceof KeepsPast keeper
                    ? keeper.past()
                            .map(h -> new AskedPast(h, keeper.reach(), clock))
                            .orElse(null)
                    : null;
            problem = "";
            if (closed) {
                closeQuietly(made); // it was removed while it opened
            }
            return true;
        } catch (RuntimeException e) {
            failed(e);
            restarts.incrementAndGet();
            if (made != null) {
                closeQuietly(made);
            }
            feed = null;
            return false;
        }
    }

    /** @return false when the source is not there or refused to take it */
    boolean send(Command command) {
        Feed to = feed;
        if (to == null) {
            return false;
        }
        try {
            to.send(command);
            return true;
        } catch (RuntimeException e) {
            failed(e);
            return false;
        }
    }

    @Override
    public void accept(PlantEvent event) {
        if (closed) {
            return;
        }
        lastEvent = clock.getAsLong();
        long cost = event instanceof Frame frame ? Frames.bytes(frame) : EVENT_COST;
        if (event instanceof Frame frame) {
            samples.addAndGet(frame.size());
            if (frame.interval() > interval) {
                interval = frame.interval();
            }
            boolean past = frame.sourceTime() < lastEvent - PAST;
            if (past && !waitForSpace(cost)) {
                return;
            }
            if (!past && waiting.get() + cost > limit) {
                drop(frame);
                return;
            }
            tellDropped();
        } else if (!waitForSpace(cost)) {
            return;
        }
        waiting.addAndGet(cost);
        inbox.add(() -> take(event, cost));
    }

    private void take(PlantEvent event, long cost) {
        waiting.addAndGet(-cost);
        synchronized (space) {
            space.notifyAll();
        }
        if (!over) {
            taker.accept(this, event);
        }
    }

    /** Its end was told: what its thread was still about to hand in would bring it back. Plant thread. */
    void end() {
        over = true;
    }

    private boolean waitForSpace(long cost) {
        synchronized (space) {
            while (!closed && waiting.get() + cost > limit) {
                try {
                    space.wait(PATIENCE_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return !closed;
    }

    private synchronized void drop(Frame frame) {
        // by the slots of the source, of which nothing is known here; a clock that is ahead does not move the hole
        long time = Math.min(frame.sourceTime(), clock.getAsLong());
        dropped.add(1, time, time, frame, null);
    }

    private synchronized void tellDropped() {
        for (Missed lost = dropped.poll(); lost != null; lost = dropped.poll()) {
            Gap gap = lost.gap("the gateway was behind; frames of " + source.name() + " were dropped");
            inbox.add(() -> taker.accept(this, gap));
        }
    }

    void failed(RuntimeException e) {
        errors.incrementAndGet();
        problem = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    void close() {
        closed = true;
        Feed open = feed;
        if (open != null) {
            closeQuietly(open);
        }
    }

    boolean closed() {
        return closed;
    }

    /** The last that was told of each of its sources. Plant thread. */
    Map<EntityId, SourceState> told() {
        return told;
    }

    private void closeQuietly(Feed open) {
        try {
            open.close();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** The source entity of this feed. A feed of several sources has one of its own beside theirs. */
    EntityId id() {
        return id;
    }

    void toldOwnState(long now) {
        lastOwnState = now;
    }

    boolean tellsOwnState(long now) {
        return lastOwnState != 0 && now - lastOwnState < 10 * Times.SECOND;
    }

    /** The longest stretch that a value of it stands for, ns: so long it may be silent. */
    long interval() {
        return interval;
    }

    /** @param ns that the last frame was old when it came */
    void lagged(long ns) {
        lagMillis = ns / (double) Times.MILLI;
    }

    /** NaN before the first frame. */
    double lagMillis() {
        return lagMillis;
    }

    /** What its source itself keeps of the past; null where it keeps nothing. */
    @Nullable
    AskedPast past() {
        return past;
    }

    boolean isOpen() {
        return feed != null;
    }

    String problem() {
        return problem;
    }

    long lastEvent() {
        return lastEvent;
    }

    /** When it was last heard, or added where it never was: from then on it is silent. */
    long silentSince() {
        return Math.max(added, lastEvent);
    }

    long waitingBytes() {
        return waiting.get();
    }

    long errors() {
        return errors.get();
    }

    long restarts() {
        return restarts.get();
    }

    /** Samples since the last call. */
    long takeSamples() {
        return samples.getAndSet(0);
    }
}
