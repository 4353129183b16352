package millwright.views.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
import millwright.desk.draw.Unjudged;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.plant.CsvLine;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.styles.Symbol;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.EmptyState;
import millwright.views.kit.Looks;
import millwright.views.kit.SegmentedToggle;
import millwright.views.kit.Silent;
import millwright.views.kit.ToolRow;
import org.jspecify.annotations.Nullable;

/** The timeline screen. FX thread. Marks are gathered when the situation changed, strips ask once a second. */
final class TimelineView implements View {
    private static final String ALL = "All incidents";
    private static final String RUN = "Run  ";
    private boolean filling;
    private static final int STRIPS = 5;
    private static final int FEWEST_STRIPS = 3;
    /** Of a strip: the most it takes of the room that all share, and what still shows a shape, px. */
    private static final double TALLEST = 140;

    private static final double LEAST_TALL = 38;
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
    private final ScrollPane scroll = new ScrollPane(strips);
    private List<Mark> marks = List.of();
    private List<Shown> shown = List.of();
    private List<MetricStrip> placed = List.of();
    private long version = -1;
    private long drawn = Long.MIN_VALUE;
    /** What is seen of the chosen incident or run, when not all of it. */
    private @Nullable Range zoomed;

    /** Whether this screen chose what it opens on, or somebody touched it before. */
    private boolean opened;

    /** What a workspace brought and could not be shown yet. */
    private Map<String, String> wished = Map.of();

    private final Subscription picked;

