package millwright.views.inference;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.ParetoReport;
import millwright.analysis.pareto.ParetoRequest;
import millwright.analysis.pareto.PowerBasis;
import millwright.analysis.pareto.ServingPoint;
import millwright.analysis.pareto.ServingResults;
import millwright.analysis.pareto.Terms;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Viewports;
import millwright.feed.Prices;
import millwright.feed.Waste;
import millwright.plant.CsvLine;
import millwright.plant.EntityKind;
import millwright.styles.Symbol;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.EmptyState;
import millwright.views.kit.Looks;
import millwright.views.kit.SegmentedToggle;
import millwright.views.kit.ToolRow;
import org.jspecify.annotations.Nullable;

/** The Pareto screen. FX thread; files are read on a virtual thread. */
final class InferenceView implements View {
    /** Key in the workspace: the folder whose results are shown. */
    private static final String RESULTS = "results";

    private final ViewContext context;
    private final Supplier<Iterable<ServingResults>> readers;
    private final Plot plot;
    private final CompareCard card;
    private final SegmentedToggle<Axis> per = new SegmentedToggle<>("y");
    private final Choices choices = new Choices(this::rechosen);
    private final PowerChoice power = new PowerChoice(this::recompute);
    private final Warnings counted = new Warnings();
    private final StackPane root = new StackPane();
    private final HBox body;
    private final EmptyState empty;
    private final EmptyState placeless =
            new EmptyState(Symbol.INFERENCE, "Nothing of this can be placed on these axes", "");
    private final List<ViewContext.Demand> demands = new ArrayList<>();
    private final TextField said = new TextField();
    private List<ServingPoint> points = List.of();
    private Labels labels = Labels.NONE;
    private List<LivePoint> live = List.of();
    private Prices prices = Prices.NONE;
    private @Nullable ParetoReport report;
    /** What was opened, empty when nothing was. */
    private String folder = "";
    /** Line and pins of results that are still being read; null when they are shown. */
    private @Nullable Map<String, String> awaited;

    InferenceView(ViewContext context) {
        this(context, () -> ServiceLoader.load(ServingResults.class));
    }

    /** @param readers of files */
    InferenceView(ViewContext context, Supplier<Iterable<ServingResults>> readers) {
        this.context = context;
        this.readers = readers;
        ObservableValue<Look> looks = Looks.of(context);
        plot = new Plot(looks);
        card = new CompareCard(looks);
        empty = new EmptyState(
                        Symbol.INFERENCE,
                        "No serving results loaded",
                        "Open a folder of vLLM or InferenceX result JSON, or ML.ENERGY files. Frontiers are made per"
                                + " model, precision and hardware; the operating points of live endpoints are drawn among"
                                + " them.")
                .action("Open results …", this::choose);
        per.add("absolute", Axis.OUTPUT_RATE)
                .add("per GPU", Axis.OUTPUT_RATE_PER_GPU)
                .add("per MW", Axis.OUTPUT_RATE_PER_MW)
                .add("energy cost", Axis.ENERGY_COST)
                .add("GPU hour cost", Axis.HOURLY_COST);
        per.onChoose(_ -> recompute());
        Button open = new Button("Open results …");
        open.setOnAction(_ -> choose());
        said.setStyle("-fx-pref-width: 26em");
        said.setPromptText("not in the files: hardware=H200, gpus=8");
        said.setAccessibleText("What the files do not say: hardware, precision, gpus, watts");
        said.setOnAction(_ -> label());
        open.setMinWidth(Region.USE_PREF_SIZE);
        per.setMinWidth(Region.USE_PREF_SIZE);
        ToolRow tools = new ToolRow();
        tools.add("", open);
        choices.addTo(tools);
        tools.add("y", per);
        tools.add("", power.node());
        tools.add("", said);
        HBox.setHgrow(plot, Priority.ALWAYS);
        ScrollPane beside = new ScrollPane(card);
        Viewports.drawAnew(beside);
        beside.setFitToWidth(true);
        beside.setFitToHeight(true);
        beside.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        beside.setMinWidth(Region.USE_PREF_SIZE);
        body = new HBox(16, plot, beside);
        StackPane stack = new StackPane(body, empty, placeless);
        VBox.setVgrow(stack, Priority.ALWAYS);
        root.getStyleClass().add("view");
        root.setPadding(new Insets(16));
        root.getChildren().add(new VBox(10, tools, counted, stack));
        plot.onChange(() -> card.show(report, plot));
        CopyMenu.Simulated simulated = new CopyMenu.Simulated(
                () -> false, () -> !live.isEmpty() && context.situation().simulated());
        CopyMenu.install(plot, "pareto", this::csv, plot::svg, simulated, context);
        LivePoint.metrics().forEach(metric -> demands.add(context.demand(metric, EntityKind.ENDPOINT)));
        demands.add(context.demand(LivePoint.pue(), EntityKind.SITE));
        show(List.of());
    }

