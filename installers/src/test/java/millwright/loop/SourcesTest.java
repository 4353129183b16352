package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.connectors.gateway.FeedSource;
import millwright.connectors.gateway.Gateway;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Feed;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.SourceState;
import millwright.hearing.Mute;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Several sources of one gateway, some of them bad. */
@Execution(ExecutionMode.CONCURRENT)
class SourcesTest {
    private final HandFeed left = new HandFeed("left", 3);
    private final HandFeed right = new HandFeed("right", 2);
    private final Gateway gateway = LinkAndGatewayTest.gateway("life", left, right);
    private final Feed watch = gateway.watch("test", new Caller("t", Role.APPROVE), true);
    private final Desk desk = Desk.of(watch);

    @AfterEach
    void close() {
        watch.close();
        gateway.close();
    }

    @Test
    void twoSourcesMakeOnePlant() {
        left.plant(7);
        right.plant(1);
        left.power(7, LinkAndGatewayTest.now(), 100);
        right.power(1, LinkAndGatewayTest.now(), 200);
        desk.await(Frame.class, f -> f.kind() == EntityKind.GPU && f.size() == 2);
        var values = desk.latest.latest(HandFeed.POWER, EntityKind.GPU);
        var plant = desk.latest.plant();
        assertEquals(201, values.values()[plant.slotOf(EntityKind.GPU, right.gpu(1))]);
        assertEquals(102, values.values()[plant.slotOf(EntityKind.GPU, left.gpu(2))]);
    }

    @Test
    void aSourceThatThrowsHarmsNoOtherAndIsTriedAgain() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch second = new CountDownLatch(2);
        gateway.add(new FeedSource("broken", "hand", false, () -> {
            attempts.incrementAndGet();
            second.countDown();
            throw new IllegalStateException("no route to host");
        }));
        left.plant(1);
        left.happened("fine", LinkAndGatewayTest.now());
        desk.await(Occurrence.class, o -> o.id().equals("fine"));
        EntityId broken = EntityId.of(EntityKind.SOURCE, "broken");
        SourceState state = desk.await(SourceState.class, s -> s.source().equals(broken) && s.errors() > 0);
        assertEquals("failed", state.condition());
        assertEquals("no route to host", state.detail());
        assertTrue(second.await(20, TimeUnit.SECONDS), "it is opened again");
    }

    @Test
    void framesThatFitNoRevisionAreCountedAgainstTheirSourceAlone() {
        left.plant(1);
        right.plant(1);
        left.power(99, LinkAndGatewayTest.now(), 5);
        right.power(1, LinkAndGatewayTest.now(), 200);
        desk.await(Frame.class, f -> f.kind() == EntityKind.GPU && f.origin().equals(right.origin()));
        SourceState state = desk.await(
                SourceState.class, s -> s.source().equals(left.origin().source()) && s.errors() > 0);
        assertTrue(state.detail().contains("revision 99"), state.detail());
        assertTrue(desk.all(Frame.class).stream().noneMatch(f -> f.origin().equals(left.origin())));
    }

    @Test
    void aSilentSourceIsSaidToBeStarting() {
        gateway.add(new FeedSource("silent", "hand", false, () -> new Mute("silent")));
        EntityId id = EntityId.of(EntityKind.SOURCE, "silent");
        assertEquals(
                "starting",
                desk.await(SourceState.class, s -> s.source().equals(id)).condition());
    }
}
