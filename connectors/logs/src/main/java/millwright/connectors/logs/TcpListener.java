package millwright.connectors.logs;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Syslog over TCP (RFC 6587), octet counted or line by line. A virtual thread a connection; at most 1,024 of them, then
 * the one that was silent for the longest gives way, so that half-open peers cannot keep others out.
 */
class TcpListener extends Listener {
    private final LineParser parser;
    private final LogIntake intake;
    private final InputState state;
    private final LongSupplier clock;
    private final int most;
    private final Map<Socket, AtomicLong> connections = new ConcurrentHashMap<>();
    private final Reading reading = new Reading("tcp/" + System.nanoTime());
    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable ServerSocket socket;

    TcpListener(
            InetSocketAddress address,
            LineParser parser,
            LogIntake intake,
            InputState state,
            LongSupplier clock,
            int most) {
        super(address, state);
        this.parser = parser;
        this.intake = intake;
        this.state = state;
        this.clock = clock;
        this.most = most;
    }

    String what() {
        return "connections";
    }

    /** What is said over a connection; its own thread calls it, and ends it with the connection. */
    InputStream speech(Socket connection) throws IOException {
        return connection.getInputStream();
    }

    /** What a connection could not be used for, in words. */
    String trouble(IOException why) {
        return String.valueOf(why.getMessage());
    }

    @Override
    void listen(InetSocketAddress at) throws IOException {
        try (ServerSocket open = new ServerSocket()) {
            socket = open;
            open.setReuseAddress(true);
            open.bind(at);
            state.works("listening for " + what() + " on " + open.getLocalSocketAddress());
            while (!isClosed()) {
                serve(open.accept());
            }
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
        try (InputStream speech = speech(connection)) {
            connection.setKeepAlive(true);
            int got = speech.read(buffer);
            while (got > 0 && frames.take(buffer, got)) {
                intake.flush();
                AtomicLong last = connections.get(connection);
                if (last != null) {
                    last.set(clock.getAsLong());
                }
                got = speech.read(buffer);
            }
            if (got > 0) {
                state.problem("from " + sender + ": not syslog, connection closed");
            } else {
                frames.end();
                intake.flush();
            }
        } catch (IOException e) {
            if (!isClosed() && connections.containsKey(connection)) {
                state.problem("from " + sender + ": " + trouble(e));
            }
        } finally {
            intake.flush();
            end(connection);
        }
    }

    @Override
    public void close() {
        super.close();
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
