package millwright.connectors.link;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import millwright.connectors.wire.EventCodec;
import millwright.feed.AuditHead;
import millwright.feed.LinkState;
import millwright.feed.LinkState.Condition;
import millwright.feed.PlantEvent;
import millwright.plant.Times;
import millwright.plant.v1.PlantGrpc;
import millwright.plant.v1.V1;
import org.junit.jupiter.api.Test;

/** A gateway that answers and then says nothing more, without hanging up. Time is the test's own. */
class SilentGatewayTest {
    private static final long MILLI = Times.MILLI;
    /** A desk must say within this that it hears nothing. */
    private static final long BOUND = 2_000 * MILLI;
    /** A gateway speaks twice a second: one word that is late is no silence. */
    private static final long PATIENT = 1_000 * MILLI;

    private final BlockingQueue<StreamObserver<V1.PlantMessage>> desks = new LinkedBlockingQueue<>();
    private final BlockingQueue<PlantEvent> heard = new LinkedBlockingQueue<>();
    /** Told on the way to a word. */
    private final BlockingQueue<LinkState> states = new LinkedBlockingQueue<>();

    private final SteppedThread thread = new SteppedThread();
    private int words;

    @Test
    void silenceIsSaidWithinTwoSecondsOfTheLastWordWheneverThatCame() throws Exception {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress("localhost", 0))
                .addService(new Silent())
                .build()
                .start();
        Target target = Target.loopback(server.getPort());
        try (Link link = new Link(target, LinkSettings.standard("test"), thread::nanoTime, thread::nanoTime, thread)) {
            link.open(heard::add);
            await(Condition.ATTACHED);
            StreamObserver<V1.PlantMessage> gateway = desks.poll(20, TimeUnit.SECONDS);
            assertNotNull(gateway);
            for (int phase = 0; phase < 1_000; phase += 37) {
                move(phase * MILLI);
                say(gateway);
                long lastWord = thread.nanoTime();
                LinkState stale = silence();
                long after = stale.since() - lastWord;
                assertTrue(after <= BOUND, () -> "said after " + after / MILLI + " ms");
                assertTrue(after > PATIENT, () -> "said after " + after / MILLI + " ms already");
                assertTrue(stale.detail().contains("nothing heard"), stale.detail());
                say(gateway);
                await(Condition.ATTACHED);
            }
        } finally {
            server.shutdownNow();
        }
    }

    /** A word, and it arrived. */
    private void say(StreamObserver<V1.PlantMessage> gateway) throws InterruptedException {
        AuditHead word = new AuditHead(++words, "h", 1);
        heard.clear();
        gateway.onNext(EventCodec.encode("e", 0, word));
        PlantEvent event = next();
        while (!(event instanceof AuditHead head && head.count() == words)) {
            if (event instanceof LinkState state) {
                states.add(state);
            }
            event = next();
        }
    }

    private void move(long nanos) throws Exception {
        long to = thread.nanoTime() + nanos;
        while (thread.nanoTime() < to) {
            thread.advance(to - thread.nanoTime());
        }
    }

    /** Nothing comes, millisecond by millisecond, until the link says so. */
    private LinkState silence() throws Exception {
        long began = thread.nanoTime();
        while (thread.nanoTime() < began + 2 * BOUND) {
            move(MILLI);
            PlantEvent event = heard.poll();
            if (event instanceof LinkState state && state.condition() == Condition.STALE) {
                return state;
            }
        }
        throw new AssertionError("nothing said in " + 2 * BOUND / MILLI + " ms");
    }

    private void await(Condition condition) throws InterruptedException {
        while (true) {
            LinkState told = states.poll();
            PlantEvent event = told == null ? next() : told;
            if (event instanceof LinkState state && state.condition() == condition) {
                return;
            }
        }
    }

    private PlantEvent next() throws InterruptedException {
        PlantEvent event = heard.poll(20, TimeUnit.SECONDS);
        assertNotNull(event, "nothing for 20 s");
        return event;
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
