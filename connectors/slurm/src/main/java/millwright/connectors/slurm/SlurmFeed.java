package millwright.connectors.slurm;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import millwright.connectors.source.Backoff;
import millwright.connectors.source.Forbidden;
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
 * Asks one slurmrestd for nodes, jobs and partitions in turn, on a virtual thread of its own, and hands orders to {@link Orders}. A
 * cluster that does not answer harms nobody: its source turns "failed since", its values go stale by age, retries back
 * off with jitter up to a minute.
 */
final class SlurmFeed implements Feed {
    private static final int MOST_LINES = 8;

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
    private Answers.Items<SlurmPartition> partitions = new Answers.Items<>(List.of(), 0, "");
    private String noPartitions = "";
    private long lastRead;

    SlurmFeed(SlurmConfig config, InstantSource clock) throws IOException {
        this.config = config;
        this.clock = clock;
        this.api = new SlurmApi(config, clock);
        this.plant = new SlurmPlant(config);
        EntityId source = EntityId.of(EntityKind.SOURCE, config.name());
        this.origin = new Origin(source, false);
        this.watch = new SourceWatch(source, "slurm").beside(api::renewal);
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
            take(new Read(nodes, jobs, partitions()), api.doors().version(), started);
            return true;
        } catch (Forbidden e) {
            locked(started);
            failed(e, String.valueOf(e.getMessage()), started);
        } catch (IOException e) {
            failed(e, String.valueOf(e.getMessage()), started);
        } catch (RuntimeException e) {
            // one answer that cannot be taken must not end the watch
            failed(e, "what it said could not be taken: " + e, started);
        }
        return false;
    }

    /** They name limits and states beside the rest: where they cannot be read those of before stand, and it is said. */
    private Answers.Items<SlurmPartition> partitions() throws InterruptedException {
        try {
            partitions = api.partitions();
            noPartitions = "";
        } catch (IOException e) {
            noPartitions = "partitions could not be read, "
                    + (lastRead == 0 ? "none are shown" : "those of before stand") + ": " + e.getMessage();
        }
        return partitions;
    }

    /** What it told before is still there; only we may not see it. */
    private synchronized void locked(long time) {
        tell(Frames.of(watch.forbidden(), plant.plant(), time, config.every(), origin));
    }

    private void failed(Exception why, String text, long time) {
        api.forget();
        watch.clock(api.clock());
        watch.failed(why, text, time);
        tell(List.of(watch.report(time)));
    }

    /** All of one round. */
    private record Read(
            Answers.Items<SlurmNode> nodes, Answers.Items<SlurmJob> jobs, Answers.Items<SlurmPartition> partitions) {
        int problems() {
            return nodes.problems() + jobs.problems() + partitions.problems();
        }

        String example() {
            return nodes.problems() > 0 ? nodes.example() : jobs.problems() > 0 ? jobs.example() : partitions.example();
        }

        /** What stands first is what takes no jobs, for that is what people look for. */
        String partitionLines() {
            List<String> lines = partitions.items().stream()
                    .sorted(Comparator.comparing(SlurmPartition::takesJobs).thenComparing(SlurmPartition::name))
                    .map(SlurmPartition::line)
                    .toList();
            String more = lines.size() > MOST_LINES ? "; and " + (lines.size() - MOST_LINES) + " more" : "";
            return lines.isEmpty()
                    ? ""
                    : "; partitions: "
                            + String.join("; ", lines.stream().limit(MOST_LINES).toList()) + more;
        }
    }

    private synchronized void take(Read read, String version, long started) {
        Answers.Items<SlurmNode> nodes = read.nodes();
        Answers.Items<SlurmJob> jobs = read.jobs();
        List<SlurmPartition> partitions = read.partitions().items();
        long received = now();
        long since = lastRead == 0 ? 0 : received - lastRead;
        Map<String, SlurmPartition> partitionsBefore = plant.seePartitions(partitions);
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
        watch.delivered(readings, received);
        if (lastRead != 0) {
            events.addAll(happenings.ofPartitions(partitionsBefore, partitions, received, since));
            events.addAll(happenings.ofNodes(nodesBefore, nodes.items(), received, since));
            events.addAll(happenings.ofJobs(plant, jobsBefore, jobs.items(), received, since));
        }
        lastRead = received;
        report(read, version, received - started, received);
        events.add(watch.report(received));
        tell(events);
    }

    private void report(Read read, String version, long lag, long time) {
        List<SlurmNode> nodes = read.nodes().items();
        List<SlurmJob> jobs = read.jobs().items();
        int problems = read.problems();
        long running = jobs.stream().filter(SlurmJob::holdsNodes).count();
        long waiting = jobs.stream().filter(SlurmJob::waits).count();
        String text = problems > 0
                ? problems + " items could not be understood, first: " + read.example()
                : version + ": " + nodes.size() + " nodes, " + running + " jobs running, " + waiting + " waiting"
                        + (waiting > config.waiting() ? ", " + config.waiting() + " of them shown" : "")
                        + read.partitionLines() + (noPartitions.isEmpty() ? "" : "; " + noPartitions);
        watch.clock(api.clock());
        watch.succeeded(nodes.size() + jobs.size(), text, lag, time);
        watch.problems(problems, read.example());
        watch.missing(Lacks.of(nodes, jobs, noPartitions), Lacks.WATCHED);
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
