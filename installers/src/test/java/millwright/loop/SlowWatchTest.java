package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayParts;
import millwright.connectors.gateway.Limits;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Feed;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.plant.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A sink in the gateway's own program that does not keep up. */
@Execution(ExecutionMode.CONCURRENT)
class SlowWatchTest {
    @Test
    void whatASlowSinkLostReachesFromItsLastSampleToTheNext() throws InterruptedException {
        HandFeed feed = new HandFeed("plant", 2);
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Gateway gateway = new Gateway(GatewayParts.live(
                        "test",
                        Catalogue.standard(),
                        LinkAndGatewayTest::now,
                        new MemoryJournal("life", 10_000),
                        new MemoryAudit())
                .with(new Limits(64 << 20, 20_000, 1 << 20, 100 << 20, 10)));
        gateway.start();
        gateway.add(feed.source());
        Desk desk = new Desk();
        try (Feed watch = gateway.watch("slow", new Caller("t", Role.WATCH), false)) {
            watch.open(event -> {
                desk.accept(event);
                if (event instanceof Occurrence o && o.id().equals("stuck")) {
                    stuck.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            });
            watch.send(LinkAndGatewayTest.power());
            feed.plant(1);
            long time = LinkAndGatewayTest.now();
            feed.power(1, time, 500);
            desk.await(Frame.class, f -> f.sourceTime() == time);
            feed.happened("stuck", time);
            stuck.await();
            int before = desk.count();
            for (int i = 0; i < 100; i++) {
                feed.happened("more-" + i, time);
            }
            feed.happened("last", time);
            // a second sink that has heard the last knows that the first was offered it
            try (Feed other = gateway.watch("quick", new Caller("t", Role.WATCH), false)) {
                Desk.of(other).await(Occurrence.class, o -> o.id().equals("last"));
            }
            goOn.countDown();
            Gap gap = desk.await(before, Gap.class, g -> true);
            assertEquals(time + 1, gap.from());
            assertTrue(gap.to() > gap.from() && gap.to() <= LinkAndGatewayTest.now(), gap.toString());
            desk.await(before, PlantChanged.class, PlantChanged::whole);
        } finally {
            gateway.close();
        }
    }
}
