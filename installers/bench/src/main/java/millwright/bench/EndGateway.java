package millwright.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import millwright.connectors.gateway.Binding;
import millwright.connectors.gateway.FeedSource;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayParts;
import millwright.connectors.gateway.GatewayServer;
import millwright.connectors.simulator.Simulator;
import millwright.connectors.simulator.SimulatorClock;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.connectors.simulator.scenario.Scenario.Prehistory;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;
import millwright.plant.Times;

/**
 * Gateway and simulator as one process: 100,000 GPUs with ten metrics each second. Prints its port, then for each tick
 * its time and the moment at which the simulator handed over its first column; answers each line with its memory.
 */
final class EndGateway implements Feed {
    /** As long as trends of GPUs are kept, told a minute at a time: what grows afterwards is no filling up. */
    private static final Prehistory PAST = new Prehistory(75 * 60, 60, 0);

    private final Simulator simulator = new Simulator(large(), SimulatorClock.realTime());
    private long told = Long.MIN_VALUE;

    public static void main(String[] args) throws IOException {
        GatewayParts parts = GatewayParts.live(
                "bench",
                Catalogue.standard(),
                () -> Times.nanos(Instant.now()),
                new StalledGateway.Forgetful(),
                new StalledGateway.Unwritten());
        try (Gateway gateway = new Gateway(parts);
                GatewayServer server = GatewayServer.listen(gateway, Binding.loopback(0), List.of());
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            gateway.start();
            gateway.add(new FeedSource("simulator", "bench", true, EndGateway::new));
            System.out.println("port " + server.port());
            while (in.readLine() != null) {
                System.out.println(ProcessMemory.now());
            }
        }
        System.exit(0);
    }

    private static Scenario large() {
        Scenario large = Scenario.named("large");
        return new Scenario(
                large.name(),
                large.seed(),
                large.shape(),
                large.hardware(),
                large.power(),
                large.cooling(),
                large.endpoints(),
                large.jobs(),
                large.faults(),
                large.obedience(),
                PAST,
                large.metrics());
    }

    @Override
    public String name() {
        return simulator.name();
    }

    @Override
    public void open(FeedSink sink) {
        simulator.open(event -> {
            if (event instanceof Frame frame && frame.kind() == EntityKind.GPU && frame.sourceTime() > told) {
                told = frame.sourceTime();
                System.out.println("tick " + told + " " + System.nanoTime());
            }
            sink.accept(event);
        });
    }

    @Override
    public void send(Command command) {
        simulator.send(command);
    }

    @Override
    public void close() {
        simulator.close();
    }
}
