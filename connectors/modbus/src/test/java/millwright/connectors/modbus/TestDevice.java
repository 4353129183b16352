package millwright.connectors.modbus;

import com.digitalpetri.modbus.MbapHeader;
import com.digitalpetri.modbus.ModbusPduSerializer;
import com.digitalpetri.modbus.pdu.ModbusPdu;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterResponse;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A device on loopback that can misbehave; on a thread of its own for each connection. */
final class TestDevice implements AutoCloseable {
    enum Manner {
        GOOD,
        SILENT,
        CLOSES,
        GARBAGE,
        LARGE,
        DRIPS,
        OTHER_TRANSACTION,
        OTHER_UNIT,
        OTHER_FUNCTION,
        SHORT,
        BUSY,
        FAILS,
        NO_UNIT
    }

    record Question(int unit, int function, int register, int count) {}

    final Map<Integer, Integer> holding = new ConcurrentHashMap<>();
    final Map<Integer, Integer> input = new ConcurrentHashMap<>();
    /** Registers that it does not have, and what it says of them. */
    final Map<Integer, Integer> refused = new ConcurrentHashMap<>();
    /** Registers that keep what they have, whatever is written. */
    final Set<Integer> stubborn = ConcurrentHashMap.newKeySet();

    final List<Question> questions = new CopyOnWriteArrayList<>();
    final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    /** Connections since the beginning. */
    final List<Integer> accepted = new CopyOnWriteArrayList<>();

    volatile Manner manner = Manner.GOOD;
    volatile int writeRefusal;
    /** It refuses, and writes. */
    volatile boolean writesAllTheSame;
    /** Units of which the gateway says that they do not answer. */
    final Set<Integer> silentUnits = ConcurrentHashMap.newKeySet();
    /** At the first write it falls silent. */
    volatile boolean dieOnWrite;
    /** Writes are done, but their answers are lost. */
    volatile boolean mute;

    private final ServerSocket server;

    TestDevice() throws IOException {
        this(ServerSocketFactory.getDefault());
    }

    TestDevice(ServerSocketFactory sockets) throws IOException {
        server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void floats(Map<Integer, Integer> space, int register, float value) {
        int bits = Float.floatToIntBits(value);
        space.put(register, bits >>> 16);
        space.put(register + 1, bits & 0xffff);
    }

    void longs(Map<Integer, Integer> space, int register, long value) {
        for (int i = 0; i < 4; i++) {
            space.put(register + i, (int) (value >>> 16 * (3 - i)) & 0xffff);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.add(socket);
                accepted.add(socket.getPort());
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            server.isClosed(); // the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                byte[] head = in.readNBytes(7);
                if (head.length < 7) {
                    return;
                }
                MbapHeader header = MbapHeader.Serializer.decode(ByteBuffer.wrap(head));
                byte[] pdu = in.readNBytes(header.length() - 1);
                if (!answer(socket.getOutputStream(), header, pdu)) {
                    return;
                }
            }
        } catch (IOException e) {
            connections.remove(socket);
        }
    }

