package millwright.connectors.source;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import millwright.connectors.config.Door;

/**
 * Asks a door in a protocol of bytes, on one connection that ends with the door's patience, however slowly anything drips.
 * Nothing secret is sent, so that any certificate will do; whether it would stand a check is told. One thread.
 */
public final class SocketKnock implements AutoCloseable {
    private final Door door;
    private final String language;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Socket plain = new Socket();
    private Socket socket = plain;
    private boolean trusted = true;
    private volatile boolean late;

    private SocketKnock(Door door, String language) {
        this.door = door;
        this.language = language;
    }

    /**
     * @param language the protocol, for messages
     * @throws SSLException when TLS was wanted and is not spoken there, or not with us
     * @throws IOException in one line, beginning with "connection refused" or "no answer", when nobody is there
     */
    public static SocketKnock open(Door door, boolean tls, String language) throws IOException, InterruptedException {
        SocketKnock knock = new SocketKnock(door, language);
        Thread.ofVirtual().name("patience with " + door.authority()).start(knock::hurry);
        try {
            knock.connect();
            if (tls) {
                knock.secure();
            }
            return knock;
        } catch (IOException | InterruptedException e) {
            knock.close();
            throw e;
        }
    }

    /** Ends everything at once when the time is over. */
    private void hurry() {
        try {
            if (!done.await(door.patience().toNanos(), TimeUnit.NANOSECONDS)) {
                late = true;
                plain.close();
            }
        } catch (IOException | InterruptedException e) {
            late = true;
        }
    }

    private void connect() throws IOException, InterruptedException {
        InetSocketAddress address = new InetSocketAddress(door.host(), door.port());
        if (address.isUnresolved()) {
            throw new IOException("the name of the host is not known here");
        }
        try {
            plain.setTcpNoDelay(true);
            plain.connect(address, (int) Math.max(1, door.patience().toMillis()));
        } catch (ConnectException | NoRouteToHostException e) {
            throw new IOException("connection refused, or there is no way to it; is it running there?", e);
        } catch (IOException e) {
            interrupted();
            if (late || e instanceof SocketTimeoutException) {
                throw new IOException("no answer within " + door.patience().toMillis() + " ms", e);
            }
            throw e;
        }
    }

    private void secure() throws IOException, InterruptedException {
        LenientTrust lenient = LenientTrust.make();
        try {
            SSLSocket secure = (SSLSocket)
                    lenient.context().getSocketFactory().createSocket(plain, door.host(), door.port(), true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS"); // so that a wrong name is noticed
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            socket = secure;
            trusted = !lenient.doubted();
        } catch (IOException e) {
            interrupted();
            throw late ? silent(e) : e;
        }
    }

    /** False when the certificate is by nobody who is known here, or for another name. */
    public boolean trusted() {
        return trusted;
    }

    /** @return what was heard: fewer bytes when the other side hung up */
    public byte[] ask(byte[] question, int count) throws IOException, InterruptedException {
        try {
            socket.getOutputStream().write(question);
        } catch (SocketException e) {
            interrupted();
            if (late) {
                throw silent(e);
            }
            return new byte[0];
        }
        return hear(count);
    }

    /** @return fewer bytes when the other side hung up */
    public byte[] hear(int count) throws IOException, InterruptedException {
        try {
            return socket.getInputStream().readNBytes(count);
        } catch (IOException e) {
            interrupted();
            if (late) {
                throw silent(e);
            } else if (e instanceof SocketException) {
                return new byte[0]; // hung up, if rudely
            }
            throw e;
        }
    }

    /** Says what needs no answer, to whoever is still there. */
    public void leave(byte[] farewell) throws IOException {
        try {
            socket.getOutputStream().write(farewell);
        } catch (SocketException e) {
            close();
        }
    }

    /** Somebody is there, and may still answer in another language. */
    private IOException silent(IOException cause) {
        return new IOException(
                "no answer in " + language + " within " + door.patience().toMillis() + " ms", cause);
    }

    private static void interrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            socket.close();
            plain.close();
        } catch (IOException e) {
            System.getLogger(SocketKnock.class.getName())
                    .log(System.Logger.Level.DEBUG, "{0}: {1}", door, e.getMessage());
        }
    }
}
