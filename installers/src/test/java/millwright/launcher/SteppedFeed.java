package millwright.launcher;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import millwright.connectors.gateway.FeedSource;
import millwright.connectors.simulator.Simulator;
import millwright.connectors.simulator.SimulatorClock;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;

/** A simulated plant that moves only when a test steps it. Opened by the gateway, stepped by the test. */
final class SteppedFeed implements Feed {
    private final Simulator simulator;
    private final CountDownLatch opened = new CountDownLatch(1);

    SteppedFeed(String scenario, Instant start) {
        simulator = new Simulator(Scenario.parse("stepped.yaml", scenario), SimulatorClock.stepped(start));
    }

    FeedSource source() {
        return new FeedSource("sim", "simulator", true, () -> this);
    }

    @Override
    public String name() {
        return simulator.name();
    }

    @Override
    public void open(FeedSink sink) {
        simulator.open(sink);
        opened.countDown();
    }

    void step() {
        try {
            opened.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        simulator.step(1);
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
