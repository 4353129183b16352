package millwright.connectors.slurm;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import millwright.connectors.source.Backoff;
import millwright.connectors.source.Frames;
import millwright.connectors.source.Reading;
import millwright.connectors.source.SourceWatch;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Asks one slurmrestd for nodes and jobs in turn, on a virtual thread of its own, and hands orders to {@link Orders}. A
 * cluster that does not answer harms nobody: its source turns "failed since", its values go stale by age, retries back
 * off with jitter up to a minute.
 */
final class SlurmFeed implements Feed {
    private final SlurmConfig config;
    private final InstantSource clock;
    private final SlurmApi api;
    private final SlurmPlant plant;
    private final Happenings happenings;
    private final SourceWatch watch;
    private final Origin origin;
    private final Orders orders;
    private final Metric state;
    private final Semaphore again = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable FeedSink sink;
    private long lastRead;

    SlurmFeed(SlurmConfig config, InstantSource clock) throws IOException {
        this.config = config;
        this.clock = clock;
        this.api = new SlurmApi(config);
        this.plant = new SlurmPlant(config);
        EntityId source = EntityId.of(EntityKind.SOURCE, config.name());
        this.origin = new Origin(source, false);
        this.watch = new SourceWatch(source, "slurm");
        this.happenings = new Happenings(origin);
        this.state = Catalogue.standard().find(new MetricId("node.state")).orElseThrow();
        this.orders = new Orders(config, api, plant, this, origin);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public void open(FeedSink to) {
        sink = to;
        Future<?> unused = threads.submit(this::read);
    }

    @Override
    public void send(Command command) {
        if (command instanceof Command.Execute execute) {
            Future<?> unused = threads.submit(() -> orders.take(execute.action()));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        api.close();
    }

    private void read() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long started = now();
                boolean ok = readOnce(started);
                long pause = ok ? config.every() : Backoff.after(config.every(), watch.failures());
                if (again.tryAcquire(Math.max(0, started + pause - now()), TimeUnit.NANOSECONDS)) {
                    again.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks soon, for something was changed. */
    void lookAgain() {
        again.release();
    }

    private boolean readOnce(long started) throws InterruptedException {
        try {
            Answers.Items<SlurmNode> nodes = api.nodes();
            if (nodes.items().isEmpty()) {
                throw new IOException("it tells of no node at all"
                        + (nodes.problems() > 0 ? "; the first could not be understood: " + nodes.example() : ""));
            }
            Answers.Items<SlurmJob> jobs = api.jobs();
            take(nodes, jobs, api.doors().version(), started);
            return true;
        } catch (IOException e) {
            failed(String.valueOf(e.getMessage()), started);
        } catch (RuntimeException e) {
            // one answer that cannot be taken must not end the watch
            failed("what it said could not be taken: " + e, started);
        }
        return false;
    }

    private void failed(String why, long time) {
        api.forget();
        watch.failed(why, time);
        tell(List.of(watch.report(time)));
    }

    private synchronized void take(
            Answers.Items<SlurmNode> nodes, Answers.Items<SlurmJob> jobs, String version, long started) {
        long received = now();
        long since = lastRead == 0 ? 0 : received - lastRead;
        Map<String, SlurmNode> nodesBefore = plant.seeNodes(nodes.items(), nodes.problems() == 0);
        Map<EntityId, SlurmJob> jobsBefore = plant.seeJobs(jobs.items(), jobs.problems() == 0);
        List<PlantEvent> events = new ArrayList<>();
        plant.told(received).ifPresent(events::add);
        List<Reading> readings = new ArrayList<>();
        for (SlurmNode node : nodes.items()) {
            double code = node.state().code();
            readings.add(Reading.of(SlurmPlant.nodeId(node.name()), state, code, Reading.UNSAID));
        }
        events.addAll(Frames.of(readings, plant.plant(), received, config.every(), origin));
        if (lastRead != 0) {
            events.addAll(happenings.ofNodes(nodesBefore, nodes.items(), received, since));
            events.addAll(happenings.ofJobs(plant, jobsBefore, jobs.items(), received, since));
        }
        lastRead = received;
        report(nodes, jobs, version, received - started, received);
        events.add(watch.report(received));
        tell(events);
    }

    private void report(
            Answers.Items<SlurmNode> nodes, Answers.Items<SlurmJob> jobs, String version, long lag, long time) {
        int problems = nodes.problems() + jobs.problems();
        String example = nodes.problems() > 0 ? nodes.example() : jobs.example();
        long running = jobs.items().stream().filter(SlurmJob::holdsNodes).count();
        long waiting = jobs.items().stream().filter(SlurmJob::waits).count();
        String text = problems > 0
                ? problems + " items could not be understood, first: " + example
                : version + ": " + nodes.items().size() + " nodes, " + running + " jobs running, " + waiting
                        + " waiting" + (waiting > config.waiting() ? ", " + config.waiting() + " of them shown" : "");
        watch.succeeded(nodes.items().size() + jobs.items().size(), text, lag, time);
        watch.problems(problems);
        watch.missing(Lacks.of(nodes.items(), jobs.items()));
    }

    synchronized void tell(List<? extends PlantEvent> events) {
        FeedSink to = sink;
        if (to != null) {
            events.forEach(to::accept);
        }
    }

    long now() {
        return Times.nanos(clock.instant());
    }
}
