package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import millwright.connectors.gateway.FeedSource;
import millwright.connectors.gateway.Gateway;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.SourceState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A source that is taken away again, at any moment. */
@Execution(ExecutionMode.CONCURRENT)
class RemovedSourceTest {
    private final Gateway gateway = LinkAndGatewayTest.gateway("life");

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aSourceThatIsRemovedWhileItOpensIsClosedAndDoesNotStayOk() throws InterruptedException {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch mayOpen = new CountDownLatch(1);
        CountDownLatch closedAfterwards = new CountDownLatch(1);
        Feed slow = new Feed() {
            private volatile boolean opened;

            @Override
            public String name() {
                return "slow";
            }

            @Override
            public void open(FeedSink sink) {
                opening.countDown();
                try {
                    mayOpen.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                opened = true;
            }

            @Override
            public void send(Command command) {}

            @Override
            public void close() {
                if (opened) {
                    closedAfterwards.countDown();
                }
            }
        };
        try (Feed watch = gateway.watch("test", new Caller("t", Role.APPROVE), true)) {
            Desk desk = Desk.of(watch);
            gateway.add(new FeedSource("slow", "hand", true, () -> slow));
            assertTrue(opening.await(20, TimeUnit.SECONDS));
            gateway.remove("slow");
            mayOpen.countDown();
            assertTrue(closedAfterwards.await(20, TimeUnit.SECONDS), "nobody else would ever close it");
            desk.await(
                    SourceState.class,
                    s -> s.source().text().equals("source:slow")
                            && s.condition().equals("ended"));
        }
    }
}
