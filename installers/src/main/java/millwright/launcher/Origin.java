package millwright.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import millwright.analysis.AnalystConfig;
import millwright.connectors.capture.Capture;
import millwright.connectors.capture.CaptureHistory;
import millwright.connectors.capture.Replay;
import millwright.connectors.capture.SqliteJournal;
import millwright.connectors.gateway.FeedSource;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayParts;
import millwright.connectors.gateway.GatewayServer;
import millwright.connectors.gateway.SiteSettings;
import millwright.connectors.link.Link;
import millwright.connectors.link.LinkSettings;
import millwright.connectors.link.Target;
import millwright.connectors.simulator.Simulator;
import millwright.connectors.simulator.SimulatorClock;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.control.AuditFile;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Feed;
import millwright.plant.Catalogue;
import millwright.plant.Times;
import millwright.series.History;
import org.jspecify.annotations.Nullable;

/**
 * What a desk watches: a link to a gateway, and, for everything but {@code --attach}, that gateway itself in this
 * program. Closing it ends both.
 *
 * @param gateway the gateway in this program, or null when it runs elsewhere
 * @param recorded the capture that is replayed, or null
 * @param audit the file in which the gateway in this program keeps its audit, or null when it runs elsewhere
 */
record Origin(
        String title,
        Feed feed,
        History history,
        Catalogue catalogue,
        @Nullable Gateway gateway,
        @Nullable Capture recorded,
        @Nullable Path audit,
        Runnable onClose)
        implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Origin.class.getName());
    private static final String AUDIT = "audit.jsonl";
    private static final long JOURNAL_AGE = 24 * Times.HOUR;
    private static final long JOURNAL_BYTES = 256L << 20;

    static Origin of(SourceOptions options) {
        return of(options, new CountDownLatch(0));
    }

    /** @param drawn sources of this program open when this is down: a window is drawn before an hour of past is told */
    static Origin of(SourceOptions options, CountDownLatch drawn) {
        return of(options, drawn, gateway -> {});
    }

    /** @param watched is handed a gateway in this program before any source is opened */
    static Origin of(SourceOptions options, CountDownLatch drawn, Consumer<Gateway> watched) {
        SourceOptions.Choice choice = options.choice;
        try {
            if (choice != null && choice.attach != null) {
                return attached(choice.attach, options);
            }
            if (choice != null && choice.capture != null) {
                return capture(choice.capture, options, watched);
            }
            if (choice != null && choice.config != null) {
                GatewayConfig config = GatewayConfig.read(GivenFile.readable(choice.config));
                List<FeedSource> sources = after(drawn, config.sources());
                return hosted(config.name(), config.state(), options.operator, sources, config.site(), watched);
            }
            return simulated(scenario(options), plan(scenario(options)), options.operator, drawn, watched);
        } catch (IOException e) {
            throw GivenFile.unreachable(e);
        }
    }

    /**
     * A simulated plant, which is read here and begins when it is opened.
     *
     * @return null when something else is asked for: what may fail is opened before there is a window
     */
    static DeskSessions.@Nullable Source simulation(SourceOptions options, CountDownLatch drawn) {
        SourceOptions.Choice choice = options.choice;
        if (choice != null && choice.scenario == null) {
            return null;
        }
        try {
            String scenario = scenario(options);
            Scenario plan = plan(scenario);
            return () -> simulated(scenario, plan, options.operator, drawn, gateway -> {});
        } catch (IOException e) {
            throw GivenFile.unreachable(e);
        }
    }

    static Origin attached(String hostPort, SourceOptions options) throws IOException {
        int colon = hostPort.lastIndexOf(':');
        if (colon < 1 || !hostPort.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("'" + hostPort + "' is not HOST:PORT, for example localhost:7443");
        }
        String host = hostPort.substring(0, colon);
        int port = Integer.parseInt(hostPort.substring(colon + 1));
        Path tokenFile = options.tokenFile;
        GivenFile.readableIfGiven(tokenFile);
        GivenFile.readableIfGiven(options.authority);
        String token = tokenFile == null ? "" : Files.readString(tokenFile).strip();
        Target target = options.tls
                ? Target.tls(host, port, options.authority, token)
                : new Target(host, port, "", false, null, null, null, token);
        Link link = new Link(target, LinkSettings.standard("desk of " + options.operator), Origin::now);
        return new Origin(hostPort, link, link, Catalogue.standard(), null, null, null, () -> {});
    }

    static Origin simulated(String scenario, String operator, Consumer<Gateway> watched) throws IOException {
        return simulated(scenario, plan(scenario), operator, new CountDownLatch(0), watched);
    }

    private static List<FeedSource> after(CountDownLatch drawn, List<FeedSource> sources) {
        return sources.stream()
                .map(s -> new FeedSource(s.name(), s.protocol(), s.simulated(), () -> {
                    try {
                        drawn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("ended before it was opened", e);
                    }
                    return s.opener().get();
                }))
                .toList();
    }

    private static Scenario plan(String scenario) throws IOException {
        return scenario.endsWith(".yaml") || scenario.endsWith(".yml")
                ? Scenario.file(GivenFile.readable(Path.of(scenario)))
                : Scenario.named(scenario);
    }

    /** A plant that lives so many seconds as fast as this machine can, from now on; who watches it sees to its end. */
    static FastPlant fast(SourceOptions options, long seconds) throws IOException {
        return new FastPlant(plan(scenario(options)), Instant.now().truncatedTo(ChronoUnit.SECONDS), seconds);
    }

    static Origin fast(SourceOptions options, FastPlant plant, Consumer<Gateway> watched) throws IOException {
        String scenario = scenario(options);
        FeedSource source = new FeedSource(scenario, "simulator", true, () -> plant);
        return demo(folder -> hosted(
                scenario + " plant",
                folder,
                options.operator,
                List.of(source),
                parts -> parts,
                plant::position,
                watched));
    }

    private static String scenario(SourceOptions options) {
        return options.choice == null || options.choice.scenario == null ? "demo" : options.choice.scenario;
    }

    private static Origin simulated(
            String scenario, Scenario plan, String operator, CountDownLatch drawn, Consumer<Gateway> watched)
            throws IOException {
        FeedSource simulator = new FeedSource(
                scenario, "simulator", true, () -> new HeldBack(new Simulator(plan, SimulatorClock.realTime()), drawn));
        boolean window = drawn.getCount() > 0;
        return demo(folder -> hosted(
                scenario + " plant",
                folder,
                operator,
                List.of(simulator),
                parts -> window ? parts.withPresentFirst() : parts,
                Origin::now,
                watched));
    }

    /** Makes one whose gateway keeps its files in a folder. */
    private interface Hosting {
        Origin in(Path folder) throws IOException;
    }

    /** Nothing of it is left when it is closed. */
    private static Origin demo(Hosting hosting) throws IOException {
        Scratch scratch = Scratch.open("millwright-demo");
        Origin origin;
        try {
            origin = hosting.in(scratch.folder());
        } catch (IOException | RuntimeException e) {
            scratch.close();
            throw e;
        }
        return new Origin(
                origin.title,
                origin.feed,
                origin.history,
                origin.catalogue,
                origin.gateway,
                origin.recorded,
                origin.audit,
                () -> {
                    origin.onClose.run();
                    scratch.close();
                });
    }

    /**
     * A gateway in this program over live sources.
     *
     * @param state folder for journal and audit
     * @param watched is handed the gateway before any source is opened, so that a recorder misses nothing
     */
    static Origin hosted(
            String title,
            Path state,
            String operator,
            List<FeedSource> sources,
            SiteSettings site,
            Consumer<Gateway> watched)
            throws IOException {
        return hosted(title, state, operator, sources, parts -> parts.with(site), Origin::now, watched);
    }

    private static Origin hosted(
            String title,
            Path state,
            String operator,
            List<FeedSource> sources,
            UnaryOperator<GatewayParts> settled,
            LongSupplier clock,
            Consumer<Gateway> watched)
            throws IOException {
        GivenFile.folder(state);
        SqliteJournal journal = new SqliteJournal(state.resolve("journal.db"), JOURNAL_AGE, JOURNAL_BYTES);
        Path audited = state.resolve(AUDIT).toAbsolutePath();
        AuditFile audit = AuditFile.open(audited);
        Gateway gateway =
                new Gateway(settled.apply(GatewayParts.live(title, Catalogue.standard(), clock, journal, audit)));
        watched.accept(gateway);
        sources.forEach(gateway::add);
        gateway.start();
        return linked(title, gateway, null, null, audited, operator, () -> {
            gateway.close();
            audit.close();
            journal.close();
        });
    }

    static Origin capture(Path file, SourceOptions options) throws IOException {
        return capture(file, options, gateway -> {});
    }

    private static Origin capture(Path file, SourceOptions options, Consumer<Gateway> watched) throws IOException {
        Capture capture = Capture.open(GivenFile.readable(file), options.recover);
        try {
            Scratch scratch = Scratch.open("millwright-replay");
            try {
                return replayed(file, capture, scratch, options, watched);
            } catch (IOException | RuntimeException e) {
                scratch.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            capture.close();
            throw e;
        }
    }

    private static Origin replayed(
            Path file, Capture capture, Scratch scratch, SourceOptions options, Consumer<Gateway> watched)
            throws IOException {
        Path state = scratch.folder();
        SqliteJournal journal = new SqliteJournal(state.resolve("journal.db"), Long.MAX_VALUE / 4, JOURNAL_BYTES);
        AuditFile audit = AuditFile.open(state.resolve(AUDIT));
        Replay replay = options.reanalyse ? reanalysed(capture) : new Replay(capture, true, true);
        GatewayParts parts = GatewayParts.live(
                        String.valueOf(file.getFileName()), capture.catalogue(), replay::position, journal, audit)
                .forReplay(AnalystConfig.silent());
        Gateway gateway = new Gateway(parts);
        watched.accept(gateway);
        gateway.add(new FeedSource("replay", options.reanalyse ? "reanalysis" : "capture", false, () -> replay));
        gateway.start();
        ExecutorService queries = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("capture-query").factory());
        CaptureHistory history = new CaptureHistory(capture, queries);
        return linked(String.valueOf(file.getFileName()), gateway, history, capture, null, options.operator, () -> {
            gateway.close();
            queries.shutdownNow();
            audit.close();
            journal.close();
            capture.close();
            scratch.close();
        });
    }

    private static Replay reanalysed(Capture capture) {
        List<Replay.Placed> computed = Reanalysis.of(capture);
        LOG.log(System.Logger.Level.INFO, Reanalysis.compared(capture, computed));
        return new Replay(capture, computed, true);
    }

    private static Origin linked(
            String title,
            Gateway gateway,
            @Nullable History history,
            @Nullable Capture recorded,
            @Nullable Path audit,
            String operator,
            Runnable onClose)
            throws IOException {
        String address = "desk-" + UUID.randomUUID();
        GatewayServer server = GatewayServer.inProcess(gateway, address, new Caller(operator, Role.APPROVE));
        Link link = new Link(Target.inProcess(address), LinkSettings.standard("desk of " + operator), Origin::now);
        History past = history == null ? link : history;
        return new Origin(title, link, past, gateway.catalogue(), gateway, recorded, audit, () -> {
            server.close();
            onClose.run();
        });
    }

    static long now() {
        return Times.nanos(Instant.now());
    }

    @Override
    public void close() {
        feed.close();
        onClose.run();
    }
}
