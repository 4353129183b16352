package millwright.views.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import millwright.desk.Situation;
import millwright.desk.TimeControl.Range;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Missing;
import millwright.desk.draw.PointerTip;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.styles.Symbol;
import millwright.views.kit.Axis;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.EmptyState;
import millwright.views.kit.Looks;
import millwright.views.kit.SegmentedToggle;
import org.jspecify.annotations.Nullable;

/** The timeline screen. FX thread. Marks are gathered when the situation changed, strips ask once a second. */
final class TimelineView implements View {
    private static final String ALL = "All incidents";
    private static final int STRIPS = 5;
    private static final int CANDIDATES = 12;

    private record Shown(EntityId entity, MetricId metric) {}

    private final ViewContext context;
    private final ObservableValue<Look> looks;
    private final ComboBox<String> picker = new ComboBox<>();
    private final Label counts = new Label();
    private final SegmentedToggle<Boolean> align = new SegmentedToggle<>("Align events to the clock of");
    private final LayerMenu layers = new LayerMenu();
    private final Lanes lanes;
    private final VBox strips = new VBox(4);
    private final List<MetricStrip> charts = new ArrayList<>();
    private final StackPane root = new StackPane();
    private final VBox column;
    private List<Mark> marks = List.of();
    private List<Shown> shown = List.of();
    private List<MetricStrip> placed = List.of();
    private long version = -1;
    private long drawn = Long.MIN_VALUE;
    private double pressed = Double.NaN;
    private final Subscription picked;

    TimelineView(ViewContext context) {
        this.context = context;
        looks = Looks.of(context);
        lanes = new Lanes(looks);
        picker.getItems().setAll(ALL);
        picker.setValue(ALL);
        picker.setPrefWidth(340);
        picker.setAccessibleText("Incident");
        picker.setOnAction(_ -> choose());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        align.add("Plant", false).add("Source", true);
        align.onChoose(_ -> version = -1);
        layers.onChange(() -> drawn = Long.MIN_VALUE);
        HBox tools = new HBox(
                8,
                new Label("Incident"),
                picker,
                new Label("  Align"),
                align,
                new Label("  Layers"),
                layers.button(),
                space,
                counts);
        tools.getStyleClass().add("tool-bar-row");
        ScrollPane scroll = new ScrollPane(strips);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        column = new VBox(8, tools, lanes, scroll);
        root.getStyleClass().add("view");
        root.setPadding(new Insets(12, 16, 8, 16));
        root.getChildren().add(column);
        mouse();
        picked = context.selection().incident().subscribe(this::pick);
        CopyMenu.install(lanes, "timeline", this::csv, context);
    }

