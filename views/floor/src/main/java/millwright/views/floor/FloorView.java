package millwright.views.floor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import millwright.desk.Situation;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.draw.Look;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.styles.Symbol;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.EmptyState;
import millwright.views.kit.Looks;
import millwright.views.kit.PixelSurface;
import millwright.views.kit.Silent;
import millwright.views.kit.Svg;
import org.jspecify.annotations.Nullable;

/** The heatmap screen. FX thread. Draws the map only when values, plant, selection, alarms or the camera changed. */
final class FloorView implements View {
    private static final MetricId RACK_POWER = new MetricId("rack.power");
    /** Px at text scale 1 under which a rack needs the room of the legend. */
    private static final double LOW = 600;

    private static final String NO_RACKS = "Racks appear here as soon as a source names hosts and GPUs. Hosts that no"
            + " configuration places go to the row “unplaced”.";

    /** What the figures beside the map tell of. @param time ns, for limits that end */
    private record Shown(MapPainter.Scene scene, Latest rackPower, long time) {}

    private final ViewContext context;
    private final ObservableValue<Look> looks;
    private final FloorTools tools;
    private final PixelSurface map = new PixelSurface();
    private final MapPainter painter = new MapPainter();
    private final MapLabels labels;
    private final Dock docked;
    private final RackScreen near;
    private final StackPane stack = new StackPane();
    private final FloorLegends legends;
    private final Subscription watched;
    private final Camera camera;
    private final BorderPane content = new BorderPane();
    private final EmptyState nothing = new EmptyState(Symbol.FLOOR, "No racks yet", NO_RACKS);
    private final StackPane root = new StackPane();
    private final List<ViewContext.Demand> demands = new ArrayList<>();
    private final HourAgo hourAgo;
    private final Probe probe;
    /** Legend and counts, then the docked rack. */
    private final Turns<Shown> figures;

    private final Remembered remembered;
    private final Caps caps = new Caps();
    private HallPlan plan = new HallPlan(Plant.empty());
    private Plant plant = Plant.empty();

    private RackAlarms alarms;
    private long alarmVersion = -1;
    private @Nullable Scale scale;
    private @Nullable CellValues cells;
    private long drawnStamp = -1;
    private MapPainter.@Nullable Scene drawn;
    private boolean dirty = true;
    private double dragX;
    private double dragY;

    FloorView(ViewContext context) {
        this(context, System::nanoTime);
    }

    /** @param nanoTime of the clock on the wall */
    FloorView(ViewContext context, LongSupplier nanoTime) {
        this.context = context;
        looks = Looks.of(context);
        camera = new Camera(context.textScale());
        labels = new MapLabels(looks);
        docked = new Dock(looks);
        near = new RackScreen(context, looks, nanoTime, this::countsNear, this::back);
        legends = new FloorLegends(looks, this::changed);
        alarms = new RackAlarms(context.situation());
        hourAgo = new HourAgo(context, nanoTime);
        figures = new Turns<>(nanoTime, List.of(this::counts, this::dock));
        remembered = new Remembered(nanoTime);
        remembered.until(root);
        probe = new Probe(context);
        tools = new FloorTools(context.catalogue(), nanoTime, this::rescale, this::changed);
        build();
        demand();
        watched = Subscription.combine(
                context.selection().selected().subscribe(this::follow),
                context.selection().together().subscribe(_ -> pointed()),
                context.selection().hovered().subscribe(_ -> pointed()),
                context.palette().subscribe(_ -> changed()));
    }

