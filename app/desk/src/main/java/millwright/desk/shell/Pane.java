package millwright.desk.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import millwright.desk.Navigation;
import millwright.desk.ViewProvider;
import millwright.desk.pulse.Pulse;
import millwright.desk.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** Tabs over the screen in front. Only that one beats. FX thread; bounded to 24 tabs. */
final class Pane extends BorderPane {
    private static final int MOST_TABS = 24;

    private final ShellContext context;
    private final Navigation navigation;
    private final Pulse pulse;
    private final List<OpenView> views = new ArrayList<>();
    private final StackPane stage = new StackPane();
    private final WorldFrame frame;
    private final SilenceBand band;
    private final TabStrip strip;
    private final Consumer<Pane> onEmpty;
    private final Runnable onChange;
    private @Nullable OpenView front;

    Pane(ShellContext context, Navigation navigation, Pulse pulse, Consumer<Pane> onEmpty, Runnable onChange) {
        this.context = context;
        this.navigation = navigation;
        this.pulse = pulse;
        this.onEmpty = onEmpty;
        this.onChange = onChange;
        this.frame = new WorldFrame();
        this.strip = new TabStrip(this, context.setup.views(), provider -> open(provider, Map.of()));
        stage.setMinSize(0, 0);
        this.band = new SilenceBand(context.looks, context.zoom);
        setTop(new VBox(strip, band));
        setCenter(new StackPane(stage, frame));
        setMinSize(120, 0);
    }

    TabStrip strip() {
        return strip;
    }

    List<OpenView> views() {
        return views;
    }

    @Nullable
    OpenView front() {
        return front;
    }

    OpenView open(ViewProvider provider, Map<String, String> saved) {
        while (views.size() >= MOST_TABS) {
            close(views.getFirst());
        }
        OpenView view = new OpenView(context, provider, navigation, saved);
        adopt(view);
        return view;
    }

    /** Takes over a screen that is open already. */
    void adopt(OpenView view) {
        views.add(view);
        pulse.add(view, view.provider().id(), () -> showing(view), view::beat);
        front(view);
    }

    private boolean showing(OpenView view) {
        return front == view && getScene() != null;
    }

    /** Takes the screen out without closing it. */
    void release(OpenView view) {
        pulse.remove(view);
        int index = views.indexOf(view);
        views.remove(view);
        if (front == view) {
            front = null;
            stage.getChildren().clear();
            if (!views.isEmpty()) {
                front(views.get(Math.min(index, views.size() - 1)));
            }
        }
        strip.refresh();
        onChange.run();
        if (views.isEmpty()) {
            NothingOpen nothing = new NothingOpen(context.setup.views(), p -> open(p, Map.of()), context.zoom);
            stage.getChildren().setAll(new Roomy(nothing, context.zoom));
            nothing.requestFocus();
            onEmpty.accept(this);
        }
    }

    void close(OpenView view) {
        release(view);
        view.close();
    }

    void closeAll() {
        for (OpenView view : List.copyOf(views)) {
            pulse.remove(view);
            view.close();
        }
        views.clear();
        front = null;
        stage.getChildren().clear();
        strip.refresh();
    }

    void front(OpenView view) {
        if (front != view) {
            front = view;
            stage.getChildren().setAll(view.node());
        }
        strip.refresh();
        onChange.run();
    }

    void move(OpenView view, int index) {
        views.remove(view);
        views.add(index, view);
    }

    @Nullable
    OpenView find(String id) {
        return views.stream()
                .filter(v -> v.provider().id().equals(id))
                .findFirst()
                .orElse(null);
    }

    void world(boolean simulated, boolean replay, @Nullable Silence silence) {
        frame.show(simulated, replay);
        band.show(silence);
    }

    Workspace.Pane save() {
        List<Workspace.Tab> tabs = views.stream()
                .map(v -> new Workspace.Tab(v.provider().id(), v.save()))
                .toList();
        return new Workspace.Pane(tabs, front == null ? 0 : Math.max(0, views.indexOf(front)));
    }

    void restore(Workspace.Pane saved) {
        for (Workspace.Tab tab : saved.tabs()) {
            context.setup.views().stream()
                    .filter(p -> p.id().equals(tab.view()))
                    .findFirst()
                    .ifPresent(p -> open(p, tab.state()));
        }
        if (saved.chosen() >= 0 && saved.chosen() < views.size()) {
            front(views.get(saved.chosen()));
        }
    }
}
