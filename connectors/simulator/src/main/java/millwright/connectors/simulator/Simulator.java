package millwright.connectors.simulator;

import java.time.InstantSource;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import millwright.connectors.simulator.SimulatorClock.Running;
import millwright.connectors.simulator.SimulatorClock.Stepped;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * A simulated plant as a feed. With a running clock it lives on one thread of its own, started by {@link #open}; with a
 * stepped clock it lives on the thread that calls {@link #open} and {@link #step}. Bounded by the size of the plant; at
 * most 1,000 commands wait.
 */
public final class Simulator implements Feed {
    private static final System.Logger LOG = System.getLogger(Simulator.class.getName());
    private static final int MOST_COMMANDS = 1000;
    /** Behind by more than this, as after a sleep of the machine, it goes on at once instead of telling every second. */
    private static final long LONGEST_LAG = 60 * Times.SECOND;

    private final Scenario scenario;
    private final SimulatorClock clock;
    private final LinkedBlockingQueue<Command> commands = new LinkedBlockingQueue<>(MOST_COMMANDS);
    private volatile boolean closed;
    private @Nullable Engine engine;
    private volatile @Nullable Thread thread;

    public Simulator(Scenario scenario, SimulatorClock clock) {
        this.scenario = scenario;
        this.clock = clock;
    }

    /** The demo plant in real time. */
    public static Simulator demo() {
        return new Simulator(Scenario.named("demo"), SimulatorClock.realTime());
    }

    @Override
    public String name() {
        return scenario.name();
    }

    /** With a stepped clock the plant and its prehistory are told before this returns. */
    @Override
    public void open(FeedSink sink) {
        if (engine != null || thread != null) {
            throw new IllegalStateException(name() + " is already open");
        }
        switch (clock) {
            case Stepped(long start) -> engine = begun(start, sink);
            case Running(InstantSource wall, double speed) ->
                thread = Thread.ofPlatform().name("simulator").daemon(true).start(() -> run(wall, speed, sink));
        }
    }

    private Engine begun(long start, FeedSink sink) {
        Engine made = new Engine(scenario, start, sink);
        made.begin();
        return made;
    }

    /** Moves a stepped simulation by {@code seconds} plant seconds. */
    public void step(int seconds) {
        Engine stepped = engine;
        if (stepped == null) {
            throw new IllegalStateException("only an open simulation with a stepped clock can be stepped");
        }
        for (int s = 0; s < seconds; s++) {
            obey(stepped);
            stepped.step();
        }
    }

    /** The present plant of an open stepped simulation. */
    public Plant plant() {
        Engine stepped = engine;
        return stepped == null ? Plant.empty() : stepped.plant();
    }

    @Nullable
    Engine engine() {
        return engine;
    }

    private void run(InstantSource wall, double speed, FeedSink sink) {
        try {
            long begun = Times.nanos(wall.instant()) / Times.SECOND * Times.SECOND;
            Engine running = begun(begun, sink);
            while (!closed) {
                long due = begun + (long) ((Times.nanos(wall.instant()) - begun) * speed);
                if (due - running.now() > LONGEST_LAG * Math.max(1, speed)) {
                    running.skip((due - running.now()) / Times.SECOND);
                } else if (running.now() + Times.SECOND <= due) {
                    obey(running);
                    running.step();
                } else {
                    rest(running, (long) ((running.now() + Times.SECOND - due) / speed));
                }
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the simulation of " + name() + " ended", e);
        }
    }

    /** Waits for the next second, or for a command, whichever comes first. */
    private void rest(Engine running, long nanos) {
        try {
            Command command = commands.poll(Math.max(1, nanos), TimeUnit.NANOSECONDS);
            if (command != null) {
                obey(running, command);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void obey(Engine running) {
        for (Command command = commands.poll(); command != null; command = commands.poll()) {
            obey(running, command);
        }
    }

    private static void obey(Engine running, Command command) {
        switch (command) {
            case Command.Execute(var action) -> running.take(action);
            case Command.Propose(var action) ->
                running.refuse(action.header().key(), "a plant takes orders, not proposals");
            case Command.Approve approve -> running.refuse(approve.key(), "a plant takes orders, not approvals");
            case Command.Withdraw withdraw -> running.refuse(withdraw.key(), "an order in a plant cannot be withdrawn");
            case Command.PreviewAction preview -> running.refuse(preview.request(), "a plant gives no previews");
            case Command.PreviewLoss preview -> running.refuse(preview.request(), "a plant gives no previews");
            case Command.Seek _ -> running.refuse("seek", "a live plant cannot be moved in time");
            case Command.Subscribe _, Command.GoLive _ -> {
                // Everything is told to the one sink, and always now.
            }
        }
    }

    @Override
    public void send(Command command) {
        if (!commands.offer(command)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} has {1} commands waiting; one more was refused",
                    name(),
                    MOST_COMMANDS);
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
