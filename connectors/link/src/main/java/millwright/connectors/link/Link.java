package millwright.connectors.link;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import millwright.connectors.wire.BadMessage;
import millwright.connectors.wire.CatalogueCodec;
import millwright.connectors.wire.CommandCodec;
import millwright.connectors.wire.EventCodec;
import millwright.connectors.wire.PlantCalls;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.LinkState;
import millwright.feed.LinkState.Condition;
import millwright.feed.LinkState.Telling;
import millwright.feed.PlantEvent;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.plant.Catalogue;
import millwright.plant.Times;
import millwright.plant.v1.PlantGrpc;
import millwright.plant.v1.V1;
import millwright.series.History;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.jspecify.annotations.Nullable;

/**
 * A desk's feed and history over gRPC. Everything happens on its one thread, on which it also calls the sink; a sink
 * that is slow slows the stream down, and the gateway sends only the newest. Reconnects by itself and resumes where it
 * was; says how it stands by {@link LinkState}.
 */
public final class Link implements Feed, History {
    private static final Logger LOG = System.getLogger(Link.class.getName());
    private static final long WATCH_MILLIS = 250;

    private final Target target;
    private final LinkSettings settings;
    private final LongSupplier clock;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService thread;
    private final ManagedChannel channel;
    private final Position position = new Position();
    private final Pending pending;
    private @Nullable FeedSink sink;
    private @Nullable AttachStream stream;
    private @Nullable Condition condition;
    private long entered;
    private String detail = "";
    private Telling telling = Telling.NEWS;
    private Set<Command.Want> wants = Set.of();

    /** Wishes may change between the hello that carried them and the welcome. */
    private Set<Command.Want> saidInHello = Set.of();

    private Command.@Nullable Seek past;
    private String role = "";
    private long heard;
    /** When it tries again; 0 while it need not. */
    private long retry;

    private int attempts;
    private final Unread unread;
    private volatile boolean everything;
    private boolean reconnecting;
    private volatile boolean closed;
    private volatile Catalogue catalogue = Catalogue.standard();

