package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import millwright.feed.AuditHead;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.PlantEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plant in this program is worked out while the window is still to be drawn, and told once it is. */
@Timeout(30)
class HeldBackTest {
    private static final PlantEvent WORD = new AuditHead(1, "hash", 2);

    private final CountDownLatch drawn = new CountDownLatch(1);
    private final CountDownLatch workedOut = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final BlockingQueue<PlantEvent> heard = new LinkedBlockingQueue<>();
    private final Feed held = new HeldBack(new Working(), drawn);

    @AfterEach
    void close() {
        held.close();
    }

    @Test
    void isWorkedOutBeforeAndHeardFromThatMomentOn() throws InterruptedException {
        held.open(heard::add);
        assertTrue(workedOut.await(10, TimeUnit.SECONDS), "it waits before it has worked anything out");
        assertNull(heard.poll(100, TimeUnit.MILLISECONDS));
        drawn.countDown();
        assertEquals(WORD, heard.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void isNeverHeardWhenItIsClosedBefore() throws InterruptedException {
        held.open(heard::add);
        workedOut.await();
        held.close();
        assertTrue(over.await(10, TimeUnit.SECONDS), "its thread goes on waiting");
        drawn.countDown();
        assertNull(heard.poll(100, TimeUnit.MILLISECONDS));
    }

    /** Works something out on a thread of its own and tells it. */
    private final class Working implements Feed {
        private volatile @Nullable Thread running;

        @Override
        public String name() {
            return "working";
        }

        @Override
        public void open(FeedSink sink) {
            running = Thread.ofPlatform().daemon().start(() -> {
                workedOut.countDown();
                sink.accept(WORD);
                over.countDown();
            });
        }

        @Override
        public void send(Command command) {}

        @Override
        public void close() {
            Thread working = running;
            if (working != null) {
                working.interrupt();
            }
        }
    }
}