    /** @return whether the connection goes on */
    private boolean answer(OutputStream out, MbapHeader header, byte[] question) throws IOException {
        int function = question[0] & 0xff;
        if (dieOnWrite && function > 4) {
            manner = Manner.SILENT;
        }
        switch (manner) {
            case GOOD -> {
                byte[] answer = silentUnits.contains(header.unitId()) ? refusal(function, 11) : good(header, question);
                if (!mute || function < 5) {
                    send(out, header.transactionId(), header.unitId(), answer);
                }
            }
            case SILENT -> {
                good(header, question); // it does as it is told, and says nothing
                return true;
            }
            case CLOSES -> {
                return false;
            }
            case GARBAGE -> out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            case LARGE -> {
                byte[] much = new byte[1 << 16];
                out.write(ByteBuffer.allocate(7)
                        .putShort((short) header.transactionId())
                        .putShort((short) 0)
                        .putShort((short) 0xffff)
                        .put((byte) 1)
                        .array());
                for (int i = 0; i < 3_200; i++) {
                    out.write(much);
                }
            }
            case DRIPS -> out.write(0);
            case OTHER_TRANSACTION -> send(out, header.transactionId() + 1, header.unitId(), good(header, question));
            case OTHER_UNIT -> send(out, header.transactionId(), header.unitId() + 1, good(header, question));
            case OTHER_FUNCTION -> send(out, header.transactionId(), header.unitId(), new byte[] {2, 1, 0});
            case SHORT -> send(out, header.transactionId(), header.unitId(), new byte[] {question[0], 2, 0, 1});
            case BUSY -> send(out, header.transactionId(), header.unitId(), refusal(function, 6));
            case FAILS -> send(out, header.transactionId(), header.unitId(), refusal(function, 4));
            case NO_UNIT -> send(out, header.transactionId(), header.unitId(), refusal(function, 11));
        }
        return true;
    }

    private static byte[] refusal(int function, int code) {
        return new byte[] {(byte) (function + 0x80), (byte) code};
    }

    private static void send(OutputStream out, int transaction, int unit, byte[] pdu) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(7 + pdu.length);
        MbapHeader.Serializer.encode(new MbapHeader(transaction, 0, 1 + pdu.length, unit), frame);
        out.write(frame.put(pdu).array());
    }

    private byte[] good(MbapHeader header, byte[] question) {
        int function = question[0] & 0xff;
        try {
            ModbusPdu pdu =
                    ModbusPduSerializer.DefaultRequestSerializer.INSTANCE.decode(function, ByteBuffer.wrap(question));
            return switch (pdu) {
                case ReadHoldingRegistersRequest r -> read(header, function, holding, r.address(), r.quantity());
                case ReadInputRegistersRequest r -> read(header, function, input, r.address(), r.quantity());
                case WriteSingleRegisterRequest w ->
                    write(header, function, w.address(), new byte[] {(byte) (w.value() >> 8), (byte) w.value()});
                case WriteMultipleRegistersRequest w -> write(header, function, w.address(), w.values());
                default -> refusal(function, 1);
            };
        } catch (Exception e) {
            return refusal(function, 4);
        }
    }

    private byte[] read(MbapHeader header, int function, Map<Integer, Integer> space, int register, int count)
            throws Exception {
        questions.add(new Question(header.unitId(), function, register, count));
        ByteBuffer data = ByteBuffer.allocate(2 * count);
        for (int at = register; at < register + count; at++) {
            if (refused.containsKey(at)) {
                return refusal(function, refused.get(at));
            }
            data.putShort(space.getOrDefault(at, 0).shortValue());
        }
        return encoded(
                function == 3
                        ? new ReadHoldingRegistersResponse(data.array())
                        : new ReadInputRegistersResponse(data.array()));
    }

    private byte[] write(MbapHeader header, int function, int register, byte[] data) throws Exception {
        questions.add(new Question(header.unitId(), function, register, data.length / 2));
        if (writeRefusal != 0 && !writesAllTheSame) {
            return refusal(function, writeRefusal);
        }
        ByteBuffer values = ByteBuffer.wrap(data);
        for (int at = register; values.hasRemaining(); at++) {
            int value = values.getShort() & 0xffff;
            if (!stubborn.contains(at)) {
                holding.put(at, value);
            }
        }
        if (writeRefusal != 0) {
            return refusal(function, writeRefusal);
        }
        return encoded(
                function == 6
                        ? new WriteSingleRegisterResponse(register, values.getShort(0) & 0xffff)
                        : new WriteMultipleRegistersResponse(register, data.length / 2));
    }

    private static byte[] encoded(ModbusPdu pdu) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(256);
        ModbusPduSerializer.DefaultResponseSerializer.INSTANCE.encode(pdu, buffer);
        byte[] bytes = new byte[buffer.flip().remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
