package millwright.bench;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import millwright.connectors.link.Link;
import millwright.connectors.link.LinkSettings;
import millwright.connectors.wire.CommandCodec;
import millwright.connectors.wire.PlantCalls;
import millwright.feed.Command;
import millwright.feed.Frame;
import millwright.plant.EntityKind;
import millwright.plant.v1.V1;

/**
 * What a desk costs that stops reading for 60 s: two gateways side by side with the same load and one reading desk
 * each, one of them with 8 desks that do not read; the difference of what they hold, divided by 8.
 */
public final class StalledBench implements Bench {
    private static final int STALLED = 8;
    private static final int SECONDS = 60;
    private static final double MIB = 1 << 20;

    @Override
    public String name() {
        return "stalled";
    }

    @Override
    public List<Row> run() throws Exception {
        try (Served with = new Served();
                Served without = new Served();
                ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            for (int i = 0; i < STALLED; i++) {
                with.stall();
            }
            timer.schedule(() -> {}, SECONDS, TimeUnit.SECONDS).get();
            double each = (with.held() - without.held()) / (double) STALLED / MIB;
            Proof proof = Proof.that(
                    with.stalledStarted.get() == STALLED && with.frames.get() >= without.frames.get() * 0.95,
                    STALLED + " desks began and stopped; the reading desk beside them got " + with.frames.get()
                            + " frames, the one without them " + without.frames.get());
            return List.of(
                    Row.of("a desk that stops reading for 60 s, gateway memory", each, "MiB", Target.atMost(16), proof),
                    Row.of(
                                    "longest pause of the reading desk beside them",
                                    with.longest.get() / 1e6,
                                    "ms",
                                    Target.none(false),
                                    proof)
                            .beside(new Peer("without stalled desks", without.longest.get() / 1e6)));
        }
    }

    /** One gateway process and a desk that reads. */
    private static final class Served implements AutoCloseable {
        private final Process process = WireBench.java(
                List.of(), List.of("-Xms384m", "-Xmx384m", "-XX:+AlwaysPreTouch"), "millwright.bench.StalledGateway");
        private final BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        private final Writer asks = process.outputWriter(StandardCharsets.UTF_8);
        private final int port = Integer.parseInt(said.readLine().split(" ")[1]);
        private final List<ManagedChannel> channels = new ArrayList<>();
        private final AtomicInteger stalledStarted = new AtomicInteger();
        private final AtomicInteger frames = new AtomicInteger();
        private final AtomicLong longest = new AtomicLong();
        private final Link reader = new Link(
                millwright.connectors.link.Target.loopback(port), LinkSettings.standard("reader"), System::nanoTime);
        private long before;

        Served() throws IOException {
            reader.send(wants());
            reader.open(event -> {
                if (event instanceof Frame frame && frame.kind() == EntityKind.GPU) {
                    long now = System.nanoTime();
                    // The first seconds belong to the compiler.
                    if (frames.incrementAndGet() > 100) {
                        longest.accumulateAndGet(now - before, Math::max);
                    }
                    before = now;
                }
            });
        }

        private static Command.Subscribe wants() {
            return new Command.Subscribe(Set.of(new Command.Want(WireLoad.METRIC, EntityKind.GPU, 0)));
        }

        /** Takes three messages and then asks for no more. */
        void stall() {
            ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", port)
                    .usePlaintext()
                    .maxInboundMessageSize(PlantCalls.MAX_DOWN)
                    .build();
            channels.add(channel);
            var call = channel.newCall(PlantCalls.attach(), CallOptions.DEFAULT);
            call.start(
                    new ClientCall.Listener<>() {
                        @Override
                        public void onMessage(V1.PlantMessage message) {
                            if (message.hasWelcome()) {
                                stalledStarted.incrementAndGet();
                            }
                        }
                    },
                    new Metadata());
            call.request(3);
            call.sendMessage(V1.DeskMessage.newBuilder()
                    .setHello(V1.Hello.newBuilder().setClient("stalled").setSubscribe(CommandCodec.wants(wants())))
                    .build());
        }

        long held() throws IOException {
            asks.write("held\n");
            asks.flush();
            return Long.parseLong(said.readLine());
        }

        @Override
        public void close() {
            reader.close();
            channels.forEach(ManagedChannel::shutdownNow);
            process.destroy();
        }
    }
}
