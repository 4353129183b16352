package millwright.launcher;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import millwright.connectors.capture.Recorder;
import millwright.connectors.csv.CsvImport;
import millwright.connectors.csv.Mappings;
import millwright.connectors.mlperf.MlperfImport;
import millwright.feed.Import;
import millwright.feed.ImportReport;
import millwright.plant.Catalogue;
import millwright.plant.Count;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Files of others into a capture. */
@Command(
        name = "import",
        description = "Reads MLPerf power runs or any CSV/TSV into a capture.",
        mixinStandardHelpOptions = true)
final class CaptureImport extends CaptureCommand.Base {
    /** {@link Scratch} sets a dash behind it. */
    private static final String PREFIX = CsvImport.SCRATCH.substring(0, CsvImport.SCRATCH.length() - 1);

    @Option(names = "--format", required = true, paramLabel = "mlperf|csv", description = "what the files are")
    private String format = "";

    @Option(
            names = "--mapping",
            paramLabel = "NAME|FILE.yaml",
            description = "for csv: a shipped mapping (alibaba-genai-2026, alibaba-gpu-2023, biohpc-gpu-hourly,"
                    + " titan-gpu-life) or a file")
    private @Nullable String mapping;

    @Option(names = "--zone", paramLabel = "ZONE", description = "zone of local times, for example America/Los_Angeles")
    private @Nullable String zone;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "a new file, *.mwcap")
    private @Nullable Path file;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "files or a directory")
    private List<Path> inputs = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Path target = GivenFile.fresh(CaptureCommand.given(file));
        inputs.forEach(GivenFile::readable);
        // beside the capture, where there must be room anyway; what a killed import left there goes with the next
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent(), "a file is in a folder");
        try (Interruption ended = new Interruption(target);
                Scratch scratch = Scratch.in(folder, PREFIX)) {
            return run(source(scratch.folder()), target, ended);
        }
    }

    private int run(Import source, Path target, Interruption ended) throws IOException {
        boolean done = false;
        ImportReport report;
        Recorder recorder = new Recorder(
                target,
                Catalogue.standard(),
                Map.of("source", source.name(), "inputs", inputs.toString()),
                Long.MAX_VALUE / 4);
        try (recorder;
                ProgressLine line = ProgressLine.of(
                        () -> "importing into " + target.getFileName() + ProgressLine.percent(source.done()))) {
            report = source.run(recorder);
            report.facts().forEach(recorder::note);
            done = true;
        } finally {
            if (!done) {
                Files.deleteIfExists(target);
            }
        }
        ended.whole();
        print(report, target);
        return report.problemCount() == 0 ? Ends.DONE : Ends.PROBLEM;
    }

    private Import source(Path scratch) throws IOException {
        return switch (format) {
            case "mlperf" -> {
                if (inputs.size() != 1) {
                    throw new IllegalArgumentException("give one directory that holds the runs");
                }
                yield new MlperfImport(inputs.getFirst(), zone());
            }
            case "csv" -> {
                String name = mapping;
                if (name == null) {
                    throw new IllegalArgumentException("csv needs --mapping; shipped are " + Mappings.shipped());
                }
                if (name.matches("(?i).*\\.ya?ml") || name.contains("/")) {
                    GivenFile.readable(Path.of(name));
                }
                yield new CsvImport(
                        inputs, Mappings.load(name, Catalogue.standard()), zone(), scratch, InstantSource.system());
            }
            default -> throw new IllegalArgumentException("--format is mlperf or csv, not '" + format + "'");
        };
    }

    private @Nullable ZoneId zone() {
        String name = zone;
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no time zone; write for example UTC, +01:00 or Europe/Oslo", e);
        }
    }

    private void print(ImportReport report, Path target) {
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("file", target.toString());
            all.put("rows", report.rows());
            all.put("samples", report.samples());
            all.put("events", report.events());
            all.put("problems", report.problemCount());
            all.put(
                    "problemExamples",
                    report.problems().stream().map(Object::toString).toList());
            all.put("notes", report.notes());
            all.put("provenance", new TreeMap<>(report.provenance()));
            out().println(new GsonBuilder()
                    .setPrettyPrinting()
                    .disableHtmlEscaping()
                    .create()
                    .toJson(all));
            return;
        }
        out().println("imported " + Count.of(report.rows(), "row") + " into " + target + ": "
                + Count.of(report.samples(), "sample") + ", " + Count.of(report.events(), "event") + ", "
                + Count.of(report.problemCount(), "problem"));
        report.problems().forEach(p -> out().println("  " + p));
        report.notes().forEach(n -> out().println("  note: " + n));
    }
}
