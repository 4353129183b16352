package millwright.desk.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import millwright.desk.Situation;
import millwright.desk.ViewContext.Demand;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.Frame;
import millwright.feed.LinkState;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.Receipt;
import millwright.feed.TimeState;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.History;
import millwright.series.LatestColumns;
import millwright.series.LatestValues;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.jspecify.annotations.Nullable;

/**
 * The desk's memory of one feed at a time. The feed's thread writes; a thread of its own publishes a snapshot at most 20
 * times a second; any thread reads. The feed can be replaced while screens are open. Bounded as {@link Ledger} and
 * {@link LatestColumns} are.
 */
public final class DeskModel implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DeskModel.class.getName());
    private static final long PUBLISH_MILLIS = 50;
    private static final long MAX_GUESS = 2 * Times.SECOND;

    private record Key(MetricId metric, EntityKind kind) {}

    /**
     * What the plant time of now is reckoned from; read as a whole, since the feed's thread goes on writing.
     *
     * @param time last one told @param told when that was @param last when anything was heard; both ns of the desk's clock
     */
    private record Heard(TimeState time, long told, long last) {}

    private final Object lock = new Object();
    private final Catalogue catalogue;
    private final LongSupplier nanoTime;
    private final Map<Key, Integer> demands = new HashMap<>();
    private final List<Consumer<PlantEvent>> answers = new ArrayList<>();
    private final ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("desk-publish").factory());
    private final History history = new CurrentHistory();
    private volatile LatestColumns columns = new LatestColumns();
    private volatile Situation situation;
    private volatile @Nullable History current;
    private volatile Heard heard;
    private @Nullable Feed feed;
    private Ledger ledger;
    private volatile Tellers tellers = new Tellers();
    private long generation;
    private long swept;
    private boolean demandsChanged;

    /** @param nanoTime a clock that only goes forward, ns @param now plant time to show before anything was heard */
    public DeskModel(Catalogue catalogue, LongSupplier nanoTime, long now) {
        this.catalogue = catalogue;
        this.nanoTime = nanoTime;
        this.ledger = new Ledger(now);
        this.situation = ledger.snapshot();
        long begun = nanoTime.getAsLong();
        this.heard = new Heard(ledger.time(), begun, begun);
        var _ = publisher.scheduleWithFixedDelay(
                this::publishSafely, PUBLISH_MILLIS, PUBLISH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Forgets what was known, closes the feed before and listens to this one. Demands stay. */
    public void attach(Feed newFeed, History newHistory) {
        Feed before;
        long mine;
        synchronized (lock) {
            before = feed;
            mine = ++generation;
            feed = newFeed;
            current = newHistory;
            ledger = new Ledger(situation.time().now());
            columns = new LatestColumns();
            tellers = new Tellers();
            demandsChanged = true;
            long begun = nanoTime.getAsLong();
            heard = new Heard(ledger.time(), begun, begun);
        }
        if (before != null) {
            before.close();
        }
        newFeed.open(event -> accept(mine, event));
        publish();
    }

    private void accept(long from, PlantEvent event) {
        synchronized (lock) {
            if (from != generation) {
                return;
            }
            take(event);
        }
        if (event instanceof Preview || event instanceof Receipt) {
            List<Consumer<PlantEvent>> told;
            synchronized (lock) {
                told = List.copyOf(answers);
            }
            told.forEach(consumer -> consumer.accept(event));
        }
    }

    private void take(PlantEvent event) {
        if (!(event instanceof LinkState)) {
            Heard h = heard;
            heard = new Heard(h.time(), h.told(), nanoTime.getAsLong());
            ledger.alive(ledger.time().now());
        }
        if (event instanceof TimeState state) {
            TimeState told = heard.time();
            long before = told.mode() == TimeState.Mode.REPLAY ? told.now() : now(); // what is guessed runs ahead
            heard = new Heard(state, heard.last(), heard.last());
            if (state.mode() == TimeState.Mode.REPLAY && state.now() < before) {
                columns.forgetAfter(state.now()); // else it would outlast what is told again of then
            }
        }
        switch (event) {
            case Frame frame -> {
                if (isOfTheTimeShown(frame)) {
                    columns.present(now());
                    columns.accept(frame);
                    tellers.heard(frame);
                }
                ledger.origin(frame.origin());
            }
            case PlantChanged changed -> {
                columns.accept(changed);
                ledger.plant(columns.plant());
                tellers.moved(columns.plant());
            }
            default -> ledger.accept(event);
        }
    }

    /** In the past a sample of now, still under way when time went back, would stand as one of then. */
    private boolean isOfTheTimeShown(Frame frame) {
        TimeState time = ledger.time();
        return time.mode() == TimeState.Mode.LIVE
                || frame.receiveTime() <= time.now() + (long) ((1 + time.speed()) * Times.SECOND);
    }

    private void publishSafely() {
        try {
            publish();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "publishing the situation failed", e);
        }
    }

    /** Makes what was heard visible, sends changed demands, marks overdue values. Called by the publisher and by tests. */
    public void publish() {
        Feed tell = null;
        Set<Command.Want> wants = Set.of();
        synchronized (lock) {
            situation = ledger.snapshot();
            columns.silent(!ledger.link().carries());
            if (demandsChanged && feed != null) {
                demandsChanged = false;
                tell = feed;
                wants = demands.keySet().stream()
                        .map(k -> new Command.Want(k.metric(), k.kind(), 0))
                        .collect(Collectors.toUnmodifiableSet());
            }
        }
        if (tell != null) {
            tell.send(new Command.Subscribe(wants));
        }
        long now = nanoTime.getAsLong();
        if (now - swept > Times.SECOND) {
            swept = now;
            columns.sweep(now());
        }
    }

    /** The last published snapshot, with the age that it has now. */
    public Situation situation() {
        Situation s = situation;
        long age = Math.max(0, nanoTime.getAsLong() - heard.last());
        return s.aged(age);
    }

    /**
     * Plant time now: the last one told and what has passed since. Goes on for as long as the plant is heard, and 2 s of
     * guessing beyond.
     */
    public long now() {
        Heard h = heard;
        TimeState time = h.time();
        long sinceTold = nanoTime.getAsLong() - h.told();
        long heardSince = h.last() - h.told();
        double passed = Math.max(0, Math.min(heardSince + MAX_GUESS, sinceTold));
        long guessed = time.now() + (long) (passed * Math.min(time.speed(), 1000));
        return time.mode() == TimeState.Mode.REPLAY ? Math.min(guessed, Math.max(time.now(), time.to())) : guessed;
    }

    /** Plant time when anything was heard last. */
    public long heardAt() {
        Heard h = heard;
        return h.time().now()
                + (long) ((h.last() - h.told()) * Math.min(h.time().speed(), 1000));
    }

    public LatestValues latest() {
        return (metric, kind) -> columns.latest(metric, kind);
    }

    /** Which source told the newest value, if any did. @param slot of something of which {@link #latest} has a time */
    public @Nullable EntityId teller(MetricId metric, EntityKind kind, int slot) {
        return tellers.of(metric, kind, slot);
    }

    public Plant plant() {
        return situation.plant();
    }

    public History history() {
        return history;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /** Hands a command to the feed; without one it is dropped and said so in the log. */
    public void send(Command command) {
        Feed to;
        synchronized (lock) {
            to = feed;
        }
        if (to == null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "no feed to send {0} to",
                    command.getClass().getSimpleName());
        } else {
            to.send(command);
        }
    }

    /** Told previews and receipts, on the feed's thread. */
    public void onAnswer(Consumer<PlantEvent> consumer) {
        synchronized (lock) {
            answers.add(consumer);
        }
    }

    public Demand demand(MetricId metric, EntityKind kind) {
        Key key = new Key(metric, kind);
        synchronized (lock) {
            demandsChanged |= demands.merge(key, 1, Integer::sum) == 1;
        }
        boolean[] open = {true};
        return () -> {
            synchronized (lock) {
                if (open[0]) {
                    open[0] = false;
                    Integer left = demands.computeIfPresent(key, (_, n) -> n == 1 ? null : n - 1);
                    demandsChanged |= left == null;
                }
            }
        };
    }

    /** How many metrics are asked for now. */
    public int demands() {
        synchronized (lock) {
            return demands.size();
        }
    }

    @Override
    public void close() {
        publisher.shutdownNow();
        Feed last;
        synchronized (lock) {
            generation++;
            last = feed;
            feed = null;
            current = null;
        }
        if (last != null) {
            last.close();
        }
    }

    /** Follows the feed when it is replaced. */
    private final class CurrentHistory implements History {
        @Override
        public Catalogue describe() {
            History now = current;
            return now == null ? catalogue : now.describe();
        }

        @Override
        public CompletionStage<List<Window>> query(WindowQuery query) {
            History now = current;
            return now == null
                    ? java.util.concurrent.CompletableFuture.failedStage(
                            new IllegalStateException("nothing is attached"))
                    : now.query(query);
        }
    }
}
