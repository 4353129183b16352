package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
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
import millwright.hearing.OwnCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** TLS, tokens, client certificates and roles. */
@Execution(ExecutionMode.CONCURRENT)
class AccessTest {
    private static final String TOKEN = "watcher-0123456789";

    @TempDir
    Path dir;

    private final HandFeed feed = new HandFeed("plant", 2);
    private final Gateway gateway = LinkAndGatewayTest.gateway("life", feed);
    private OwnCertificate own;
    private OwnCertificate alice;
    private GatewayServer server;
    private Link link;

    @BeforeEach
    void serve() throws Exception {
        own = OwnCertificate.in(dir, "server", "dns:localhost");
        alice = OwnCertificate.in(dir, "alice", "dns:alice.example");
        Path callers = Files.writeString(
                dir.resolve("callers"), "bob watch token:" + TOKEN + "\nalice operate cn:alice.example\n");
        server = GatewayServer.listen(
                gateway,
                new Binding("localhost", 0, own.certificate(), own.key(), alice.certificate(), callers),
                List.of());
        feed.plant(1);
    }

    @AfterEach
    void close() {
        link.close();
        server.close();
        gateway.close();
    }

    private Desk attach(Path certificate, Path key, String token) {
        Target target = new Target("localhost", server.port(), "", true, own.certificate(), certificate, key, token);
        assertTrue(!target.toString().contains("0123456789"));
        link = new Link(
                target, new LinkSettings("test", 1_500, 8_000, 50, 200, 10, new Random(1)), LinkAndGatewayTest::now);
        return Desk.of(link);
    }

    private static void until(BooleanSupplier done) {
        for (int i = 0; i < 200 && !done.getAsBoolean(); i++) {
            LockSupport.parkNanos(50_000_000);
        }
        assertTrue(done.getAsBoolean());
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
        assertEquals("watch", state.role());
        assertTrue(state.watchesOnly());
        link.send(drain());
        Receipt receipt = desk.await(Receipt.class, r -> r.key().equals("k1"));
        assertEquals(Receipt.Answer.REFUSED, receipt.answer());
        assertEquals("bob has the role watch; this needs operate", receipt.text());
    }

    @Test
    void aClientCertificateNamesItsCaller() {
        Desk desk = attach(alice.certificate(), alice.key(), "");
        LinkState state = desk.await(LinkState.class, s -> s.condition() == Condition.ATTACHED);
        assertTrue(state.detail().endsWith("as alice"), state.detail());
        assertEquals("operate", state.role());
    }

    @Test
    void aRenewedCertificateOfThePortIsShownToWhoComesNextAndABadOneIsNot() throws Exception {
        OwnCertificate next = OwnCertificate.in(dir, "next", "dns:localhost");
        Files.writeString(own.key(), "half of a renewal");
        until(() -> server.renewal().endsWith(own.key() + " holds no private key; it wants PEM"));
        attach(null, null, TOKEN).await(LinkState.class, s -> s.condition() == Condition.ATTACHED);
        link.close();
        own.renewAs(next);
        until(() -> server.renewal().isEmpty());
        attach(null, null, TOKEN).await(LinkState.class, s -> s.condition() == Condition.ATTACHED);
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
