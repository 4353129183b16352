package millwright.desk.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.event.Event;
import javafx.event.EventDispatchChain;
import javafx.event.EventDispatcher;
import javafx.scene.layout.StackPane;
import millwright.desk.ClockFace;
import millwright.desk.Controls;
import millwright.desk.Moments;
import millwright.desk.Navigation;
import millwright.desk.Selection;
import millwright.desk.Situation;
import millwright.desk.TimeControl;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.ViewProvider;
import millwright.feed.Sessions;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.series.History;
import millwright.series.LatestValues;
import millwright.styles.Palette;
import org.jspecify.annotations.Nullable;

/**
 * One open screen behind a guard: whatever it throws, while it is made, beaten, asked what to remember, handling an event
 * or later work, turns it into its own error card; the rest of the desk goes on. Closing gives its demands back. FX
 * thread.
 */
final class OpenView {
    private static final System.Logger LOG = System.getLogger(OpenView.class.getName());

    private final ShellContext shell;
    private final ViewProvider provider;
    private final Navigation navigation;
    private final StackPane node = new StackPane();
    private final List<ViewContext.Demand> demands = new ArrayList<>();
    private @Nullable View view;
    private Map<String, String> lastSaved;
    private boolean closed;

    OpenView(ShellContext shell, ViewProvider provider, Navigation navigation, Map<String, String> saved) {
        this.shell = shell;
        this.provider = provider;
        this.navigation = navigation;
        this.lastSaved = saved;
        node.setMinSize(0, 0);
        node.setEventDispatcher(new Guard(node.getEventDispatcher()));
        create();
    }

    ViewProvider provider() {
        return provider;
    }

    StackPane node() {
        return node;
    }

    boolean failed() {
        return view == null && !closed;
    }

    boolean settled() {
        View shown = view;
        return shown == null || shown.settled();
    }

    private void create() {
        View made = null;
        try {
            made = provider.create(new Context());
            made.restore(lastSaved);
            node.getChildren().setAll(new Roomy(new StackPane(made.node()), shell.zoom));
            view = made;
        } catch (RuntimeException | LinkageError e) {
            view = made; // what it has begun already is given back
            fail("could not be opened", e);
        }
    }

    void beat(long now) {
        View beaten = view;
        if (beaten != null) {
            try {
                beaten.pulse(now);
            } catch (RuntimeException | LinkageError e) {
                fail("stopped while drawing", e);
            }
        }
    }

    /** Shows the error card in place of the screen. */
    void fail(String what, Throwable problem) {
        if (closed) {
            return;
        }
        LOG.log(System.Logger.Level.ERROR, "screen " + provider.id() + " " + what, problem);
        View broken = view;
        view = null;
        releaseQuietly(broken);
        node.getChildren().setAll(new ErrorCard(provider.title(), what, problem, this::create));
    }

    Map<String, String> save() {
        View saved = view;
        if (saved != null) {
            try {
                lastSaved = Map.copyOf(saved.save());
            } catch (RuntimeException | LinkageError e) {
                fail(
                        "could not say what to remember",
                        e); // a loss that nobody was told of would come as a surprise later
            }
        }
        return lastSaved;
    }

    void close() {
        if (!closed) {
            View last = view;
            view = null;
            closed = true;
            releaseQuietly(last);
            node.getChildren().clear();
        }
    }

    private void releaseQuietly(@Nullable View released) {
        if (released != null) {
            try {
                released.close();
            } catch (RuntimeException | LinkageError e) {
                LOG.log(System.Logger.Level.WARNING, "screen " + provider.id() + " could not be closed cleanly", e);
            }
        }
        demands.forEach(ViewContext.Demand::close);
        demands.clear();
    }

    /** Events to anything inside the screen pass here on their way down, and so does what handlers throw. */
    private final class Guard implements EventDispatcher {
        private final EventDispatcher original;

        Guard(EventDispatcher original) {
            this.original = original;
        }

        @Override
        public @Nullable Event dispatchEvent(Event event, EventDispatchChain tail) {
            try {
                return original.dispatchEvent(event, tail);
            } catch (RuntimeException | LinkageError e) {
                fail("stopped while handling " + event.getEventType().getName().toLowerCase(java.util.Locale.ROOT), e);
                event.consume();
                return null;
            }
        }
    }

    private final class Context implements ViewContext {
        @Override
        public Situation situation() {
            return shell.model.situation();
        }

        @Override
        public LatestValues latest() {
            return shell.values;
        }

        @Override
        public Moments moments() {
            return shell.values;
        }

        @Override
        public History history() {
            return shell.model.history();
        }

        @Override
        public Catalogue catalogue() {
            return shell.model.catalogue();
        }

        @Override
        public Demand demand(MetricId metric, EntityKind kind) {
            Demand demand = shell.model.demand(metric, kind);
            demands.add(demand);
            return () -> {
                demands.remove(demand);
                demand.close();
            };
        }

        @Override
        public Selection selection() {
            return shell.selection;
        }

        @Override
        public TimeControl time() {
            return shell.time;
        }

        @Override
        public Controls controls() {
            return shell.acting;
        }

        @Override
        public Navigation navigation() {
            return navigation;
        }

        @Override
        public Sessions sessions() {
            return shell.setup.sessions();
        }

        @Override
        public ObservableValue<Palette> palette() {
            return shell.palette;
        }

        @Override
        public void onFx(Runnable work) {
            Platform.runLater(() -> {
                if (!closed && view != null) {
                    try {
                        work.run();
                    } catch (RuntimeException | LinkageError e) {
                        fail("stopped while taking an answer", e);
                    }
                }
            });
        }

        @Override
        public ClockFace clockFace() {
            return shell.clockFace();
        }

        @Override
        public double textScale() {
            return shell.zoom;
        }
    }
}
