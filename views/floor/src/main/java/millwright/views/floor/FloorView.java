package millwright.views.floor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import millwright.desk.Situation;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.plant.Bound;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.styles.Symbol;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.EmptyState;
import millwright.views.kit.LegendHistogram;
import millwright.views.kit.Looks;
import millwright.views.kit.PixelSurface;
import org.jspecify.annotations.Nullable;

/** The heatmap screen. FX thread. Draws the map only when values, plant, selection, alarms or the camera changed. */
final class FloorView implements View {
    private static final MetricId RACK_POWER = new MetricId("rack.power");
    /** Figures beside the map that change more often than this cannot be read, ns. */
    private static final long READABLE = 250_000_000;

    private final ViewContext context;
    private final ObservableValue<Look> looks;
    private final FloorTools tools;
    private final PixelSurface map = new PixelSurface();
    private final MapPainter painter = new MapPainter();
    private final MapLabels labels;
    private final Elevation elevation;
    private final LegendHistogram legend;
    private final StateLegend states;
    private final Subscription watched;
    private final Camera camera = new Camera();
    private final BorderPane content = new BorderPane();
    private final StackPane root = new StackPane();
    private final List<ViewContext.Demand> demands = new ArrayList<>();
    private final HourAgo hourAgo;
    private final Probe probe;
    private final Caps caps = new Caps();
    private HallPlan plan = new HallPlan(Plant.empty());
    private Plant plant = Plant.empty();
    private List<Limit> capLimits = List.of();
    private RackAlarms alarms;
    private long alarmVersion = -1;
    private @Nullable Scale scale;
    private @Nullable CellValues cells;
    private MapPainter.@Nullable Scene drawn;
    private long drawnStamp = -1;
    private boolean dirty = true;
    private long figuresAt;
    private boolean figuresDue = true;
    private double dragX;
    private double dragY;

    FloorView(ViewContext context) {
        this.context = context;
        looks = Looks.of(context);
        labels = new MapLabels(looks);
        elevation = new Elevation(looks);
        legend = new LegendHistogram(looks).onBrush((_, _) -> dirty = true);
        states = new StateLegend(looks);
        alarms = new RackAlarms(context.situation());
        hourAgo = new HourAgo(context);
        probe = new Probe(context);
        tools = new FloorTools(context.catalogue(), this::rescale);
        build();
        demand();
        watched = Subscription.combine(
                context.selection().selected().subscribe(_ -> dirty = true),
                context.selection().hovered().subscribe(_ -> dirty = true),
                context.palette().subscribe(_ -> dirty = true));
    }

