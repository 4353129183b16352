package millwright.connectors.mqtt;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import millwright.connectors.source.Backoff;
import millwright.connectors.source.Frames;
import millwright.connectors.source.GrowingPlant;
import millwright.connectors.source.Reading;
import millwright.connectors.source.SourceWatch;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Listens to one broker. Everything happens on one thread of its own, which takes a message whole before the next is read,
 * so nothing queues here; at most {@value #BATCH} readings are gathered before they are told. A broker that is gone harms
 * nobody: its source turns "failed since", what it told turns stale, retries back off with jitter up to a minute.
 */
final class MqttFeed implements Feed, Session.Ear {
    private static final System.Logger LOG = System.getLogger(MqttFeed.class.getName());
    private static final int BATCH = 2_000;
    private static final int LONGEST = 512;
    private static final long TURN = 200 * Times.MILLI;
    private static final long REPORT = 5 * Times.SECOND;
    private static final long RETRY = Times.SECOND;
    /** A connection that lasted so long was no failure. */
    private static final long LASTED = 10 * Times.SECOND;
    /** The building says every 10 s that it is there. */
    private static final long SILENT = 35 * Times.SECOND;

    private record Told(EntityId entity, Metric metric, long time) {}

    private final MqttConfig config;
    private final InstantSource clock;
    private final EventLoopGroup loop;
    private final Dialer dialer;
    private final GrowingPlant plant;
    private final Points points;
    private final Building building;
    private final Grid grid;
    private final Orders orders;
    private final Heartbeat heartbeat;
    private final Origin origin;
    private final SourceWatch watch;
    private final boolean checked;
    /** Of two values of one point and time, the one that came last. */
    private final Map<Told, Reading> readings = new LinkedHashMap<>();

    private final List<PlantEvent> events = new ArrayList<>();
    private volatile @Nullable FeedSink sink;
    private @Nullable Session session;
    private boolean connected;
    private boolean closed;
    private long since;
    private long reported;
    private int failures;
    private int understood;
    private long lag;
    private long problems;
    private String problem = "";

    MqttFeed(MqttConfig config, InstantSource clock) throws IOException {
        this.config = config;
        this.clock = clock;
        Signers signers = new Signers(config.signers());
        this.checked = signers.check();
        this.loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("mqtt-" + config.name(), true), NioIoHandler.newFactory());
        this.dialer = new Dialer(config, loop);
        EntityId source = EntityId.of(EntityKind.SOURCE, config.name());
        this.origin = new Origin(source, false);
        this.watch = new SourceWatch(source, "mqtt").beside(dialer::renewal);
        this.plant = new GrowingPlant(config.placement());
        this.points = new Points(config.meters(), config.integration(), plant);
        this.building = new Building(config, points, plant);
        this.grid = new Grid(config, signers, plant, origin);
        this.heartbeat = new Heartbeat(config, points, this::publish);
        this.orders = new Orders(config, points, this::publish, events::add, origin);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public void open(FeedSink to) {
        sink = to;
        loop.execute(this::dial);
        Future<?> unused = loop.scheduleWithFixedDelay(this::turn, TURN, TURN, TimeUnit.NANOSECONDS);
    }

    @Override
    public void send(Command command) {
        if (command instanceof Command.Execute execute) {
            try {
                loop.execute(() -> {
                    orders.take(execute.action(), now());
                    flush();
                });
            } catch (RejectedExecutionException e) {
                LOG.log(System.Logger.Level.DEBUG, "{0} is closed; a command is passed over", config.name());
            }
        }
    }

    @Override
    public void close() {
        try {
            loop.execute(() -> {
                closed = true;
                if (session != null) {
                    session.leave();
                }
            });
        } catch (RejectedExecutionException e) {
            return; // closed before
        }
        Future<?> unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private void dial() {
        if (closed) {
            return;
        }
        List<String> filters = new ArrayList<>(building.filters());
        filters.addAll(grid.filters());
        try {
            session = dialer.dial(filters, this);
        } catch (IOException | RuntimeException e) {
            lost(String.valueOf(e.getMessage()));
        }
    }

    private void publish(String topic, byte[] payload, Consumer<Sent> done) {
        if (session == null || !connected) {
            done.accept(Sent.NOT);
        } else {
            session.publish(topic, payload, done);
        }
    }

    @Override
    public void connected(boolean resumed) {
        connected = true;
        since = now();
        reported = 0;
        LOG.log(System.Logger.Level.DEBUG, "{0}: connected, resumed: {1}", config.name(), resumed);
    }

    @Override
    public void heard(String topic, byte[] payload, boolean retained) {
        long now = now();
        try {
            if (topic.length() > LONGEST) {
                throw new Garbled("its topic is longer than " + LONGEST + " characters");
            }
            Optional<PointKey.Heading> heading = PointKey.of(config.points(), topic);
            if (heading.isPresent()) {
                building.take(heading.get(), payload, retained, now).forEach(r -> reading(r, now));
            } else if (grid.isOurs(topic)) {
                Grid.Told told = grid.take(topic, payload, retained, now);
                events.addAll(told.occurrences());
                told.readings().forEach(r -> reading(r, now));
                understood++;
                if (events.size() >= BATCH) {
                    flush();
                }
            } else {
                throw new Garbled("a topic that the contract does not have");
            }
        } catch (IOException | RuntimeException e) {
            // one message that cannot be taken must not end the watch
            wrong(topic, String.valueOf(e.getMessage()));
        }
    }

    private void reading(Reading reading, long now) {
        readings.put(new Told(reading.entity(), reading.metric(), reading.time()), reading);
        understood++;
        if (reading.state() == DataState.OK) {
            lag = Math.max(0, now - reading.time());
        }
        if (readings.size() >= BATCH) {
            flush();
        }
    }

    private void wrong(String topic, String what) {
        problems++;
        problem = (topic.length() > 120 ? topic.substring(0, 120) + "…" : topic) + ": " + what;
    }

    @Override
    public void tooLarge(PacketGuard.TooLarge message) {
        wrong(message.topic(), message.bytes() + " bytes are more than " + PacketGuard.MOST + " and were passed over");
    }

    @Override
    public void lost(String why) {
        long now = now();
        failures = connected && now - since >= LASTED ? 1 : failures + 1;
        connected = false;
        session = null;
        if (closed) {
            return;
        }
        flush();
        fade(now);
        watch.failed(config.broker().address() + ": " + why, now);
        events.add(watch.report(now));
        flush();
        Future<?> unused = loop.schedule(this::dial, Backoff.after(RETRY, failures), TimeUnit.NANOSECONDS);
    }

    /** What was told last is told once more, as what may no longer be seen. */
    @Override
    public void forbidden() {
        List<Reading> locked = new ArrayList<>();
        for (Points.Point point : points.all()) {
            Reading last = point.last;
            if (last != null && (last.state() == DataState.OK || last.state() == DataState.STALE)) {
                Reading now = new Reading(last.entity(), last.metric(), Double.NaN, DataState.FORBIDDEN, last.time());
                point.last = now;
                locked.add(now);
            }
        }
        events.addAll(frames(locked, now()));
    }

    /** What was told last is told once more, as stale. */
    private void fade(long now) {
        List<Reading> stale = new ArrayList<>();
        for (Points.Point point : points.all()) {
            Reading last = point.last;
            if (last != null && last.state() == DataState.OK) {
                point.last = new Reading(last.entity(), last.metric(), last.value(), DataState.STALE, last.time());
                stale.add(point.last);
            }
        }
        stale.addAll(grid.fade());
        events.addAll(frames(stale, now));
    }

    /** One frame each: which points come together is chance, and a history of every chance would not end. */
    private List<Frame> frames(Collection<Reading> single, long now) {
        List<Frame> frames = new ArrayList<>(single.size());
        for (Reading reading : single) {
            frames.addAll(Frames.of(List.of(reading), plant.plant(), now, config.republish(), origin));
        }
        return frames;
    }

    private void turn() {
        try {
            long now = now();
            orders.tick(now);
            if (connected) {
                heartbeat.tick(now);
            }
            flush();
            if (connected && now - reported >= REPORT) {
                report(now);
            }
        } catch (RuntimeException e) {
            wrong("", "what was gathered could not be told: " + e.getMessage());
        }
    }

    private void report(long now) {
        long last = reported;
        reported = now;
        List<String> missing = new ArrayList<>(building.lacking());
        missing.addAll(points.unknown());
        missing.addAll(orders.lacking());
        watch.problems(problems, problem);
        long ahead = building.takeAhead();
        watch.clock(ahead, ahead == 0 ? 0 : Times.SECOND);
        long heartbeat = building.heartbeat();
        if (heartbeat != 0 && now - heartbeat > SILENT) {
            watch.failed(
                    "the broker is there, but the building has not said so since " + Times.instant(heartbeat), now);
        } else {
            watch.succeeded(last == 0 ? 0 : understood, said(), lag, now);
        }
        watch.missing(missing, points.all().size());
        understood = 0;
        problems = 0;
        events.add(watch.report(now));
        flush();
    }

    private String said() {
        String unchecked = checked ? "" : "; signatures of the grid are not checked";
        if (problems > 0) {
            return problems + " messages not understood, last: " + problem;
        }
        return points.all().size() + " points" + unchecked
                + (problem.isEmpty() ? "" : "; last message not understood: " + problem);
    }

    private void flush() {
        long now = now();
        List<PlantEvent> all = new ArrayList<>();
        grid.tell();
        try {
            plant.told(now).ifPresent(all::add);
        } catch (IllegalArgumentException e) {
            wrong("", "the plant as told does not fit together: " + e.getMessage());
        }
        all.addAll(frames(readings.values(), now));
        watch.delivered(List.copyOf(readings.values()), now);
        readings.clear();
        all.addAll(events);
        events.clear();
        FeedSink to = sink;
        if (to != null) {
            all.forEach(to::accept);
        }
    }

    private long now() {
        return Times.nanos(clock.instant());
    }
}
