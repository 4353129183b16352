package millwright.connectors.gateway;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import millwright.control.Caller;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.plant.Catalogue;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.History;
import millwright.series.LatestValues;
import org.jspecify.annotations.Nullable;

/**
 * Merges feeds into one plant and serves it to desks and recorders. The plant thread does all work on the plant; each
 * feed comes in on its own thread, each desk is sent to by a small pool. Queues are bounded in bytes, see
 * {@link Limits}. Any thread may call it.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Gateway.class.getName());
    private static final long HEARTBEAT_MILLIS = 500;
    private static final long IDLE_MILLIS = 50;
    private static final long STANDING_NANOS = 250_000_000;
    private static final int SENDERS = 2;
    private static final long PATIENCE_SECONDS = 10;

    private final GatewayParts parts;
    private final Inbox inbox = new Inbox();
    private final Map<String, Intake> intakes = new ConcurrentHashMap<>();
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private final ExecutorService queries = Executors.newFixedThreadPool(SENDERS, named("plant-query-"));
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS, named("desk-sender-"));
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(named("gateway-beat-"));
    private final PlantRoom room;
    private final SourcesPast past;
    private final History history;
    private final IntakeDesk desk;
    private final Thread plantThread;
    private final OwnState ownState;
    private final long began;
    private volatile boolean closed;
    private volatile long turned = System.nanoTime();
    private volatile @Nullable Throwable died;
    private long nextTick;
    private long tickedAt;
    private long ticked = System.nanoTime();
    private boolean catchingUp;
    private long stoodAt;
    private long stood = System.nanoTime();

    public Gateway(GatewayParts parts) {
        this.parts = parts;
        this.began = parts.clock().getAsLong();
        this.room = new PlantRoom(parts, queries, this::toSource);
        this.past = new SourcesPast(intakes, room.merged(), inbox);
        this.history = new LongHistory(room.store(), past, queries);
        PeerClocks clocks = new PeerClocks();
        this.desk = new IntakeDesk(room, parts, clocks);
        this.ownState = new OwnState(parts, room, intakes.values(), sessions, inbox, clocks);
        this.plantThread = Thread.ofPlatform().name("plant").unstarted(this::run);
    }

    private static java.util.concurrent.ThreadFactory named(String prefix) {
        return Thread.ofPlatform().daemon().name(prefix, 0).factory();
    }

    /** Adds a source; it is opened at once, on a thread of its own. */
    public void add(FeedSource source) {
        Intake intake = announced(source);
        Thread.ofVirtual().name("open-" + source.name()).start(() -> keepOpening(intake, 1));
    }

    /** Adds a source that opens without waiting for anything. */
    void addOpened(FeedSource source) {
        announced(source).open();
    }

    private Intake announced(FeedSource source) {
        Intake intake = new Intake(source, parts.limits().intake(), inbox, desk::take, parts.clock());
        if (intakes.putIfAbsent(source.name(), intake) != null) {
            throw new IllegalArgumentException("there is already a source named " + source.name());
        }
        inbox.add(() -> desk.announce(intake));
        return intake;
    }

    /** Tries again, with growing pauses, until the feed opens or its source is removed. */
    private void keepOpening(Intake intake, long seconds) {
        if (!closed && !intake.closed() && !intake.open() && !closed && !intake.closed()) {
            LOG.log(
                    Level.WARNING,
                    "source {0} did not open: {1}",
                    intake.source().name(),
                    intake.problem());
            var _ = beats.schedule(
                    () -> Thread.ofVirtual().start(() -> keepOpening(intake, Math.min(60, seconds * 2))),
                    seconds,
                    TimeUnit.SECONDS);
        }
    }

    /** Ends a source; its entities stay until another source says otherwise. */
    public void remove(String name) {
        remove(name, "ended", "the source was removed");
    }

    /** @param condition {@code ended} or {@code failed} @param why one line for people */
    void remove(String name, String condition, String why) {
        Intake intake = intakes.remove(name);
        if (intake != null) {
            intake.close();
            inbox.add(() -> {
                intake.end();
                desk.ended(intake, condition, why);
            });
        }
    }

    public void start() {
        turned = System.nanoTime();
        plantThread.start();
        inbox.add(room::tellAudit);
        var _ = beats.scheduleAtFixedRate(this::beat, HEARTBEAT_MILLIS, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Silence is how desks hear that nobody tells them anything any more. */
    private void beat() {
        if (trouble().isEmpty()) {
            sessions.forEach(Session::beat);
        }
    }

    /** The merged plant as a feed in this process: for a recorder, or a desk without gRPC. */
    public Feed watch(String name, Caller caller, boolean everything) {
        return new Watch(this, AttachRequest.first(name, caller, everything));
    }

    /** As far back as the live store or a source keeps anything. */
    public History history() {
        return history;
    }

    public LatestValues latest() {
        return room.latest();
    }

    public Plant plant() {
        return room.merged().plant();
    }

    public Catalogue catalogue() {
        return parts.catalogue();
    }

    /** The plant as this caller may see it. */
    Plant plantFor(Caller caller) {
        return ask(() -> room.publisher(parts.scopes().apply(caller)).plant());
    }

    public String name() {
        return parts.name();
    }

    /** Plant time from which on it looks for findings; what sources tell of before, nobody judged. */
    long began() {
        return began;
    }

    GatewayParts parts() {
        return parts;
    }

    /** Begins an attachment; the outlet hears of it from the executor, soon. */
    Session attach(AttachRequest request, Outlet outlet, java.util.concurrent.Executor executor) {
        Session session = new Session(this, request, outlet, executor);
        sessions.add(session);
        inbox.add(() -> session.begin(room));
        return session;
    }

    Session attach(AttachRequest request, Outlet outlet) {
        return attach(request, outlet, senders);
    }

    void ended(Session session) {
        if (sessions.remove(session)) {
            inbox.add(() -> room.publishers().forEach(p -> p.attachments().remove(session.attachment())));
        }
    }

    long recorders() {
        return sessions.stream().filter(Session::everything).count();
    }

    int desks() {
        return sessions.size();
    }

    void onPlantThread(Runnable work) {
        inbox.add(work);
    }

    PlantRoom room() {
        return room;
    }

    SourcesPast past() {
        return past;
    }

    java.util.concurrent.ScheduledExecutorService beats() {
        return beats;
    }

    /** Commands of a replay go to every feed; see {@link GatewayParts#seekFeeds}. */
    void toAllFeeds(Command command) {
        intakes.values().forEach(intake -> intake.send(command));
    }

    private void toSource(Command command) {
        desk.route(command, intakes);
    }

    private void run() {
        try {
            turn();
        } catch (Throwable e) {
            died = e; // from here on nobody is told anything: heartbeats stop and say so
            LOG.log(Level.ERROR, "the plant thread ended by a fault; restart the gateway", e);
        }
    }

    private void turn() {
        while (!closed) {
            turned = System.nanoTime();
            try {
                Runnable work = inbox.next(room.isBehind() ? 0 : IDLE_MILLIS);
                if (work != null) {
                    work.run();
                }
                if (room.isBehind()) {
                    room.goOn();
                }
                tickWhenDue();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                LOG.log(Level.ERROR, "the plant thread met a fault and goes on", e);
            }
        }
    }

    private void tickWhenDue() {
        long now = parts.clock().getAsLong();
        if (now != stoodAt) {
            stoodAt = now;
            stood = System.nanoTime();
        }
        if (room.isCatchingUp() && !catchingUp) {
            ownState.tellCatchingUp(now);
        }
        catchingUp = room.isCatchingUp();
        if (room.hasCaughtUp()) {
            room.sumUp(now);
            sessions.forEach(Session::tellLatest);
        }
        if (now >= nextTick || nextTick - now > 2 * Times.SECOND) {
            tick(now);
        } else if (parts.seekFeeds()
                && System.nanoTime() - stood > STANDING_NANOS
                && System.nanoTime() - ticked > STANDING_NANOS) {
            standStill(now);
        }
    }

    private void tick(long now) {
        nextTick = now - Math.floorMod(now, Times.SECOND) + Times.SECOND;
        ticked = System.nanoTime();
        tickedAt = now;
        room.tick(now);
        ownState.tell(now);
    }

    /**
     * Where a replay stands there is no next second to wait for: after a small step in time the sums are made anew, and
     * as they build on each other from tick to tick they come to agree.
     */
    private void standStill(long now) {
        if (now != tickedAt) {
            tick(now);
        } else {
            ticked = System.nanoTime();
            room.stand(now);
        }
    }

    /**
     * Runs on the plant thread and waits for it.
     *
     * @throws IllegalStateException when it does not answer in time, saying so in one line
     */
    <T> T ask(Supplier<T> question) {
        var answer = new java.util.concurrent.CompletableFuture<T>();
        inbox.add(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(why("does not answer within " + PATIENCE_SECONDS + " s"), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the plant thread was asked", e);
        }
    }

    /** How the plant thread fails; empty while it works. Any thread. */
    String trouble() {
        Throwable cause = died;
        long silent = System.nanoTime() - turned;
        if (cause != null) {
            return why("ended by a fault (" + cause + "); restart the gateway");
        }
        return silent > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)
                ? why("has been stuck for " + silent / Times.SECOND + " s")
                : "";
    }

    private String why(String what) {
        return "the plant thread of " + parts.name() + " " + what;
    }

    @Override
    public void close() {
        closed = true;
        intakes.values().forEach(Intake::close);
        sessions.forEach(Session::gatewayCloses);
        plantThread.interrupt();
        try {
            plantThread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        beats.shutdownNow();
        senders.shutdown();
        queries.shutdown();
    }
}
