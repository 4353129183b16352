package millwright.desk.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import millwright.desk.find.Hit;
import millwright.desk.find.NameIndex;
import millwright.feed.Finding;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * Finds any entity, alarm, screen or action by a few letters. Names are indexed and searched on a thread of its own; only the
 * newest question is answered. The index is made anew when the plant changed. FX thread outside of that.
 */
final class CommandPalette extends VBox {
    private static final int MOST_HITS = 40;

    /** One thing to do. @param kind screen, action, or the kind of entity */
    record Entry(String title, String kind, String hint, Runnable work) {}

    private final ShellContext context;
    private final TextField input = new TextField();
    private final ListView<Entry> list = new ListView<>();
    private final Label status = new Label("");
    private final List<Entry> commands;
    private final java.util.function.Consumer<Entity> onEntity;
    private final java.util.function.Consumer<Finding> onAlarm;
    private final Runnable onClose;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("desk-find").factory());
    private final NameIndex commandIndex;
    private final PaletteActions actions;
    private @Nullable NameIndex entities;
    private long indexed = -1;
    private long asked;

    CommandPalette(
            ShellContext context,
            List<Entry> commands,
            java.util.function.Consumer<Entity> onEntity,
            java.util.function.Consumer<Finding> onAlarm,
            Runnable onClose) {
        this.context = context;
        this.commands = List.copyOf(commands);
        this.onEntity = onEntity;
        this.onAlarm = onAlarm;
        this.onClose = onClose;
        this.actions = new PaletteActions(context, onEntity);
        this.commandIndex = NameIndex.of(
                this.commands.stream().map(c -> c.kind() + " " + c.title()).toList());
        getStyleClass().add("command-palette");
        input.getStyleClass().add("command-input");
        input.setPromptText("Any rack, GPU, job, alarm or screen; or cap, drain … and a name");
        input.setAccessibleText("Find anything");
        list.getStyleClass().add("command-list");
        list.setPrefHeight((12 * 28 + 2) * context.zoom);
        list.setFocusTraversable(false);
        list.setCellFactory(_ -> new Cell(520 * context.zoom));
        status.getStyleClass().add("small");
        getChildren().addAll(input, list, status);
        input.textProperty().addListener((_, _, text) -> search(text));
        addEventFilter(KeyEvent.KEY_PRESSED, this::keyed);
        list.setOnMouseClicked(_ -> run());
    }

    /** Empties the field and shows every command. */
    void reset() {
        input.clear();
        search("");
        input.requestFocus();
    }

    @Override
    public void requestFocus() {
        input.requestFocus();
    }

    TextField input() {
        return input;
    }

    List<Entry> shown() {
        return list.getItems();
    }

    private void keyed(KeyEvent event) {
        int size = list.getItems().size();
        int at = list.getSelectionModel().getSelectedIndex();
        if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
            int to = Math.clamp(at + (event.getCode() == KeyCode.DOWN ? 1 : -1), 0, Math.max(0, size - 1));
            list.getSelectionModel().select(to);
            list.scrollTo(Math.max(0, to - 5));
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            run();
            event.consume();
        }
    }

    private void run() {
        Entry chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            onClose.run();
            chosen.work().run();
        }
    }

    private void search(String text) {
        long mine = ++asked;
        Plant plant = context.model.plant();
        List<EntityId> selected = context.selection.together().get();
        worker.execute(() -> {
            if (mine != asked) {
                return;
            }
            List<Entry> found = find(text, plant, selected);
            Platform.runLater(() -> show(mine, text, found, plant.size()));
        });
    }

    /** On the worker. */
    private List<Entry> find(String text, Plant plant, List<EntityId> selected) {
        if (indexed != plant.revision() || entities == null) {
            entities = NameIndex.of(
                    plant.entities().stream().map(CommandPalette::words).toList());
            indexed = plant.revision();
        }
        if (text.isBlank()) {
            return commands;
        }
        List<Entry> found = new ArrayList<>(actions.of(text, plant, entities, selected));
        for (Hit hit : commandIndex.search(text, 8)) {
            if (hit.score() > 200) {
                found.add(commands.get(hit.index()));
            }
        }
        List<Found> ranked = new ArrayList<>();
        for (Hit hit : entities.search(text, MOST_HITS)) {
            ranked.add(new Found(hit.score(), entity(plant, plant.entity(hit.index()), ranked.isEmpty())));
        }
        AlarmWords.find(context.model.situation(), text, onAlarm)
                .forEach((entry, score) -> ranked.add(new Found(score, List.of(entry))));
        ranked.sort(Comparator.comparingInt(Found::score).reversed());
        ranked.forEach(f -> found.addAll(f.entries()));
        return found;
    }

    private record Found(int score, List<Entry> entries) {}

    /** The entity and what may be asked of it. @param best of all that are found: it can be acted on from here */
    private List<Entry> entity(Plant plant, Entity entity, boolean best) {
        List<Entry> found = new ArrayList<>();
        found.add(new Entry(
                Names.name(plant, entity.id()),
                Names.kind(entity.kind()),
                String.join(" / ", Names.path(plant, entity.id())),
                () -> onEntity.accept(entity)));
        if (best) {
            found.addAll(actions.below(plant, entity));
        }
        boolean watches = context.model.situation().link().watchesOnly();
        for (PointActions.Offer offer : watches ? List.<PointActions.Offer>of() : PointActions.of(plant, entity.id())) {
            found.add(new Entry(Names.name(plant, entity.id()) + ": " + offer.title(), "action", "", () -> {
                onEntity.accept(entity);
                PointActions.open(context, offer);
            }));
        }
        return found;
    }

    /** Id without its kind, name, and host: what people type. */
    private static String words(Entity entity) {
        String host = entity instanceof Entity.Node node ? " " + node.host() : "";
        return entity.id().text().replace(':', ' ') + " " + entity.name() + host;
    }

    private void show(long answered, String text, List<Entry> found, int all) {
        if (answered != asked) {
            return;
        }
        list.getItems().setAll(found);
        list.getSelectionModel().select(0);
        list.scrollTo(0);
        status.setText(text.isBlank() ? howMany(all) : advice(text, found.isEmpty()));
    }

    private String howMany(int all) {
        return millwright.desk.draw.Figures.count(all, "entity") + ", " + commands.size() + " screens and actions";
    }

    private String advice(String text, boolean nothing) {
        boolean watches = context.model.situation().link().watchesOnly();
        if (watches && PaletteActions.verb(text)) {
            return "Your role here is watch: acting on the plant needs the role operate.";
        }
        if (nothing) {
            return "Nothing is called that and no alarm says it. Names look like R4-16, T07, CDU-04 or chat-prod.";
        }
        return "Enter opens, Esc closes" + (watches ? ". Your role here is watch: no actions are offered." : "");
    }

    void close() {
        worker.shutdownNow();
    }

    private static final class Cell extends ListCell<Entry> {
        private final double widest;

        Cell(double widest) {
            this.widest = widest;
        }

        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(null);
            if (empty || entry == null) {
                setGraphic(null);
                return;
            }
            Label title = new Label(entry.title());
            title.getStyleClass().add("weight-strong");
            Label kind = new Label(entry.kind());
            kind.getStyleClass().add("command-kind");
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            Label hint = new Label(entry.hint());
            hint.getStyleClass().add("command-key");
            HBox line = new HBox(8, title, kind, space, hint);
            line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            line.setMaxWidth(widest);
            setGraphic(line);
        }
    }
}