    /** @param clock epoch ns, for the times of what the link itself says */
    public Link(Target target, LinkSettings settings, LongSupplier clock) {
        this(
                target,
                settings,
                clock,
                System::nanoTime,
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("link-" + target).factory()));
    }

    /** @param nanoTime measures silence, by the same time as {@code thread} does */
    Link(
            Target target,
            LinkSettings settings,
            LongSupplier clock,
            LongSupplier nanoTime,
            ScheduledExecutorService thread) {
        this.target = target;
        this.settings = settings;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.thread = thread;
        this.pending = new Pending(settings.commands());
        this.unread = new Unread(target.toString());
        this.channel = Channels.open(target, this::onThread);
    }

    private void onThread(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            // After close there is nobody left to tell.
            LOG.log(Level.TRACE, "work after close", e);
        }
    }

    @Override
    public String name() {
        return target.toString();
    }

    @Override
    public void open(FeedSink to) {
        onThread(() -> {
            sink = to;
            connect();
        });
        var _ = thread.scheduleAtFixedRate(this::watch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Before it is opened: asks for every sample, none replaced by its successor. For a recorder. */
    public void everything() {
        everything = true;
    }

    private void connect() {
        reconnecting = false;
        retry = 0;
        if (closed) {
            return;
        }
        if (condition != Condition.REFUSED) {
            enter(
                    Condition.CONNECTING,
                    attempts == 0 ? "to " + target : "to " + target + ", attempt " + (attempts + 1));
        }
        channel.resetConnectBackoff();
        heard = nanoTime.getAsLong();
        AttachStream next = new AttachStream(this);
        stream = next;
        saidInHello = wants;
        V1.Hello.Builder hello = V1.Hello.newBuilder()
                .setMinor(PlantCalls.MINOR)
                .setClient(settings.client())
                .setEverything(everything)
                .setResume(position.resume())
                .setSubscribe(CommandCodec.wants(new Command.Subscribe(wants)));
        next.start(
                channel.newCall(PlantCalls.attach(), CallOptions.DEFAULT),
                V1.DeskMessage.newBuilder().setHello(hello).build());
    }

    void message(AttachStream from, V1.PlantMessage message) {
        if (from != stream) {
            return;
        }
        heard = nanoTime.getAsLong();
        if (condition == Condition.STALE) {
            enter(Condition.ATTACHED, "to " + target);
        }
        switch (message.getMessageCase()) {
            case WELCOME -> welcomed(message);
            case HEARTBEAT -> beat(message);
            default -> event(message);
        }
    }

    private void beat(V1.PlantMessage message) {
        if (position.beat(message.getSequence())) {
            told(message.getHeartbeat().getLeftOut() == 0 ? Telling.ALL : Telling.MOST);
            told(Telling.NEWS);
            unread.sayAgain();
            tellUnread();
        }
    }

    /** In the condition that it is in, something else is told from here on. */
    private void told(Telling next) {
        Condition now = condition;
        telling = next;
        if (now != null) {
            tell(state(now));
        }
    }

    private void welcomed(V1.PlantMessage message) {
        V1.Welcome welcome = message.getWelcome();
        attempts = 0;
        position.welcomed(message.getEpoch(), welcome.getResumed());
        telling = position.anew() ? Telling.ANEW : Telling.NEWS;
        role = welcome.getRole().toLowerCase(Locale.ROOT);
        enter(Condition.ATTACHED, "to " + welcome.getGateway() + " as " + welcome.getCaller());
        AttachStream open = stream;
        if (open != null) {
            if (!wants.equals(saidInHello)) {
                open.send(CommandCodec.encode(new Command.Subscribe(wants)));
            }
            if (past != null) {
                open.send(CommandCodec.encode(past));
            }
            pending.all().forEach(command -> open.send(CommandCodec.encode(command)));
        }
        describeAgain();
    }

    private void event(V1.PlantMessage message) {
        PlantEvent event;
        try {
            event = EventCodec.decode(message);
        } catch (BadMessage e) {
            if (unread.count(e.getMessage())) {
                LOG.log(Level.WARNING, "{0} sends what this desk cannot read: {1}", target, e.getMessage());
                tell(unread.event(clock.getAsLong()));
            }
            return;
        }
        if (event != null) {
            if (!position.take(event)) {
                reconnect("a plant revision is missing", 0);
                return;
            }
            if (event instanceof TimeState time && past != null) {
                boolean caughtUp = time.mode() == TimeState.Mode.LIVE && past.speed() > 1;
                past = caughtUp
                        ? null
                        : time.mode() == TimeState.Mode.REPLAY ? new Command.Seek(time.now(), past.speed()) : past;
            }
            pending.answered(event);
            tell(event);
        }
        position.seen(message.getSequence());
    }

    void ended(AttachStream from, Status status) {
        if (from != stream || closed) {
            return;
        }
        stream = null;
        String why = status.getDescription() == null ? status.getCode().name() : status.getDescription();
        switch (status.getCode()) {
            case UNAUTHENTICATED, PERMISSION_DENIED, INVALID_ARGUMENT, UNIMPLEMENTED -> {
                attempts = 16;
                enter(Condition.REFUSED, why);
                later();
            }
            default -> {
                enter(Condition.CONNECTING, "lost " + target + ": " + why);
                later();
            }
        }
    }

    private void reconnect(String why, int attempt) {
        AttachStream open = stream;
        stream = null;
        attempts = attempt;
        if (open != null) {
            open.cancel(why);
        }
        enter(Condition.CONNECTING, why);
        later();
    }

    private void later() {
        if (!reconnecting && !closed) {
            reconnecting = true;
            attempts++;
            long pause = settings.pauseMillis(attempts);
            var _ = thread.schedule(this::connect, pause, TimeUnit.MILLISECONDS);
            retry = clock.getAsLong() + pause * Times.MILLI;
            Condition now = condition;
            if (now != null) {
                tell(state(now));
            }
        }
    }

    private void watch() {
        long silence = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - heard);
        if (stream != null && silence > settings.giveUpAfterMillis()) {
            reconnect("nothing heard from " + target + " for " + silence / 1_000 + " s", attempts);
        } else if (condition == Condition.ATTACHED && silence > settings.staleAfterMillis()) {
            enter(Condition.STALE, "nothing heard from " + target + " since then");
        }
        tellUnread();
    }

    private void tellUnread() {
        SourceState state = unread.state(clock.getAsLong());
        if (state != null) {
            tell(state);
        }
    }

    private void enter(Condition next, String nextDetail) {
        boolean repeats = next == condition && next != Condition.CONNECTING;
        if (next != condition) {
            entered = clock.getAsLong();
        }
        condition = next;
        detail = nextDetail;
        if (next != Condition.ATTACHED && next != Condition.STALE) {
            telling = Telling.NEWS;
        }
        if (!repeats) {
            tell(state(next));
        }
    }

    private LinkState state(Condition now) {
        return new LinkState(now, entered, detail, telling, target.toString(), retry, role);
    }

    private void tell(PlantEvent event) {
        FeedSink to = sink;
        if (to != null) {
            try {
                to.accept(event);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a desk failed on an event and goes on", e);
            }
        }
    }

    @Override
    public void send(Command command) {
        onThread(() -> sendNow(command));
    }

    private void sendNow(Command command) {
        switch (command) {
            case Command.Subscribe c -> wants = c.wants();
            case Command.Seek c -> past = c;
            case Command.GoLive _ -> past = null;
            case Command.Propose _, Command.Approve _, Command.Withdraw _ -> remember(command);
            case Command.PreviewAction _, Command.PreviewLoss _, Command.Execute _ -> remember(command);
        }
        AttachStream open = stream;
        if (open != null && (condition == Condition.ATTACHED || condition == Condition.STALE)) {
            open.send(CommandCodec.encode(command));
        }
    }

    private void remember(Command command) {
        if (!pending.add(command)) {
            tell(new Receipt(
                    Pending.keyOf(command),
                    Receipt.Answer.REFUSED,
                    "the gateway does not answer and " + settings.commands() + " commands wait already",
                    clock.getAsLong()));
        }
    }

    /** The gateway's catalogue once it was heard, before that the one this desk was built with. */
    @Override
    public Catalogue describe() {
        return catalogue;
    }

    private void describeAgain() {
        UnaryAnswer.of(channel, PlantGrpc.getDescribeMethod(), V1.DescribeRequest.getDefaultInstance())
                .thenAccept(reply -> catalogue = CatalogueCodec.decode(reply))
                .exceptionally(problem -> {
                    LOG.log(Level.DEBUG, "the catalogue of " + target + " was not read", problem);
                    return null;
                });
    }

    @Override
    public CompletionStage<List<Window>> query(WindowQuery query) {
        CompletableFuture<V1.QueryReply> reply = UnaryAnswer.of(
                channel, PlantGrpc.getQueryMethod(), millwright.connectors.wire.WindowCodec.encode(query));
        return reply.thenApply(millwright.connectors.wire.WindowCodec::decode);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        onThread(() -> {
            AttachStream open = stream;
            stream = null;
            if (open != null) {
                open.cancel("closed by the desk");
            }
            enter(Condition.CLOSED, target.toString());
            channel.shutdownNow();
            thread.shutdown();
        });
    }
}