    private void build() {
        StackPane stack = new StackPane(map, labels);
        stack.setMinSize(0, 0);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(stack.widthProperty());
        clip.heightProperty().bind(stack.heightProperty());
        stack.setClip(clip);
        stack.setFocusTraversable(true);
        stack.setAccessibleText("Map of the hall. Arrow keys pan, plus and minus zoom, Home shows everything.");
        map.onResize(() -> {
            camera.fit(plan, map.width(), map.height());
            dirty = true;
        });
        stack.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        stack.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> context.selection().hover(null));
        stack.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> press(e, stack));
        stack.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        stack.addEventHandler(ScrollEvent.SCROLL, e -> zoom(e.getDeltaY() > 0 ? 1.2 : 1 / 1.2, e.getX(), e.getY()));
        stack.setOnKeyPressed(e -> key(e.getCode()));
        HBox middle = new HBox(12, stack, elevation);
        HBox.setHgrow(stack, Priority.ALWAYS);
        HBox bottom = new HBox(20, legend, states);
        HBox.setHgrow(legend, Priority.SOMETIMES);
        legend.setMaxWidth(640);
        legend.setPrefWidth(600);
        HBox.setHgrow(states, Priority.ALWAYS);
        states.setPrefWidth(576);
        VBox.setVgrow(middle, Priority.ALWAYS);
        VBox column = new VBox(8, tools.node(), middle, bottom);
        column.setMinSize(0, 0);
        content.setCenter(column);
        root.getStyleClass().add("view");
        root.setPadding(new Insets(8, 16, 8, 16));
        CopyMenu.install(stack, "floor map", this::csv, context);
        root.getChildren().add(content);
    }

    private void demand() {
        demands.forEach(ViewContext.Demand::close);
        demands.clear();
        Metric metric = tools.metric();
        EntityKind kind =
                metric.on().contains(tools.level().kind()) ? tools.level().kind() : EntityKind.GPU;
        List<MetricId> wanted = new ArrayList<>(List.of(metric.id()));
        MetricId over = metric.numerator();
        MetricId under = metric.denominator();
        if (over != null && under != null) {
            wanted.addAll(List.of(over, under));
        }
        wanted.forEach(m -> demands.add(context.demand(m, kind)));
        demands.add(context.demand(RACK_POWER, EntityKind.RACK));
        demands.add(context.demand(Caps.LIMIT, EntityKind.GPU));
    }

    /** Metric, level or comparison changed: new columns, new colours. */
    private void rescale() {
        scale = null;
        cells = null;
        dirty = true;
        hourAgo.forget();
        demand();
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void pulse(long now) {
        Situation situation = context.situation();
        if (situation.plant() != plant) {
            plant = situation.plant();
            plan = new HallPlan(plant);
            capLimits = plant.limits().values().stream()
                    .flatMap(List::stream)
                    .filter(limit -> limit.origin() == LimitOrigin.CAP)
                    .toList();
            camera.fit(plan, map.width(), map.height());
            showEmpty(plant.count(EntityKind.RACK) == 0);
            cells = null;
            drawn = null;
            dirty = true;
        }
        if (situation.alarmVersion() != alarmVersion) {
            alarmVersion = situation.alarmVersion();
            alarms = new RackAlarms(situation);
            dirty = true;
        }
        if (map.width() > 0 && plant.count(EntityKind.RACK) > 0) {
            refresh(now);
        }
    }

    private void refresh(long now) {
        long stamp = CellValues.stamp(context.latest(), tools.metric(), tools.level()) * 31
                + context.latest().latest(RACK_POWER, EntityKind.RACK).version();
        if (!dirty && cells != null && stamp == drawnStamp && !tools.difference()) {
            figures(now);
            return;
        }
        drawnStamp = stamp;
        CellValues values = CellValues.of(plant, plan, context.latest(), tools.metric(), tools.level());
        values = tools.difference() ? hourAgo.difference(values, plant, tools.metric(), tools.level(), now) : values;
        cells = values;
        Scale known = scale;
        boolean anyValue = Arrays.stream(values.values()).anyMatch(v -> !Double.isNaN(v));
        if (anyValue || tools.touched()) {
            probe.close();
        } else {
            suit();
        }
        if (known == null) {
            known = Scale.of(tools.metric(), values.values(), tools.difference());
            scale = anyValue ? known : null;
            Scale fixed = known;
            legend.scale(
                    known.low(), known.high(), known.diverging(), tools.level().plural(), v -> label(fixed, v));
        }
        draw(known, values, now);
        figuresDue = true;
        figures(now);
        dirty = false;
    }

    /** Nobody chose what is shown and it has no value: shows what has, or at least a level that the plant has. */
    private void suit() {
        Level level = Probe.finest(plant);
        Optional<Metric> valued = probe.valued(level);
        if (valued.isPresent()) {
            tools.suit(level, valued.get());
        } else if (level != tools.level() && plant.count(tools.level().kind()) == 0) {
            tools.suit(level, tools.metric());
        }
    }

    private String label(Scale of, double value) {
        Metric metric = tools.metric();
        String unit = metric.unit().equals("1") && of.high() <= 1.5 ? " %" : " " + Figures.unit(metric.unit());
        return CellInk.text(of, value) + (unit.isBlank() ? "" : unit);
    }

    private void draw(Scale known, CellValues values, long now) {
        Map<Integer, Double> capped = capped(now);
        MapPainter.Scene scene = new MapPainter.Scene(
                plant,
                plan,
                camera,
                tools.level(),
                values,
                known,
                legend,
                alarms,
                tools.outlines(),
                indexOf(context.selection().selected().get()),
                indexOf(context.selection().hovered().get()),
                capped);
        painter.paint(map, scene, looks.getValue().palette());
        drawn = scene;
        labels.show(scene, context.latest().latest(RACK_POWER, EntityKind.RACK), now);
    }

    /** Legend, counts and docked rack: at once when somebody touched something, else as often as one can read. */
    private void figures(long now) {
        MapPainter.Scene scene = drawn;
        long moment = System.nanoTime();
        if (scene == null || !figuresDue || !dirty && moment - figuresAt < READABLE) {
            return;
        }
        figuresDue = false;
        figuresAt = moment;
        legend.count(scene.cells().values());
        states.count(scene.cells().states(), scene.capped().size());
        tools.counted(scene.cells().states().length, states.ok(), tools.level().plural());
        dock(scene, context.latest().latest(RACK_POWER, EntityKind.RACK), now);
    }

    private void dock(MapPainter.Scene scene, Latest power, long now) {
        int index = scene.hovered() >= 0 ? scene.hovered() : scene.selected();
        String how = scene.hovered() >= 0 ? "hovered" : "selected";
        EntityKind kind = index < 0 ? EntityKind.SITE : plant.entity(index).kind();
        int rack = index < 0 ? -1 : plan.rackOf(kind, plant.slotOf(index));
        if (rack < 0) {
            rack = alarms.racks().isEmpty()
                    ? plan.racks().getFirst().rackSlot()
                    : alarms.racks().entrySet().stream()
                            .min(Map.Entry.comparingByValue(
                                    Comparator.comparing(m -> m.priority().ordinal())))
                            .map(Map.Entry::getKey)
                            .orElse(0);
            how = alarms.racks().isEmpty() ? "first" : "worst";
        }
        int gpu = kind == EntityKind.GPU ? plant.slotOf(index) : Peers.lowest(plan, scene.cells(), rack, scene.level());
        EntityId id = plant.at(EntityKind.RACK, rack).id();
        double limit = plant.binding(id, RACK_POWER, Bound.UPPER, now)
                .map(l -> l.at(now))
                .orElse(Double.NaN);
        double watts = rack < power.size() ? power.values()[rack] : Double.NaN;
        elevation.show(scene, rack, gpu, how, tools.shortMetric(), watts, limit);
    }

    /** Racks under a cap: one that the plant's limits name, or one that boards enforce below what others may draw. */
    private Map<Integer, Double> capped(long now) {
        Map<Integer, Double> capped = new HashMap<>();
        for (Limit limit : capLimits) {
            int index = plant.indexOf(limit.entity());
            int rack = index < 0 || Double.isNaN(limit.at(now)) ? -1 : plant.ancestor(index, EntityKind.RACK);
            if (rack >= 0) {
                boolean gpu = plant.entity(index).kind() == EntityKind.GPU;
                capped.put(plant.slotOf(rack), gpu ? limit.at(now) : Double.NaN);
            }
        }
        caps.enforced(plan, context.latest().latest(Caps.LIMIT, EntityKind.GPU)).forEach(capped::put);
        return capped;
    }

    private int indexOf(@Nullable EntityId id) {
        return id == null ? -1 : plant.indexOf(id);
    }

    private void showEmpty(boolean empty) {
        content.setVisible(!empty);
        root.getChildren().removeIf(EmptyState.class::isInstance);
        if (empty) {
            root.getChildren()
                    .add(new EmptyState(
                            Symbol.FLOOR,
                            "No racks yet",
                            "Racks appear here as soon as a source names hosts and GPUs. Hosts that no configuration"
                                    + " places go to the row “unplaced”."));
        }
    }

    private void hover(MouseEvent e) {
        context.selection().hover(hit(e.getX(), e.getY()));
    }

    private @Nullable EntityId hit(double px, double py) {
        return MapHit.at(plant, plan, camera, tools.level(), px, py);
    }

    private void press(MouseEvent e, Region stack) {
        stack.requestFocus();
        dragX = e.getX();
        dragY = e.getY();
        if (e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        EntityId id = hit(e.getX(), e.getY());
        if (id != null) {
            context.selection().select(id);
        }
        if (id != null && e.getClickCount() == 2) {
            int rack = plan.rackOf(plant.entity(plant.indexOf(id)).kind(), plant.slotOf(plant.indexOf(id)));
            camera.show(plan.ofRack(rack), map.width(), map.height());
            dirty = true;
        }
    }

    private void drag(MouseEvent e) {
        camera.pan(e.getX() - dragX, e.getY() - dragY, plan);
        dragX = e.getX();
        dragY = e.getY();
        dirty = true;
    }

    private void zoom(double factor, double x, double y) {
        camera.zoom(factor, x, y);
        dirty = true;
    }

    private void key(KeyCode code) {
        switch (code) {
            case PLUS, ADD, EQUALS -> zoom(1.25, map.width() / 2.0, map.height() / 2.0);
            case MINUS, SUBTRACT -> zoom(0.8, map.width() / 2.0, map.height() / 2.0);
            case HOME -> camera.reset();
            case LEFT -> camera.pan(60, 0, plan);
            case RIGHT -> camera.pan(-60, 0, plan);
            case UP -> camera.pan(0, 60, plan);
            case DOWN -> camera.pan(0, -60, plan);
            default -> {
                return;
            }
        }
        dirty = true;
    }

    private String csv() {
        StringBuilder rows = new StringBuilder("entity,state," + tools.metric().name() + "\n");
        CellValues shown = cells;
        for (int i = 0; shown != null && i < shown.values().length; i++) {
            DataState state = DataState.values()[shown.states()[i]];
            rows.append(plant.at(tools.level().kind(), i).id())
                    .append(',')
                    .append(state)
                    .append(',');
            rows.append(Double.isNaN(shown.values()[i]) ? "" : Double.toString(shown.values()[i]))
                    .append('\n');
        }
        return rows.toString();
    }

    @Override
    public Map<String, String> save() {
        return tools.save();
    }

    @Override
    public void restore(Map<String, String> saved) {
        tools.restore(saved);
        rescale();
    }

    @Override
    public void close() {
        watched.unsubscribe();
        demands.forEach(ViewContext.Demand::close);
        probe.close();
    }
}
