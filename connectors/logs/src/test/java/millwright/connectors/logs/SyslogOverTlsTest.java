package millwright.connectors.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.ServerTls;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.SourceState;
import millwright.hearing.Hearing;
import millwright.hearing.OwnCertificate;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Senders that speak TLS well, badly and not at all. */
@Timeout(60)
class SyslogOverTlsTest {
    private static final String XID = "NVRM: Xid (PCI:0000:9b:00): 79, pid=7, name=x, GPU has fallen off the bus.";

    @TempDir
    static Path folder;

    private static OwnCertificate port;
    private static OwnCertificate sender;
    private static OwnCertificate stranger;
    /** Says that it is the sender. */
    private static OwnCertificate impostor;

    private Hearing heard;
    private int at;

    @BeforeAll
    static void make() throws Exception {
        port = OwnCertificate.in(folder, "port", "ip:127.0.0.1");
        sender = OwnCertificate.in(folder, "sender", "dns:n17");
        stranger = OwnCertificate.in(folder, "stranger", "dns:elsewhere");
        impostor = OwnCertificate.in(folder, "impostor", "dns:n17");
    }

    private void listen(String more) throws InterruptedException {
        String block = "protocol: logs\nevery: 20ms\ntls: {listen: '127.0.0.1:0', tls-cert: " + port.certificate()
                + ", tls-key: " + port.key() + more + "}\n";
        hear(block);
    }

    private void hear(String block) throws InterruptedException {
        heard = new Hearing(new LogsProvider().create(ConfigNode.parse("t.yaml", block), InstantSource.system()));
        String said = heard.await(SourceState.class, s -> s.detail().contains("listening"))
                .detail();
        at = Integer.parseInt(said.replaceAll(".*:(\\d+): .*", "$1"));
    }

    @AfterEach
    void close() {
        if (heard != null) {
            heard.close();
        }
    }

