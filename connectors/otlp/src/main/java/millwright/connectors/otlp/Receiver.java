package millwright.connectors.otlp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import millwright.connectors.source.Frames;
import millwright.connectors.source.LogClassifier;
import millwright.connectors.source.exporter.SeenPlant;
import millwright.connectors.source.exporter.XidWatch;
import millwright.feed.FeedSink;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests from any thread, one after the other, and tells the sink what they mean. At most {@link #WAITING}
 * requests are inside; more are asked to come again.
 */
final class Receiver {
    private static final Logger LOG = System.getLogger(Receiver.class.getName());
    static final int WAITING = 16;

    private final FeedSink sink;
    private final Origin origin;
    private final LongSupplier clock;
    private final Semaphore room = new Semaphore(WAITING);
    private final ReentrantLock turn = new ReentrantLock(true);
    private final AttributeReader attributes = new AttributeReader();
    private final MetricDecoder metricDecoder = new MetricDecoder(attributes);
    private final LogDecoder logDecoder = new LogDecoder(attributes);
    private final Meaning meaning = new Meaning(Catalogue.standard());
    private final LogTeller teller;
    private final SeenPlant plant;
    private final XidWatch xids;
    private final Senders senders;

    /** @param clock epoch ns @param classifier says what log lines mean; without one, errors are counted */
    Receiver(OtlpConfig config, FeedSink sink, LongSupplier clock, Optional<LogClassifier> classifier) {
        this.sink = sink;
        this.clock = clock;
        this.origin = new Origin(EntityId.of(EntityKind.SOURCE, config.name()), false);
        this.teller = new LogTeller(classifier, origin);
        this.plant = new SeenPlant(config.placement());
        this.xids = new XidWatch(origin);
        this.senders = new Senders(config.name(), config.every());
    }

    /**
     * @param peer the caller's address, for senders that name no host
     * @throws BadBody when it can never be taken @throws Busy when it can be taken later
     */
    Refusals metrics(byte[] body, boolean json, String peer) {
        return inTurn(() -> {
            MetricBatch batch = json ? JsonMetrics.read(body) : metricDecoder.read(body);
            Map<Attributes, List<MetricGroup>> byResource = new LinkedHashMap<>();
            for (MetricGroup group : batch.groups()) {
                byResource
                        .computeIfAbsent(group.resource(), r -> new ArrayList<>())
                        .add(group);
            }
            byResource.forEach((resource, groups) -> take(resource, groups, peer, batch.refusals()));
            return batch.refusals();
        });
    }

    private void take(Attributes resource, List<MetricGroup> groups, String peer, Refusals refusals) {
        long received = clock.getAsLong();
        String host = Subjects.host(resource, peer);
        Sender sender = senders.of(resource, host, received);
        long refused = refusals.count();
        Understood what = meaning.read(groups, host, received, refusals);
        List<PlantEvent> events = new ArrayList<>();
        plant.see(what.seen().values(), received).ifPresent(events::add);
        what.seen().values().forEach(teller::see);
        sender.pace(what.newest() == 0 ? received : what.newest());
        events.addAll(Frames.of(what.readings(), plant.plant(), received, sender.every(), origin));
        events.addAll(xids.watch(what.readings(), received, sender.sinceLast(received)));
        sender.understood(what, received);
        sender.problems(refusals.count() - refused);
        tell(events, sender.report(received));
    }

    /** As with metrics. Lines that mean something are told; of others the errors are counted. */
    Refusals logs(byte[] body, boolean json, String peer) {
        return inTurn(() -> {
            LogBatch batch = json ? JsonLogs.read(body) : logDecoder.read(body);
            Map<Attributes, List<LogEntry>> byResource = new LinkedHashMap<>();
            for (LogEntry entry : batch.entries()) {
                byResource
                        .computeIfAbsent(entry.resource(), r -> new ArrayList<>())
                        .add(entry);
            }
            byResource.forEach((resource, entries) -> takeLogs(resource, entries, peer, batch.refusals()));
            return batch.refusals();
        });
    }

    private void takeLogs(Attributes resource, List<LogEntry> entries, String peer, Refusals refusals) {
        long received = clock.getAsLong();
        String host = Subjects.host(resource, peer);
        Sender sender = senders.of(resource, host, received);
        long refused = refusals.count();
        long errors = entries.stream()
                .filter(entry -> entry.severity() >= LogTeller.ERROR)
                .count();
        LogTeller.Told told = teller.tell(entries, host, received, refusals);
        List<PlantEvent> events = new ArrayList<>();
        plant.see(told.seen(), received).ifPresent(events::add);
        events.addAll(told.events());
        sender.logs((int) errors, received);
        sender.problems(refusals.count() - refused);
        tell(events, sender.report(received));
    }

    /** Tells of senders what is due, and which ought to have sent by now. */
    void lookAtSenders() {
        turn.lock();
        try {
            senders.look(clock.getAsLong()).forEach(sink::accept);
        } catch (RuntimeException e) {
            // it is asked again in a second; a schedule would end with the first failure
            LOG.log(Level.WARNING, "senders could not be looked at", e);
        } finally {
            turn.unlock();
        }
    }

    /** Tells what is no answer to a request. */
    void tell(PlantEvent event) {
        turn.lock();
        try {
            sink.accept(event);
        } finally {
            turn.unlock();
        }
    }

    private void tell(List<PlantEvent> events, @Nullable SourceState report) {
        events.forEach(sink::accept);
        if (report != null) {
            sink.accept(report);
        }
    }

    /** One request's work. */
    private interface Work {
        Refusals run();
    }

    private Refusals inTurn(Work work) {
        if (!room.tryAcquire()) {
            throw new Busy("more than " + WAITING + " requests are waiting");
        }
        try {
            turn.lock();
            try {
                return work.run();
            } finally {
                turn.unlock();
            }
        } finally {
            room.release();
        }
    }
}
