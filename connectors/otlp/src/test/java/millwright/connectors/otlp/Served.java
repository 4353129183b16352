package millwright.connectors.otlp;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import millwright.connectors.config.ConfigNode;
import millwright.feed.Frame;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;

/** A feed that is called on two ports of this machine, and what it tells. */
final class Served implements AutoCloseable {
    final BlockingQueue<PlantEvent> events = new LinkedBlockingQueue<>();
    private final List<PlantEvent> heard = new ArrayList<>();
    final OtlpFeed feed;
    private final Server server;

    /** @param http more keys of the http block */
    Served(String... http) throws IOException {
        String text = "protocol: otlp\nhttp:\n  listen: localhost:0\n" + String.join("", http);
        OtlpConfig config = OtlpConfig.of(ConfigNode.parse("test.yaml", text));
        feed = new OtlpFeed(config, InstantSource.system(), Optional.empty());
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .maxInboundMessageSize(4 << 20);
        feed.services().forEach(builder::addService);
        server = builder.build().start();
    }

    Served open() {
        feed.open(events::add);
        return this;
    }

    int grpcPort() {
        return server.getPort();
    }

    int httpPort() {
        return feed.httpPort();
    }

    /** The first such frame of all that were told; null when none comes. */
    Frame frame(String metric, Predicate<Frame> wanted) throws InterruptedException {
        return first(Frame.class, f -> f.metric().name().equals(metric) && wanted.test(f));
    }

    /** The first such state of a source of all that were told; null when none comes. */
    SourceState state(Predicate<SourceState> wanted) throws InterruptedException {
        return first(SourceState.class, wanted);
    }

    private <T extends PlantEvent> T first(Class<T> type, Predicate<T> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (int at = 0; System.nanoTime() < end; at++) {
            if (at == heard.size()) {
                PlantEvent event = events.poll(20, TimeUnit.SECONDS);
                if (event == null) {
                    return null;
                }
                heard.add(event);
            }
            PlantEvent one = heard.get(at);
            if (type.isInstance(one) && wanted.test(type.cast(one))) {
                return type.cast(one);
            }
        }
        return null;
    }

    @Override
    public void close() {
        server.shutdownNow();
        feed.close();
    }
}
