package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import millwright.connectors.gateway.Binding;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayParts;
import millwright.connectors.gateway.GatewayServer;
import millwright.connectors.link.Link;
import millwright.connectors.link.LinkSettings;
import millwright.connectors.link.Target;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.desk.model.DeskModel;
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
import millwright.feed.Priority;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import millwright.plant.v1.PlantGrpc;
import millwright.plant.v1.V1;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A desk's link against a real gateway, over loopback and within the process. */
@Execution(ExecutionMode.CONCURRENT)
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
    void aDeskThatAsksForSomeEntitiesGetsTheseAlone() throws IOException {
        feed.plant(1);
        feed.power(1, now(), 500);
        Desk desk = attach();
        desk.await(Frame.class, f -> f.metric().equals(HandFeed.POWER) && f.size() > 1);
        link.send(new Command.Subscribe(
                Set.of(new Want(HandFeed.POWER, EntityKind.GPU, 0, Set.of(feed.gpu(1), feed.gpu(3))))));
        // the newest that it had of these two, so from here on the wishes hold
        desk.await(Frame.class, f -> Arrays.equals(new int[] {1, 3}, f.slots()));
        feed.power(1, now(), 700);
        Frame frame = desk.await(
                Frame.class,
                f -> f.metric().equals(HandFeed.POWER) && f.values().asDouble(0) >= 700);
        assertArrayEquals(new int[] {1, 3}, frame.slots());
        assertEquals(703, desk.latest.latest(HandFeed.POWER, EntityKind.GPU).values()[3]);
        assertEquals(502, desk.latest.latest(HandFeed.POWER, EntityKind.GPU).values()[2], "as it was told before");
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
    void whatTheNewGatewayDoesNotKnowIsEndedOnADeskThatSawTheOld() throws Exception {
        feed.plant(1);
        feed.found("ghost", now());
        server = GatewayServer.listen(gateway, Binding.loopback(0), List.of());
        int port = server.port();
        link = link(port);
        try (DeskModel model = new DeskModel(Catalogue.standard(), System::nanoTime, now())) {
            model.attach(link, link);
            until(() -> model.situation().alarms().containsKey("ghost"));
            server.close();
            gateway.close();
            HandFeed again = new HandFeed("plant", 4);
            gateway = gateway("life-2", again);
            again.plant(1);
            again.found("still", now());
            server = GatewayServer.listen(gateway, Binding.loopback(port), List.of());
            until(() -> model.situation().alarms().keySet().equals(Set.of("still")));
            assertFalse(model.situation().findings().get("ghost").active());
            assertTrue(model.situation().findings().get("still").active());
            assertTrue(model.situation().occurrences().stream()
                    .anyMatch(o -> o.what().equals("gateway.anew")
                            && o.text().startsWith("unacknowledged alarm ended: hot")
                            && o.priority() == Priority.HIGH));
        }
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 20 s");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void whatCannotBeReadIsCountedAndStandsAmongTheSources() throws Exception {
        Unreadable service = new Unreadable();
        Server raw = NettyServerBuilder.forAddress(new InetSocketAddress("localhost", 0))
                .addService(service)
                .build()
                .start();
        server = GatewayServer.inProcess(gateway, "unused", new Caller("t", Role.WATCH));
        try {
            link = link(raw.getPort());
            Desk desk = Desk.of(link);
            SourceState state = desk.await(SourceState.class, s -> s.errors() == 2);
            assertEquals("failed", state.condition());
            assertTrue(state.detail().startsWith("2 messages of localhost:"), state.detail());
            assertTrue(state.detail().contains("frame"), state.detail());
            assertEquals(
                    1,
                    desk.all(Occurrence.class).stream()
                            .filter(o -> o.what().equals("link.unread"))
                            .count());
        } finally {
            raw.shutdownNow();
        }
    }

    /** Welcomes, sends two frames that make no sense, and says that this was all. */
    private static final class Unreadable extends PlantGrpc.PlantImplBase {
        @Override
        public StreamObserver<V1.DeskMessage> attach(StreamObserver<V1.PlantMessage> down) {
            down.onNext(message().setWelcome(V1.Welcome.newBuilder()).build());
            for (int i = 0; i < 2; i++) {
                down.onNext(message().setFrame(V1.Frame.newBuilder().setSize(3)).build());
            }
            down.onNext(message()
                    .setSequence(1)
                    .setHeartbeat(V1.Heartbeat.newBuilder())
                    .build());
            return new StreamObserver<>() {
                @Override
                public void onNext(V1.DeskMessage message) {}

                @Override
                public void onError(Throwable problem) {}

                @Override
                public void onCompleted() {}
            };
        }

        private static V1.PlantMessage.Builder message() {
            return V1.PlantMessage.newBuilder().setEpoch("e");
        }
    }

    @Test
    void aRecorderOverTheWireGetsEverySampleWithoutNamingIt() throws IOException {
        feed.plant(1);
        server = GatewayServer.listen(gateway, Binding.loopback(0), List.of());
        link = link(server.port());
        link.everything();
        Desk desk = Desk.of(link);
        desk.await(LinkState.class, s -> s.telling() == LinkState.Telling.ALL);
        long time = now();
        for (int i = 0; i < 500; i++) {
            feed.power(1, time + i, i);
        }
        desk.await(Frame.class, f -> f.sourceTime() == time + 499);
        assertEquals(
                500,
                desk.all(Frame.class).stream()
                        .filter(f -> f.metric().equals(HandFeed.POWER) && f.sourceTime() >= time)
                        .count());
        assertEquals(List.of(), desk.all(Gap.class));
    }

    @Test
    void anAnswerThatWouldBeTooLargeIsRefusedWithTheBoundAndTheRemedy() throws IOException {
        feed.plant(1);
        attach();
        List<EntityId> many = Collections.nCopies(1_000, feed.gpu(0));
        var merged = link.query(new WindowQuery(HandFeed.POWER, many, 0, Times.HOUR, 5_000, true));
        ExecutionException problem = assertThrows(
                ExecutionException.class, () -> merged.toCompletableFuture().get(10, TimeUnit.SECONDS));
        assertTrue(
                problem.getMessage().contains("4000000")
                        && problem.getMessage().contains("ask for fewer entities or columns"),
                problem.getMessage());
    }

    @Test
    void whenThePlantThreadDiedDesksGoStaleAndWhoAttachesHearsWhy() throws IOException {
        AtomicBoolean broken = new AtomicBoolean();
        gateway.close();
        gateway = new Gateway(GatewayParts.live(
                "test",
                Catalogue.standard(),
                () -> {
                    if (broken.get() && Thread.currentThread().getName().equals("plant")) {
                        throw new AssertionError("made to fail");
                    }
                    return now();
                },
                new MemoryJournal("life", 10_000),
                new MemoryAudit()));
        gateway.start();
        Desk desk = attach();
        broken.set(true);
        desk.await(LinkState.class, s -> s.condition() == Condition.STALE);
        try (Link second = link(server.port())) {
            LinkState refused =
                    Desk.of(second).await(LinkState.class, s -> s.detail().contains("made to fail"));
            assertTrue(refused.detail().contains("the plant thread of test ended by a fault"), refused.detail());
        }
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
        long time = now() - 9 * Times.SECOND; // what is older at a start is told to nobody but recorders
        feed.power(1, time, 100);
        feed.power(1, time + 8 * Times.SECOND, 900);
        desk.await(Frame.class, f -> f.values().asDouble(0) == 900);
        int before = desk.count();
        link.send(new Command.Seek(time + 2 * Times.SECOND, 0));
        desk.await(before, TimeState.class, t -> t.mode() == TimeState.Mode.REPLAY && t.speed() == 0);
        Frame past = desk.await(before, Frame.class, f -> f.metric().equals(HandFeed.POWER));
        assertEquals(100, past.values().asDouble(0));
        assertTrue(Math.abs(past.sourceTime() - time) <= Times.SECOND, "it says when it was measured");
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
    void whoPlaysThePastFasterThanItHappenedIsLiveOnceItHasCaughtUp() throws Exception {
        feed.plant(1);
        Desk desk = attach();
        desk.await(PlantChanged.class, p -> true);
        int before = desk.count();
        link.send(new Command.Seek(now() - 30 * Times.SECOND, 60));
        desk.await(before, TimeState.class, t -> t.mode() == TimeState.Mode.REPLAY && t.speed() == 60);
        int played = desk.count();
        desk.await(played, TimeState.class, t -> t.mode() == TimeState.Mode.LIVE && t.speed() == 1);
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
