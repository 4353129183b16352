package millwright.connectors.logs;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import millwright.connectors.source.Renewed;
import millwright.connectors.source.ServerTls;
import org.jspecify.annotations.Nullable;

/**
 * Syslog over TLS (RFC 5425), octet counted as the RFC has it or line by line as many senders do. Bounded as TCP is: who is
 * slow to greet holds a thread and a place of the 1,024, nothing else. Its files are read anew when they changed.
 */
final class TlsListener extends TcpListener {
    private final LogsConfig.TlsInput input;
    private volatile @Nullable Renewed<SSLContext> context;

    TlsListener(
            LogsConfig.TlsInput input,
            LineParser parser,
            LogIntake intake,
            InputState state,
            LongSupplier clock,
            int most) {
        super(input.address(), parser, intake, state, clock, most);
        this.input = input;
        state.beside(this::renewal);
    }

    @Override
    void listen(InetSocketAddress at) throws IOException {
        List<Path> files = new ArrayList<>(List.of(input.certificate(), input.key()));
        input.clients().ifPresent(files::add);
        context = new Renewed<>(files, () -> ServerTls.context(input.certificate(), input.key(), input.clients()));
        super.listen(at);
    }

    private String renewal() {
        Renewed<SSLContext> with = context;
        return with == null ? "" : with.problem();
    }

    @Override
    String what() {
        return "TLS connections";
    }

    /** Over the plain connection, whose end nothing here can hold up. */
    @Override
    InputStream speech(Socket connection) throws IOException {
        Renewed<SSLContext> with = context;
        if (with == null) {
            throw new IOException("not listening");
        }
        SSLSocket tls = (SSLSocket) with.now().getSocketFactory().createSocket(connection, null, true);
        tls.setUseClientMode(false);
        tls.setNeedClientAuth(input.clients().isPresent());
        try {
            tls.startHandshake();
        } catch (SocketException e) {
            // who doubts us says so and hangs up; while we still write, that it hung up is all that is heard
            throw new SocketException("it hung up before TLS was agreed (" + e.getMessage()
                    + "): it may not believe our certificate; give it its authority");
        }
        return tls.getInputStream();
    }

    @Override
    String trouble(IOException why) {
        String said = String.valueOf(why.getMessage());
        String small = said.toLowerCase(Locale.ROOT);
        if (!(why instanceof SSLException)) {
            return said;
        }
        if (small.contains("unrecognized ssl message")) {
            return "this is no TLS; senders in clear text go to 'tcp'";
        }
        if (small.contains("empty client certificate chain")) {
            return "it shows no certificate that an authority of 'client-ca' gave";
        }
        if (small.contains("path building failed") || small.contains("path validation failed")) {
            return "its certificate is by no authority of 'client-ca', or not valid now";
        }
        boolean doubts = small.contains("unknown_ca") || small.contains("certificate_unknown");
        return doubts ? "it does not believe our certificate; give it its authority" : "TLS: " + said;
    }
}
