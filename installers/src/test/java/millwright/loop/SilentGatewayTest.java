package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import millwright.connectors.link.Link;
import millwright.feed.LinkState;
import millwright.feed.LinkState.Condition;
import millwright.plant.v1.PlantGrpc;
import millwright.plant.v1.V1;
import org.junit.jupiter.api.Test;

/** A gateway that answers and then says nothing more, without hanging up. */
class SilentGatewayTest {
    private final BlockingQueue<StreamObserver<V1.PlantMessage>> desks = new LinkedBlockingQueue<>();

    @Test
    void silenceIsStaleAndAWordEndsIt() throws Exception {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress("localhost", 0))
                .addService(new Silent())
                .build()
                .start();
        try (Link link = LinkAndGatewayTest.link(server.getPort())) {
            Desk desk = Desk.of(link);
            desk.await(LinkState.class, s -> s.condition() == Condition.ATTACHED);
            LinkState stale = desk.await(LinkState.class, s -> s.condition() == Condition.STALE);
            assertTrue(stale.detail().contains("nothing heard"), stale.detail());
            int after = desk.count();
            StreamObserver<V1.PlantMessage> open = desks.poll(10, TimeUnit.SECONDS);
            open.onNext(V1.PlantMessage.newBuilder()
                    .setHeartbeat(V1.Heartbeat.getDefaultInstance())
                    .build());
            desk.await(after, LinkState.class, s -> s.condition() == Condition.ATTACHED);
        } finally {
            server.shutdownNow();
        }
    }

    private final class Silent extends PlantGrpc.PlantImplBase {
        @Override
        public StreamObserver<V1.DeskMessage> attach(StreamObserver<V1.PlantMessage> down) {
            down.onNext(V1.PlantMessage.newBuilder()
                    .setEpoch("e")
                    .setWelcome(V1.Welcome.newBuilder().setGateway("silent"))
                    .build());
            desks.add(down);
            return new StreamObserver<>() {
                @Override
                public void onNext(V1.DeskMessage message) {}

                @Override
                public void onError(Throwable problem) {}

                @Override
                public void onCompleted() {}
            };
        }
    }
}
