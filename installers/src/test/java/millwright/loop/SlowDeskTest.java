package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import millwright.connectors.gateway.Binding;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayServer;
import millwright.connectors.link.Link;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.LinkState;
import millwright.feed.LinkState.Condition;
import millwright.feed.Occurrence;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Desks that stop reading, beside one that does not. */
@Execution(ExecutionMode.CONCURRENT)
class SlowDeskTest {
    private static final int STALLED = 8;

    private final HandFeed feed = new HandFeed("plant", 20_000);
    private final Gateway gateway = LinkAndGatewayTest.gateway("life", feed);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Link> links = new ArrayList<>();
    private final GatewayServer server = server();

    private GatewayServer server() {
        try {
            return GatewayServer.listen(gateway, Binding.loopback(0), List.of());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Link link() {
        Link link = LinkAndGatewayTest.link(server.port());
        link.send(LinkAndGatewayTest.power());
        links.add(link);
        return link;
    }

    /** Stops reading at the first sample until it is released. */
    private Desk stalled() {
        Desk desk = new Desk();
        link().open(event -> {
            desk.accept(event);
            if (event instanceof Frame) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        return desk;
    }

    @AfterEach
    void close() {
        release.countDown();
        links.forEach(Link::close);
        server.close();
        gateway.close();
    }

    @Test
    void stalledDesksDelayNobodyCostLittleAndCatchUp() {
        feed.plant(1);
        List<Desk> slow = IntStream.range(0, STALLED).mapToObj(i -> stalled()).toList();
        Desk quick = Desk.of(link());
        List<Desk> all = new ArrayList<>(slow);
        all.add(quick);
        all.forEach(d -> d.await(LinkState.class, s -> s.condition() == Condition.ATTACHED));
        for (int i = 0; i < 1_500; i++) {
            long now = LinkAndGatewayTest.now();
            feed.power(1, now, i);
            if (i % 10 == 0) {
                feed.happened("e" + i, now);
            }
            if (i % 100 == 0) {
                // Not faster than the gateway takes it: this is about desks, not about its way in.
                String id = "e" + i;
                quick.await(Occurrence.class, o -> o.id().equals(id));
            }
        }
        quick.await(Occurrence.class, o -> o.id().equals("e1490"));
        quick.await(Frame.class, f -> f.kind() == EntityKind.GPU && f.values().asDouble(0) == 1_499);
        EntityId self = EntityId.of(EntityKind.SOURCE, "gateway");
        int from = quick.count();
        quick.await(from, SourceState.class, s -> s.source().equals(self));
        double waiting = gateway.latest()
                .latest(new MetricId("gateway.buffer"), EntityKind.SOURCE)
                .values()[gateway.plant().slotOf(EntityKind.SOURCE, self)];
        assertTrue(waiting > 0 && waiting <= STALLED * 16.0 * (1 << 20), () -> waiting + " bytes wait");
        release.countDown();
        for (Desk desk : slow) {
            desk.await(Occurrence.class, o -> o.id().equals("e1490"));
            desk.await(
                    Frame.class, f -> f.kind() == EntityKind.GPU && f.values().asDouble(0) == 1_499);
            List<String> ids =
                    desk.all(Occurrence.class).stream().map(Occurrence::id).toList();
            assertEquals(IntStream.range(0, 150).mapToObj(i -> "e" + 10 * i).toList(), ids);
            assertTrue(desk.all(Gap.class).stream().anyMatch(g -> g.count() > 0), "what was coalesced is said");
        }
    }

    @Test
    void moreEventsThanADeskMayHoldEndItsAttachmentAndComeFromTheJournal() {
        feed.plant(1);
        Desk slow = stalled();
        slow.await(LinkState.class, s -> s.condition() == Condition.ATTACHED);
        feed.power(1, LinkAndGatewayTest.now(), 1);
        slow.await(Frame.class, f -> true);
        String text = "x".repeat(2_000);
        int events = 6_000;
        for (int i = 0; i < events; i++) {
            feed.happened("e" + i, LinkAndGatewayTest.now(), text);
        }
        Desk quick = Desk.of(link());
        quick.await(Occurrence.class, o -> o.id().equals("e" + (events - 1)));
        int before = slow.count();
        release.countDown();
        LinkState lost = slow.await(before, LinkState.class, s -> s.condition() == Condition.CONNECTING);
        assertTrue(lost.detail().contains("attach again to resume"), lost.detail());
        slow.await(Occurrence.class, o -> o.id().equals("e" + (events - 1)));
        List<String> ids =
                slow.all(Occurrence.class).stream().map(Occurrence::id).toList();
        assertEquals(IntStream.range(0, events).mapToObj(i -> "e" + i).toList(), ids);
    }
}
