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
import millwright.connectors.source.exporter.FieldsByNode;
import millwright.connectors.source.exporter.HealthWatch;
import millwright.connectors.source.exporter.SeenPlant;
import millwright.connectors.source.exporter.XidWatch;
import millwright.feed.FeedSink;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests from any thread, one after the other, and tells the sink what they mean. At most {@link #WAITING}
 * requests are inside; more are asked to come again.
 */
final class Receiver {
    private static final Logger LOG = System.getLogger(Receiver.class.getName());
    static final int WAITING = 16;
    /** Exports may come minutes apart, and one may hold only some of the fields. */
    private static final long FIELD_PATIENCE = 10 * Times.MINUTE;

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
    private final XidWatch xids = new XidWatch();
    private final HealthWatch health = new HealthWatch();
    private final Senders senders;
    private final FieldsByNode fields = new FieldsByNode(FIELD_PATIENCE, field -> "not sent");

    /** @param clock epoch ns @param classifier says what log lines mean; without one, errors are counted */
    Receiver(OtlpConfig config, FeedSink sink, LongSupplier clock, Optional<LogClassifier> classifier) {
        this.sink = sink;
        this.clock = clock;
        this.origin = new Origin(EntityId.of(EntityKind.SOURCE, config.name()), false);
        this.teller = new LogTeller(classifier, origin);
        this.plant = new SeenPlant(config.placement(), config.forget(), config.silent());
        this.senders = new Senders(config.name(), config.every(), config.forget());
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
        plant.see(what.seen().values(), sender.name(), received).ifPresent(events::add);
        forgetGone();
        what.seen().values().forEach(teller::see);
        sender.pace(what.newest() == 0 ? received : what.newest());
        events.addAll(Frames.of(what.readings(), plant.plant(), received, sender.every(), sender.origin()));
        long sinceLast = sender.sinceLast(received);
        events.addAll(xids.watch(what.readings(), what.own().xids(), received, sinceLast, sender.origin()));
        events.addAll(health.watch(what.own().health(), received, sinceLast, sender.origin()));
        fields.take(sender.name(), what.seen().values(), what.readings(), received);
        sender.understood(what, fields.lines(sender.name()), received);
        sender.problems(refusals.count() - refused, refusals.last());
        fields.change(origin.source(), "otlp", received).ifPresent(events::add);
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
        plant.hear(told.seen(), sender.name(), received).ifPresent(events::add);
        forgetGone();
        events.addAll(told.events());
        sender.logs((int) errors, received);
        sender.problems(refusals.count() - refused, refusals.last());
        tell(events, sender.report(received));
    }

    /** Tells of senders what is due, and which ought to have sent by now. */
    void lookAtSenders() {
        turn.lock();
        try {
            long now = clock.getAsLong();
            senders.look(now, name -> ended(name, now)).forEach(sink::accept);
            plant.look(now).ifPresent(sink::accept);
            forgetGone();
        } catch (RuntimeException e) {
            // it is asked again in a second; a schedule would end with the first failure
            LOG.log(Level.WARNING, "senders could not be looked at", e);
        } finally {
            turn.unlock();
        }
    }

    private void ended(String sender, long now) {
        fields.forget(sender);
        plant.ended(sender, now).ifPresent(sink::accept);
    }

    private void forgetGone() {
        List<EntityId> gone = plant.gone();
        if (!gone.isEmpty()) {
            meaning.forget(gone);
            teller.forget(gone);
            gone.forEach(xids::forget);
            gone.forEach(health::forget);
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
