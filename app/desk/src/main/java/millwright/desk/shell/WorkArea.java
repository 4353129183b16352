package millwright.desk.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.StackPane;
import millwright.desk.Navigation;
import millwright.desk.ViewProvider;
import millwright.desk.pulse.Pulse;
import millwright.desk.workspace.Workspace;
import millwright.styles.Symbol;
import org.jspecify.annotations.Nullable;

/** The panes of one window, side by side; at most four. FX thread. */
final class WorkArea extends StackPane {
    private static final int MOST_PANES = 4;
    /** Px at text scale 1 in which a screen can still be read when it is split. */
    private static final double LEAST_PANE = 480;

    private final ShellContext context;
    private final Navigation navigation;
    private final Pulse pulse;
    private final BiConsumer<WorkArea, OpenView> onTearOff;
    private final Runnable onChange;
    private final SplitPane split = new SplitPane();
    private final List<Pane> panes = new ArrayList<>();
    private final Button tearOff = TabStrip.icon(Symbol.TEAR_OFF, "Tear the screen off into its own window");
    private final Button beside = TabStrip.icon(Symbol.SPLIT, "Split: the screen once more, side by side");
    private static final String LOOKING_BACK =
            "REPLAY: values and alarms of then; jobs, states of nodes and sources as now";

    private final Label world = new Label();
    private final @Nullable MenuButton workspaceMenu;
    private Pane active;
    private Runnable onEmpty = () -> {};

    WorkArea(
            ShellContext context,
            Navigation navigation,
            Pulse pulse,
            BiConsumer<WorkArea, OpenView> onTearOff,
            Runnable onChange,
            @Nullable MenuButton workspaceMenu) {
        this.context = context;
        this.navigation = navigation;
        this.pulse = pulse;
        this.onTearOff = onTearOff;
        this.onChange = onChange;
        this.workspaceMenu = workspaceMenu;
        world.getStyleClass().add("badge");
        tearOff.setOnAction(_ -> tearOffFront());
        beside.setOnAction(_ -> splitFront());
        active = addPane();
        getChildren().add(split);
        setMinSize(0, 0);
    }

    void onEmpty(Runnable work) {
        onEmpty = work;
    }

    Pane active() {
        return active;
    }

    List<Pane> panes() {
        return panes;
    }

    private Pane addPane() {
        Pane pane = new Pane(context, navigation, pulse, this::emptied, onChange);
        pane.addEventFilter(javafx.scene.input.MouseEvent.MOUSE_PRESSED, _ -> activate(pane));
        panes.add(pane);
        split.getItems().add(pane);
        active = pane;
        placeTools();
        return pane;
    }

    private void activate(Pane pane) {
        if (active != pane) {
            active = pane;
            onChange.run();
        }
    }

    private void placeTools() {
        panes.forEach(p -> p.strip().tools().getChildren().clear());
        var tools = panes.getLast().strip().tools().getChildren();
        tools.addAll(world, tearOff, beside);
        if (workspaceMenu != null) {
            tools.add(workspaceMenu);
        }
    }

    private void emptied(Pane pane) {
        if (panes.size() > 1) {
            panes.remove(pane);
            split.getItems().remove(pane);
            active = panes.getLast();
            placeTools();
            onChange.run();
        } else {
            onEmpty.run();
        }
    }

    void open(ViewProvider provider) {
        for (Pane pane : panes) {
            OpenView there = pane.find(provider.id());
            if (there != null) {
                active = pane;
                pane.front(there);
                return;
            }
        }
        active.open(provider, Map.of());
    }

    /** Forgets which pane the screen is in. @return null when it is not open here */
    @Nullable
    OpenView find(String id) {
        for (Pane pane : panes) {
            OpenView there = pane.find(id);
            if (there != null) {
                return there;
            }
        }
        return null;
    }

    private void splitFront() {
        OpenView front = active.front();
        if (front == null) {
            return;
        }
        int wanted = panes.size() + 1;
        if (wanted > MOST_PANES || getWidth() > 0 && getWidth() / wanted < LEAST_PANE * context.zoom) {
            navigation.warn("No room for a pane more in this window: tear the screen off into its own window instead.");
            return;
        }
        Map<String, String> state = front.save();
        addPane().open(front.provider(), state);
        double[] evenly = new double[wanted - 1];
        for (int i = 0; i < evenly.length; i++) {
            evenly[i] = (i + 1.0) / wanted;
        }
        split.setDividerPositions(evenly);
    }

    void tearOffFront() {
        OpenView front = active.front();
        if (front != null) {
            Pane from = active;
            from.release(front);
            onTearOff.accept(this, front);
        }
    }

    /**
     * @param lookingBack at the past of a plant that goes on: not all of what is shown is of then, and that is said
     * @param silence when nobody tells how the plant is now
     */
    void world(boolean simulated, boolean replay, boolean lookingBack, @Nullable Silence silence) {
        panes.forEach(p -> p.world(simulated, replay, silence));
        String plant = simulated ? "SIMULATED" : "";
        String past = lookingBack ? LOOKING_BACK : "REPLAY";
        String word = !replay && !lookingBack ? plant : simulated ? plant + " " + past : past;
        if (!word.equals(world.getText())) {
            world.setText(word);
            world.getStyleClass().setAll("label", "badge", replay ? "badge-replay" : "badge-simulated");
        }
        world.setVisible(!word.isEmpty());
        world.setManaged(!word.isEmpty());
    }

    List<Workspace.Pane> save() {
        return panes.stream().map(Pane::save).toList();
    }

    List<Double> splits() {
        return Arrays.stream(split.getDividerPositions()).boxed().toList();
    }

    /** @param splits shares of the width; left alone where they are not those of these panes */
    void restore(List<Workspace.Pane> saved, List<Double> splits) {
        restore(saved);
        if (splits.size() == panes.size() - 1) {
            split.setDividerPositions(
                    splits.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    private void restore(List<Workspace.Pane> saved) {
        panes.forEach(Pane::closeAll);
        while (panes.size() > 1) {
            split.getItems().remove(panes.removeLast());
        }
        active = panes.getFirst();
        placeTools();
        for (int i = 0; i < Math.min(MOST_PANES, saved.size()); i++) {
            Pane pane = i == 0 ? active : addPane();
            pane.restore(saved.get(i));
        }
        panes.removeIf(
                p -> p.views().isEmpty() && panes.size() > 1 && split.getItems().remove(p));
        active = panes.getFirst();
        placeTools();
        onChange.run();
    }

    void close() {
        panes.forEach(Pane::closeAll);
    }
}
