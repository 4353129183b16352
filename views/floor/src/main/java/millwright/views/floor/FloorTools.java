package millwright.views.floor;

import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import millwright.desk.draw.Figures;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.MetricKind;
import millwright.views.kit.SegmentedToggle;
import org.jspecify.annotations.Nullable;

/** The bar over the map: metric, level, comparison, outlines, and how many cells are sound. FX thread. */
final class FloorTools {
    private static final MetricId FIRST = new MetricId("gpu.power.share");

    private final Catalogue catalogue;
    private final Runnable changed;
    private final ComboBox<Metric> metrics = new ComboBox<>();
    private final SegmentedToggle<Level> levels = new SegmentedToggle<>("Level");
    private final SegmentedToggle<Boolean> show = new SegmentedToggle<>("Show");
    private final ToggleButton outlines = new ToggleButton("Alarms");
    private final Label natives = new Label();
    private final Label counted = new Label();
    private final HBox bar = new HBox();
    private boolean quiet;
    private boolean touched;

    FloorTools(Catalogue catalogue, Runnable changed) {
        this.catalogue = catalogue;
        this.changed = changed;
        for (Level level : Level.values()) {
            levels.add(level.label(), level);
        }
        levels.choose(Level.GPU);
        levels.onChoose(_ -> levelChanged());
        show.add("Now", false).add("Δ 1 h ago", true);
        show.onChoose(_ -> changed.run());
        outlines.setSelected(true);
        outlines.setOnAction(_ -> changed.run());
        metrics.setConverter(new Titles());
        metrics.setPrefWidth(236);
        metrics.setAccessibleText("Metric");
        metrics.valueProperty().addListener((_, _, after) -> metricChanged(after));
        fill();
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        bar.getStyleClass().add("tool-bar-row");
        bar.getChildren()
                .addAll(
                        new Label("Metric"),
                        metrics,
                        natives,
                        new Label("Level"),
                        levels,
                        new Label("Show"),
                        show,
                        new Label("Outline"),
                        outlines,
                        space,
                        counted);
        natives.setMinWidth(0);
        counted.setMinWidth(Region.USE_PREF_SIZE);
    }

    private void levelChanged() {
        touched = true;
        fill();
        changed.run();
    }

    private void metricChanged(@Nullable Metric metric) {
        if (metric != null && !quiet) {
            touched = true;
            natives.setText(nativeText(metric));
            changed.run();
        }
    }

    private String nativeText(Metric metric) {
        MetricId over = metric.numerator();
        MetricId under = metric.denominator();
        if (over != null && under != null) {
            return nativeText(catalogue.get(over)) + " ÷ "
                    + nativeText(catalogue.get(under)).replace("DCGM ", "");
        }
        return metric.nativeIds().stream()
                .findFirst()
                .map(n -> n.replace("dcgm:", "DCGM "))
                .orElse(metric.name());
    }

    /** Metrics of the level itself and, aggregated, those of its GPUs. */
    private void fill() {
        Metric before = metrics.getValue();
        List<Metric> items = catalogue.metrics().stream()
                .filter(m -> m.kind() == MetricKind.GAUGE)
                .filter(m -> m.on().contains(level().kind()) || m.on().contains(EntityKind.GPU))
                .toList();
        quiet = true;
        metrics.getItems().setAll(items);
        Metric next = before != null && items.contains(before) ? before : catalogue.get(FIRST);
        metrics.setValue(next);
        natives.setText(nativeText(next));
        quiet = false;
    }

    /** Whether somebody chose what is shown; what nobody chose may be replaced by what has values. */
    boolean touched() {
        return touched;
    }

    /** Shows something else, as nobody chose yet. */
    void suit(Level level, Metric metric) {
        levels.choose(level);
        fill();
        quiet = true;
        metrics.setValue(metric);
        natives.setText(nativeText(metric));
        quiet = false;
        changed.run();
    }

    Node node() {
        return bar;
    }

    Metric metric() {
        Metric chosen = metrics.getValue();
        return chosen == null ? catalogue.get(FIRST) : chosen;
    }

    String shortMetric() {
        String unit = Figures.unit(metric().unit());
        return metric().id().equals(FIRST) ? "share of limit, %" : unit.isEmpty() ? metric().title() : unit;
    }

    Level level() {
        return levels.chosen();
    }

    boolean difference() {
        return show.chosen();
    }

    boolean outlines() {
        return outlines.isSelected();
    }

    void counted(int all, int ok, String plural) {
        counted.setText(Figures.whole(all) + " " + (all == 1 ? plural.substring(0, plural.length() - 1) : plural) + ", "
                + Figures.whole(ok) + " ok");
    }

    /** Only what somebody chose: what the map chose by itself it may choose otherwise at the next start. */
    Map<String, String> save() {
        return !touched ? Map.of() : Map.of("metric", metric().name(), "level", level().name());
    }

    void restore(Map<String, String> saved) {
        touched = saved.containsKey("metric");
        for (Level level : Level.values()) {
            if (level.name().equals(saved.get("level"))) {
                levels.choose(level);
                fill();
            }
        }
        catalogue
                .find(saved.getOrDefault("metric", ""))
                .filter(metrics.getItems()::contains)
                .ifPresent(metrics::setValue);
    }

    private final class Titles extends StringConverter<Metric> {
        @Override
        public String toString(@Nullable Metric metric) {
            if (metric == null) {
                return "";
            }
            String unit = Figures.unit(metric.unit());
            return unit.isEmpty() ? metric.title() : metric.title() + ", " + unit;
        }

        @Override
        public @Nullable Metric fromString(String text) {
            return metrics.getItems().stream()
                    .filter(m -> toString(m).equals(text))
                    .findFirst()
                    .orElse(null);
        }
    }
}
