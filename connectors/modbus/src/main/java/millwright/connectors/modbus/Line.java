package millwright.connectors.modbus;

import com.digitalpetri.modbus.MbapHeader;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import millwright.connectors.source.HostPort;
import millwright.connectors.source.Renewed;
import millwright.connectors.source.ServerTls;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to an address, one question at a time. What is not the answer to the last question ends the
 * connection, so that nothing late is taken for something else. One thread, and during a question one that waits to close
 * the connection; an answer is at most 260 bytes and complete within the timeout, and so is the connection before it,
 * however slowly they drip.
 */
final class Line implements AutoCloseable {
    private static final int HEADER = 7;
    private static final int LONGEST = 254;
    /** ns: what ends by itself in time is not ended from outside. */
    private static final long GRACE = 50 * Times.MILLI;

    private final HostPort address;
    private final long timeout;
    private final long apart;
    private final @Nullable Renewed<SSLContext> tls;
    private @Nullable Socket socket;
    /** Under {@link #socket}, which may be a secure one. */
    private volatile @Nullable Socket plain;

    private int transaction;
    private long next;

    /** @param apart ns between two questions, at least */
    Line(HostPort address, long timeout, long apart, Optional<Path> authority) throws IOException {
        this.address = address;
        this.timeout = timeout;
        this.apart = apart;
        Path pem = authority.orElse(null);
        this.tls = pem == null ? null : new Renewed<>(List.of(pem), () -> ServerTls.trusting(pem));
    }

    /** What is wrong with an authority that was changed since; empty where nothing is. */
    String renewal() {
        return tls == null ? "" : tls.problem();
    }

    /** @return two bytes a register */
    byte[] read(int unit, Space space, int register, int count) throws IOException, InterruptedException {
        ByteBuffer question = ByteBuffer.allocate(5);
        switch (space) {
            case HOLDING ->
                ReadHoldingRegistersRequest.Serializer.encode(
                        new ReadHoldingRegistersRequest(register, count), question);
            case INPUT ->
                ReadInputRegistersRequest.Serializer.encode(new ReadInputRegistersRequest(register, count), question);
        }
        byte[] answer = ask(unit, question.flip());
        if (answer.length != 2 + 2 * count || (answer[1] & 0xff) != 2 * count) {
            throw lost(new IOException("sent " + (answer.length - 2) + " bytes of registers in place of " + 2 * count));
        }
        byte[] data = new byte[2 * count];
        System.arraycopy(answer, 2, data, 0, data.length);
        return data;
    }

    /** @param single by the function for one register */
    void write(int unit, int register, byte[] data, boolean single) throws IOException, InterruptedException {
        int count = data.length / 2;
        ByteBuffer question = ByteBuffer.allocate(6 + data.length);
        if (single && count == 1) {
            WriteSingleRegisterRequest.Serializer.encode(
                    new WriteSingleRegisterRequest(register, (data[0] & 0xff) << 8 | data[1] & 0xff), question);
        } else {
            WriteMultipleRegistersRequest.Serializer.encode(
                    new WriteMultipleRegistersRequest(register, count, data), question);
        }
        ByteBuffer answer = ByteBuffer.wrap(ask(unit, question.flip()));
        if (answer.limit() != 5 || (answer.getShort(1) & 0xffff) != register) {
            throw lost(new IOException("confirmed something else than what was written"));
        }
    }

    private byte[] ask(int unit, ByteBuffer question) throws IOException, InterruptedException {
        pace();
        transaction = transaction + 1 & 0xffff;
        int function = question.get(0) & 0xff;
        byte[] answer;
        try {
            Socket open = inTime(this::open);
            ByteBuffer sent = ByteBuffer.allocate(HEADER + question.remaining());
            MbapHeader.Serializer.encode(new MbapHeader(transaction, 0, 1 + question.remaining(), unit), sent);
            sent.put(question);
            answer = inTime(() -> {
                open.getOutputStream().write(sent.array());
                return answer(open, unit);
            });
        } catch (IOException e) {
            IOException failure = lost(e);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw failure;
        }
        int said = answer[0] & 0xff;
        if (said == function + 0x80 && answer.length == 2) {
            throw new Refusal(answer[1] & 0xff);
        } else if (said != function) {
            throw lost(new IOException("answered function " + said + " in place of " + function));
        }
        return answer;
    }

