package millwright.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import millwright.connectors.gateway.Binding;
import millwright.connectors.gateway.FeedSource;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayParts;
import millwright.connectors.gateway.GatewayServer;
import millwright.connectors.gateway.Limits;
import millwright.control.AuditEntry;
import millwright.control.AuditLog;
import millwright.control.AuditRecord;
import millwright.feed.AuditHead;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.Journal;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.Times;

/**
 * A gateway as a process of its own, fed with 10,000 GPUs ten times a second and 20 events a second. Prints its port,
 * then for every line that comes in the bytes it holds: live heap and everything resident outside the heap.
 */
final class StalledGateway implements Feed {
    private static final Origin ORIGIN = new Origin(EntityId.of(EntityKind.SOURCE, "bench"), true);
    private static final int FRAMES_PER_SECOND = 10;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private int n;

    public static void main(String[] args) throws IOException {
        GatewayParts parts = GatewayParts.live(
                        "bench", Catalogue.standard(), StalledGateway::now, new Forgetful(), new Unwritten())
                .with(new Limits(64L << 20, 6L << 20, 6L << 20, 32L << 20, 200));
        try (Gateway gateway = new Gateway(parts);
                GatewayServer server = GatewayServer.listen(gateway, Binding.loopback(0), List.of());
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            gateway.start();
            StalledGateway feed = new StalledGateway();
            gateway.add(new FeedSource("bench", "bench", true, () -> feed));
            System.out.println("port " + server.port());
            while (in.readLine() != null) {
                System.out.println(held());
            }
        }
        System.exit(0);
    }

    private static long now() {
        return Times.nanos(Instant.now());
    }

    /** The heap is touched as a whole at the start, so that what is resident beyond it lies outside. */
    private static long held() throws IOException {
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                long resident = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                return heap.getUsed() + resident - heap.getCommitted();
            }
        }
        throw new IOException("/proc/self/status has no VmRSS");
    }

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public void open(FeedSink sink) {
        sink.accept(WireLoad.plant());
        var _ = timer.scheduleAtFixedRate(() -> tell(sink), 100, 1_000 / FRAMES_PER_SECOND, TimeUnit.MILLISECONDS);
    }

    private void tell(FeedSink sink) {
        Frame made = WireLoad.frame(n++);
        long time = now();
        sink.accept(WireLoad.frame(time, made.values(), made.states(), ORIGIN));
        for (int i = 0; i < 2; i++) {
            String id = n + "-" + i;
            sink.accept(new Occurrence(
                    id, "bench", Layer.GPU, WireLoad.id(i), time, 0, time, Priority.INFO, id, 1, Map.of(), ORIGIN));
        }
    }

    @Override
    public void send(Command command) {}

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Nobody resumes here. */
    static final class Forgetful implements Journal {
        @Override
        public String epoch() {
            return "bench-life";
        }

        @Override
        public void append(long sequence, long time, byte[] message) {}

        @Override
        public void after(long sequence, Consumer<Entry> visitor) {}

        @Override
        public long oldest() {
            return 0;
        }

        @Override
        public void close() {}
    }

    /** Nobody acts here. */
    static final class Unwritten implements AuditLog {
        @Override
        public AuditHead append(AuditEntry entry) {
            return head();
        }

        @Override
        public List<AuditRecord> records() {
            return List.of();
        }

        @Override
        public AuditHead head() {
            return new AuditHead(0, "0".repeat(64), 0);
        }

        @Override
        public void close() {}
    }
}
