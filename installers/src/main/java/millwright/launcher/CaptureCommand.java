package millwright.launcher;

import com.google.gson.GsonBuilder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import millwright.connectors.capture.Capture;
import millwright.connectors.capture.CaptureException;
import millwright.connectors.capture.CaptureExport;
import millwright.connectors.capture.CaptureInfo;
import millwright.connectors.capture.SampleStats;
import millwright.plant.EntityId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Captures from the command line. */
@Command(
        name = "capture",
        description = "Records, imports, inspects and exports captures.",
        mixinStandardHelpOptions = true,
        subcommands = {
            CaptureCommand.Record.class,
            CaptureImport.class,
            CaptureCommand.Info.class,
            CaptureCommand.Query.class,
            CaptureCommand.Export.class,
            CaptureCommand.Verify.class
        })
final class CaptureCommand {
    /** What all of them share. */
    abstract static class Base implements Callable<Integer> {
        @Option(names = "--json", description = "print JSON")
        boolean json;

        @Spec
        @Nullable
        CommandSpec spec;

        PrintWriter out() {
            return spec == null
                    ? new PrintWriter(System.out, true)
                    : spec.commandLine().getOut();
        }
    }

    /** Records a running plant. */
    @Command(name = "record", description = "Records a plant into a capture.", mixinStandardHelpOptions = true)
    static final class Record extends Base {
        @Mixin
        private SourceOptions source = new SourceOptions();

        @Option(names = "--out", required = true, paramLabel = "FILE", description = "a new file, *.mwcap")
        private @Nullable Path file;

        @Option(names = "--seconds", paramLabel = "N", description = "stop by itself (default: when ended)")
        private long seconds = Long.MAX_VALUE / 1_000_000_000L;

        @Override
        public Integer call() throws Exception {
            Path target = file;
            if (target == null) {
                throw new IllegalArgumentException("give --out FILE");
            }
            try (Origin origin = Origin.of(source)) {
                List<String> problems = new CopyOnWriteArrayList<>();
                CountDownLatch failed = new CountDownLatch(1);
                Consumer<String> tell = problem -> {
                    problems.add(problem);
                    failed.countDown();
                };
                Recording recording = origin.gateway() == null
                        ? Recording.remote(new Everything(origin), origin.title(), origin.catalogue(), target, tell)
                        : Recording.of(origin, target, tell);
                Runtime.getRuntime().addShutdownHook(new Thread(recording::close));
                if (failed.await(seconds, TimeUnit.SECONDS)) {
                    System.err.println("millwright: the recording ended: " + problems.getFirst());
                }
                recording.close();
                out().println("recorded " + recording.samples() + " samples into " + target);
                problems.forEach(out()::println);
                if (recording.lostSamples() > 0) {
                    out().println(recording.lostSamples() + " samples could not be taken; capture info names the gaps");
                }
                return problems.isEmpty() && recording.lostSamples() == 0 ? Ends.DONE : Ends.PROBLEM;
            }
        }
    }

    /** What is in it. */
    @Command(name = "info", description = "What a capture holds.", mixinStandardHelpOptions = true)
    static final class Info extends Base {
        @Mixin
        private CaptureFileOption file = new CaptureFileOption();

        @Override
        public Integer call() {
            try (Capture capture = file.open()) {
                CaptureInfo info = new CaptureInfo(capture);
                out().println(json ? info.toJson() : info.toText());
                return capture.problemCount() == 0 ? Ends.DONE : Ends.PROBLEM;
            }
        }
    }

    /** Numbers of one metric. */
    @Command(
            name = "query",
            description = "Count, minimum, mean and maximum of every sample of a metric.",
            mixinStandardHelpOptions = true)
    static final class Query extends Base {
        @Mixin
        private CaptureFileOption file = new CaptureFileOption();

        @Option(names = "--metric", required = true, paramLabel = "M", description = "canonical name, see capture info")
        private String metric = "";

        @Option(names = "--entity", paramLabel = "ID", description = "one entity (default: all)")
        private @Nullable String entity;

