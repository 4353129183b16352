package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import millwright.connectors.gateway.Binding;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayParts;
import millwright.connectors.gateway.GatewayServer;
import millwright.connectors.link.Link;
import millwright.connectors.link.LinkSettings;
import millwright.connectors.link.Target;
import millwright.feed.ActionHeader;
import millwright.feed.Command;
import millwright.feed.Command.Want;
import millwright.feed.ControlAction;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.LinkState;
import millwright.feed.LinkState.Condition;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Receipt;
import millwright.feed.TimeState;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A desk's link against a real gateway, over loopback and within the process. */
class LinkAndGatewayTest {
    private final HandFeed feed = new HandFeed("plant", 4);
    private Gateway gateway = gateway("life-1", feed);
    private GatewayServer server;
    private Link link;

    static long now() {
        return Times.nanos(Instant.now());
    }

    static Gateway gateway(String epoch, HandFeed... feeds) {
        GatewayParts parts = GatewayParts.live(
                "test",
                Catalogue.standard(),
                LinkAndGatewayTest::now,
                new MemoryJournal(epoch, 10_000),
                new MemoryAudit());
        Gateway made = new Gateway(parts);
        made.start();
        for (HandFeed feed : feeds) {
            made.add(feed.source());
        }
        return made;
    }

    static Link link(int port) {
        LinkSettings quick = new LinkSettings("test desk", 1_500, 8_000, 50, 200, 10, new Random(1));
        return new Link(Target.loopback(port), quick, LinkAndGatewayTest::now);
    }

    static Command.Subscribe power() {
        return new Command.Subscribe(Set.of(new Want(HandFeed.POWER, EntityKind.GPU, 0)));
    }

    private Desk attach() throws IOException {
        server = GatewayServer.listen(gateway, Binding.loopback(0), List.of());
        link = link(server.port());
        link.send(power());
        Desk desk = Desk.of(link);
        desk.await(LinkState.class, s -> s.condition() == Condition.ATTACHED);
        return desk;
    }

    @AfterEach
    void close() {
        link.close();
        server.close();
        gateway.close();
    }

    @Test
    void aDeskSeesThePlantItsValuesAndItsEvents() throws IOException {
        feed.plant(1);
        Desk desk = attach();
        feed.power(1, now(), 500);
        feed.happened("a", now());
        desk.await(Occurrence.class, o -> o.id().equals("a"));
        Frame frame = desk.await(Frame.class, f -> f.metric().equals(HandFeed.POWER));
        assertTrue(frame.origin().simulated());
        assertEquals(503, desk.latest.latest(HandFeed.POWER, EntityKind.GPU).values()[3]);
        assertEquals(feed.gpu(2), desk.latest.plant().at(EntityKind.GPU, 2).id());
    }

    @Test
    void aDeskThatComesLateGetsTheNewestValuesAndWhatStands() throws IOException {
        feed.plant(1);
        feed.power(1, now(), 500);
        feed.happened("before", now());
        Desk desk = attach();
        desk.await(Occurrence.class, o -> o.id().equals("before"));
        desk.await(Frame.class, f -> f.metric().equals(HandFeed.POWER));
    }

    @Test
    void afterALostConnectionTheRestComesFromTheJournalOnce() throws Exception {
        feed.plant(1);
        Desk desk = attach();
        feed.happened("a", now());
        desk.await(Occurrence.class, o -> o.id().equals("a"));
        int port = server.port();
        server.close();
        desk.await(desk.count() - 1, LinkState.class, s -> s.condition() == Condition.CONNECTING);
        feed.happened("b", now());
        feed.happened("c", now());
        server = GatewayServer.listen(gateway, new Binding("localhost", port, null, null, null, null), List.of());
        desk.await(Occurrence.class, o -> o.id().equals("c"));
        assertEquals(
                List.of("a", "b", "c"),
                desk.all(Occurrence.class).stream().map(Occurrence::id).toList());
        assertEquals(
                1,
                desk.all(PlantChanged.class).stream()
                        .filter(PlantChanged::whole)
                        .count());
    }

