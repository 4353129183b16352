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
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;
import millwright.plant.Times;

/**
 * Gateway and simulator as one process: as many GPUs as the argument says, with ten metrics each second. Prints its port, then for each tick
 * its time and the moment at which the simulator handed over its first column; answers each line with its memory.
 */
final class EndGateway implements Feed {
    private final Simulator simulator;
    private long told = Long.MIN_VALUE;

    private EndGateway(Scenario plant) {
        simulator = new Simulator(plant, SimulatorClock.realTime());
    }

    public static void main(String[] args) throws IOException {
        Scenario plant = EndPlant.scenario(Integer.parseInt(args[0]));
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
            gateway.add(new FeedSource("simulator", "bench", true, () -> new EndGateway(plant)));
            System.out.println("port " + server.port());
            while (in.readLine() != null) {
                System.out.println(ProcessMemory.now());
            }
        }
        System.exit(0);
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