    TimelineView(ViewContext context) {
        this.context = context;
        looks = Looks.of(context);
        lanes = new Lanes(looks);
        picker.getItems().setAll(ALL);
        picker.setValue(ALL);
        picker.setStyle("-fx-pref-width: 26em");
        picker.setAccessibleText("Incident or run");
        picker.setOnAction(_ -> choose());
        align.add("Plant", false).add("Source", true);
        align.onChoose(_ -> version = -1);
        layers.onChange(() -> drawn = Long.MIN_VALUE);
        ToolRow tools = new ToolRow();
        tools.add("Show", picker);
        tools.add("Align", align);
        tools.add("Layers", layers.button());
        tools.end(counts);
        List.of(picker, align, layers.button()).forEach(part -> part.setMinWidth(Region.USE_PREF_SIZE));
        scroll.setFitToWidth(true);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER); // a bar would move the strips from under the axis
        scroll.heightProperty().subscribe(_ -> fit());
        VBox.setVgrow(scroll, Priority.ALWAYS);
        column = new VBox(8, tools, lanes, scroll);
        root.getStyleClass().add("view");
        root.setPadding(new Insets(12, 16, 8, 16));
        root.getChildren().add(column);
        new LanesMouse(context, lanes, new Pointed());
        picked = context.selection().incident().subscribe(this::pick);
        CopyMenu.install(lanes, "timeline", this::csv, context);
    }

    private final class Pointed implements LanesMouse.Screen {
        @Override
        public Range range() {
            return TimelineView.this.range();
        }

        @Override
        public void touched() {
            opened = true;
        }

        @Override
        public void choose(Interval run) {
            picker.setValue(RUN + run.name());
        }

        /** All screens together; what was chosen by its name is looked at closer on this one alone. */
        @Override
        public void zoom(double factor, long pivot) {
            opened = true;
            if (chosen() == null && run() == null) {
                context.time().zoom(factor, pivot);
            } else {
                zoomed = TimelineView.this
                        .range()
                        .zoomed(factor, pivot, context.time().extent());
            }
            drawn = Long.MIN_VALUE;
        }
    }

    private boolean inRange(Incident incident) {
        Range r = range();
        return incident.opened() <= r.to() && (incident.open() || incident.closed() >= r.from());
    }

    /** What is shown: the chosen incident or run with room around it, else the desk's. */
    Range range() {
        Incident chosen = chosen();
        Interval run = run();
        Range closer = zoomed;
        if (closer != null && (chosen != null || run != null)) {
            return closer;
        }
        if (run != null) {
            long room = Math.max(Times.SECOND, (run.to() - run.from()) / 12);
            return new Range(run.from() - room, run.to() + room);
        }
        if (chosen == null) {
            return context.time().range().get();
        }
        long end = chosen.open() ? context.time().now() : chosen.closed();
        long span = Math.max(Times.MINUTE, end - chosen.opened());
        return new Range(chosen.opened() - span / 6, chosen.open() ? end : end + span / 20);
    }

    @Nullable
    Incident chosen() {
        String picked = picker.getValue();
        return picked == null || picked.equals(ALL)
                ? null
                : context.situation().incidents().get(picked.split(" ", 2)[0]);
    }

    private @Nullable Interval run() {
        String picked = picker.getValue();
        return picked == null || !picked.startsWith(RUN)
                ? null
                : context.situation().intervals().stream()
                        .filter(i -> i.name().equals(picked.substring(RUN.length())))
                        .findFirst()
                        .orElse(null);
    }

    /** A recording without incidents opens on the run of the instant it opens at, in place of an hour that is mostly empty. */
    private void opening(Situation situation) {
        boolean still = situation.replay() && situation.time().speed() == 0;
        if (opened || !still || !situation.incidents().isEmpty() || !ALL.equals(picker.getValue())) {
            return;
        }
        long now = context.time().now();
        situation.intervals().stream()
                .filter(i -> i.from() <= now && now <= i.to())
                .findFirst()
                .ifPresent(i -> {
                    opened = true;
                    picker.setValue(RUN + i.name());
                });
    }

    private void choose() {
        if (filling) {
            return;
        }
        zoomed = null;
        wished = Map.of();
        Incident incident = chosen();
        if (incident != null) {
            context.selection().select(null); // what was chosen before has nothing to do with it
        }
        context.selection().selectIncident(incident == null ? null : incident.id());
        version = -1;
    }

    /** The incident that is selected is chosen, once the list has it: its title may change, its id stays. */
    private void pick(@Nullable String id) {
        if (id == null && run() != null) {
            return;
        }
        String wanted = picker.getItems().stream()
                .filter(item -> id != null && item.startsWith(id + " "))
                .findFirst()
                .orElse(ALL);
        if (!wanted.equals(picker.getValue())) {
            zoomed = null;
            filling = true;
            picker.setValue(wanted);
            filling = false;
            version = -1;
        }
    }

    /** What was shown last time, once the plant tells of it and as long as nothing else was chosen. */
    private void again(Situation situation) {
        String shown = wished.getOrDefault("shown", "");
        if (shown.isEmpty()
                || situation.incidents().isEmpty() && situation.intervals().isEmpty()) {
            return;
        }
        Range closer = ShownBefore.range(wished.getOrDefault("zoom", ""));
        wished = Map.of();
        boolean free = context.selection().selected().get() == null
                && context.selection().incident().get() == null;
        if (free && situation.incidents().containsKey(shown)) {
            context.selection().selectIncident(shown);
        } else if (free && picker.getItems().contains(shown)) {
            picker.setValue(shown);
        }
        zoomed = chosen() != null || run() != null ? closer : null;
        opened = true;
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
            again(situation);
            drawn = Long.MIN_VALUE;
        }
        if (Math.abs(now - drawn) > Times.SECOND / 4) {
            drawn = now;
            lanes.show(new Lanes.Content(
                    range(),
                    context.time().brush().get(),
                    context.clockFace(),
                    marks,
                    incidents(situation).stream().filter(this::inRange).toList(),
                    chosen(),
                    eventless(situation) ? List.of() : layers.shown(),
                    SourceWords.of(situation.sources().values()),
                    situation.intervals().stream()
                            .filter(i -> i.to() > range().from() && i.from() < range().to())
                            .toList(),
                    Lanes.lane(root.getHeight() / looks.getValue().textScale()),
                    Missing.ofAll(situation.gaps(), range().from(), range().to()),
                    situation.plant()));
        }
        Range range = range();
        charts.forEach(c -> c.pulse(range, context.time().brush().get(), now));
        place();
    }

    /** A recording of measurements alone: lanes of nothing would take the room of what was measured. */
    private boolean eventless(Situation situation) {
        return situation.replay() && marks.isEmpty();
    }

    private void gather(Situation situation) {
        List<String> items = new ArrayList<>(List.of(ALL));
        incidents(situation).forEach(i -> items.add(i.id() + "  " + i.title()));
        situation.intervals().forEach(i -> items.add(RUN + i.name()));
        if (!items.equals(picker.getItems())) {
            String before = picker.getValue();
            filling = true; // what the list does while it is filled is nobody's choice
            picker.getItems().setAll(items);
            picker.setValue(items.contains(before) ? before : ALL);
            filling = false;
        }
        pick(context.selection().incident().get());
        opening(situation);
        marks = Marks.of(situation, chosen(), align.chosen());
        int events = situation.occurrences().size();
        counts.setText((events >= Situation.MOST_OCCURRENCES ? "newest " : "") + count(events, "event") + ", "
                + count(situation.alarms().size(), "alarm") + ", "
                + count(situation.incidents().size(), "incident") + Unjudged.aside(situation, context.clockFace()));
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
                            "Events, findings and actions appear here as sources tell them."
                                    + Silent.words(situation)));
        }
    }

    private static String count(int number, String thing) {
        return Figures.count(number, thing);
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
        if (plant.count(EntityKind.GPU) == 0 && plant.count(EntityKind.NODE) > 0) {
            EntityId node = plant.at(EntityKind.NODE, 0).id();
            for (String name : List.of("node.current", "node.voltage", "node.power-factor")) {
                wanted.add(new Shown(node, new MetricId(name)));
            }
        }
        return wanted.stream().limit(CANDIDATES).toList();
    }

    /** The first strips that hold numbers; those without any only where nothing else is left. */
    private void place() {
        int most = room();
        List<MetricStrip> filled =
                charts.stream().filter(c -> !c.blank()).limit(most).toList();
        List<MetricStrip> chosen =
                filled.isEmpty() ? charts.stream().limit(most).toList() : filled;
        if (!chosen.equals(placed)) {
            placed = chosen;
            fit();
            strips.getChildren().setAll(chosen.stream().map(MetricStrip::node).toList());
        }
    }

    /** As many as can be read at once. */
    private int room() {
        double height = scroll.getHeight() / looks.getValue().textScale() - MetricStrip.AXIS;
        return Math.clamp(
                (int) ((height + strips.getSpacing()) / (LEAST_TALL + strips.getSpacing())), FEWEST_STRIPS, STRIPS);
    }

    /** All strips share the room there is, so that none is cut. */
    private void fit() {
        double gaps = strips.getSpacing() * Math.max(0, placed.size() - 1) + MetricStrip.AXIS + 6;
        double each = (scroll.getHeight() / looks.getValue().textScale() - gaps) / Math.max(1, placed.size());
        for (MetricStrip strip : placed) {
            strip.tall(Math.floor(Math.clamp(each, LEAST_TALL, TALLEST)), strip == placed.getLast());
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

    private String csv() {
        StringBuilder rows = new StringBuilder("time,layer,entity,priority,count,text\n");
        for (Mark mark : marks) {
            rows.append(CsvLine.of(
                    Times.instant(mark.time()),
                    mark.layer(),
                    mark.entity(),
                    mark.priority(),
                    mark.count(),
                    mark.text()));
        }
        return rows.toString();
    }

    @Override
    public Map<String, String> save() {
        Map<String, String> saved = new HashMap<>();
        saved.put("align", align.chosen() ? "source" : "plant");
        saved.put("layers", layers.save());
        Incident incident = chosen();
        Interval run = run();
        if (incident != null) {
            saved.put("shown", incident.id());
        } else if (run != null) {
            saved.put("shown", RUN + run.name());
        }
        Range closer = zoomed;
        if (closer != null) {
            saved.put("zoom", closer.from() + " " + closer.to());
        }
        return ShownBefore.kept(saved, wished);
    }

    @Override
    public void restore(Map<String, String> saved) {
        align.choose("source".equals(saved.get("align")));
        layers.restore(saved.getOrDefault("layers", ""));
        wished = saved.containsKey("shown") ? Map.copyOf(saved) : Map.of();
        version = -1;
    }

    @Override
    public void close() {
        picked.unsubscribe();
        charts.clear();
    }
}
