package millwright.desk.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import millwright.desk.Navigation;
import millwright.desk.Situation;
import millwright.desk.ViewContext;
import millwright.desk.ViewProvider;
import millwright.desk.model.Acting;
import millwright.desk.model.DeskModel;
import millwright.desk.pulse.Pulse;
import millwright.desk.workspace.Workspace;
import millwright.desk.workspace.WorkspaceShelf;
import millwright.feed.ControlAction;
import millwright.feed.Feed;
import millwright.feed.Finding;
import millwright.plant.EntityId;
import millwright.plant.Times;
import millwright.series.History;
import millwright.styles.Palette;
import millwright.styles.Theme;
import org.jspecify.annotations.Nullable;

/**
 * The desk put together: main window, torn-off windows, and what the keys and menus do. FX thread; beaten once a frame
 * by a timer in a window, by hand where there is none.
 */
final class Shell implements Navigation {
    private static final System.Logger LOG = System.getLogger(Shell.class.getName());
    private static final double NARROW = 1400;

    private final DeskSetup setup;
    private final LongSupplier nanoTime;
    private final DeskModel model;
    private final ShellContext context;
    private final Pulse pulse;
    private final DeskWindow main;
    private final List<DeskWindow> torn = new ArrayList<>();
    private final TopBar topBar;
    private final Rail rail;
    private final Inspector inspector;
    private final TimeBar timeBar;
    private final PulseOverlay pulseOverlay;
    private final CommandPalette palette;
    private final WorkspaceMenu workspaceMenu;
    private final List<ViewContext.Demand> ownDemands;
    private final DeskKeys keys = new DeskKeys(this);
    private final KeyMap keyMap = new KeyMap(keys);
    private final List<Runnable> onClose = new ArrayList<>();
    private @Nullable ActionDialog dialog;
    /** The window in which somebody pressed a key or the mouse last: what opens, opens there. */
    private DeskWindow used;

    private boolean foldedByWidth;
    private boolean closed;

    Shell(DeskSetup setup, LongSupplier nanoTime) {
        this.setup = setup;
        this.nanoTime = nanoTime;
        this.model = new DeskModel(
                setup.catalogue(), nanoTime, Times.nanos(setup.clock().instant()));
        Acting acting = new Acting(
                model, setup.operator(), action -> Platform.runLater(() -> openDialog(action)), this::warnLater);
        this.context = new ShellContext(setup, model, acting, this::warn);
        this.pulse = new Pulse(nanoTime);
        this.workspaceMenu = new WorkspaceMenu(
                new WorkspaceShelf(setup.workspaces()), this::workspace, this::apply, this::say, this::warn);
        MenuButton menu = workspaceMenu.button();
        this.main = new DeskWindow(context, this, pulse, this::tearOff, this::changed, menu);
        this.used = main;
        main.area().onEmpty(() -> {});
        this.topBar = new TopBar(context, () -> open("alarms"), DeskMenu.of(keys, workspaceMenu));
        this.rail = new Rail(setup.views(), provider -> choose(main, provider), keys::find, keys::keys, context.zoom);
        this.inspector = new Inspector(context, this);
        this.timeBar = new TimeBar(context);
        this.pulseOverlay = new PulseOverlay(pulse);
        this.palette = new CommandPalette(
                context,
                Commands.of(this, keys),
                entity -> goTo(entity.id()),
                this::openAlarm,
                () -> used.overlays().close());
        this.ownDemands = context.ownDemands();
        main.body().setTop(topBar);
        main.body().setLeft(rail);
        main.body().setRight(inspector);
        main.body().setBottom(timeBar);
        main.add(pulseOverlay, Pos.BOTTOM_LEFT, new Insets(0, 0, 76, 76));
        main.notices(76);
        keysOf(main);
        context.zone.subscribe(() -> Platform.runLater(this::redrawTimes));
    }

