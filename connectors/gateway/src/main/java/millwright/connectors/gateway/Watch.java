package millwright.connectors.gateway;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Gap;
import millwright.feed.PlantEvent;
import org.jspecify.annotations.Nullable;

/**
 * The merged plant as a feed in this process. Calls its sink from one thread of its own; a sink that is slow enough to
 * overflow its buffer hears of the plant anew, after a gap.
 */
final class Watch implements Feed, Outlet {
    private final Gateway gateway;
    private final AttachRequest request;
    private final ExecutorService thread;
    private volatile @Nullable FeedSink sink;
    private volatile @Nullable Session session;
    private volatile boolean closed;

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
        PlantEvent event = down.event();
        if (to != null && event != null && !closed) {
            to.accept(event);
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
            long now = gateway.parts().clock().getAsLong();
            to.accept(new Gap(null, null, now, now, -1, "the recorder or screen was too slow; the plant is told anew"));
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
