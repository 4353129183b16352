package millwright.site;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A cooling unit that speaks Modbus/TCP on loopback, holding registers only; a virtual thread for each connection. */
final class CoolingDevice implements Peer, AutoCloseable {
    private static final int READ = 3;
    private static final int WRITE_ONE = 6;
    private static final int WRITE_MANY = 16;

    final Map<Integer, Integer> registers = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final int port;
    private ServerSocket server;

    CoolingDevice() throws IOException {
        server = listen(0);
        port = server.getLocalPort();
    }

    private ServerSocket listen(int at) throws IOException {
        ServerSocket made = new ServerSocket(at, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(made));
        return made;
    }

    int port() {
        return port;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket socket = from.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // it was killed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                byte[] head = new byte[7];
                in.readFully(head);
                ByteBuffer question =
                        ByteBuffer.wrap(in.readNBytes(ByteBuffer.wrap(head).getShort(4) - 1));
                byte[] answer = answer(question);
                ByteBuffer frame = ByteBuffer.allocate(7 + answer.length)
                        .put(head, 0, 4)
                        .putShort((short) (answer.length + 1))
                        .put(head[6])
                        .put(answer);
                socket.getOutputStream().write(frame.array());
            }
        } catch (IOException e) {
            connections.remove(socket);
        }
    }

    private byte[] answer(ByteBuffer question) {
        byte function = question.get();
        int register = question.getShort();
        int last = question.getShort();
        switch (function) {
            case READ -> {
                ByteBuffer data =
                        ByteBuffer.allocate(2 + 2 * last).put(function).put((byte) (2 * last));
                for (int i = 0; i < last; i++) {
                    data.putShort(registers.getOrDefault(register + i, 0).shortValue());
                }
                return data.array();
            }
            case WRITE_ONE -> {
                registers.put(register, last & 0xffff);
                return question.array();
            }
            case WRITE_MANY -> {
                question.get();
                for (int i = 0; i < last; i++) {
                    registers.put(register + i, question.getShort() & 0xffff);
                }
                return ByteBuffer.allocate(5)
                        .put(function)
                        .putShort((short) register)
                        .putShort((short) last)
                        .array();
            }
            default -> {
                return new byte[] {(byte) (function | 0x80), 1};
            }
        }
    }

    @Override
    public void kill() throws IOException {
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }

    @Override
    public void again() throws IOException {
        server = listen(port);
    }

    @Override
    public void close() throws IOException {
        kill();
    }
}
