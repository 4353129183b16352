package millwright.connectors.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import millwright.feed.LinkState;
import millwright.feed.LinkState.Condition;
import org.junit.jupiter.api.Test;

/** What a link says of itself. */
class LinkTest {
    @Test
    void sinceIsWhenItBeganToConnectHoweverOftenItTries() throws InterruptedException {
        AtomicLong clock = new AtomicLong();
        BlockingQueue<LinkState> states = new LinkedBlockingQueue<>();
        LinkSettings quick = new LinkSettings("test", 1_500, 8_000, 1, 1, 10, new Random(1));
        Target nobody = new Target("localhost", 1, "", false, null, null, null, "");
        try (Link link = new Link(nobody, quick, clock::incrementAndGet)) {
            link.open(event -> {
                if (event instanceof LinkState state) {
                    states.add(state);
                }
            });
            LinkState first = next(states);
            LinkState second = next(states);
            assertEquals(Condition.CONNECTING, second.condition());
            assertEquals(first.since(), second.since());
        }
    }

    private static LinkState next(BlockingQueue<LinkState> states) throws InterruptedException {
        LinkState state = states.poll(20, TimeUnit.SECONDS);
        assertNotNull(state, "not within 20 s");
        return state;
    }
}
