package millwright.connectors.logs;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.Receipt;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Follows files and listens for syslog, each input on a virtual thread of its own; one that fails harms no other and is
 * tried again, later and later up to a minute. Every line is dealt with as it comes: none waits in memory.
 */
final class LogsFeed implements Feed {
    private static final int CONNECTIONS = 1_024;
    private static final Duration TEMPLATES = Duration.ofMinutes(1);
    /** Looks at the files between two reports. */
    private static final int LOOKS = 5;

    private final LogsConfig config;
    private final InstantSource clock;
    private final Origin origin;
    private final LineParser parser;
    private final List<InputState> states = new ArrayList<>();
    private final List<AutoCloseable> inputs = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable FeedSink sink;

    LogsFeed(LogsConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.origin = new Origin(EntityId.of(EntityKind.SOURCE, config.name()), false);
        this.parser = new LineParser(config.zone());
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public void open(FeedSink to) {
        sink = to;
        LogIntake intake = new LogIntake(config, origin, this::now, this::tell);
        List<FileWatch> files = new ArrayList<>();
        String ownHost = ownHost();
        for (LogsConfig.FileInput file : config.files()) {
            files.add(new FileWatch(file, parser, intake, state(file.path()), this::now, config.every(), ownHost));
        }
        inputs.addAll(files);
        config.udp().ifPresent(address -> {
            listen(new UdpListener(address, parser, intake, state("udp"), this::now));
        });
        config.tcp().ifPresent(address -> {
            listen(new TcpListener(address, parser, intake, state("tcp"), this::now, CONNECTIONS));
        });
        config.tls().ifPresent(tls -> {
            listen(new TlsListener(tls, parser, intake, state("tls"), this::now, CONNECTIONS));
        });
        if (!files.isEmpty()) {
            threads.execute(() -> watch(files));
        }
        threads.execute(() -> report(intake));
    }

    private void listen(Listener listener) {
        inputs.add(listener);
        threads.execute(listener);
    }

    private InputState state(String input) {
        InputState state = new InputState(config.name(), input, this::now);
        states.add(state);
        return state;
    }

    private void watch(List<FileWatch> files) {
        boolean[] first = {true};
        repeat(config.every(), () -> {
            files.forEach(FileWatch::look);
            if (first[0]) {
                first[0] = false;
                states.forEach(state -> tell(state.report()));
            }
        });
    }

    private void report(LogIntake intake) {
        long[] last = {now()};
        repeat(config.every() * LOOKS, () -> {
            for (InputState state : states) {
                tell(state.report());
            }
            long since = now() - last[0];
            if (since >= TEMPLATES.toNanos()) {
                intake.tellTemplates(Duration.ofNanos(since));
                last[0] = now();
            }
        });
    }

    private void repeat(long pause, Runnable work) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                work.run();
                TimeUnit.NANOSECONDS.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void send(Command command) {
        if (command instanceof Command.Execute execute) {
            String why = "a log can only be read; no source here can carry this out";
            tell(new Receipt(execute.action().header().key(), Receipt.Answer.REFUSED, why, now()));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        for (AutoCloseable input : inputs) {
            try {
                input.close();
            } catch (Exception e) {
                System.getLogger(LogsFeed.class.getName()).log(System.Logger.Level.DEBUG, "closing an input", e);
            }
        }
    }

    private synchronized void tell(PlantEvent event) {
        FeedSink to = sink;
        if (to != null) {
            to.accept(event);
        }
    }

    private static String ownHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private long now() {
        return Times.nanos(clock.instant());
    }
}
