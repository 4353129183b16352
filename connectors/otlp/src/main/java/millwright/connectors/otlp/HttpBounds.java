package millwright.connectors.otlp;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What all connections of a port hold together. Any thread. */
final class HttpBounds {
    static final int MOST_CONNECTIONS = 256;
    static final long MOST_BYTES = 64L << 20;

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** @return false when there are too many already */
    boolean connected(Channel connection) {
        if (connections.incrementAndGet() > MOST_CONNECTIONS) {
            connections.decrementAndGet();
            return false;
        }
        var unused = connection.closeFuture().addListener(closed -> connections.decrementAndGet());
        return true;
    }

    /** @return false when that is more than all may hold; it is counted nevertheless */
    boolean hold(long more) {
        return bytes.addAndGet(more) <= MOST_BYTES;
    }

    void free(long held) {
        bytes.addAndGet(-held);
    }
}
