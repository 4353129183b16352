package millwright.connectors.logs;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import millwright.connectors.source.Backoff;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/** Syslog in datagrams, one message each. One virtual thread; the system's receive buffer bounds what waits. */
final class UdpListener implements AutoCloseable, Runnable {
    private static final int RECEIVE = 4 << 20;

    private final InetSocketAddress address;
    private final LineParser parser;
    private final LogIntake intake;
    private final InputState state;
    private final LongSupplier clock;
    private final Reading reading = new Reading("udp/" + System.nanoTime());
    private volatile @Nullable DatagramSocket socket;
    private volatile boolean closed;
    private long count;

    UdpListener(InetSocketAddress address, LineParser parser, LogIntake intake, InputState state, LongSupplier clock) {
        this.address = address;
        this.parser = parser;
        this.intake = intake;
        this.state = state;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            while (!closed) {
                try (DatagramSocket open = new DatagramSocket(address)) {
                    socket = open;
                    open.setReceiveBufferSize(RECEIVE);
                    state.works("listening for datagrams on " + open.getLocalSocketAddress());
                    listen(open);
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

    private void listen(DatagramSocket open) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LineDecoder.LONGEST], LineDecoder.LONGEST);
        while (!closed) {
            packet.setLength(LineDecoder.LONGEST);
            open.receive(packet);
            String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8).strip();
            if (!text.isEmpty()) {
                String sender = packet.getAddress().getHostAddress();
                LogLine line = parser.parse(text, OptionalLong.empty(), clock.getAsLong());
                intake.take(line, count++, new LogIntake.Context(state, reading, sender, true));
                intake.flush();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        DatagramSocket open = socket;
        if (open != null) {
            open.close();
        }
    }
}
