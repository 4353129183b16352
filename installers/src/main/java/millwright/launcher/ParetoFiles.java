package millwright.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.ParetoReport;
import millwright.analysis.pareto.PowerBasis;
import millwright.connectors.results.ParetoCommand;
import millwright.connectors.results.ParetoOptions;
import millwright.connectors.results.ParetoOutcome;
import millwright.desk.shell.Desk;
import millwright.styles.Theme;
import millwright.views.inference.ParetoPicture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Frontiers of serving benchmark results. */
@Command(
        name = "pareto",
        description = "The frontier of serving benchmark results: vLLM and InferenceX result JSON, ML.ENERGY files.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nAxes, as --x and --y take them:%n",
        footer = {
            "  interactivity                     tok/s/user, higher is better",
            "  output-tokens-per-second          tok/s, higher is better",
            "  output-tokens-per-second-per-gpu  tok/s/GPU, higher is better",
            "  output-tokens-per-second-per-mw   tok/s/MW, higher is better",
            "  joules-per-token                  J/tok, lower is better",
            "  energy-cost-per-mtok              per Mtok, lower is better",
            "  hourly-cost-per-mtok              per Mtok, lower is better",
            "  ttft                              s, lower is better",
            "",
            "Fields, as --label and --name-pattern give them; a label wins over the file, the file over its name:",
            "  model, hardware, precision, gpus, parallelism, isl, osl, concurrency,",
            "  gpuwatts, nodewatts, facilitywatts (or pue beside nodewatts), watts (nobody says whose);",
            "  any other one can be grouped by. For example, of files such as H200-rack7-c64.json:",
            "  --name-pattern '(?<hardware>[^-]+)-(?<rack>[^-]+)-c(?<concurrency>\\d+)'",
            "  --group-by model,hardware,rack"
        })
final class ParetoFiles implements Callable<Integer> {
    private static final Pattern PATTERN = Pattern.compile("[*?\\[{]");

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "files, directories or patterns")
    private List<String> files = new ArrayList<>();

    @Option(names = "--x", paramLabel = "AXIS", description = "default: interactivity; axes are named below")
    private String x = Axis.INTERACTIVITY.key();

    @Option(names = "--y", paramLabel = "AXIS", description = "default: output-tokens-per-second")
    private String y = Axis.OUTPUT_RATE.key();

    @Option(names = "--group-by", split = ",", paramLabel = "FIELD", description = "default: model,precision,hardware")
    private List<String> groupBy = new ArrayList<>();

    @Option(names = "--percentile", paramLabel = "P", description = "of TPOT and TTFT: median (default) or p99")
    private @Nullable String percentile;

    @Option(
            names = "--power",
            paramLabel = "BASIS",
            description = "whose power, never mixed: gpu (boards), node, facility or unstated; default: what most"
                    + " results know")
    private @Nullable String basis;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "a gateway's configuration; its economics: gives the prices of a kWh and of a GPU hour")
    private @Nullable Path config;

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description = "what the files do not say, e.g. hardware=H200,gpus=8")
    private List<String> labels = new ArrayList<>();

    @Option(
            names = "--name-pattern",
            paramLabel = "REGEX",
            description = {
                "what the names of files say, as a regular expression over the whole name without .json, in quotes;"
                        + " its named groups become fields. May be given several times, the first that fits counts;"
                        + " after them InferenceX's names, which are known. Fields as below."
            })
    private List<String> namePatterns = new ArrayList<>();

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Option(names = "--png", paramLabel = "FILE", description = "also draw the frontiers into a picture")
    private @Nullable Path png;

    @Option(names = "--size", paramLabel = "WxH", description = "pixels of the picture (default: 1000x700)")
    private String size = "1000x700";

    @Option(names = "--theme", paramLabel = "dark|day", description = "colours of the picture (default: day)")
    private Theme theme = Theme.DAY;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PictureSize pixels = PictureSize.parse(size);
        if (png != null) {
            GivenFile.writable(png);
        }
        files.stream()
                .filter(f -> PATTERN.matcher(f).results().findAny().isEmpty())
                .forEach(ParetoFiles::present);
        ParetoOptions options =
                ParetoOptions.of(files).axes(Axis.named(x), Axis.named(y)).labelled(ParetoOptions.labels(labels));
        options = groupBy.isEmpty() ? options : options.grouped(groupBy);
        options = options.named(namePatterns);
        options = percentile == null ? options : options.at(percentile);
        options = basis == null ? options : options.on(PowerBasis.named(basis));
        options = config == null ? options : options.priced(SiteConfig.prices(config));
        ParetoOutcome outcome = ParetoCommand.run(options);
        draw(outcome.report(), pixels);
        if (spec != null) {
            spec.commandLine().getOut().println(json ? outcome.toJson() : outcome.toText());
            outcome.warnings().forEach(w -> spec.commandLine().getErr().println("warning: " + w));
            outcome.read().problems().forEach(p -> spec.commandLine().getErr().println("problem: " + p));
        }
        return outcome.exitCode();
    }

    private static void present(String file) {
        try {
            GivenFile.readable(Path.of(file));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + file + "' is no name of a file", e);
        }
    }

    private void draw(ParetoReport report, PictureSize pixels) throws IOException {
        Path file = png;
        if (file == null) {
            return;
        }
        Display.memoryOnly();
        Files.write(
                file, Desk.picture(theme, pixels.width(), pixels.height(), looks -> ParetoPicture.of(report, looks)));
    }
}
