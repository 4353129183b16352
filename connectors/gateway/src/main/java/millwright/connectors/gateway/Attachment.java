package millwright.connectors.gateway;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import millwright.control.Caller;
import millwright.feed.Command.Want;
import millwright.feed.Frame;
import org.jspecify.annotations.Nullable;

/**
 * One desk on one scope. The plant thread offers, the executor sends while the outlet is ready; what must wait is
 * bounded by {@link Waiting}, so that a desk that does not read costs a few MiB and delays nobody.
 */
final class Attachment {
    /** What may wait for a recorder, which gets every sample: some seconds of the largest plant. */
    private static final long RECORDER_BYTES = 256L << 20;

    private static final Logger LOG = System.getLogger(Attachment.class.getName());

    private final Caller caller;
    private final String epoch;
    private final Outlet outlet;
    private final Executor executor;
    private final Waiting waiting;
    private final Wants wants = new Wants();
    private final AtomicInteger wakes = new AtomicInteger();
    private @Nullable Supplier<@Nullable Down> backlog;
    private boolean away;
    private boolean ended;

    Attachment(Caller caller, String epoch, Outlet outlet, Executor executor, Limits limits, long begun) {
        this.caller = caller;
        this.epoch = epoch;
        this.outlet = outlet;
        this.executor = executor;
        this.waiting = new Waiting(limits.events(), limits.gauges(), begun);
    }

    Caller caller() {
        return caller;
    }

    Outlet outlet() {
        return outlet;
    }

    /** What comes before everything that is offered; answers null at its end. */
    synchronized void startWith(Supplier<@Nullable Down> first) {
        backlog = first;
        wake();
    }

    synchronized void want(Set<Want> replacement) {
        wants.replace(replacement);
    }

    synchronized void wantAll() {
        wants.all();
        waiting.keepAll(RECORDER_BYTES);
    }

    synchronized boolean records() {
        return wants.isAll();
    }

    /** In the past, an attachment hears of live samples nothing. */
    synchronized void away(boolean inThePast) {
        away = inThePast;
        if (inThePast) {
            waiting.clearSamples();
        } else {
            wants.anew();
        }
    }

    /** Plant thread. Of a frame it takes what is wanted and due. */
    void offer(Down down) {
        boolean fits;
        synchronized (this) {
            Frame frame = down.frame();
            Down mine = frame == null ? down : away ? null : wants.due(down, frame);
            if (ended || mine == null) {
                return;
            }
            fits = waiting.add(mine);
        }
        if (fits) {
            wake();
        } else {
            overflow();
        }
    }

    /** A message for this attachment alone; any thread. */
    void tell(Down down) {
        boolean fits;
        synchronized (this) {
            if (ended) {
                return;
            }
            fits = waiting.add(down);
        }
        if (fits) {
            wake();
        } else {
            overflow();
        }
    }

    private void overflow() {
        end();
        execute(() -> outlet.overflowed("more events wait than this desk may hold; attach again to resume"));
    }

    /** The outlet may be ready again; any thread. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            execute(this::send);
        }
    }

    private void execute(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            // The desk or the gateway closed meanwhile.
            end();
        }
    }

    private void send() {
        try {
            sendAll();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "the attachment of " + caller.name() + " broke off", e);
            end();
            wakes.set(0);
        }
    }

    private void sendAll() {
        int seen;
        do {
            seen = wakes.get();
            while (outlet.isReady()) {
                Down next = next();
                if (next == null) {
                    break;
                }
                outlet.send(next);
            }
        } while (!wakes.compareAndSet(seen, 0));
    }

    private @Nullable Down next() {
        Supplier<@Nullable Down> first;
        synchronized (this) {
            if (ended) {
                return null;
            }
            first = backlog;
        }
        if (first != null) {
            Down down = first.get();
            if (down != null) {
                return down;
            }
            synchronized (this) {
                backlog = null;
            }
        }
        synchronized (this) {
            return ended ? null : waiting.next(epoch);
        }
    }

    synchronized void end() {
        ended = true;
        backlog = null;
        waiting.clear();
    }

    synchronized boolean ended() {
        return ended;
    }

    synchronized long waitingBytes() {
        return waiting.bytes();
    }
}