    private Socket dial(SSLContext as) throws IOException {
        return as.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), at);
    }

    private Socket dialInTheClear() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), at);
    }

    /** A sender that shows a certificate. */
    private static SSLContext showing(OwnCertificate own) throws IOException {
        return ServerTls.context(own.certificate(), own.key(), Optional.of(port.certificate()));
    }

    private static byte[] counted(String host) {
        byte[] message = utf("<4>1 " + Instant.now() + " " + host + " kernel - - - " + XID + "\nwith a second line");
        byte[] count = utf(message.length + " ");
        byte[] all = new byte[count.length + message.length];
        System.arraycopy(count, 0, all, 0, count.length);
        System.arraycopy(message, 0, all, count.length, message.length);
        return all;
    }

    private static byte[] utf(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String xidOf() throws InterruptedException {
        return heard.await(Occurrence.class, o -> o.what().equals("xid"))
                .details()
                .get("host");
    }

    private String problem(String words) throws InterruptedException {
        return heard.await(SourceState.class, words, s -> s.detail().contains(words))
                .condition();
    }

    @Test
    void aRenewedCertificateIsShownToWhoComesNextAndABadOneIsNot() throws Exception {
        OwnCertificate mine = OwnCertificate.in(folder, "mine", "ip:127.0.0.1");
        String keys = "protocol: logs\nevery: 20ms\ntls: {listen: '127.0.0.1:0', tls-cert: " + mine.certificate()
                + ", tls-key: " + mine.key() + "}\n";
        hear(keys);
        Files.writeString(mine.key(), "half of a renewal");
        assertEquals("ok", problem("what it held before is used on: " + mine.key() + " holds no private key"));
        try (Socket socket = dial(mine.client())) {
            socket.getOutputStream().write(counted("n17"));
            assertEquals("n17", xidOf());
        }
        mine.renewAs(port);
        heard.await(SourceState.class, s -> !s.detail().contains("used on"));
        try (Socket socket = dial(port.client())) {
            socket.getOutputStream().write(counted("n18"));
            assertEquals("n18", xidOf());
        }
    }

    @Test
    void messagesThatAreCountedComeWholeHoweverTheyAreCut() throws Exception {
        listen("");
        try (Socket socket = dial(port.client())) {
            OutputStream out = socket.getOutputStream();
            byte[] first = counted("n17");
            byte[] second = counted("n18");
            out.write(first, 0, 2);
            out.write(first, 2, 40);
            out.write(first, 42, first.length - 42);
            out.write(second);
            assertEquals("n17", xidOf());
            assertEquals("n18", xidOf());
            heard.await(SourceState.class, s -> s.detail().contains("2 lines"));
        }
    }

    @Test
    void messagesLineByLineAreHeardToo() throws Exception {
        listen("");
        try (Socket socket = dial(port.client())) {
            socket.getOutputStream().write(utf("<4>1 " + Instant.now() + " n17 kernel - - - " + XID + "\n"));
            assertEquals("n17", xidOf());
        }
    }

    @Test
    void whoIsSilentInTheClearDoubtingOrGarbledHarmsNoOtherAndIsToldWhy() throws Exception {
        listen("");
        try (Socket silent = dialInTheClear();
                Socket clear = dialInTheClear();
                Socket doubting = dial(stranger.client());
                Socket garbled = dial(port.client());
                Socket good = dial(port.client())) {
            assertTrue(silent.isConnected());
            clear.getOutputStream().write(utf("<4>1 2026-01-01T00:00:00Z n17 kernel - - - in the clear\n"));
            assertEquals("ok", problem("this is no TLS; senders in clear text go to 'tcp'"));
            assertThrows(IOException.class, () -> doubting.getOutputStream().write(1));
            problem("believe our certificate; give it its authority");
            garbled.getOutputStream().write(utf("0 garbage"));
            problem("not syslog, connection closed");
            good.getOutputStream().write(counted("n17"));
            assertEquals("n17", xidOf());
        }
    }

    /** Whether its alert is heard, or only that it hung up while we still spoke, is chance; the words name the cause each time. */
    @Test
    void whoDoubtsIsToldWhyHoweverItHangsUp() throws Exception {
        listen("");
        for (int sender = 1; sender <= 20; sender++) {
            try (Socket doubting = dial(stranger.client())) {
                assertThrows(IOException.class, () -> doubting.getOutputStream().write(1));
            }
            String all = sender + " not readable: ";
            String why = heard.await(SourceState.class, all, s -> s.detail().contains(all))
                    .detail();
            assertTrue(why.endsWith("believe our certificate; give it its authority"), why);
        }
    }

    @Test
    void whoSendsNoEndIsBounded() throws Exception {
        listen("");
        try (Socket endless = dial(port.client());
                Socket good = dial(port.client())) {
            OutputStream out = endless.getOutputStream();
            byte[] megabyte = utf("x".repeat(1 << 20));
            for (int i = 0; i < 20; i++) {
                out.write(megabyte);
            }
            good.getOutputStream().write(counted("n17"));
            assertEquals("n17", xidOf());
        }
    }

    @Test
    void whereSendersMustShowACertificateOnlyThoseOfTheAuthorityAreHeard() throws Exception {
        listen(", client-ca: " + sender.certificate());
        try (Socket none = dial(port.client())) {
            speak(none);
            problem("it shows no certificate that an authority of 'client-ca' gave");
        }
        try (Socket other = dial(showing(stranger))) {
            speak(other); // which keeps its certificate to itself, since nobody asks for one like it
            problem("2 not readable: from 127.0.0.1: it shows no certificate");
        }
        try (Socket false17 = dial(showing(impostor))) {
            speak(false17);
            problem("its certificate is by no authority of 'client-ca', or not valid now");
        }
        try (Socket known = dial(showing(sender))) {
            known.getOutputStream().write(counted("n18"));
            assertEquals("n18", xidOf(), "nothing of the others");
        }
    }

    /** As far as it is let: a refusal may come before or after what is said. */
    private static void speak(Socket socket) {
        try {
            socket.getOutputStream().write(counted("n17"));
        } catch (IOException e) {
            assertTrue(socket.isConnected());
        }
    }

    @Test
    void whoNeverGreetsGivesWay() throws Exception {
        LogsConfig config = LogsConfig.of(ConfigNode.parse(
                "t.yaml",
                "protocol: logs\ntls: {listen: 0, tls-cert: " + port.certificate() + ", tls-key: " + port.key()
                        + "}\n"));
        InputState state = new InputState("logs", "tls", System::nanoTime);
        List<Object> events = new java.util.concurrent.CopyOnWriteArrayList<>();
        LogIntake intake = new LogIntake(
                config,
                new Origin(EntityId.of(EntityKind.SOURCE, "logs"), false),
                () -> Times.nanos(Instant.now()),
                events::add);
        LineParser parser = new LineParser(java.time.ZoneOffset.UTC);
        try (TlsListener listener =
                new TlsListener(config.tls().orElseThrow(), parser, intake, state, System::nanoTime, 2)) {
            Thread thread = Thread.ofVirtual().start(listener);
            String said = "";
            while (!said.contains("listening")) {
                said = state.report().detail();
                LockSupport.parkNanos(Times.MILLI);
            }
            at = Integer.parseInt(said.replaceAll(".*:(\\d+): .*", "$1"));
            try (Socket first = dialInTheClear();
                    Socket second = dialInTheClear();
                    Socket third = dial(port.client())) {
                third.getOutputStream().write(counted("n17"));
                assertEquals(-1, first.getInputStream().read(), "closed by the listener");
                assertTrue(second.isConnected());
                while (events.stream().noneMatch(Occurrence.class::isInstance)) {
                    LockSupport.parkNanos(Times.MILLI);
                }
            }
            listener.close();
            thread.join();
        }
    }
}