    private interface Exchange<T> {
        T run() throws IOException;
    }

    /** The time of a socket bounds each read alone; a secure one reads as often as the peer drips. */
    private <T> T inTime(Exchange<T> exchange) throws IOException, InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Thread guard = Thread.startVirtualThread(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(timeout + GRACE);
                if (over.compareAndSet(false, true)) {
                    shut(plain);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // it was in time
            }
        });
        try {
            T result = exchange.run();
            if (!over.compareAndSet(false, true)) {
                throw new SocketTimeoutException();
            }
            return result;
        } catch (IOException e) {
            throw over.compareAndSet(false, true) ? e : new SocketTimeoutException();
        } finally {
            guard.interrupt();
        }
    }

    /** Waits until a question may be asked again. */
    private void pace() throws InterruptedException {
        long wait = next - System.nanoTime();
        if (next != 0 && wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
        next = System.nanoTime() + apart;
    }

    private Socket open() throws IOException {
        Socket open = socket;
        if (open != null && open.getInputStream().available() > 0) {
            close(); // something late or unasked
            open = null;
        }
        if (open == null) {
            open = new Socket();
            plain = open;
            socket = open;
            open.setTcpNoDelay(true);
            int millis = (int) Math.max(1, timeout / Times.MILLI);
            open.connect(new InetSocketAddress(address.host(), address.port()), millis);
            if (tls != null) {
                open.setSoTimeout(millis);
                open = secured(open, tls.now());
                socket = open;
            }
        }
        return open;
    }

    private Socket secured(Socket open, SSLContext with) throws IOException {
        SSLSocket secure = (SSLSocket) with.getSocketFactory().createSocket(open, address.host(), address.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    /** @return function and what follows it */
    private byte[] answer(Socket open, int unit) throws IOException {
        long until = System.nanoTime() + timeout;
        MbapHeader header = MbapHeader.Serializer.decode(ByteBuffer.wrap(exactly(open, HEADER, until)));
        if (header.protocolId() != 0 || header.length() < 3 || header.length() > LONGEST) {
            throw new IOException("does not speak Modbus/TCP there; is this its port?");
        }
        byte[] answer = exactly(open, header.length() - 1, until);
        if (header.transactionId() != transaction) {
            throw new IOException(
                    "answered question " + header.transactionId() + " when " + transaction + " was asked");
        } else if (header.unitId() != unit) {
            throw new IOException("answered for unit " + header.unitId() + " in place of " + unit);
        }
        return answer;
    }

    private byte[] exactly(Socket open, int count, long until) throws IOException {
        InputStream in = open.getInputStream();
        byte[] bytes = new byte[count];
        for (int at = 0; at < count; ) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException();
            }
            open.setSoTimeout((int) Math.max(1, left / Times.MILLI));
            int n = in.read(bytes, at, count - at);
            if (n < 0) {
                throw new EOFException();
            }
            at += n;
        }
        return bytes;
    }

    /** Ends the connection. @return what to say about why */
    private IOException lost(IOException e) {
        shut(plain); // before a secure one says good-bye, which may wait for the peer
        close();
        return switch (e) {
            case SocketTimeoutException _ ->
                new IOException("did not answer within " + timeout / Times.MILLI + " ms", e);
            case EOFException _ -> new IOException("closed the connection in place of an answer", e);
            case ConnectException _ -> new IOException("cannot be reached: " + e.getMessage(), e);
            case UnknownHostException _ -> new IOException("there is no host '" + address.host() + "'", e);
            default -> e;
        };
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        shut(open);
    }

    private void shut(@Nullable Socket open) {
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                System.getLogger(Line.class.getName())
                        .log(System.Logger.Level.DEBUG, "{0}: {1}", address, e.getMessage());
            }
        }
    }
}
