package millwright.views.inference;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.ParetoReport;
import millwright.analysis.pareto.ParetoRequest;
import millwright.analysis.pareto.Percentiles;
import millwright.analysis.pareto.ServingPoint;
import millwright.analysis.pareto.ServingResults;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.styles.Symbol;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.EmptyState;
import millwright.views.kit.Looks;
import millwright.views.kit.SegmentedToggle;
import org.jspecify.annotations.Nullable;

/** The Pareto screen. FX thread; files are read on a virtual thread. */
final class InferenceView implements View {
    private final ViewContext context;
    private final Plot plot;
    private final CompareCard card;
    private final SegmentedToggle<Axis> per = new SegmentedToggle<>("y per");
    private final Label counted = new Label();
    private final StackPane root = new StackPane();
    private final HBox body;
    private final EmptyState empty;
    private final List<ViewContext.Demand> demands = new ArrayList<>();
    private final TextField said = new TextField();
    private List<ServingPoint> points = List.of();
    private Labels labels = Labels.NONE;
    private List<LivePoint> live = List.of();
    private @Nullable ParetoReport report;

    InferenceView(ViewContext context) {
        this.context = context;
        ObservableValue<Look> looks = Looks.of(context);
        plot = new Plot(looks);
        card = new CompareCard(looks);
        empty = new EmptyState(
                        Symbol.INFERENCE,
                        "No serving results loaded",
                        "Open a folder of vLLM or InferenceX result JSON, or ML.ENERGY files. Frontiers are made per model, "
                                + "precision and hardware; the operating points of live endpoints are drawn among them.")
                .action("Open results …", this::choose);
        per.add("absolute", Axis.OUTPUT_RATE)
                .add("GPU", Axis.OUTPUT_RATE_PER_GPU)
                .add("MW", Axis.OUTPUT_RATE_PER_MW);
        per.onChoose(_ -> recompute());
        Button open = new Button("Open results …");
        open.setOnAction(_ -> choose());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        said.setPrefWidth(320);
        said.setPromptText("not in the files: hardware=H200, gpus=8");
        said.setAccessibleText("What the files do not say: hardware, precision, gpus, watts");
        said.setOnAction(_ -> label());
        counted.setMinWidth(0);
        HBox tools = new HBox(8, open, new Label("y per"), per, said, space, counted);
        tools.getStyleClass().add("tool-bar-row");
        HBox.setHgrow(plot, Priority.ALWAYS);
        body = new HBox(16, plot, card);
        StackPane stack = new StackPane(body, empty);
        VBox.setVgrow(stack, Priority.ALWAYS);
        root.getStyleClass().add("view");
        root.setPadding(new Insets(16));
        root.getChildren().add(new VBox(12, tools, stack));
        plot.onChange(() -> card.show(report, plot));
        CopyMenu.install(plot, "pareto", this::csv, plot::svg, context);
        for (MetricId metric : List.of(LivePoint.RATE, LivePoint.TPOT, LivePoint.GPUS, LivePoint.POWER)) {
            demands.add(context.demand(metric, EntityKind.ENDPOINT));
        }
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
    void open(Path folder) {
        Thread.ofVirtual().name("serving-results").start(() -> {
            List<ServingPoint> all = new ArrayList<>();
            List<String> problems = new ArrayList<>();
            for (ServingResults reader : ServiceLoader.load(ServingResults.class)) {
                ServingResults.Read read = reader.read(List.of(folder));
                all.addAll(read.points());
                problems.addAll(read.problems());
            }
            context.onFx(() -> {
                show(all);
                if (!problems.isEmpty()) {
                    context.navigation()
                            .warn(problems.getFirst()
                                    + (problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : ""));
                } else if (all.isEmpty()) {
                    context.navigation().warn("no serving result in " + folder);
                }
            });
        });
    }

    /** Takes over points that were read. */
    void show(List<ServingPoint> read) {
        points = List.copyOf(read);
        recompute();
        List<String> missing = Labels.missing(points);
        said.setPromptText(
                missing.isEmpty()
                        ? "not in files: hardware=H200, gpus=8"
                        : "unknown: " + String.join(", ", missing) + "; say for example gpus=8");
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

    private void recompute() {
        report = null;
        String told = "";
        if (!points.isEmpty()) {
            try {
                report = ParetoReport.of(ParetoRequest.of(labels.on(points), Axis.INTERACTIVITY, per.chosen()));
                ParetoReport made = report;
                int on = made.groups().stream()
                        .mapToInt(g -> g.frontier().points().size())
                        .sum();
                told = Figures.whole(points.size()) + " configurations, " + on + " on a frontier, output tokens only";
                told += made.warnings().isEmpty() ? "" : "; " + made.warnings().getFirst();
            } catch (IllegalArgumentException e) {
                told = String.valueOf(e.getMessage());
            }
        }
        if (report == null && !live.isEmpty()) {
            report = new ParetoReport(Axis.INTERACTIVITY, per.chosen(), Percentiles.MEDIAN, List.of(), List.of());
            told = told.isEmpty() ? "live endpoints only; no serving results opened" : told;
        }
        counted.setText(told);
        counted.setTooltip(told.isEmpty() ? null : new Tooltip(told));
        body.setVisible(report != null);
        empty.setVisible(report == null);
        plot.live(live);
        plot.show(report);
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void pulse(long now) {
        List<LivePoint> seen = LivePoint.of(context.situation().plant(), context.latest(), per.chosen());
        boolean appeared = live.isEmpty() && !seen.isEmpty() || !live.isEmpty() && seen.isEmpty();
        live = seen;
        if (points.isEmpty() && appeared) {
            recompute();
        }
        if (report != null) {
            plot.live(live);
            plot.slos(Slo.of(context.situation().plant(), now));
        }
    }

    /** Where the read-off line stands, tok/s/user; NaN without one. */
    double required() {
        return plot.wanted();
    }

    private String csv() {
        StringBuilder rows = new StringBuilder("group,x,y,on_frontier,source\n");
        ParetoReport r = report;
        if (r != null) {
            r.groups()
                    .forEach(g -> g.points()
                            .forEach(p -> rows.append("\"%s\",%s,%s,%s,\"%s\"%n"
                                    .formatted(
                                            g.title(),
                                            p.x(),
                                            p.y(),
                                            g.frontier().points().contains(p),
                                            p.point().source()))));
        }
        return rows.toString();
    }

    @Override
    public Map<String, String> save() {
        return Map.of("per", per.chosen().key(), "labels", said.getText());
    }

    @Override
    public void restore(Map<String, String> saved) {
        label(saved.getOrDefault("labels", ""));
        for (Axis axis : Axis.values()) {
            if (axis.key().equals(saved.get("per"))) {
                per.choose(axis);
                recompute();
            }
        }
    }

    @Override
    public void close() {
        demands.forEach(ViewContext.Demand::close);
    }
}
