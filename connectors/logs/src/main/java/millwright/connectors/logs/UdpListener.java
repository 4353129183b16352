package millwright.connectors.logs;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Syslog in datagrams, one message each. One virtual thread; the system's receive buffer bounds what waits. */
final class UdpListener extends Listener {
    private static final int RECEIVE = 4 << 20;

    private final LineParser parser;
    private final LogIntake intake;
    private final InputState state;
    private final LongSupplier clock;
    private final Reading reading = new Reading("udp/" + System.nanoTime());
    private volatile @Nullable DatagramSocket socket;
    private long count;

    UdpListener(InetSocketAddress address, LineParser parser, LogIntake intake, InputState state, LongSupplier clock) {
        super(address, state);
        this.parser = parser;
        this.intake = intake;
        this.state = state;
        this.clock = clock;
    }

    @Override
    void listen(InetSocketAddress at) throws IOException {
        try (DatagramSocket open = new DatagramSocket(at)) {
            socket = open;
            open.setReceiveBufferSize(RECEIVE);
            state.works("listening for datagrams on " + open.getLocalSocketAddress());
            take(open);
        }
    }

    private void take(DatagramSocket open) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LineDecoder.LONGEST], LineDecoder.LONGEST);
        while (!isClosed()) {
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
        super.close();
        DatagramSocket open = socket;
        if (open != null) {
            open.close();
        }
    }
}
