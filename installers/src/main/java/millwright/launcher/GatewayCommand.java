package millwright.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.connectors.gateway.Binding;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayServer;
import millwright.connectors.wire.CalledFeed;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Feed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The server, no screen needed. Runs until it is ended. */
@Command(
        name = "gateway",
        description = {
            "Runs a gateway: merges sources, keeps what they tell, finds what is wrong, serves desks.",
            "Without --listen it can be reached from this machine only. Any other address needs --tls-cert, --tls-key"
                    + " and --callers.",
            "Its audit is audit.jsonl in the folder 'state' of the configuration (default: ~/.millwright/state), for"
                    + " the demo",
            "plant in a new folder each time; the path is printed at the start. 'millwright audit verify FILE' checks"
                    + " it.",
            "With --discover it serves nothing: it asks the hosts given, and no others, what they speak, and writes a"
                    + " configuration",
            "to begin with. Nothing is changed there, and no credentials are sent but what --secret names."
        },
        mixinStandardHelpOptions = true)
final class GatewayCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "sources in YAML; without it the demo plant")
    private @Nullable Path config;

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "where to listen (default: localhost:7443)")
    private String listen = "localhost:" + Binding.USUAL_PORT;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "PEM chain of the gateway's certificate")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM private key of the certificate")
    private @Nullable Path key;

    @Option(names = "--client-ca", paramLabel = "FILE", description = "PEM authority of client certificates")
    private @Nullable Path clientAuthority;

    @Option(
            names = "--callers",
            paramLabel = "FILE",
            description = {
                "who may do what: lines of NAME ROLE token:SECRET or NAME ROLE cn:COMMON-NAME",
                "ROLE: watch, operate (act, and approve what touches one rack at most) or approve (also what touches"
                        + " more)"
            })
    private @Nullable Path callers;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = {
                "also record everything into a capture. Nothing is overwritten: where FILE exists already, as after a",
                "restart, the recording goes on in a new one beside it, NAME-2.mwcap, NAME-3.mwcap, …; which one is printed"
            })
    private @Nullable Path record;

    @Mixin
    private DiscoverOptions discover = new DiscoverOptions();

    private @Nullable Recording recording;
    private volatile boolean serves;
    /** Feeds of the configuration that are called on the gateway's own port. */
    private List<CalledFeed> called = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (discover.given()) {
            return discover.run(Objects.requireNonNull(spec).commandLine());
        }
        Stream.of(config, certificate, key, clientAuthority, callers).forEach(GivenFile::readableIfGiven);
        Binding binding = binding();
        if (record != null) {
            GivenFile.next(record);
        }
        try {
            GatewayServer.requireFree(binding);
            serve(origin(), binding);
        } catch (IOException e) {
            throw GivenFile.unreachable(e);
        } finally {
            dropRecording();
        }
        return Ends.DONE;
    }

    private Origin origin() throws IOException {
        Path file = config;
        if (file == null) {
            return Origin.simulated("demo", "gateway", g -> begin(g, "demo plant"));
        }
        GatewayConfig read = GatewayConfig.read(file);
        called = read.called();
        return Origin.hosted(
                read.name(), read.state(), "gateway", read.sources(), read.site(), g -> begin(g, read.name()));
    }

    /** Of a gateway that never came to serve: its recording holds nothing that anybody wants. */
    private void dropRecording() throws IOException {
        Recording begun = recording;
        if (begun != null && !serves) {
            begun.close();
            Files.deleteIfExists(begun.file());
        }
    }

    /** Before any source speaks, so that the recording holds all that the analysis saw. */
    private void begin(Gateway gateway, String title) {
        if (record != null) {
            Path file = GivenFile.next(record);
            Feed feed = gateway.watch("recorder", new Caller("recorder", Role.WATCH), true);
            recording = Recording.of(feed, title, gateway.catalogue(), file, this::print);
            print("recording into " + file + (file.equals(record) ? "" : ", as " + record + " exists already"));
        }
    }

    private Binding binding() {
        int colon = listen.lastIndexOf(':');
        if (colon < 1 || !listen.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("--listen takes HOST:PORT, not '" + listen + "'");
        }
        Path file = callers;
        return new Binding(
                listen.substring(0, colon),
                Integer.parseInt(listen.substring(colon + 1)),
                certificate,
                key,
                clientAuthority,
                file);
    }

    private void serve(Origin origin, Binding binding) throws IOException, InterruptedException {
        Gateway gateway = origin.gateway();
        if (gateway == null) {
            throw new IllegalStateException("no gateway");
        }
        CountDownLatch ended = new CountDownLatch(1);
        Recording recording = this.recording;
        try (GatewayServer server = GatewayServer.listen(gateway, binding, called)) {
            serves = true;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                if (recording != null) {
                    recording.close();
                    print(recorded(recording));
                }
                ended.countDown();
            }));
            print("gateway " + origin.title() + " listens on " + binding.host() + ":" + server.port());
            print("audit in " + origin.audit());
            boolean told = recording == null;
            String renewal = "";
            while (!ended.await(1, TimeUnit.SECONDS)) {
                renewal = renewal(server, renewal);
                String losses = told || recording == null ? "" : recording.losses();
                if (recording != null && !losses.isEmpty()) {
                    told = true;
                    print("recording " + recording.file() + ": " + losses);
                }
            }
        } finally {
            origin.close();
        }
    }

    /** Says what became of the files of TLS, once. @return what is wrong with them now */
    private String renewal(GatewayServer server, String before) {
        String now = server.renewal();
        if (!now.equals(before)) {
            print("TLS of the port: " + (now.isEmpty() ? "its files are good again" : now));
        }
        return now;
    }

    /** The last line about a recording: what it holds, and what it lacks. */
    static String recorded(Recording recording) {
        return Stream.of(
                        "recorded " + recording.samples() + " samples into " + recording.file(),
                        recording.losses(),
                        recording.ended())
                .filter(said -> !said.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private void print(String line) {
        if (spec != null) {
            spec.commandLine().getOut().println(line);
        }
    }
}