    private void keysOf(DeskWindow window) {
        window.root().addEventFilter(KeyEvent.KEY_PRESSED, _ -> used = window);
        window.root().addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> used = window);
        window.root().addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (!window.overlays().isOpen()) {
                keyMap.handle(
                        e,
                        window.root().getScene() == null
                                ? null
                                : window.root().getScene().getFocusOwner());
            } else if (e.getCode() == KeyCode.ESCAPE) {
                window.overlays().close(); // also when what had the focus is gone
            }
        });
    }

    ShellContext context() {
        return context;
    }

    DeskWindow window() {
        return main;
    }

    Pulse beats() {
        return pulse;
    }

    Notice notice() {
        return main.notice();
    }

    Stream<DeskWindow> windows() {
        return Stream.concat(Stream.of(main), torn.stream());
    }

    /** Where keys act, and where what they open appears. */
    DeskWindow used() {
        return used;
    }

    TimeBar timeBar() {
        return timeBar;
    }

    TopBar topBar() {
        return topBar;
    }

    PulseOverlay pulseOverlay() {
        return pulseOverlay;
    }

    DeskKeys keys() {
        return keys;
    }

    WorkspaceMenu workspaces() {
        return workspaceMenu;
    }

    CommandPalette palette() {
        return palette;
    }

    Inspector inspected() {
        return inspector;
    }

    void onClose(Runnable work) {
        onClose.add(work);
    }

    /** Listens to this source from now on. */
    void attach(Feed feed, History history) {
        context.trends.clear();
        context.values.clear();
        context.selection.select(null);
        context.selection.selectIncident(null);
        context.time.attached();
        model.attach(feed, history);
    }

    /** One frame. */
    void beat() {
        Situation situation = model.situation();
        long now = model.now();
        context.time.advance(now, situation);
        context.look(now, nanoTime.getAsLong());
        narrow();
        topBar.beat(situation, now);
        rail.beat(situation, topBar.counts());
        boolean replay = situation.replay();
        boolean back = situation.lookingBack();
        long wall = Times.nanos(setup.clock().instant());
        Silence silence = Silence.of(situation, context.clockFace(), model.heardAt(), wall);
        main.area().world(situation.simulated(), replay, back, silence);
        torn.forEach(w -> w.area().world(situation.simulated(), replay, back, silence));
        inspector.beat(situation, now);
        timeBar.beat(situation, now);
        pulse.beat(now);
        long nanos = nanoTime.getAsLong();
        pulseOverlay.beat(nanos);
        main.notice().beat(nanos);
        torn.forEach(w -> w.notice().beat(nanos));
        if (dialog != null) {
            dialog.beat(situation);
        }
    }

    /** Folds the inspector when the window gets narrow, and opens it again when it gets wide. */
    private void narrow() {
        double width = main.root().getWidth();
        if (width <= 0) {
            return;
        }
        boolean narrow = width < NARROW * context.zoom;
        if (narrow != foldedByWidth) {
            foldedByWidth = narrow;
            inspector.fold(narrow);
        }
    }

    private void redrawTimes() {
        topBar.repaint();
        timeBar.requestLayout();
    }

    private void changed() {
        OpenView front = main.area().active().front();
        rail.chosen(front == null ? "" : front.provider().id());
    }

    // Windows.

    private void tearOff(WorkArea from, OpenView view) {
        DeskWindow window = another();
        window.area().active().adopt(view);
        show(window, new Workspace.Window(Double.NaN, Double.NaN, 1000, 700, List.of()));
        if (main.area().active().front() == null && !setup.views().isEmpty()) {
            choose(main, setup.views().getFirst());
        }
    }

    private DeskWindow another() {
        DeskWindow window = new DeskWindow(context, this, pulse, this::tearOff, this::nameTorn, null);
        keysOf(window);
        window.notices(16);
        torn.add(window);
        return window;
    }

    private void show(DeskWindow window, Workspace.Window place) {
        Stage stage = new Stage();
        window.area().onEmpty(stage::close);
        stage.setOnHidden(_ -> {
            torn.remove(window);
            used = used == window ? main : used;
            window.overlays().close();
            window.area().close();
        });
        window.show(stage, name(window), place);
    }

    /** Lists of windows say which screen is in front. */
    private static String name(DeskWindow window) {
        OpenView front = window.area().active().front();
        return (front == null ? "" : front.provider().title() + " – ") + "Millwright";
    }

    private void nameTorn() {
        torn.forEach(window -> Optional.ofNullable(window.stage()).ifPresent(stage -> stage.setTitle(name(window))));
    }

    List<DeskWindow> tornOff() {
        return torn;
    }

    // Workspaces.

    private Workspace workspace(String name) {
        List<Workspace.Window> windows = new ArrayList<>(List.of(main.save()));
        torn.forEach(w -> windows.add(w.save()));
        return new Workspace(
                name,
                context.theme().name(),
                context.zone.get().name().toLowerCase(java.util.Locale.ROOT),
                inspector.isFolded() && !foldedByWidth,
                context.time.chosenLength(),
                windows);
    }

    private void apply(Workspace workspace) {
        theme("DAY".equals(workspace.theme()) ? Theme.DAY : Theme.DARK);
        for (ShellContext.Zone zone : ShellContext.Zone.values()) {
            if (zone.name().equalsIgnoreCase(workspace.zone())) {
                context.zone.set(zone);
            }
        }
        if (workspace.rangeNanos() > 0) {
            context.time.length(workspace.rangeNanos());
        }
        inspector.fold(workspace.inspectorFolded());
        List.copyOf(torn).forEach(w -> Optional.ofNullable(w.stage()).ifPresent(Stage::close));
        if (!workspace.windows().isEmpty()) {
            Workspace.Window first = workspace.windows().getFirst();
            main.area().restore(first.panes(), first.splits());
            workspace.windows().stream().skip(1).forEach(this::reopen);
        }
        openDefault();
    }

    /** A torn-off window, unless none of its screens exist any more. */
    private void reopen(Workspace.Window saved) {
        DeskWindow window = another();
        window.area().restore(saved.panes(), saved.splits());
        if (window.area().active().front() == null) {
            torn.remove(window);
        } else {
            show(window, saved);
        }
    }

    /** What was open last time, else the first screen. */
    void restore() {
        try {
            workspaceMenu.shelf().last().ifPresent(w -> {
                workspaceMenu.name(w.name());
                apply(w);
            });
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the last workspace could not be opened", e);
            warn("The last workspace could not be opened: " + e.getMessage());
        }
        openDefault();
    }

    /** Takes on the colours of last time. @return where its window was, null when there was none */
    Workspace.@Nullable Window asLast() {
        try {
            Optional<Workspace> last = workspaceMenu.shelf().last();
            last.ifPresent(w -> theme("DAY".equals(w.theme()) ? Theme.DAY : Theme.DARK));
            return last.filter(w -> !w.windows().isEmpty())
                    .map(w -> w.windows().getFirst())
                    .orElse(null);
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "no place of the last window", e);
            return null;
        }
    }

    private void openDefault() {
        if (main.area().active().front() == null && !setup.views().isEmpty()) {
            main.area().active().open(setup.views().getFirst(), Map.of());
        }
    }

    // Navigation.

    void choose(DeskWindow window, ViewProvider provider) {
        window.area().open(provider);
        OpenView front = window.area().active().front();
        if (front != null) {
            front.node().requestFocus();
        }
        changed();
    }

    @Override
    public void open(String view) {
        DeskWindow where = used.area().find(view) == null ? main : used;
        setup.views().stream().filter(p -> p.id().equals(view)).findFirst().ifPresent(p -> choose(where, p));
    }

    @Override
    public void open(String view, EntityId entity) {
        context.selection.select(entity);
        open(view);
    }

    private void openAlarm(Finding finding) {
        context.selection.selectIncident(model.situation().incidentOfFinding().get(finding.id()));
        open("alarms", finding.entity());
    }

    private void goTo(EntityId entity) {
        context.selection.select(entity);
    }

    @Override
    public List<String> views() {
        return setup.views().stream().map(ViewProvider::id).toList();
    }

    @Override
    public void say(String message) {
        used.notice().say(message, false, nanoTime.getAsLong());
    }

    @Override
    public void warn(String message) {
        used.notice().say(message, true, nanoTime.getAsLong());
    }

    private void warnLater(String message) {
        Platform.runLater(() -> warn(message));
    }

    private void openDialog(ControlAction action) {
        DeskWindow where = used;
        if (action instanceof ControlAction.Acknowledge many) {
            Runnable close = () -> where.overlays().close();
            where.overlays().open(new AcknowledgeCard(context, many, close), Pos.CENTER, 16);
            return;
        }
        ActionDialog opened =
                new ActionDialog(context, action, () -> where.overlays().close());
        dialog = opened;
        where.overlays().open(opened, Pos.CENTER, 16);
    }

    void theme(Theme theme) {
        if (theme != context.theme()) {
            context.palette.set(Palette.of(theme));
            main.theme();
            torn.forEach(DeskWindow::theme);
        }
    }

    /** Saves the workspace and gives everything back. */
    void close() {
        if (!closed) {
            workspaceMenu.saveQuietly();
            discard();
        }
    }

    /** Gives everything back and leaves the saved workspace as it is. */
    void discard() {
        closed = true;
        List.copyOf(torn).forEach(w -> Optional.ofNullable(w.stage()).ifPresent(Stage::close));
        main.area().close();
        ownDemands.forEach(ViewContext.Demand::close);
        palette.close();
        model.close();
        onClose.forEach(Runnable::run);
    }
}