        @Mixin
        private Stretch stretch = new Stretch();

        @Override
        public Integer call() {
            try (Capture capture = file.open()) {
                long[] span = stretch.of(capture);
                EntityId only = entity == null ? null : new EntityId(entity);
                SampleStats stats = new SampleStats(capture, metric, only, span[0], span[1]);
                out().println(json ? stats.toJson() : stats.toText());
                return capture.problemCount() == 0 ? Ends.DONE : Ends.PROBLEM;
            }
        }
    }

    /** Samples as CSV. */
    @Command(name = "export", description = "Samples of a metric as CSV.", mixinStandardHelpOptions = true)
    static final class Export extends Base {
        @Mixin
        private CaptureFileOption file = new CaptureFileOption();

        @Option(names = "--metric", required = true, paramLabel = "M")
        private String metric = "";

        @Option(
                names = "--wide",
                description = "one line per instant, one column per entity (default: one value a line)")
        private boolean wide;

        @Option(names = "--out", paramLabel = "FILE.csv", description = "a new file (default: standard output)")
        private @Nullable Path target;

        @Mixin
        private Stretch stretch = new Stretch();

        @Override
        public Integer call() throws IOException {
            try (Capture capture = file.open()) {
                long[] span = stretch.of(capture);
                Path csv = target;
                if (csv != null && Files.exists(csv)) {
                    throw new IllegalArgumentException(csv + " exists already; choose another name");
                }
                if (csv == null) {
                    write(capture, span, out());
                } else {
                    try (BufferedWriter writer = Files.newBufferedWriter(csv)) {
                        write(capture, span, writer);
                    }
                }
                return capture.problemCount() == 0 ? Ends.DONE : Ends.PROBLEM;
            }
        }

        private void write(Capture capture, long[] span, java.io.Writer writer) throws IOException {
            if (wide) {
                CaptureExport.wideRows(capture, metric, span[0], span[1], writer);
            } else {
                CaptureExport.longRows(capture, metric, span[0], span[1], writer);
            }
            writer.flush();
        }
    }

    /** Reads every row and says whether all of it is sound. */
    @Command(
            name = "verify",
            description = "Reads captures from end to end: 'ok FILE' or 'bad FILE: reason' for each.",
            mixinStandardHelpOptions = true)
    static final class Verify extends Base {
        @Parameters(arity = "1..*", paramLabel = "FILE")
        private List<Path> files = new ArrayList<>();

        @Option(names = "--recover", description = "also read recordings that were not closed, from private copies")
        private boolean recover;

        @Override
        public Integer call() {
            boolean all = true;
            List<Map<String, Object>> results = new ArrayList<>();
            for (Path file : files) {
                String reason = reason(file, recover);
                all &= reason.isEmpty();
                Map<String, Object> result = new LinkedHashMap<>();
                result.put("file", file.toString());
                result.put("ok", reason.isEmpty());
                result.put("reason", reason);
                results.add(result);
                if (!json) {
                    out().println(reason.isEmpty() ? "ok " + file : "bad " + file + ": " + reason);
                }
            }
            if (json) {
                out().println(new GsonBuilder().setPrettyPrinting().create().toJson(results));
            }
            return all ? Ends.DONE : Ends.PROBLEM;
        }

        private static String reason(Path file, boolean recover) {
            try (Capture capture = Capture.open(file, recover)) {
                new CaptureInfo(capture);
                capture.readEverything();
                return capture.problemCount() == 0
                        ? ""
                        : capture.problems().getFirst()
                                + (capture.problemCount() > 1
                                        ? " (and " + (capture.problemCount() - 1) + " more)"
                                        : "");
            } catch (CaptureException e) {
                String message = String.valueOf(e.getMessage());
                return message.startsWith(file + ": ")
                        ? message.substring(file.toString().length() + 2)
                        : message;
            }
        }
    }

    static Path given(@Nullable Path file) {
        if (file == null) {
            throw new IllegalArgumentException("give a capture");
        }
        return file;
    }
}