    private void build() {
        stack.getChildren().addAll(map, labels);
        stack.setMinSize(0, 0);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(stack.widthProperty());
        clip.heightProperty().bind(stack.heightProperty());
        stack.setClip(clip);
        stack.setFocusTraversable(true);
        stack.setAccessibleText(
                "Map of the hall. Arrow keys go from cell to cell, with Shift they pan, plus and minus zoom,"
                        + " Home shows everything, Enter opens the rack that is docked beside it.");
        map.onResize(() -> {
            camera.fit(plan, map.width(), map.height());
            dirty = true;
        });
        stack.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        stack.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> context.selection().hover(null));
        stack.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        stack.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        stack.addEventHandler(ScrollEvent.SCROLL, e -> zoom(e.getDeltaY() > 0 ? 1.2 : 1 / 1.2, e.getX(), e.getY()));
        stack.setOnKeyPressed(this::key);
        HBox hall = new HBox(12, stack, docked.node());
        HBox.setHgrow(stack, Priority.ALWAYS);
        StackPane middle = new StackPane(hall, docked.over(), near.node());
        middle.setMinSize(0, 0);
        near.node().setVisible(false);
        VBox.setVgrow(middle, Priority.ALWAYS);
        VBox column = new VBox(8, tools.node(), middle, legends.node());
        column.setMinSize(0, 0);
        content.setCenter(column);
        root.getStyleClass().add("view");
        root.setPadding(new Insets(8, 16, 8, 16));
        CopyMenu.install(stack, "floor map", this::csv, this::svg, context);
        nothing.setVisible(false);
        root.getChildren().addAll(content, nothing);
        root.getChildren().add(hourAgo.said());
    }

    private void demand() {
        demands.forEach(ViewContext.Demand::close);
        demands.clear();
        tools.asked();
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
        List.of(Caps.LIMIT, Caps.DEFAULT).forEach(m -> demands.add(context.demand(m, EntityKind.GPU)));
        if (!tools.touched()) {
            demands.add(context.demand(RackColumns.GPU_POWER, EntityKind.GPU));
        }
    }

    /** Metric, level or comparison changed: new columns, new colours. */
    private void rescale() {
        scale = null;
        cells = null;
        changed();
        hourAgo.forget();
        demand();
    }

    private void changed() {
        dirty = true;
        near.changed();
    }

    private void pointed() {
        dirty = true;
        near.pointed();
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void pulse(long now) {
        Situation situation = context.situation();
        boolean built = situation.plant() != plant;
        if (built) {
            plant = situation.plant();
            tools.asked();
            plan = new HallPlan(plant);
            caps.known(plant);
            camera.fit(plan, map.width(), map.height());
            showEmpty(plant.count(EntityKind.RACK) == 0);
            cells = null;
        }
        if (built || situation.alarmVersion() != alarmVersion) { // dense indices are another plant's too
            alarmVersion = situation.alarmVersion();
            alarms = new RackAlarms(situation);
            dirty = true;
        }
        if (tools.waited()) {
            changed();
        }
        if (nothing.isVisible()) {
            nothing.how(NO_RACKS + Silent.words(situation));
        }
        int rack = remembered.open(plant, context.selection().selected().get());
        if (rack >= 0) {
            enter(rack);
        }
        if (map.width() > 0 && plant.count(EntityKind.RACK) > 0 && near.rack() == null) {
            refresh(now);
        } else if (near.rack() != null) {
            refreshNear(now);
        }
    }

    private void refreshNear(long now) {
        Level fine = Chosen.level(tools.metric());
        boolean same = fine == tools.level() && !tools.difference();
        legends.show(root.getHeight() >= looks.getValue().scaled(LOW));
        near.pulse(new RackScreen.Hall(
                plant,
                plan,
                alarms,
                tools.metric(),
                same ? scale : null,
                tools.outlines(),
                legends.histogram(),
                indexOf(context.selection().selected().get()),
                indexOf(context.selection().hovered().get()),
                Gathering.indices(context.selection(), plant),
                now));
    }

    /** The legends count the rack that is seen. */
    private void countsNear(RackScene seen) {
        double[] values = RackScreen.values(seen.chosen(), seen.rack());
        String plural = seen.chosen().level().plural();
        legends.scale(seen.scale(), seen.chosen().metric(), plural, values, tools.touched());
        byte[] told = RackScreen.states(seen.chosen(), seen.rack());
        int caps = capped(seen.now()).containsKey(seen.rack().slot()) ? 1 : 0;
        legends.count(values, told, caps);
        tools.counted(told, plural);
    }

    private void refresh(long now) {
        probe.usual(plant, plan, tools, now);
        long stamp = CellValues.stamp(context.latest(), tools.metric(), tools.level()) * 31
                + context.latest().latest(RACK_POWER, EntityKind.RACK).version();
        if (!dirty && cells != null && stamp == drawnStamp && !(tools.difference() && hourAgo.moved(now))) {
            figures.pulse();
            return;
        }
        drawnStamp = stamp;
        CellValues values = CellValues.of(plant, plan, context.latest(), tools.metric(), tools.level());
        values = tools.difference()
                ? hourAgo.difference(values, plant, plan, tools.metric(), tools.level(), now)
                : values;
        cells = values;
        Scale known = scale;
        probe.suit(plant, values, tools, now);
        if (known == null || known.leavesOut(values.values())) {
            known = Scale.of(tools.metric(), values.values(), tools.difference());
            scale = values.valued() > 0 ? known : null;
            legends.scale(known, tools.metric(), tools.level().plural(), values.values(), tools.touched());
        }
        Shown shown = draw(known, values, now);
        if (dirty) {
            figures.now(shown);
        } else {
            figures.show(shown);
        }
        dirty = false;
    }

    private Shown draw(Scale known, CellValues values, long now) {
        Map<Integer, Double> capped = capped(now);
        MapPainter.Scene scene = new MapPainter.Scene(
                plant,
                plan,
                camera,
                tools.level(),
                values,
                known,
                legends.histogram(),
                alarms,
                tools.outlines(),
                indexOf(context.selection().selected().get()),
                indexOf(context.selection().hovered().get()),
                Gathering.indices(context.selection(), plant),
                capped);
        drawn = scene;
        painter.paint(map, scene, looks.getValue().palette());
        Latest rackPower = context.latest().latest(RACK_POWER, EntityKind.RACK);
        labels.show(scene, rackPower, now);
        return new Shown(scene, rackPower, now);
    }

    private void counts(Shown shown) {
        CellValues counted = shown.scene().cells();
        legends.count(counted.values(), counted.states(), shown.scene().capped().size());
        tools.counted(counted.states(), tools.level().plural());
        hourAgo.instead().ifPresent(tools::told);
    }

    private void dock(Shown shown) {
        docked.show(shown.scene(), shown.rackPower(), tools.shortMetric(), shown.time(), map.width(), map.height());
    }

    private Map<Integer, Double> capped(long now) {
        return caps.capped(plan, context.situation(), context.latest(), now);
    }

    private int indexOf(@Nullable EntityId id) {
        return id == null ? -1 : plant.indexOf(id);
    }

    private void showEmpty(boolean empty) {
        content.setVisible(!empty);
        nothing.setVisible(empty);
    }

    private void hover(MouseEvent e) {
        context.selection().hover(hit(e.getX(), e.getY()));
    }

    private @Nullable EntityId hit(double px, double py) {
        return MapHit.at(plant, plan, camera, tools.level(), px, py);
    }

    private void press(MouseEvent e) {
        stack.requestFocus();
        dragX = e.getX();
        dragY = e.getY();
        if (e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        EntityId id = hit(e.getX(), e.getY());
        if (id != null) {
            EntityKind whole = tools.level() == Level.TRAY ? EntityKind.NODE : EntityKind.RACK;
            new Gathering(context.selection(), plant, plan, whole).pick(id, e);
        }
        if (id != null && e.getClickCount() == 2 && !Gathering.several(e)) {
            enter(indexOf(id));
        }
    }

    /** Shows the rack of that entity from near, or of the one that is docked. */
    private void enter(int index) {
        if (plant.count(EntityKind.RACK) == 0) {
            return;
        }
        EntityId id =
                plant.at(EntityKind.RACK, Dock.rack(plant, plan, alarms, index)).id();
        int selected = indexOf(context.selection().selected().get());
        near.open(id);
        if (selected < 0 || plant.ancestor(selected, EntityKind.RACK) != plant.indexOf(id)) {
            context.selection().select(id);
        }
        context.selection().hover(null);
        near(true);
        near.node().requestFocus();
    }

    private void back() {
        EntityId id = near.rack();
        int index = indexOf(id);
        near.close();
        if (index >= 0) {
            camera.leave(plan.ofRack(plant.slotOf(index)), map.width(), map.height());
        }
        scale = Chosen.level(tools.metric()) == tools.level() && !tools.difference() ? scale : null;
        near(false);
        context.selection().hover(null);
        stack.requestFocus();
    }

    /** @param is one rack from near, else the hall */
    private void near(boolean is) {
        near.node().setVisible(is);
        stack.getParent().setVisible(!is);
        docked.over().setVisible(!is);
        legends.show(true);
        tools.near(is ? near.controls() : null);
        changed();
    }

    /** What is selected anywhere is seen here: from near, the rack in which it stands. */
    private void follow(@Nullable EntityId id) {
        int rack = near.rack() == null || indexOf(id) < 0 ? -1 : plant.ancestor(indexOf(id), EntityKind.RACK);
        if (rack >= 0) {
            near.open(plant.entity(rack).id());
        }
        pointed();
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
        if (factor > 1
                && camera.fills(map.width(), map.height())
                && !plan.racks().isEmpty()) {
            int slot = MapHit.nearest(plan, camera, x, y).rackSlot();
            enter(plant.indexAt(EntityKind.RACK, slot));
        }
    }

    private void key(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        switch (e.getCode()) {
            case PLUS, ADD, EQUALS -> zoom(1.25, map.width() / 2.0, map.height() / 2.0);
            case MINUS, SUBTRACT -> zoom(0.8, map.width() / 2.0, map.height() / 2.0);
            case HOME -> camera.reset();
            case ENTER -> {
                EntityId hovered = context.selection().hovered().get();
                enter(indexOf(hovered == null ? context.selection().selected().get() : hovered));
            }
            case LEFT, RIGHT, UP, DOWN ->
                new CellWalk(context.selection(), plant, plan, tools.level()).key(e, camera, map.width(), map.height());
            default -> {
                return;
            }
        }
        e.consume(); // else the desk would also step in time
        dirty = true;
    }

    /** The map as a drawing. */
    String svg() {
        MapPainter.Scene shown = drawn;
        return shown == null
                ? new Svg(looks.getValue(), 1, 1).document("Floor")
                : MapSvg.of(shown, looks.getValue(), map.width(), map.height(), tools.metric());
    }

    private String csv() {
        CellValues shown = cells;
        return shown == null ? "" : shown.csv(plant, tools.metric(), tools.level());
    }

    /** Metric and level in their own words, and how the bar explains them. */
    String showing() {
        return tools.metric().name() + " " + tools.level() + ", " + tools.explained();
    }

    @Override
    public Map<String, String> save() {
        Map<String, String> saved = new HashMap<>(tools.save());
        saved.putAll(near.save());
        saved.putAll(Map.of("zoom", camera.save(), "filter", legends.save()));
        return saved;
    }

    @Override
    public void restore(Map<String, String> saved) {
        tools.restore(saved);
        camera.restore(saved.get("zoom"));
        near.restore(saved);
        legends.restore(saved.getOrDefault("filter", ""));
        remembered.keep(saved.get("rack"));
        rescale();
    }

    @Override
    public void close() {
        watched.unsubscribe();
        demands.forEach(ViewContext.Demand::close);
        probe.close();
        near.close();
    }
}
