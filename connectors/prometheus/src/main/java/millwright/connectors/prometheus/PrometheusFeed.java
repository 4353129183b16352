package millwright.connectors.prometheus;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import millwright.connectors.source.Backoff;
import millwright.connectors.source.Forbidden;
import millwright.connectors.source.Frames;
import millwright.connectors.source.HttpReader;
import millwright.connectors.source.Reading;
import millwright.connectors.source.exporter.DcgmFields;
import millwright.connectors.source.exporter.FieldsByNode;
import millwright.connectors.source.exporter.HealthWatch;
import millwright.connectors.source.exporter.Seen;
import millwright.connectors.source.exporter.SeenPlant;
import millwright.connectors.source.exporter.XidWatch;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import millwright.series.History;
import millwright.series.KeepsPast;
import org.jspecify.annotations.Nullable;

/**
 * Scrapes its targets, those stated and those that discovery names, and reads its store, each on a virtual thread of its
 * own, and tells what it read. A target that fails harms no other: its source turns "failed since", its values go stale by
 * age, retries back off with jitter up to a minute. What all of them answer at once is bounded by {@link Rations}.
 */
final class PrometheusFeed implements Feed, KeepsPast {
    private final PrometheusConfig config;
    private final InstantSource clock;
    private final HttpReader reader;
    private final @Nullable StoreHistory past;
    private final Mapping mapping = new Mapping(Catalogue.standard());
    private final SeenPlant plant;
    private final XidWatch xids = new XidWatch();
    private final HealthWatch health = new HealthWatch();
    private final Origin origin;
    private final FieldsByNode fields;
    private final Rations rations;
    /** Those that told something, each by itself; guarded by this. */
    private final Set<TargetState> tellers = new HashSet<>();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Target, Future<?>> watched = new ConcurrentHashMap<>();
    private volatile @Nullable FeedSink sink;

    PrometheusFeed(PrometheusConfig config, InstantSource clock) throws IOException {
        this(config, clock, new Rations());
    }

