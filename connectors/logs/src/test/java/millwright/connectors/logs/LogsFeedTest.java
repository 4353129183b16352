package millwright.connectors.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import millwright.connectors.config.ConfigNode;
import millwright.feed.Feed;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsFeedTest {
    private static final String XID = "NVRM: Xid (PCI:0000:9b:00): 79, pid=7, name=x, GPU has fallen off the bus.";

    private final BlockingQueue<PlantEvent> events = new LinkedBlockingQueue<>();

    @TempDir
    Path folder;

    private Feed feed(String block) {
        ConfigNode node = ConfigNode.parse("t.yaml", "protocol: logs\nevery: 20ms\n" + block);
        Feed feed = new LogsProvider().create(node, InstantSource.system());
        feed.open(events::add);
        return feed;
    }

    private <T extends PlantEvent> @Nullable T await(Class<T> type, Predicate<T> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            PlantEvent event = events.poll(1, TimeUnit.SECONDS);
            if (type.isInstance(event) && wanted.test(type.cast(event))) {
                return type.cast(event);
            }
        }
        return null;
    }

    private Occurrence xid() throws InterruptedException {
        Occurrence found = await(Occurrence.class, o -> o.what().equals("xid"));
        assertNotNull(found);
        return found;
    }

    /** Where it says that it listens. */
    private InetSocketAddress listening() throws InterruptedException {
        SourceState state = await(SourceState.class, s -> s.detail().contains("listening"));
        assertNotNull(state);
        String port = state.detail().replaceAll(".*:(\\d+): .*", "$1");
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
    }

    private static byte[] utf(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String rfc5424(Instant time, String message) {
        return "<4>1 " + time + " n17 kernel - - - " + message;
    }

    @Test
    void aFilesXidIsOnTheGpuOfItsHost() throws Exception {
        Path file = folder.resolve("n17.log");
        Files.writeString(file, "[" + ctime(Instant.now()) + "] " + XID + "\n");
        try (Feed feed = feed("files: [ '" + folder + "/{host}.log' ]")) {
            PlantChanged changed = await(PlantChanged.class, e -> true);
            assertNotNull(changed);
            Occurrence event = xid();
            assertEquals(EntityId.of(EntityKind.GPU, "n17/0000:9b:00.0"), event.entity());
            assertEquals("RESTART_BM", event.details().get("action"));
            assertEquals("7", event.details().get("pid"));
            Plant plant = Plant.builder().apply(changed.change()).build(changed.revision());
            int gpu = plant.indexOf(event.entity());
            assertEquals(
                    "n17", plant.entity(plant.ancestor(gpu, EntityKind.NODE)).name());
            assertEquals("0000:9b:00.0", plant.nativeIds(event.entity()).get("pci"));
            assertEquals("n17", plant.nativeIds(event.entity()).get("host"));
            assertEquals("logs", feed.name());
        }
    }

    private static String ctime(Instant time) {
        return java.time.format.DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", java.util.Locale.ROOT)
                .format(time.atZone(java.time.ZoneOffset.UTC));
    }

    @Test
    void aGpuThatTheLogNamedBeforeHasItsUuid() throws Exception {
        String at = "[" + ctime(Instant.now()) + "] ";
        String uuid = "GPU-509665ad-b600-ac93-3616-d754b23d636d";
        Files.writeString(
                folder.resolve("n17.log"),
                at + "NVRM: GPU at PCI:0000:9b:00: " + uuid + "\n" + at + "NVRM: GPU Board Serial Number: 165\n" + at
                        + XID + "\n");
        try (Feed feed = feed("files: [ '" + folder + "/{host}.log' ]")) {
            assertNotNull(feed);
            PlantChanged changed = await(PlantChanged.class, e -> true);
            assertNotNull(changed);
            Plant plant = Plant.builder().apply(changed.change()).build(changed.revision());
            EntityId gpu = xid().entity();
            assertEquals(EntityId.of(EntityKind.GPU, uuid), gpu);
            assertEquals(uuid, plant.nativeIds(gpu).get("dcgm.uuid"));
            assertEquals("165", plant.nativeIds(gpu).get("serial"));
        }
    }

    @Test
    void syslogComesByDatagram() throws Exception {
        try (Feed feed = feed("udp: '127.0.0.1:0'");
                DatagramSocket sender = new DatagramSocket()) {
            assertNotNull(feed);
            InetSocketAddress to = listening();
            for (String message : List.of("", "\u0000\u0001garbage", "<999>x", "<4>Feb 31 99:99:99 n kernel: x")) {
                byte[] bytes = utf(message);
                sender.send(new DatagramPacket(bytes, bytes.length, to));
            }
            Instant time = Instant.now().truncatedTo(ChronoUnit.MICROS);
            byte[] bytes = utf(rfc5424(time, XID));
            sender.send(new DatagramPacket(bytes, bytes.length, to));
            Occurrence event = xid();
            assertEquals(Times.nanos(time), event.time());
            assertEquals("n17", event.details().get("host"));
        }
    }

    @Test
    void twoEqualXidsOfOneSecondAreTwoAndOneSentTwiceIsOne() throws Exception {
        Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String old = "<4>" + ctime(time).substring(4, 19) + " n17 kernel: " + XID + "\n";
        String exact = rfc5424(time.plusNanos(123_456_000), XID) + "\n";
        try (Feed feed = feed("tcp: '127.0.0.1:0'")) {
            assertNotNull(feed);
            InetSocketAddress to = listening();
            for (int i = 0; i < 2; i++) {
                try (Socket socket = new Socket(to.getAddress(), to.getPort())) {
                    socket.getOutputStream().write(utf(old + exact));
                }
            }
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ids.add(xid().id());
            }
            assertEquals(3, ids.stream().distinct().count());
            SourceState state = await(SourceState.class, s -> s.detail().contains("4 lines"));
            assertNotNull(state);
            assertTrue(events.stream().noneMatch(Occurrence.class::isInstance));
        }
    }

    @Test
    void aSenderWhoseClockIsAnHourAheadIsToldSo() throws Exception {
        try (Feed feed = feed("tcp: '127.0.0.1:0'")) {
            assertNotNull(feed);
            InetSocketAddress to = listening();
            try (Socket socket = new Socket(to.getAddress(), to.getPort())) {
                Instant ahead = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MICROS);
                socket.getOutputStream().write(utf(rfc5424(ahead, XID) + "\n"));
                Occurrence event = xid();
                assertEquals(Times.nanos(ahead), event.time());
                assertTrue(event.receiveTime() < event.time());
                SourceState state = await(SourceState.class, s -> s.clockOffset() > 59 * Times.MINUTE);
                assertNotNull(state);
                assertEquals("ok", state.condition());
            }
        }
    }

    @Test
    void aPeerThatSendsNoEndIsBoundedAndHarmsNoOther() throws Exception {
        try (Feed feed = feed("tcp: '127.0.0.1:0'")) {
            assertNotNull(feed);
            InetSocketAddress to = listening();
            try (Socket endless = new Socket(to.getAddress(), to.getPort());
                    Socket silent = new Socket(to.getAddress(), to.getPort());
                    Socket good = new Socket(to.getAddress(), to.getPort())) {
                OutputStream out = endless.getOutputStream();
                byte[] megabyte = utf("x".repeat(1 << 20));
                for (int i = 0; i < 50; i++) {
                    out.write(megabyte);
                }
                assertTrue(silent.isConnected());
                good.getOutputStream().write(utf(rfc5424(Instant.now(), XID) + "\n"));
                assertEquals("n17", xid().details().get("host"));
            }
        }
    }

    @Test
    void aPortInUseIsToldAndTheFilesAreReadAllTheSame() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(folder.resolve("n17.log"), XID + "\n");
            try (Feed feed = feed("tcp: '127.0.0.1:" + taken.getLocalPort() + "'\nfiles: [ '" + folder
                    + "/{host}.log', /nowhere/at.all ]")) {
                assertNotNull(feed);
                Occurrence event = xid();
                assertTrue(
                        event.details().get("time").startsWith("not said"),
                        event.details().toString());
                assertNotNull(await(
                        SourceState.class,
                        s -> s.condition().equals("failed") && s.detail().contains("cannot listen on")));
                assertNotNull(await(
                        SourceState.class,
                        s -> s.condition().equals("failed") && s.detail().contains("/nowhere/at.all is not there")
                                || s.detail().contains("/nowhere/at.all: there is no such file")));
            }
        }
    }

    @Test
    void theLongestSilentConnectionGivesWay() throws IOException, InterruptedException {
        LogsConfig config = LogsConfig.of(ConfigNode.parse("t.yaml", "protocol: logs\ntcp: 0\n"));
        InputState state = new InputState("logs", "tcp", System::nanoTime);
        LogIntake intake = new LogIntake(
                config,
                new millwright.feed.Origin(EntityId.of(EntityKind.SOURCE, "logs"), false),
                () -> Times.nanos(Instant.now()),
                events::add);
        LineParser parser = new LineParser(java.time.ZoneOffset.UTC);
        try (TcpListener listener =
                new TcpListener(config.tcp().orElseThrow(), parser, intake, state, System::nanoTime, 2)) {
            Thread thread = Thread.ofVirtual().start(listener);
            InetSocketAddress to = bound(state, thread);
            try (Socket first = new Socket(to.getAddress(), to.getPort());
                    Socket second = new Socket(to.getAddress(), to.getPort());
                    Socket third = new Socket(to.getAddress(), to.getPort())) {
                assertEquals(-1, first.getInputStream().read(), "closed by the listener");
                second.getOutputStream().write(utf(rfc5424(Instant.now(), XID) + "\n"));
                assertTrue(third.isConnected());
                assertNotNull(xid());
            }
            listener.close();
            thread.join();
        }
    }

    private static InetSocketAddress bound(InputState state, Thread listener) throws InterruptedException {
        String detail = "";
        while (!detail.contains("listening")) {
            assertFalse(listener.join(Duration.ofMillis(10)), "the listener ended");
            detail = state.report().detail();
        }
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(detail.replaceAll(".*:(\\d+): .*", "$1")));
    }
}