    private void mouse() {
        lanes.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> pressed = e.getX());
        lanes.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> {
            Range brushed = between(pressed, e.getX());
            if (brushed != null) {
                context.time().brush(brushed);
            }
        });
        lanes.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            Mark mark = lanes.near(e.getX(), e.getY());
            if (mark != null && e.getClickCount() == 2) {
                context.time().seek(mark.time());
            } else if (mark != null) {
                context.selection().select(mark.entity());
            } else if (e.isStillSincePress()) {
                context.time().brush(null);
            }
        });
        PointerTip.install(lanes, (x, _) -> lanes.missing(x));
        lanes.addEventHandler(ScrollEvent.SCROLL, e -> zoom(e.getDeltaY() > 0 ? 0.8 : 1.25, e.getX()));
    }

    private @Nullable Range between(double a, double b) {
        Axis x = lanes.axis(lanes.getWidth(), range());
        long from = (long) x.value(Math.max(Lanes.LEFT, Math.min(a, b)));
        long to = (long) x.value(Math.max(a, b));
        return Math.abs(a - b) < 4 || to <= from ? null : new Range(from, to);
    }

    private void zoom(double factor, double at) {
        Range r = range();
        long pivot = (long) lanes.axis(lanes.getWidth(), r).value(at);
        long from = pivot - (long) ((pivot - r.from()) * factor);
        long to = pivot + (long) ((r.to() - pivot) * factor);
        if (to - from > 5 * Times.SECOND && to - from < 48 * Times.HOUR) {
            context.time().show(new Range(from, to));
        }
    }

    private Range range() {
        Incident chosen = chosen();
        if (chosen == null) {
            return context.time().range().get();
        }
        long end = chosen.open() ? context.time().now() : chosen.closed();
        long span = Math.max(Times.MINUTE, end - chosen.opened());
        return new Range(chosen.opened() - span / 6, chosen.open() ? end : end + span / 20);
    }

    private @Nullable Incident chosen() {
        String picked = picker.getValue();
        return picked == null || picked.equals(ALL)
                ? null
                : context.situation().incidents().get(picked.split(" ", 2)[0]);
    }

    private void choose() {
        Incident incident = chosen();
        context.selection().selectIncident(incident == null ? null : incident.id());
        version = -1;
    }

    private void pick(@Nullable String id) {
        for (String item : picker.getItems()) {
            if (id != null && item.startsWith(id + " ")) {
                picker.setValue(item);
            }
        }
        if (id == null && !ALL.equals(picker.getValue())) {
            picker.setValue(ALL);
        }
        version = -1;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void pulse(long now) {
        Situation situation = context.situation();
        if (situation.version() != version) {
            version = situation.version();
            gather(situation);
            drawn = Long.MIN_VALUE;
        }
        if (Math.abs(now - drawn) > Times.SECOND / 4) {
            drawn = now;
            lanes.show(new Lanes.Content(
                    range(),
                    context.time().brush().get(),
                    context.clockFace(),
                    marks,
                    incidents(situation),
                    chosen(),
                    layers.shown(),
                    sources(situation),
                    Missing.of(situation.gaps(), null, range().from(), range().to())));
        }
        Range range = range();
        charts.forEach(c -> c.pulse(range, context.time().brush().get(), now));
        place();
    }

    private void gather(Situation situation) {
        List<String> items = new ArrayList<>(List.of(ALL));
        incidents(situation).forEach(i -> items.add(i.id() + "  " + i.title()));
        if (!items.equals(picker.getItems())) {
            String before = picker.getValue();
            picker.getItems().setAll(items);
            picker.setValue(items.contains(before) ? before : ALL);
        }
        marks = Marks.of(situation, chosen(), align.chosen());
        counts.setText(count(situation.occurrences().size(), "event") + ", "
                + count(situation.alarms().size(), "alarm") + ", "
                + count(situation.incidents().size(), "incident")
                + (situation.judged() ? "" : "; no finding was recorded"));
        List<Shown> wanted = wanted(situation);
        if (!wanted.equals(shown)) {
            shown = wanted;
            rebuild();
        }
        boolean empty = situation.plant().size() == 0;
        column.setVisible(!empty);
        root.getChildren().removeIf(EmptyState.class::isInstance);
        if (empty) {
            root.getChildren()
                    .add(new EmptyState(
                            Symbol.TIMELINE,
                            "Nothing has happened yet",
                            "Events, findings and actions appear here as sources tell them."));
        }
    }

    private static String count(int number, String thing) {
        return Figures.whole(number) + " " + thing + (number == 1 ? "" : "s");
    }

    private static List<Incident> incidents(Situation situation) {
        List<Incident> all = new ArrayList<>(situation.incidents().values());
        all.sort(Comparator.comparing((Incident i) -> i.open() ? 0 : 1)
                .thenComparingInt(i -> i.priority().ordinal())
                .thenComparingLong(i -> -i.opened()));
        return all;
    }

    /** What an incident's findings measured, else the site at a glance. */
    private List<Shown> wanted(Situation situation) {
        Set<Shown> wanted = new LinkedHashSet<>();
        Incident incident = chosen();
        if (incident != null) {
            Set<MetricId> told = new HashSet<>();
            incident.findings().stream()
                    .map(situation.findings()::get)
                    .filter(Objects::nonNull)
                    .sorted(Comparator.comparing(Finding::priority).thenComparing(Finding::since))
                    .forEach(finding -> {
                        MetricId metric = finding.metric();
                        if (metric != null && told.add(metric)) {
                            wanted.add(new Shown(finding.entity(), metric));
                        }
                    });
        }
        Plant plant = situation.plant();
        if (plant.count(EntityKind.SITE) > 0) {
            EntityId site = plant.at(EntityKind.SITE, 0).id();
            for (String name : List.of(
                    "site.power", "site.output.rate", "site.thermal.headroom", "site.pue", "site.gpus.useful")) {
                wanted.add(new Shown(site, new MetricId(name)));
            }
        }
        // where nobody measures the site, its first node, rack and GPU are better than nothing
        if (plant.count(EntityKind.NODE) > 0) {
            wanted.add(new Shown(plant.at(EntityKind.NODE, 0).id(), new MetricId("node.power")));
        }
        if (plant.count(EntityKind.RACK) > 0) {
            wanted.add(new Shown(plant.at(EntityKind.RACK, 0).id(), new MetricId("rack.power")));
        }
        if (plant.count(EntityKind.GPU) > 0) {
            EntityId gpu = plant.at(EntityKind.GPU, 0).id();
            for (String name : List.of("gpu.power", "gpu.utilization", "gpu.memory.used")) {
                wanted.add(new Shown(gpu, new MetricId(name)));
            }
        }
        return wanted.stream().limit(CANDIDATES).toList();
    }

    /** The first strips that hold numbers; those without any only where nothing else is left. */
    private void place() {
        List<MetricStrip> filled =
                charts.stream().filter(c -> !c.blank()).limit(STRIPS).toList();
        List<MetricStrip> chosen =
                filled.isEmpty() ? charts.stream().limit(STRIPS).toList() : filled;
        if (!chosen.equals(placed)) {
            placed = chosen;
            for (MetricStrip strip : chosen) {
                strip.last(strip == chosen.getLast());
            }
            strips.getChildren().setAll(chosen.stream().map(MetricStrip::node).toList());
        }
    }

    private void rebuild() {
        charts.clear();
        for (Shown one : shown) {
            context.catalogue()
                    .find(one.metric())
                    .ifPresent(metric -> charts.add(new MetricStrip(
                            context,
                            looks,
                            metric,
                            one.entity(),
                            r -> context.time().brush(r))));
        }
        place();
    }

    /** For each layer the source that speaks most for it and how well its clock is known. */
    private static List<String> sources(Situation situation) {
        List<String> texts = new ArrayList<>();
        Map<Layer, List<String>> protocols = Map.of(
                Layer.FACILITY, List.of("modbus", "mqtt", "bacnet"),
                Layer.COOLING, List.of("bacnet", "mqtt", "redfish"),
                Layer.NETWORK, List.of("gnmi", "snmp"),
                Layer.NODE, List.of("redfish", "prometheus"),
                Layer.GPU, List.of("dcgm", "prometheus"),
                Layer.JOB, List.of("vllm", "slurm"),
                Layer.LOG, List.of("journald", "logs"),
                Layer.CONTROL, List.of("gateway"));
        for (Layer layer : Layer.values()) {
            List<String> wanted = Objects.requireNonNullElse(protocols.get(layer), List.<String>of());
            String text = "";
            for (SourceState source : situation.sources().values()) {
                if (text.isEmpty() && wanted.contains(source.protocol())) {
                    text = source.protocol() + ", ± "
                            + Figures.fixed(source.clockUncertainty() / (double) Times.MILLI, 0) + " ms";
                }
            }
            texts.add(text);
        }
        return texts;
    }

    private String csv() {
        StringBuilder rows = new StringBuilder("time,layer,entity,priority,count,text\n");
        for (Mark mark : marks) {
            rows.append("%s,%s,%s,%s,%d,\"%s\"%n"
                    .formatted(
                            Times.instant(mark.time()),
                            mark.layer(),
                            mark.entity(),
                            mark.priority(),
                            mark.count(),
                            mark.text().replace("\"", "\"\"")));
        }
        return rows.toString();
    }

    @Override
    public Map<String, String> save() {
        return Map.of("align", align.chosen() ? "source" : "plant", "layers", layers.save());
    }

    @Override
    public void restore(Map<String, String> saved) {
        align.choose("source".equals(saved.get("align")));
        layers.restore(saved.getOrDefault("layers", ""));
        version = -1;
    }

    @Override
    public void close() {
        picked.unsubscribe();
        charts.clear();
    }
}