    PrometheusFeed(PrometheusConfig config, InstantSource clock, Rations rations) throws IOException {
        this.rations = rations;
        this.config = config;
        this.clock = clock;
        this.reader = new HttpReader(config.access(), clock);
        this.plant = new SeenPlant(config.placement(), config.forget(), config.silent());
        this.origin = new Origin(EntityId.of(EntityKind.SOURCE, config.name()), false);
        this.fields = new FieldsByNode(3 * config.every(), DcgmFields::notEnabled);
        URI store = config.store().orElse(null);
        this.past = store == null ? null : new StoreHistory(config, store, new PastState(config, clock, this::tell));
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public void open(FeedSink to) {
        sink = to;
        follow(config.targets());
        config.store().ifPresent(store -> {
            StoreReader live =
                    new StoreReader(new StoreClient(store, reader, config.tenant()), mapping, config.every());
            Asked asked = new Asked(String.valueOf(store.getHost()), store.getAuthority(), 0);
            AtomicBoolean begun = new AtomicBoolean();
            String teller = new TargetState(store.getAuthority(), config.name()).name();
            var _ = start(
                    store.getAuthority(), store, (plainOnly, ration) -> latest(live, asked, teller, begun), asked);
        });
        if (!config.discoveries().isEmpty()) {
            threads.execute(this::discover);
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
    public Optional<History> past() {
        return Optional.ofNullable(past);
    }

    @Override
    public long reach() {
        return past == null ? 0 : config.reach();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        if (past != null) {
            past.close();
        }
        reader.close();
    }

    /** Where an exposition comes from. */
    private interface Source {
        Exposition read(boolean plainOnly, Rations.Ration ration) throws IOException, InterruptedException;
    }

    private Future<?> start(String label, URI peer, Source from, Asked asked) {
        TargetState state = new TargetState(label, config.name()).by(reader);
        Source timed = (plainOnly, ration) -> {
            try {
                return from.read(plainOnly, ration);
            } finally {
                state.clock(reader.clockOf(peer));
            }
        };
        return threads.submit(() -> watch(state, timed, asked));
    }

    /** The first time with what the store heard of before; a store that cannot say so is read all the same. */
    private Exposition latest(StoreReader live, Asked asked, String teller, AtomicBoolean begun)
            throws IOException, InterruptedException {
        Exposition latest = live.latest(now());
        if (begun.compareAndSet(false, true)) {
            try {
                remember(live.heardOf(now(), asked), teller);
            } catch (IOException e) {
                return latest.withLoss("what fell silent before cannot be listed: " + e.getMessage());
            }
        }
        return latest;
    }

    private synchronized void remember(Collection<Seen> heardOf, String teller) {
        plant.see(heardOf, teller, now()).ifPresent(change -> tell(List.of(change)));
    }

    /** Starts the targets that are new and ends those that are no longer named. */
    private void follow(List<Target> named) {
        for (Target target : named) {
            if (!watched.containsKey(target)) {
                named(new TargetState(target.label(), config.name()).name());
            }
            Asked asked = target.asked(PrometheusConfig.alone(target, named), 0);
            watched.computeIfAbsent(
                    target,
                    t -> start(
                            t.label(),
                            t.uri(),
                            (plain, ration) -> Formats.ask(reader, t.uri(), plain, ration::all),
                            asked));
        }
        Set<Target> gone = new LinkedHashSet<>(watched.keySet());
        named.forEach(gone::remove);
        for (Target target : gone) {
            Future<?> task = watched.remove(target);
            if (task != null) {
                task.cancel(true);
            }
            TargetState state = new TargetState(target.label(), config.name());
            synchronized (this) {
                fields.forget(state.name());
                tellers.removeIf(teller -> teller.name().equals(state.name()));
                tell(List.of(state.ended(now())));
                plant.drop(state.name(), now());
                fields.change(origin.source(), "prometheus", now()).ifPresent(e -> tell(List.of(e)));
            }
        }
        synchronized (this) {
            plant.look(now()).ifPresent(change -> tell(List.of(change)));
            forgetGone();
        }
    }

    private synchronized void named(String teller) {
        plant.named(teller);
    }

    private void discover() {
        Map<Discovery, TargetState> states = new HashMap<>();
        Map<Discovery, List<Target>> found = new HashMap<>();
        Map<Discovery, Long> due = new HashMap<>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long started = now();
                for (Discovery one : config.discoveries()) {
                    TargetState state = states.computeIfAbsent(
                            one, d -> new TargetState(d.label(), config.name(), SourceState.DISCOVERY));
                    if (due.getOrDefault(one, started) <= started) {
                        look(one, state, found);
                        due.put(one, started + Discovery.pause(config.refresh(), state.failures()));
                    }
                }
                Set<Target> all = new LinkedHashSet<>(config.targets());
                found.values().forEach(all::addAll);
                follow(List.copyOf(all));
                TimeUnit.NANOSECONDS.sleep(Math.max(0, Collections.min(due.values()) - now()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where looking fails, what was found before stays. */
    private void look(Discovery where, TargetState state, Map<Discovery, List<Target>> found)
            throws InterruptedException {
        long started = now();
        try {
            List<Target> targets = where.look(reader);
            List<Target> allowed =
                    targets.stream().filter(t -> config.mayAsk(t.uri())).toList();
            found.put(where, allowed);
            state.looked(allowed.size(), started, now());
            if (allowed.size() < targets.size()) {
                state.failed(
                        (targets.size() - allowed.size()) + " targets are left out: they would get the secret of this "
                                + "block over clear text; let discovery say https, or set 'insecure-token: true'",
                        now());
            }
        } catch (IOException | RuntimeException e) {
            state.failed(String.valueOf(e.getMessage()), started);
        }
        tell(List.of(state.report(now())));
    }

    private void watch(TargetState state, Source from, Asked asked) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long started = now();
                boolean ok = readOnce(state, from, asked);
                long pause = ok ? config.every() : Backoff.after(config.every(), state.failures());
                TimeUnit.NANOSECONDS.sleep(Math.max(0, started + pause - now()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean readOnce(TargetState state, Source from, Asked asked) throws InterruptedException {
        long expected = state.expected();
        while (true) {
            try (Rations.Ration ration = rations.enter(expected)) {
                return readOnce(state, from, asked, ration);
            } catch (Rations.Crowded e) {
                expected = e.next(expected);
            }
        }
    }

    private boolean readOnce(TargetState state, Source from, Asked asked, Rations.Ration ration)
            throws InterruptedException, Rations.Crowded {
        long started = now();
        state.expects(0);
        try {
            take(from.read(state.plainOnly(), ration), asked, state, started);
            state.expects(ration.read());
            return true;
        } catch (Rations.Crowded e) {
            throw e;
        } catch (Forbidden e) {
            locked(state, started);
            failed(state, e, String.valueOf(e.getMessage()), started);
        } catch (IOException e) {
            failed(state, e, String.valueOf(e.getMessage()), started);
        } catch (RuntimeException e) {
            // one exposition that cannot be taken must not end the watch of its target
            failed(state, e, "what it said could not be taken: " + e.getMessage(), started);
        }
        return false;
    }

    private void failed(TargetState state, Exception why, String text, long time) {
        state.failed(why, text, time);
        tell(List.of(state.report(time)));
    }

    /** What it told before is still there; only we may not see it, unless somebody else here still tells of it. */
    private synchronized void locked(TargetState state, long time) {
        List<Reading> unseen = state.forbidden(tellers, time - 3 * config.every());
        tell(Frames.of(unseen, plant.plant(), time, config.every(), state.origin()));
    }

    private void take(Exposition exposition, Asked asked, TargetState state, long started) {
        long received = now();
        Asked then = new Asked(asked.host(), asked.instance(), received);
        Mapping.Result result = mapping.read(exposition, then, state.totals());
        synchronized (this) {
            if (Thread.currentThread().isInterrupted()) {
                return; // no longer named: what it lacks is forgotten already
            }
            tellers.add(state);
            List<PlantEvent> events = new ArrayList<>();
            Collection<Seen> seen = result.entities().values();
            boolean whole = exposition.problems().isEmpty();
            (whole ? plant.see(seen, state.name(), received) : plant.hear(seen, state.name(), received))
                    .ifPresent(events::add);
            forgetGone();
            events.addAll(Frames.of(result.readings(), plant.plant(), received, config.every(), state.origin()));
            long sinceLast = state.lastSuccess() == 0 ? 0 : received - state.lastSuccess();
            Origin teller = state.origin();
            events.addAll(xids.watch(result.readings(), result.own().xids(), received, sinceLast, teller));
            events.addAll(health.watch(result.own().health(), received, sinceLast, teller));
            Exposition told = result.refused().isEmpty() ? exposition : exposition.withProblem(result.refused());
            fields.take(state.name(), result.entities().values(), result.readings(), received);
            state.succeeded(told, result, fields.lines(state.name()), started, received);
            events.add(state.report(received));
            fields.change(origin.source(), "prometheus", received).ifPresent(events::add);
            tell(events);
        }
    }

    private void forgetGone() {
        for (EntityId id : plant.gone()) {
            xids.forget(id);
            health.forget(id);
        }
    }

    private synchronized void tell(List<? extends PlantEvent> events) {
        FeedSink to = sink;
        if (to != null && !Thread.currentThread().isInterrupted()) {
            events.forEach(to::accept);
        }
    }

    private long now() {
        return Times.nanos(clock.instant());
    }
}
