package millwright.views.floor;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import millwright.desk.draw.Figures;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.MetricKind;
import millwright.plant.Times;
import millwright.views.kit.Saved;
import millwright.views.kit.SegmentedToggle;
import millwright.views.kit.ToolRow;
import org.jspecify.annotations.Nullable;

/** The bar over the map: metric, level, comparison, outlines, and how many cells are sound. FX thread. */
final class FloorTools {
    /** How long sources may take to answer what is asked for anew, ns. */
    private static final long PATIENCE = 3 * Times.SECOND;

    private static final MetricId FIRST = new MetricId("gpu.power.share");

    private static final String HOUR_AGO = "hour-ago";
    /** Drawn until somebody chooses otherwise. */
    private static final Set<Outline> FIRST_OUTLINES = EnumSet.of(Outline.ALARMS, Outline.LIMITS);

    private final Catalogue catalogue;
    private final Runnable changed;
    private final Runnable outlined;
    private final ComboBox<Metric> metrics = new ComboBox<>();
    private final SegmentedToggle<Level> levels = new SegmentedToggle<>("Level");
    private final SegmentedToggle<Boolean> show = new SegmentedToggle<>("Show");
    private final Map<Outline, ToggleButton> outlines = new EnumMap<>(Outline.class);
    private final HBox outlining = new HBox();
    private final HBox ofMetric;
    private final List<HBox> ofHall;
    private final Label natives = new Label();
    private final Label counted = new Label();
    private final ToolRow bar = new ToolRow();
    private final LongSupplier nanoTime;
    private long askedAt;
    private boolean waiting;
    private boolean quiet;
    private boolean touched;

    /** @param nanoTime of the clock on the wall @param changed other values are asked for @param outlined the same is drawn otherwise */
    FloorTools(Catalogue catalogue, LongSupplier nanoTime, Runnable changed, Runnable outlined) {
        this.catalogue = catalogue;
        this.nanoTime = nanoTime;
        this.changed = changed;
        this.outlined = outlined;
        for (Level level : Level.values()) {
            levels.add(level.label(), level);
        }
        levels.choose(Level.GPU);
        levels.onChoose(_ -> levelChanged());
        show.add("Now", false).add("Δ 1 h ago", true);
        show.onChoose(_ -> changed.run());
        for (Outline outline : Outline.values()) {
            outline(outline);
        }
        metrics.setConverter(new Titles());
        metrics.setStyle("-fx-pref-width: 18em"); // as wide for its text at every scale
        metrics.setAccessibleText("Metric");
        metrics.valueProperty().addListener((_, _, after) -> metricChanged(after));
        fill();
        ofMetric = bar.add("Metric", metrics, natives);
        ofHall = List.of(bar.add("Level", levels), bar.add("Show", show));
        bar.add("Outline", outlining);
        bar.end(counted);
        for (Region whole : List.of(metrics, levels, show, outlining)) {
            whole.setMinWidth(Region.USE_PREF_SIZE);
        }
    }

    private void outline(Outline outline) {
        ToggleButton button = new ToggleButton(outline.label());
        button.setAccessibleText("Outline " + outline.label());
        button.setSelected(FIRST_OUTLINES.contains(outline));
        button.setOnAction(_ -> outlined.run());
        outlining.getStyleClass().setAll("segments");
        int last = Outline.values().length - 1;
        button.getStyleClass().add(outline.ordinal() == 0 ? "first" : outline.ordinal() == last ? "last" : "middle");
        outlines.put(outline, button);
        outlining.getChildren().add(button);
    }

    /** Of one rack from near neither level nor comparison is a choice; its own controls stand there. */
    void near(@Nullable Node controls) {
        for (Node node : ofHall) {
            node.setVisible(controls == null);
            node.setManaged(controls == null);
        }
        bar.getChildren().removeIf(node -> node.getStyleClass().contains("near"));
        if (controls != null) {
            controls.getStyleClass().add("near");
            bar.getChildren().add(bar.getChildren().indexOf(ofMetric) + 1, controls);
        }
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

    /** What is shown where it has values and nobody chose. */
    Metric first() {
        return catalogue.get(FIRST);
    }

    /** Shows something else, as nobody chose yet. */
    void suit(Level level, Metric metric) {
        String wished = catalogue.get(FIRST).title();
        levels.choose(level);
        fill();
        quiet = true;
        metrics.setValue(metric);
        natives.setText(
                metric.id().equals(FIRST) ? nativeText(metric) : "shown as “" + wished + "” is not measured here");
        quiet = false;
        changed.run();
    }

    String explained() {
        return natives.getText();
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

    Set<Outline> outlines() {
        Set<Outline> shown = EnumSet.noneOf(Outline.class);
        outlines.forEach((outline, button) -> {
            if (button.isSelected()) {
                shown.add(outline);
            }
        });
        return shown;
    }

    void counted(byte[] states, String plural) {
        counted.setText(count(states, plural, waiting));
    }

    /** From now on sources may take a while to answer: until then nobody knows that none tells it. */
    void asked() {
        askedAt = nanoTime.getAsLong();
        waiting = true;
    }

    /** True once, when whoever tells what was asked for would have answered. */
    boolean waited() {
        boolean over = waiting && nanoTime.getAsLong() - askedAt > PATIENCE;
        waiting &= !over;
        return over;
    }

    /** In place of counts that would mislead. */
    void told(String instead) {
        counted.setText(instead);
    }

    /**
     * {@code 64 GPUs, 60 ok}; where none is, what is wrong with them and where to look.
     *
     * @param early whether it was asked for only just now
     */
    static String count(byte[] states, String plural, boolean early) {
        int all = states.length;
        int[] counts = new int[DataState.values().length];
        for (byte state : states) {
            counts[state]++;
        }
        String many = Figures.count(all, plural.substring(0, plural.length() - 1)) + ", ";
        int ok = counts[DataState.OK.ordinal()];
        int stale = counts[DataState.STALE.ordinal()];
        if (ok > 0 || all == 0) {
            return many + Figures.whole(ok) + " ok";
        }
        if (early && counts[DataState.NO_DATA.ordinal()] == all) {
            return many + "values are being asked for";
        }
        String why = stale == all
                ? "all stale: their source is silent"
                : counts[DataState.NO_DATA.ordinal()] == all ? "no source tells this metric" : "none ok";
        return many + why + "; see Sources";
    }

    /** Only what somebody chose: what the map chose by itself it may choose otherwise at the next start. */
    Map<String, String> save() {
        Map<String, String> saved = new HashMap<>();
        if (touched) {
            saved.put("metric", metric().name());
            saved.put("level", level().name());
        }
        if (!outlines().equals(FIRST_OUTLINES)) {
            saved.put("outlines", Saved.names(outlines()));
        }
        if (difference()) {
            saved.put("show", HOUR_AGO);
        }
        return saved;
    }

    void restore(Map<String, String> saved) {
        touched = saved.containsKey("metric");
        Saved.one(Level.class, saved.get("level")).ifPresent(level -> {
            levels.choose(level);
            fill();
        });
        Set<Outline> drawn = Saved.all(Outline.class, saved.get("outlines"));
        if (drawn != null) {
            outlines.forEach((outline, button) -> button.setSelected(drawn.contains(outline)));
        }
        show.choose(HOUR_AGO.equals(saved.get("show")));
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
