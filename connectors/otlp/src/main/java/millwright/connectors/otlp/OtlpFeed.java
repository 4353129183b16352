package millwright.connectors.otlp;

import io.grpc.BindableService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import millwright.connectors.source.LogClassifier;
import millwright.connectors.wire.CalledFeed;
import millwright.feed.Command;
import millwright.feed.FeedSink;
import millwright.feed.Receipt;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * What senders of OTLP tell, called on the gateway's port and on one of its own for HTTP. Everything it learned of the
 * plant lasts from open to close. Senders that fail harm no other; one that falls silent is said to.
 */
final class OtlpFeed implements CalledFeed {
    private static final Logger LOG = System.getLogger(OtlpFeed.class.getName());
    private static final long LOOK_SECONDS = 1;

    private final OtlpConfig config;
    private final InstantSource clock;
    private final Optional<LogClassifier> classifier;
    private final Intakes intakes = new Intakes();
    private final GrpcCalls calls = new GrpcCalls(intakes);
    private volatile @Nullable Receiver receiver;
    private @Nullable HttpPort http;
    private @Nullable ScheduledExecutorService looks;
    private @Nullable Future<?> ticking;

    /** @param classifier says what log lines mean; without one, errors are counted */
    OtlpFeed(OtlpConfig config, InstantSource clock, Optional<LogClassifier> classifier) {
        this.config = config;
        this.clock = clock;
        this.classifier = classifier;
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public List<BindableService> services() {
        return calls.services();
    }

    @Override
    public synchronized void open(FeedSink to) {
        Receiver taker = new Receiver(config, to, this::now, classifier);
        try {
            if (config.http().isPresent()) {
                http = new HttpPort(config.http().get(), intakes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
        ticking = timer.scheduleAtFixedRate(taker::lookAtSenders, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        looks = timer;
        receiver = taker;
        intakes.set(taker);
        HttpPort port = http;
        if (port != null && port.tls()) {
            PortWatch watch = new PortWatch(config.name(), port::renewal, this::now);
            var _ = timer.scheduleAtFixedRate(() -> look(watch, taker), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void look(PortWatch watch, Receiver taker) {
        try {
            watch.look(taker::tell);
        } catch (RuntimeException e) {
            // it is asked again in a second; a schedule would end with the first failure
            LOG.log(Level.WARNING, "the port of HTTP could not be looked at", e);
        }
    }

    /** The port of HTTP; -1 when it takes none. */
    synchronized int httpPort() {
        HttpPort port = http;
        return port == null ? -1 : port.port();
    }

    @Override
    public void send(Command command) {
        Receiver to = receiver;
        if (to != null && command instanceof Command.Execute execute) {
            String why = "OTLP only tells; no source here can carry this out";
            to.tell(new Receipt(execute.action().header().key(), Receipt.Answer.REFUSED, why, now()));
        }
    }

    private long now() {
        return Times.nanos(clock.instant());
    }

    @Override
    public synchronized void close() {
        intakes.set(null);
        receiver = null;
        ScheduledExecutorService timer = looks;
        if (timer != null && ticking != null) {
            ticking.cancel(false);
            timer.shutdownNow();
            looks = null;
        }
        HttpPort port = http;
        if (port != null) {
            port.close();
            http = null;
        }
    }
}
