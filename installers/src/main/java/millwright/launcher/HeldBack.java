package millwright.launcher;

import java.util.concurrent.CountDownLatch;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.PlantEvent;

/**
 * A feed that begins at once and is heard only from a moment on: what it has to work out before its first word it works
 * out meanwhile, then its own thread waits. One that is closed while it waits is not heard at all.
 */
record HeldBack(Feed feed, CountDownLatch until) implements Feed {
    @Override
    public String name() {
        return feed.name();
    }

    @Override
    public void open(FeedSink sink) {
        feed.open(event -> tell(event, sink));
    }

    private void tell(PlantEvent event, FeedSink sink) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // its feed sees by this that it was closed
            return;
        }
        sink.accept(event);
    }

    @Override
    public void send(Command command) {
        feed.send(command);
    }

    @Override
    public void close() {
        feed.close();
    }
}
