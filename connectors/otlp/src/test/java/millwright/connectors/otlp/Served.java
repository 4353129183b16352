package millwright.connectors.otlp;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import millwright.connectors.config.ConfigNode;
import millwright.feed.Frame;
import millwright.feed.PlantEvent;

/** A feed that is called on two ports of this machine, and what it tells. */
final class Served implements AutoCloseable {
    final BlockingQueue<PlantEvent> events = new LinkedBlockingQueue<>();
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

    /** The next frame of a metric; null when none comes. */
    Frame frame(String metric, Predicate<Frame> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            PlantEvent event = events.poll(1, TimeUnit.SECONDS);
            if (event instanceof Frame frame
                    && frame.metric().name().equals(metric)
                    && wanted.test(frame)) {
                return frame;
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
