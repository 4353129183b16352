package millwright.connectors.logs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import millwright.connectors.source.Backoff;
import millwright.plant.Times;

/** Listens at an address until it is closed; what cannot be opened is tried again, with growing pauses. Runs on one thread. */
abstract class Listener implements AutoCloseable, Runnable {
    private final InetSocketAddress address;
    private final InputState state;
    private volatile boolean closed;

    Listener(InetSocketAddress address, InputState state) {
        this.address = address;
        this.state = state;
    }

    /** Opens the address and listens until that fails or it is closed. */
    abstract void listen(InetSocketAddress at) throws IOException;

    final boolean isClosed() {
        return closed;
    }

    @Override
    public final void run() {
        try {
            while (!closed) {
                try {
                    listen(address);
                } catch (IOException e) {
                    if (!closed) {
                        state.failed("cannot listen on " + address + ": " + e.getMessage());
                    }
                }
                if (!closed) {
                    TimeUnit.NANOSECONDS.sleep(Backoff.after(Times.SECOND, Math.max(1, state.failures())));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
