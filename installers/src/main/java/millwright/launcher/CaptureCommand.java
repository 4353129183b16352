package millwright.launcher;

import com.google.gson.GsonBuilder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import millwright.connectors.capture.Capture;
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
            CaptureRecord.class,
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

        /** Names beside the answer, on standard error, what could not be read for it. @return the exit code */
        int endOf(Capture capture) {
            if (capture.problemCount() == 0) {
                return Ends.DONE;
            }
            PrintWriter err = spec == null
                    ? new PrintWriter(System.err, true)
                    : spec.commandLine().getErr();
            err.println(capture.file() + ": what could not be read was left out");
            CaptureInfo.problemLines(capture).forEach(line -> err.println("  " + line));
            return Ends.PROBLEM;
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
                return endOf(capture);
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
            Path csv = target;
            if (csv != null) {
                GivenFile.fresh(csv);
            }
            try (Capture capture = file.open()) {
                long[] span = stretch.of(capture);
                if (csv == null) {
                    write(capture, span, out());
                } else {
                    export(capture, span, csv);
                }
                return endOf(capture);
            }
        }

        /** Under another name until it is whole: what was ended half way leaves nothing that looks like an export. */
        private void export(Capture capture, long[] span, Path csv) throws IOException {
            Path folder = Objects.requireNonNull(csv.toAbsolutePath().getParent(), "a file is in a folder");
            // made as any file is, so that whoever may read what this person writes may read it too
            Path half = folder.resolve(
                    "." + csv.getFileName() + "-" + ProcessHandle.current().pid() + ".part");
            Files.createFile(half);
            try (Interruption ended = new Interruption(half)) {
                // a channel stops writing when the thread is interrupted
                try (Writer writer = new BufferedWriter(Channels.newWriter(
                                FileChannel.open(half, StandardOpenOption.WRITE), StandardCharsets.UTF_8));
                        ProgressLine line = ProgressLine.of(() ->
                                "exporting " + (half.toFile().length() >> 20) + " MiB into " + csv.getFileName())) {
                    write(capture, span, writer);
                }
                Files.move(half, csv);
                ended.whole();
            } finally {
                Files.deleteIfExists(half);
            }
        }

        private void write(Capture capture, long[] span, Writer writer) throws IOException {
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
            List<CaptureCheck> checks =
                    files.stream().map(file -> CaptureCheck.of(file, recover)).toList();
            if (json) {
                out().println(new GsonBuilder()
                        .setPrettyPrinting()
                        .create()
                        .toJson(checks.stream().map(Verify::row).toList()));
            } else {
                checks.forEach(check -> out().println(check.line()));
            }
            // what is damaged counts for more than what is not there
            return checks.stream().anyMatch(c -> c.end() == Ends.PROBLEM)
                    ? Ends.PROBLEM
                    : checks.stream().mapToInt(CaptureCheck::end).max().orElse(Ends.DONE);
        }

        private static Map<String, Object> row(CaptureCheck check) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("file", check.file().toString());
            row.put("ok", check.sound());
            row.put("reason", check.reason());
            return row;
        }
    }

    static Path given(@Nullable Path file) {
        if (file == null) {
            throw new IllegalArgumentException("give a capture");
        }
        return file;
    }
}