    @Test
    void afterTheGatewayWasKilledThePlantIsToldAnewWithAGap() throws Exception {
        feed.plant(1);
        Desk desk = attach();
        feed.power(1, now(), 500);
        desk.await(Frame.class, f -> f.metric().equals(HandFeed.POWER));
        int port = server.port();
        server.close();
        gateway.close();
        int before = desk.count();
        HandFeed again = new HandFeed("plant", 5);
        gateway = gateway("life-2", again);
        again.plant(1);
        server = GatewayServer.listen(gateway, new Binding("localhost", port, null, null, null, null), List.of());
        Gap gap = desk.await(before, Gap.class, g -> true);
        assertEquals("the gateway was restarted", gap.reason());
        assertTrue(gap.from() < gap.to());
        again.power(1, now(), 600);
        desk.await(before, Frame.class, f -> f.metric().equals(HandFeed.POWER) && f.size() == 5);
        assertEquals(604, desk.latest.latest(HandFeed.POWER, EntityKind.GPU).values()[4]);
    }

    @Test
    void theHistoryIsAskedOverTheLink() throws Exception {
        feed.plant(1);
        Desk desk = attach();
        long time = now();
        feed.power(1, time, 500);
        desk.await(Frame.class, f -> f.metric().equals(HandFeed.POWER));
        WindowQuery query = WindowQuery.one(HandFeed.POWER, feed.gpu(1), time - Times.SECOND, time + Times.SECOND, 2);
        List<Window> windows = link.query(query).toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals(501, windows.getFirst().newest());
        assertTrue(link.describe().find(HandFeed.POWER).isPresent());
    }

    @Test
    void goingBackInTimeMovesThisDeskAlone() throws Exception {
        feed.plant(1);
        Desk desk = attach();
        long time = now() - 10 * Times.SECOND;
        feed.power(1, time, 100);
        feed.power(1, time + 8 * Times.SECOND, 900);
        desk.await(Frame.class, f -> f.values().asDouble(0) == 900);
        int before = desk.count();
        link.send(new Command.Seek(time + 2 * Times.SECOND, 0));
        desk.await(before, TimeState.class, t -> t.mode() == TimeState.Mode.REPLAY && t.speed() == 0);
        Frame past = desk.await(before, Frame.class, f -> f.metric().equals(HandFeed.POWER));
        assertEquals(100, past.values().asDouble(0));
        link.send(new Command.GoLive());
        desk.await(before, TimeState.class, t -> t.mode() == TimeState.Mode.LIVE);
        int live = desk.count();
        feed.power(1, now(), 950);
        desk.await(
                live,
                Frame.class,
                f -> f.metric().equals(HandFeed.POWER) && f.values().asDouble(0) == 950);
    }

    @Test
    void whatIsProposedWhileTheGatewayIsAwayIsAnsweredWhenItIsBack() throws Exception {
        feed.plant(1);
        Desk desk = attach();
        int port = server.port();
        server.close();
        desk.await(desk.count() - 1, LinkState.class, s -> s.condition() == Condition.CONNECTING);
        link.send(proposal("while-away"));
        server = GatewayServer.listen(gateway, Binding.loopback(port), List.of());
        desk.await(PlantEvent.class, e -> e instanceof Receipt r && r.key().equals("while-away"));
    }

    @Test
    void moreCommandsThanMayWaitAreRefusedNotForgotten() throws Exception {
        Desk desk = attach();
        server.close();
        desk.await(desk.count() - 1, LinkState.class, s -> s.condition() == Condition.CONNECTING);
        for (int i = 0; i < 11; i++) {
            link.send(proposal("k" + i));
        }
        Receipt refused = desk.await(Receipt.class, r -> r.answer() == Receipt.Answer.REFUSED);
        assertEquals("k10", refused.key());
    }

    private Command.Propose proposal(String key) {
        return new Command.Propose(new ControlAction.Drain(
                new ActionHeader(key, "test", ActionHeader.ProposerKind.PERSON, now(), now() + Times.HOUR, 0, "a test"),
                List.of(feed.node())));
    }
}
