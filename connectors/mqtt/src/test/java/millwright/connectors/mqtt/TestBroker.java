package millwright.connectors.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ServerSocketFactory;

/** As much of an MQTT 3.1.1 broker as a test needs: one client at a time, on loopback. It publishes what it is told. */
final class TestBroker implements AutoCloseable {
    /** What a client published. */
    record Published(String topic, String payload) {}

    final BlockingQueue<Published> published = new LinkedBlockingQueue<>();
    final BlockingQueue<List<String>> subscriptions = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> acknowledged = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> greetings = new LinkedBlockingQueue<>();
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Socket client;
    private volatile DataOutputStream out;
    volatile int answer;
    volatile boolean mute;
    volatile boolean withoutSubscriptions;
    /** Takes what is published and does not say so. */
    volatile boolean unacknowledging;

    TestBroker() throws IOException {
        this(ServerSocketFactory.getDefault());
    }

    TestBroker(ServerSocketFactory sockets) throws IOException {
        server = sockets.createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Future<?> unused = threads.submit(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket next = server.accept();
                Future<?> unused = threads.submit(() -> serve(next));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            client = socket;
            DataInputStream in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
            for (int first = in.read(); first >= 0; first = in.read()) {
                byte[] body = in.readNBytes(length(in));
                if (!mute) {
                    take(first, new DataInputStream(new java.io.ByteArrayInputStream(body)), body);
                }
            }
        } catch (IOException e) {
            // gone
        }
    }

    private static int length(DataInputStream in) throws IOException {
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            int digit = in.readUnsignedByte();
            length |= (digit & 0x7f) << shift;
            if ((digit & 0x80) == 0) {
                return length;
            }
        }
    }

    private void take(int first, DataInputStream body, byte[] bytes) throws IOException {
        switch (first >> 4) {
            case 1 -> {
                greetings.add(bytes);
                write(0x20, new byte[] {0, (byte) answer});
            }
            case 3 -> {
                String topic = body.readUTF();
                int id = (first & 6) == 0 ? 0 : body.readUnsignedShort();
                published.add(new Published(topic, new String(body.readAllBytes(), StandardCharsets.UTF_8)));
                if (id != 0 && !unacknowledging) {
                    write(0x40, new byte[] {(byte) (id >> 8), (byte) id});
                }
            }
            case 4 -> acknowledged.add(body.readUnsignedShort());
            case 8 -> {
                int id = body.readUnsignedShort();
                List<String> filters = new ArrayList<>();
                while (body.available() > 0) {
                    filters.add(body.readUTF());
                    body.readByte();
                }
                byte[] answer = new byte[2 + filters.size()];
                answer[0] = (byte) (id >> 8);
                answer[1] = (byte) id;
                if (!withoutSubscriptions) {
                    write(0x90, answer);
                }
                subscriptions.add(filters);
            }
            case 12 -> write(0xd0, new byte[0]);
            default -> {}
        }
    }

    private synchronized void write(int first, byte[] body) throws IOException {
        out.writeByte(first);
        writeLength(out, body.length);
        out.write(body);
        out.flush();
    }

    private static void writeLength(OutputStream to, int length) throws IOException {
        int left = length;
        do {
            to.write(left > 127 ? left & 0x7f | 0x80 : left);
            left >>= 7;
        } while (left > 0);
    }

    void publish(String topic, String payload, boolean retained) throws IOException {
        publish(topic, payload.getBytes(StandardCharsets.UTF_8), retained);
    }

    void publish(String topic, byte[] payload, boolean retained) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        new DataOutputStream(body).writeUTF(topic);
        body.write(payload);
        write(0x30 | (retained ? 1 : 0), body.toByteArray());
    }

    /** At QoS 1, of a payload of zeros. */
    synchronized void publishLarge(String topic, int id, long bytes) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(head);
        to.writeUTF(topic);
        to.writeShort(id);
        out.writeByte(0x32);
        writeLength(out, (int) (head.size() + bytes));
        out.write(head.toByteArray());
        byte[] chunk = new byte[1 << 16];
        for (long left = bytes; left > 0; left -= chunk.length) {
            out.write(chunk, 0, (int) Math.min(left, chunk.length));
        }
        out.flush();
    }

    synchronized void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Hangs up. */
    void drop() throws IOException {
        client.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (client != null) {
            client.close();
        }
        threads.shutdownNow();
    }
}
