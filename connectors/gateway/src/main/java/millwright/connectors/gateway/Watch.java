package millwright.connectors.gateway;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.PlantEvent;
import org.jspecify.annotations.Nullable;

/**
 * The merged plant as a feed in this process. Calls its sink from one thread of its own; a sink that is slow enough to
 * overflow its buffer hears of the plant anew, after a gap.
 */
final class Watch implements Feed, Outlet {
    private static final String TOO_SLOW = "the recorder or screen was too slow; the plant is told anew";

    private final Gateway gateway;
    private final AttachRequest request;
    private final ExecutorService thread;
    private volatile @Nullable FeedSink sink;
    private volatile @Nullable Session session;
    private volatile boolean closed;
    /** Time of the newest sample handed on, and whether what came after it was lost. Its own thread. */
    private long lastSample;

    private boolean lost;

    Watch(Gateway gateway, AttachRequest request) {
        this.gateway = gateway;
        this.request = request;
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("watch-" + request.name()).factory());
    }

    @Override
    public String name() {
        return gateway.parts().name();
    }

    @Override
    public void open(FeedSink to) {
        sink = to;
        session = gateway.attach(request, this, thread);
    }

    @Override
    public void send(Command command) {
        Session open = session;
        if (open != null) {
            open.command(command);
        }
    }

    @Override
    public boolean isReady() {
        return !closed;
    }

    @Override
    public void send(Down down) {
        FeedSink to = sink;
        if (to == null || closed) {
            return;
        }
        if (lost) {
            lost = false;
            long now = gateway.parts().clock().getAsLong();
            to.accept(new Gap(null, null, lastSample == 0 ? now : lastSample + 1, now, -1, TOO_SLOW));
        }
        PlantEvent event = down.event();
        if (event != null) {
            to.accept(event);
        }
        if (event instanceof Frame frame) {
            lastSample = Math.max(lastSample, frame.sourceTime());
        }
    }

    @Override
    public void overflowed(String reason) {
        FeedSink to = sink;
        Session before = session;
        if (before != null) {
            before.end();
        }
        if (to != null && !closed) {
            lost = true; // told when samples come again: only then is its end known
            session = gateway.attach(request, this, thread);
        }
    }

    @Override
    public void closed() {
        close();
    }

    @Override
    public void close() {
        closed = true;
        Session open = session;
        if (open != null) {
            open.end();
        }
        thread.shutdown();
    }
}