    private void choose() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Open a folder of serving results");
        File folder = chooser.showDialog(
                root.getScene() == null ? null : root.getScene().getWindow());
        if (folder != null) {
            open(folder.toPath());
        }
    }

    /** Reads results in the background and shows them; what could not be read is said. */
    void open(Path results) {
        open(results, Map.of());
    }

    /** @param saved line and pins as they were saved */
    private void open(Path results, Map<String, String> saved) {
        folder = results.toString();
        awaited = saved;
        Thread.ofVirtual().name("serving-results").start(() -> {
            List<ServingPoint> all = new ArrayList<>();
            List<String> problems = new ArrayList<>();
            try {
                for (ServingResults reader : readers.get()) {
                    ServingResults.Read read = reader.read(List.of(results));
                    all.addAll(read.points());
                    problems.addAll(read.problems());
                }
            } finally {
                context.onFx(() -> opened(results, all, problems, saved));
            }
        });
    }

    private void opened(Path results, List<ServingPoint> all, List<String> problems, Map<String, String> saved) {
        if (!results.toString().equals(folder)) {
            return; // another one was opened meanwhile
        }
        show(all);
        if (!saved.isEmpty()) {
            plot.restore(saved);
        }
        awaited = null;
        if (!problems.isEmpty()) {
            context.navigation()
                    .warn(problems.getFirst()
                            + (problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : ""));
        } else if (all.isEmpty()) {
            context.navigation().warn("no serving result in " + results);
        }
    }

    /** Takes over points that were read. */
    void show(List<ServingPoint> read) {
        points = List.copyOf(read);
        plot.forget();
        recompute();
        List<String> missing = Labels.missing(points);
        said.setPromptText(
                missing.isEmpty()
                        ? "not in files: hardware=H200, gpus=8"
                        : "unknown: " + String.join(", ", missing) + ": say gpus=8");
    }

    /** Fills in what was typed; a wrong word changes nothing and is told. */
    void label(String text) {
        said.setText(text);
        label();
    }

    private void label() {
        try {
            labels = Labels.of(said.getText());
            recompute();
        } catch (IllegalArgumentException e) {
            context.navigation().warn(String.valueOf(e.getMessage()));
        }
    }

    /** Another axis below: where the line stood means nothing there. */
    private void rechosen() {
        if (report != null && report.x() != choices.x()) {
            plot.release();
        }
        recompute();
    }

    private void recompute() {
        report = null;
        String told = "";
        List<ServingPoint> labelled = labels.on(points);
        List<ServingPoint> running = running();
        choices.offer(labelled, running);
        power.results(labelled);
        power.offer(running);
        List<ServingPoint> chosen = choices.of(labelled);
        if (!points.isEmpty()) {
            try {
                report = ParetoReport.of(
                        new ParetoRequest(chosen, choices.x(), per.chosen(), choices.groupBy(), terms()));
                told = told(report, chosen.size());
            } catch (IllegalArgumentException e) {
                told = String.valueOf(e.getMessage());
            }
        }
        if (report == null && points.isEmpty() && !live.isEmpty()) {
            report = new ParetoReport(choices.x(), per.chosen(), terms(), List.of(), List.of());
            told = told.isEmpty() ? "live endpoints only; no serving results opened" : told;
        }
        counted.show(told, report == null ? List.of() : report.warnings());
        body.setVisible(report != null);
        empty.setVisible(report == null && points.isEmpty());
        placeless.setVisible(report == null && !points.isEmpty());
        placeless.how(told + ". Choose another axis or statistic above, or say what the files do not.");
        among();
        plot.show(report);
    }

    private Terms terms() {
        return new Terms(choices.percentile(), power.basis(), prices);
    }

    private List<ServingPoint> running() {
        return LivePoint.all(context.situation().plant(), context.latest());
    }

    private String told(ParetoReport made, int chosen) {
        int on = made.groups().stream()
                .mapToInt(g -> g.frontier().points().size())
                .sum();
        String of = chosen == points.size() ? "" : " of " + Figures.whole(points.size());
        return Figures.whole(chosen) + of + " configurations, " + on + " on a frontier, output tokens only";
    }

    /** What was promised stands on the axis of interactivity alone. */
    private void among() {
        boolean promised = report != null && report.x() == Axis.INTERACTIVITY;
        plot.live(report == null ? List.of() : live);
        plot.slos(promised ? Slo.of(context.situation().plant(), context.time().now()) : List.of());
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void pulse(long now) {
        Prices before = prices;
        Waste told = context.situation().waste();
        prices = told == null ? Prices.NONE : told.prices();
        PowerBasis basis = power.basis();
        List<ServingPoint> running = running();
        power.offer(running); // results change what is known only when they are opened or labelled
        List<LivePoint> seen = LivePoint.of(running, choices.x(), per.chosen(), terms());
        boolean appeared = live.isEmpty() != seen.isEmpty();
        live = seen;
        if (points.isEmpty() && appeared || !prices.equals(before) || basis != power.basis()) {
            recompute();
        }
        among();
    }

    @Nullable
    ParetoReport report() {
        return report;
    }

    /** Where the read-off line stands, tok/s/user; NaN without one. */
    double required() {
        return plot.wanted();
    }

    String csv() {
        Terms terms = terms();
        StringBuilder rows = new StringBuilder(CsvLine.of(
                "group",
                column(choices.x(), terms),
                column(per.chosen(), terms),
                "statistic of latency",
                "bound of " + choices.x().title(),
                "on_frontier",
                "source",
                "simulated"));
        ParetoReport r = report;
        if (r != null) {
            r.groups()
                    .forEach(g -> g.points()
                            .forEach(p -> rows.append(CsvLine.of(
                                    g.title(),
                                    p.x(),
                                    p.y(),
                                    r.percentile(),
                                    "",
                                    g.frontier().points().contains(p),
                                    p.point().source(),
                                    ""))));
        }
        String word = context.situation().simulated() ? "SIMULATED" : "";
        live.forEach(p ->
                rows.append(CsvLine.of(p.name(), p.x(), p.y(), p.statistic(), p.bound(choices.x()), "", "now", word)));
        return rows.toString();
    }

    /** Title and unit, whose power and what currency with them. */
    private static String column(Axis axis, Terms terms) {
        return axis.title(terms) + ", " + axis.unit(terms);
    }

    @Override
    public Map<String, String> save() {
        Map<String, String> saved = new HashMap<>(awaited == null ? plot.save() : awaited);
        saved.putAll(choices.save());
        power.save(saved);
        saved.put("per", per.chosen().key());
        saved.put("labels", said.getText());
        if (!folder.isEmpty()) {
            saved.put(RESULTS, folder);
        }
        return saved;
    }

    @Override
    public void restore(Map<String, String> saved) {
        choices.restore(saved);
        power.restore(saved);
        label(saved.getOrDefault("labels", ""));
        for (Axis axis : Axis.values()) {
            if (axis.key().equals(saved.get("per"))) {
                per.choose(axis);
                recompute();
            }
        }
        String results = saved.getOrDefault(RESULTS, "");
        try {
            if (results.isEmpty()) {
                plot.restore(saved);
            } else {
                open(Path.of(results), saved);
            }
        } catch (InvalidPathException e) {
            context.navigation().warn("the results that were open cannot be opened: " + e.getMessage());
        }
    }

    @Override
    public boolean settled() {
        return awaited == null;
    }

    @Override
    public void close() {
        demands.forEach(ViewContext.Demand::close);
    }
}
