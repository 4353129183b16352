package millwright.connectors.logs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import millwright.connectors.source.Backoff;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Syslog over TCP (RFC 6587), octet counted or line by line. A virtual thread a connection; at most 1,024 of them, then
 * the one that was silent for the longest gives way, so that half-open peers cannot keep others out.
 */
final class TcpListener implements AutoCloseable, Runnable {
    private final InetSocketAddress address;
    private final LineParser parser;
    private final LogIntake intake;
    private final InputState state;
    private final LongSupplier clock;
    private final int most;
    private final Map<Socket, AtomicLong> connections = new ConcurrentHashMap<>();
    private final Reading reading = new Reading("tcp/" + System.nanoTime());
    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable ServerSocket socket;
    private volatile boolean closed;

    TcpListener(
            InetSocketAddress address,
            LineParser parser,
            LogIntake intake,
            InputState state,
            LongSupplier clock,
            int most) {
        this.address = address;
        this.parser = parser;
        this.intake = intake;
        this.state = state;
        this.clock = clock;
        this.most = most;
    }

    @Override
    public void run() {
        try {
            while (!closed) {
                try (ServerSocket open = new ServerSocket()) {
                    socket = open;
                    open.setReuseAddress(true);
                    open.bind(address);
                    state.works("listening for connections on " + open.getLocalSocketAddress());
                    while (!closed) {
                        serve(open.accept());
                    }
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

    private void serve(Socket connection) {
        while (connections.size() >= most) {
            connections.entrySet().stream()
                    .min(Comparator.comparingLong(e -> e.getValue().get()))
                    .map(Map.Entry::getKey)
                    .ifPresent(this::end);
        }
        connections.put(connection, new AtomicLong(clock.getAsLong()));
        Thread.ofVirtual().name("syslog").start(() -> read(connection));
    }

    private void end(Socket connection) {
        connections.remove(connection);
        try {
            connection.close();
        } catch (IOException e) {
            state.problem("closing a connection: " + e.getMessage());
        }
    }

    private void read(Socket connection) {
        String sender = connection.getInetAddress().getHostAddress();
        LogIntake.Context context = new LogIntake.Context(state, reading, sender, true);
        SyslogFrames frames = new SyslogFrames(text -> {
            LogLine line = parser.parse(text, OptionalLong.empty(), clock.getAsLong());
            intake.take(line, count.getAndIncrement(), context);
        });
        byte[] buffer = new byte[16 << 10];
        try {
            connection.setKeepAlive(true);
            int got = connection.getInputStream().read(buffer);
            while (got > 0 && frames.take(buffer, got)) {
                intake.flush();
                AtomicLong last = connections.get(connection);
                if (last != null) {
                    last.set(clock.getAsLong());
                }
                got = connection.getInputStream().read(buffer);
            }
            if (got > 0) {
                state.problem("from " + sender + ": not syslog, connection closed");
            } else {
                frames.end();
                intake.flush();
            }
        } catch (IOException e) {
            if (!closed && connections.containsKey(connection)) {
                state.problem("from " + sender + ": " + e.getMessage());
            }
        } finally {
            intake.flush();
            end(connection);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            ServerSocket open = socket;
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            state.problem("closing: " + e.getMessage());
        }
        connections.keySet().forEach(this::end);
    }
}
