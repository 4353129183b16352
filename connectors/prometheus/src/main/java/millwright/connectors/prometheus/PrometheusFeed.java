package millwright.connectors.prometheus;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import millwright.connectors.source.Backoff;
import millwright.connectors.source.Frames;
import millwright.connectors.source.HttpReader;
import millwright.connectors.source.exporter.DcgmFields;
import millwright.connectors.source.exporter.SeenPlant;
import millwright.connectors.source.exporter.XidWatch;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.Receipt;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Scrapes its targets, each on a virtual thread of its own, and tells what it read. A target that fails harms no other:
 * its source turns "failed since", its values go stale by age, retries back off with jitter up to a minute.
 */
final class PrometheusFeed implements Feed {
    static final String ACCEPT = "text/plain;version=0.0.4";

    private final PrometheusConfig config;
    private final InstantSource clock;
    private final HttpReader reader;
    private final Mapping mapping = new Mapping(Catalogue.standard());
    private final SeenPlant plant;
    private final XidWatch xids;
    private final Origin origin;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable FeedSink sink;

    PrometheusFeed(PrometheusConfig config, InstantSource clock) throws IOException {
        this.config = config;
        this.clock = clock;
        this.reader = new HttpReader(config.access());
        this.plant = new SeenPlant(config.placement());
        this.origin = new Origin(EntityId.of(EntityKind.SOURCE, config.name()), false);
        this.xids = new XidWatch(origin);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public void open(FeedSink to) {
        sink = to;
        for (URI target : config.targets()) {
            threads.submit(() -> watch(target));
        }
    }

    @Override
    public void send(Command command) {
        FeedSink to = sink;
        if (to != null && command instanceof Command.Execute execute) {
            String why = "a Prometheus endpoint can only be read; no source here can carry this out";
            tell(List.of(new Receipt(execute.action().header().key(), Receipt.Answer.REFUSED, why, now())));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        reader.close();
    }

    private void watch(URI target) {
        TargetState state = new TargetState(target, config.name());
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long started = now();
                boolean ok = scrapeOnce(target, state);
                long pause = ok ? config.every() : Backoff.after(config.every(), state.failures());
                TimeUnit.NANOSECONDS.sleep(Math.max(0, started + pause - now()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean scrapeOnce(URI target, TargetState state) throws InterruptedException {
        long started = now();
        try {
            take(ExpositionParser.parse(reader.get(target, ACCEPT).text()), target, state, started);
            return true;
        } catch (IOException e) {
            failed(state, String.valueOf(e.getMessage()), started);
        } catch (RuntimeException e) {
            // one exposition that cannot be taken must not end the watch of its target
            failed(state, "what it said could not be taken: " + e.getMessage(), started);
        }
        return false;
    }

    private void failed(TargetState state, String why, long time) {
        state.failed(why, time);
        tell(List.of(state.report(time)));
    }

    private void take(Exposition exposition, URI target, TargetState state, long started) {
        Mapping.Result result = mapping.read(exposition, target.getHost());
        long received = now();
        synchronized (this) {
            List<PlantEvent> events = new ArrayList<>();
            plant.see(result.entities().values(), received).ifPresent(events::add);
            events.addAll(Frames.of(result.readings(), plant.plant(), received, config.every(), origin));
            long sinceLast = state.lastSuccess() == 0 ? 0 : received - state.lastSuccess();
            events.addAll(xids.watch(result.readings(), received, sinceLast));
            state.succeeded(exposition, result, mapping.missing(result, DcgmFields.WANTED), started, received);
            events.add(state.report(received));
            tell(events);
        }
    }

    private synchronized void tell(List<? extends PlantEvent> events) {
        FeedSink to = sink;
        if (to != null) {
            events.forEach(to::accept);
        }
    }

    private long now() {
        return Times.nanos(clock.instant());
    }
}
