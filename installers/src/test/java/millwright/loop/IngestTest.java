package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import millwright.connectors.gateway.Binding;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayServer;
import millwright.connectors.wire.EventCodec;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.v1.IngestGrpc;
import millwright.plant.v1.V1;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A source that pushes columns by itself. */
@Execution(ExecutionMode.CONCURRENT)
class IngestTest {
    private final Gateway gateway = LinkAndGatewayTest.gateway("life");
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private GatewayServer server;
    private ManagedChannel channel;
    private StreamObserver<V1.PushMessage> up;

    @BeforeEach
    void push() throws Exception {
        server = GatewayServer.listen(gateway, Binding.loopback(0), List.of());
        channel = NettyChannelBuilder.forAddress("localhost", server.port())
                .usePlaintext()
                .build();
        up = IngestGrpc.newStub(channel).push(up(end));
    }

    private static StreamObserver<V1.PushReply> up(CompletableFuture<Status> end) {
        return new StreamObserver<>() {
            @Override
            public void onNext(V1.PushReply reply) {}

            @Override
            public void onError(Throwable problem) {
                end.complete(Status.fromThrowable(problem));
            }

            @Override
            public void onCompleted() {
                end.complete(Status.OK);
            }
        };
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.close();
        gateway.close();
    }

    private static V1.PushMessage hello(String name) {
        return V1.PushMessage.newBuilder()
                .setHello(V1.PushHello.newBuilder().setName(name).setSimulated(true))
                .build();
    }

    /** What a feed of ours tells, as a pushing source would send it. */
    private FeedSink pushing() {
        return event -> {
            V1.PlantMessage down = EventCodec.encode("", 0, event);
            V1.PushMessage.Builder message = V1.PushMessage.newBuilder();
            if (down.hasPlantChanged()) {
                message.setPlantChanged(down.getPlantChanged());
            } else {
                message.setFrame(down.getFrame());
            }
            up.onNext(message.build());
        };
    }

    @Test
    void whatIsPushedIsPartOfThePlant() {
        up.onNext(hello("rack-agent"));
        HandFeed feed = new HandFeed("pushed", 3);
        feed.open(pushing());
        feed.plant(1);
        feed.power(1, LinkAndGatewayTest.now(), 700);
        try (Feed watch = gateway.watch("test", new Caller("t", Role.APPROVE), true)) {
            Desk desk = Desk.of(watch);
            desk.await(
                    PlantEvent.class, e -> desk.latest.plant().find(feed.gpu(2)).isPresent());
            assertTrue(desk.latest.plant().entities().stream()
                    .anyMatch(e -> e instanceof Entity.Source s && s.name().equals("rack-agent") && s.simulated()));
            feed.power(1, LinkAndGatewayTest.now(), 701);
            Frame frame = desk.await(
                    Frame.class, f -> f.kind() == EntityKind.GPU && f.values().asDouble(0) == 701);
            assertEquals(703, frame.values().asDouble(2));
        }
    }

    @Test
    void aSourceThatEndsOrIsLostSaysSo() {
        try (Feed watch = gateway.watch("test", new Caller("t", Role.APPROVE), true)) {
            Desk desk = Desk.of(watch);
            up.onNext(hello("agent"));
            desk.await(SourceState.class, s -> s.source().text().equals("source:agent"));
            up.onCompleted();
            SourceState ended = desk.await(
                    SourceState.class,
                    s -> s.source().text().equals("source:agent")
                            && s.condition().equals("ended"));
            assertEquals("the source said that it ends", ended.detail());
            int before = desk.count();
            IngestGrpc.newStub(channel).push(up(new CompletableFuture<>())).onNext(hello("agent"));
            desk.await(
                    before,
                    SourceState.class,
                    s -> s.source().text().equals("source:agent")
                            && s.condition().equals("starting"));
            channel.shutdownNow();
            SourceState lost = desk.await(
                    before,
                    SourceState.class,
                    s -> s.source().text().equals("source:agent")
                            && s.condition().equals("failed"));
            assertTrue(lost.detail().startsWith("the connection was lost"), lost.detail());
        }
    }

    @Test
    void aSourceThatDoesNotGreetOrLiesIsRefusedByField() throws Exception {
        up.onNext(V1.PushMessage.newBuilder()
                .setFrame(V1.Frame.newBuilder().setSize(7))
                .build());
        Status status = end.get(10, TimeUnit.SECONDS);
        assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode());
        assertTrue(String.valueOf(status.getDescription()).startsWith("field hello.name"), status.toString());
    }
}
