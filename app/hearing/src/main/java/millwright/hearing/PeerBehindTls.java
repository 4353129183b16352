package millwright.hearing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import millwright.feed.Feed;
import millwright.feed.SourceState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For sources over HTTP: a peer behind TLS by an authority that only the site knows, which may want to see our certificate. */
public abstract class PeerBehindTls {
    @TempDir
    protected Path folder;

    protected OwnCertificate own;
    private HttpsServer server;

    /** What the peer says at this path. */
    protected abstract String answer(String path);

    /** A source of this peer. @param more lines of its block */
    protected abstract Feed feed(String address, String more);

    @BeforeEach
    final void begin() throws Exception {
        own = OwnCertificate.in(folder, "peer", "ip:127.0.0.1");
        serve(0, new HttpsConfigurator(own.server()));
    }

    private void serve(int port, HttpsConfigurator terms) throws Exception {
        server = bound(port);
        server.setHttpsConfigurator(terms);
        server.createContext("/", exchange -> {
            byte[] bytes = answer(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    /** A port that was given back may be lent to somebody for a moment. */
    private static HttpsServer bound(int port) throws Exception {
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int tries = 0; tries < 100; tries++) {
            try {
                return HttpsServer.create(at, 0);
            } catch (BindException e) {
                Thread.sleep(100);
            }
        }
        return HttpsServer.create(at, 0);
    }

    /** From now on it answers only who shows a certificate of this authority. */
    protected final void demand(OwnCertificate authority) throws Exception {
        server.stop(0);
        serve(0, own.demanding(authority));
    }

    @AfterEach
    final void end() {
        server.stop(0);
    }

    private String address() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What the source says of itself first. */
    protected final SourceState first(String more) throws InterruptedException {
        try (Hearing heard = new Hearing(feed(address(), more))) {
            return heard.await(SourceState.class, s -> !s.condition().equals("starting"));
        }
    }

    @Test
    final void aPeerBehindTheSitesOwnAuthorityIsReadWhereTheBlockNamesIt() throws InterruptedException {
        SourceState state = first("ca-file: " + own.certificate() + "\n");
        assertTrue(state.condition().equals("ok"), state::detail);
    }

    @Test
    final void aPeerThatWantsToSeeOursIsReadWhereTheBlockNamesIt() throws Exception {
        OwnCertificate ours = OwnCertificate.in(folder, "ours", "dns:gateway");
        demand(ours);
        SourceState state = first("ca-file: " + own.certificate() + "\ncert-file: " + ours.certificate()
                + "\nkey-file: " + ours.key() + "\n");
        assertTrue(state.condition().equals("ok"), state::detail);
    }

    @Test
    final void aRenewedAuthorityIsTakenWhileItRunsAndABadFileIsNot() throws Exception {
        Path authority = Files.copy(own.certificate(), folder.resolve("authority.pem"));
        OwnCertificate next = OwnCertificate.in(folder, "next", "ip:127.0.0.1");
        try (Hearing heard = new Hearing(feed(address(), "every: 200ms\nca-file: " + authority + "\n"))) {
            SourceState before =
                    heard.await(SourceState.class, s -> s.condition().equals("ok"));
            Files.writeString(authority, "half of a renewal");
            SourceState kept = heard.await(
                    SourceState.class, s -> s.detail().contains("what it held before is used on: " + authority));
            assertTrue(kept.errors() > before.errors(), kept::toString);
            heard.await(
                    SourceState.class,
                    s -> s.condition().equals("ok") && s.detail().contains("what it held before is used on"));
            int port = server.getAddress().getPort();
            server.stop(0);
            serve(port, new HttpsConfigurator(next.server()));
            heard.await(SourceState.class, s -> s.condition().equals("failed"));
            Files.copy(next.certificate(), authority, StandardCopyOption.REPLACE_EXISTING);
            SourceState taken =
                    heard.await(SourceState.class, s -> s.condition().equals("ok"));
            assertTrue(!taken.detail().contains("authority.pem"), taken::detail);
        }
    }

    @Test
    final void withoutItNothingIsReadAndTheSourceSaysWhy() throws InterruptedException {
        SourceState state = first("");
        assertTrue(
                state.condition().equals("failed")
                        && state.detail().toLowerCase(Locale.ROOT).contains("cert"),
                state::detail);
    }
}
