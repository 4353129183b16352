package millwright.launcher;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import millwright.connectors.prometheus.ScrapeReport;
import millwright.connectors.source.HttpAccess;
import millwright.connectors.source.Secret;
import millwright.connectors.source.ShownCertificate;
import millwright.feed.LinkState;
import millwright.feed.SourceState;
import millwright.plant.Count;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is connected, lagging, missing, unsupported. */
@Command(
        name = "doctor",
        description = "What is connected, lagging, missing or unsupported.",
        mixinStandardHelpOptions = true,
        subcommands = DoctorCommand.Scrape.class)
final class DoctorCommand implements Callable<Integer> {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Option(names = "--seconds", paramLabel = "N", description = "how long to listen (default: 6)")
    private int seconds = 6;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (source.choice != null && source.choice.capture != null) {
            return capture(source.choice.capture);
        }
        Map<String, SourceState> sources = new ConcurrentHashMap<>();
        AtomicReference<LinkState> link = new AtomicReference<>();
        try (Origin origin = Origin.of(source)) {
            origin.feed().open(event -> {
                if (event instanceof SourceState state) {
                    sources.put(state.source().text(), state);
                } else if (event instanceof LinkState state) {
                    link.set(state);
                }
            });
            TimeUnit.SECONDS.sleep(Math.clamp(seconds, 1, 600));
            LinkState last = link.get();
            if (last == null || last.condition() != LinkState.Condition.ATTACHED) {
                throw new Ends.Unreachable("cannot reach " + origin.title() + ": "
                        + (last == null ? "no answer" : last.detail()) + "; is a gateway running there?");
            }
            if (sources.isEmpty()) {
                throw new Ends.Unreachable(origin.title() + " was reached and told of no source within "
                        + Math.clamp(seconds, 1, 600) + " s; give it longer with --seconds");
            }
        }
        print(new TreeMap<>(sources));
        boolean sound = sources.values().stream()
                .allMatch(s -> s.condition().equals("ok") || s.condition().equals("ended"));
        return sound ? Ends.DONE : Ends.PROBLEM;
    }

    /** A file neither lags nor answers: what can be said about it is whether all of it reads. */
    private int capture(Path file) {
        CaptureCheck check = CaptureCheck.of(file, source.recover);
        if (check.end() == Ends.UNREACHABLE) {
            throw new Ends.Unreachable(file + ": " + check.reason());
        }
        if (json) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", file.toString());
            row.put("kind", "capture");
            row.put("state", check.sound() ? "ok" : "bad");
            row.put("detail", check.reason());
            out().println(GSON.toJson(Map.of("sources", List.of(row))));
        } else {
            out().println(check.line());
        }
        return check.end();
    }

    private PrintWriter out() {
        return spec == null
                ? new PrintWriter(System.out, true)
                : spec.commandLine().getOut();
    }

    private void print(TreeMap<String, SourceState> sources) {
        PrintWriter out = out();
        if (json) {
            List<Map<String, Object>> rows = new ArrayList<>();
            sources.values().forEach(s -> rows.add(row(s)));
            out.println(GSON.toJson(Map.of("sources", rows)));
            return;
        }
        sources.forEach((name, s) -> {
            out.println(line(name, s));
            if (!s.delivery().example().isEmpty()) {
                out.println("    last not understood: " + s.delivery().example());
            }
            if (!s.delivery().fields().isEmpty()) {
                out.println("    " + s.delivery().fields().size() + " fields delivered: "
                        + String.join(" ", s.delivery().fields()));
            }
            s.missing().forEach(m -> out.println("    " + m));
        });
    }

    static String line(String name, SourceState s) {
        return "%-28s %-11s %-8s %8s ms  %10.0f samples/s  %d failures  %d not understood  clock %s  %s"
                .formatted(
                        name,
                        s.protocol(),
                        s.condition(),
                        number(s.lagMillis()),
                        s.samplesPerSecond(),
                        s.failures(),
                        s.delivery().unread(),
                        SourceClock.text(s),
                        s.detail());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : "%.0f".formatted(value);
    }

    static Map<String, Object> row(SourceState s) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", s.source().text());
        row.put("kind", s.protocol());
        row.put("state", s.condition());
        row.put("detail", s.detail());
        row.put("lagMs", Double.isNaN(s.lagMillis()) ? null : s.lagMillis());
        row.put("samplesPerSecond", Double.isNaN(s.samplesPerSecond()) ? null : s.samplesPerSecond());
        row.put("errors", s.errors());
        row.put("failures", s.failures());
        row.put("parseErrors", s.delivery().unread());
        row.put(
                "parseErrorExample",
                s.delivery().example().isEmpty() ? null : s.delivery().example());
        row.put("delivered", s.delivery().fields());
        row.put("watched", s.delivery().watched());
        row.put("missing", s.missing());
        row.put("clockOffsetMs", SourceClock.measured(s) ? s.clockOffset() / 1e6 : null);
        row.put("clockUncertaintyMs", SourceClock.measured(s) ? s.clockUncertainty() / 1e6 : null);
        return row;
    }

    /** One exposition, explained. */
    @Command(
            name = "scrape",
            description = "What Millwright understands of one metrics exposition.",
            mixinStandardHelpOptions = true)
    static final class Scrape implements Callable<Integer> {
        @Parameters(paramLabel = "URL|FILE")
        private String where = "";

        @Option(names = "--ca-file", paramLabel = "FILE", description = "PEM of the authority to trust for https")
        private @Nullable Path authority;

        @Option(
                names = "--cert-file",
                paramLabel = "FILE",
                description = "PEM of a certificate to show, with --key-file")
        private @Nullable Path certificate;

        @Option(names = "--key-file", paramLabel = "FILE", description = "PEM of the key of --cert-file")
        private @Nullable Path key;

        @Option(names = "--token-file", paramLabel = "FILE", description = "holds the bearer token")
        private @Nullable Path tokenFile;

        @Option(names = "--user", paramLabel = "NAME", description = "user, with --password-file")
        private String user = "";

        @Option(names = "--password-file", paramLabel = "FILE", description = "holds the password of --user")
        private @Nullable Path passwordFile;

        @Option(names = "--json", description = "print JSON")
        private boolean json;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException {
            ScrapeReport report;
            boolean address = where.startsWith("http://") || where.startsWith("https://");
            if (!address) {
                GivenFile.readable(Path.of(where));
            }
            try {
                report = ScrapeReport.of(where, access());
            } catch (IOException e) {
                String said = Ends.oneLine(e);
                throw new Ends.Unreachable(said.startsWith(where) ? said : where + ": " + said, e);
            }
            PrintWriter out = spec == null
                    ? new PrintWriter(System.out, true)
                    : spec.commandLine().getOut();
            if (json) {
                out.println(GSON.toJson(report));
            } else {
                text(report, out);
            }
            return report.problemCount() == 0 ? Ends.DONE : Ends.PROBLEM;
        }

        private HttpAccess access() {
            if (tokenFile != null && passwordFile != null) {
                throw wrong("give either --token-file or --user with --password-file, not both");
            }
            boolean password = passwordFile != null;
            if (password == user.isEmpty()) {
                throw wrong("--user and --password-file belong together");
            }
            return new HttpAccess(
                    Duration.ofSeconds(10).toNanos(),
                    Optional.ofNullable(tokenFile).map(Secret.InFile::new),
                    Optional.ofNullable(passwordFile).map(Secret.InFile::new),
                    user,
                    Optional.ofNullable(authority),
                    shown());
        }

        private Optional<ShownCertificate> shown() {
            if (certificate == null && key == null) {
                return Optional.empty();
            }
            if (certificate == null || key == null) {
                throw wrong("--cert-file and --key-file belong together");
            }
            return Optional.of(new ShownCertificate(certificate, key));
        }

        private ParameterException wrong(String what) {
            return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
        }

        private static void text(ScrapeReport r, PrintWriter out) {
            out.println(r.source() + ": " + Count.of(r.samples(), "sample") + ", " + Count.of(r.gpus(), "GPU") + " on "
                    + Count.of(r.hosts(), "host"));
            r.metrics().forEach((metric, n) -> out.println("  %-34s %6d values".formatted(metric, n)));
            r.states().forEach((state, n) -> out.println("  state %-28s %6d".formatted(state, n)));
            r.missing().forEach(m -> out.println("  " + m));
            r.unknown().forEach((name, n) -> out.println("  not known %-24s %6d".formatted(name, n)));
            r.problems().forEach(p -> out.println("  problem " + p));
        }
    }
}
