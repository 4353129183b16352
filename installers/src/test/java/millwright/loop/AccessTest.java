package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import millwright.connectors.gateway.Binding;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayServer;
import millwright.connectors.link.Link;
import millwright.connectors.link.LinkSettings;
import millwright.connectors.link.Target;
import millwright.feed.ActionHeader;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.LinkState;
import millwright.feed.LinkState.Condition;
import millwright.feed.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS, tokens, client certificates and roles. */
class AccessTest {
    private static final String TOKEN = "watcher-0123456789";

    @TempDir
    Path dir;

    private final HandFeed feed = new HandFeed("plant", 2);
    private final Gateway gateway = LinkAndGatewayTest.gateway("life", feed);
    private GatewayServer server;
    private Link link;

    @BeforeEach
    void serve() throws Exception {
        certificate("server", "localhost");
        certificate("alice", "alice.example");
        Path callers = Files.writeString(
                dir.resolve("callers"), "bob watch token:" + TOKEN + "\nalice operate cn:alice.example\n");
        server = GatewayServer.listen(
                gateway,
                new Binding(
                        "localhost",
                        0,
                        dir.resolve("server.pem"),
                        dir.resolve("server.key"),
                        dir.resolve("alice.pem"),
                        callers),
                List.of());
        feed.plant(1);
    }

    @AfterEach
    void close() {
        link.close();
        server.close();
        gateway.close();
    }

    /** A self-signed certificate and its key as PEM, by the JDK's own keytool. */
    private void certificate(String name, String commonName) throws Exception {
        Path store = dir.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + commonName,
                        "-ext",
                        "san=dns:" + commonName,
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, keytool.waitFor(), said);
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        Certificate certificate = keys.getCertificate(name);
        pem(name + ".pem", "CERTIFICATE", certificate.getEncoded());
        pem(
                name + ".key",
                "PRIVATE KEY",
                keys.getKey(name, "changeit".toCharArray()).getEncoded());
    }

    private void pem(String file, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(
                dir.resolve(file), "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private Desk attach(Path certificate, Path key, String token) {
        Target target =
                new Target("localhost", server.port(), "", true, dir.resolve("server.pem"), certificate, key, token);
        assertTrue(!target.toString().contains("0123456789"));
        link = new Link(
                target, new LinkSettings("test", 1_500, 8_000, 50, 200, 10, new Random(1)), LinkAndGatewayTest::now);
        return Desk.of(link);
    }

    private static Command.Propose drain() {
        return new Command.Propose(new ControlAction.Drain(
                new ActionHeader("k1", "x", ActionHeader.ProposerKind.PERSON, 0, Long.MAX_VALUE, 0, ""), List.of()));
    }

    @Test
    void aTokenThatMayWatchIsKnownAndMayNotAct() {
        Desk desk = attach(null, null, TOKEN);
        LinkState state = desk.await(LinkState.class, s -> s.condition() == Condition.ATTACHED);
        assertTrue(state.detail().endsWith("as bob"), state.detail());
        link.send(drain());
        Receipt receipt = desk.await(Receipt.class, r -> r.key().equals("k1"));
        assertEquals(Receipt.Answer.REFUSED, receipt.answer());
        assertEquals("bob has the role watch; this needs operate", receipt.text());
    }

    @Test
    void aClientCertificateNamesItsCaller() {
        Desk desk = attach(dir.resolve("alice.pem"), dir.resolve("alice.key"), "");
        LinkState state = desk.await(LinkState.class, s -> s.condition() == Condition.ATTACHED);
        assertTrue(state.detail().endsWith("as alice"), state.detail());
    }

    @Test
    void aWrongTokenIsRefusedAndSaysSo() {
        Desk desk = attach(null, null, "wrong-0123456789ab");
        LinkState state = desk.await(LinkState.class, s -> s.condition() == Condition.REFUSED);
        assertEquals("this gateway wants a token or a client certificate that it knows", state.detail());
    }

    @Test
    void nobodyIsRefused() {
        Desk desk = attach(null, null, "");
        desk.await(LinkState.class, s -> s.condition() == Condition.REFUSED);
    }
}
