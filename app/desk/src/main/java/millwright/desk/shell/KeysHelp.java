package millwright.desk.shell;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import millwright.desk.ViewProvider;

/** The list of keys: those of the desk, and of every screen what it says itself. FX thread. */
final class KeysHelp extends VBox {
    private static final List<ViewProvider.Key> DESK = List.of(
            new ViewProvider.Key("Ctrl K", "find any entity, screen or action; cap, drain … and a name"),
            new ViewProvider.Key("Space", "pause and play"),
            new ViewProvider.Key("L", "back to live"),
            new ViewProvider.Key("Left, Right", "one step in time *"),
            new ViewProvider.Key("+, -", "less or more of the time *"),
            new ViewProvider.Key("Left, Right", "over time: read off, Shift brushes"),
            new ViewProvider.Key("Enter", "on lanes and the time bar: goes there"),
            new ViewProvider.Key("0", "all the time that is known"),
            new ViewProvider.Key("Tab, Shift Tab", "to the next part, to the one before"),
            new ViewProvider.Key("Up, Down", "move in a list"),
            new ViewProvider.Key("Page Up, Page Down", "by as much as is seen of it"),
            new ViewProvider.Key("Home, End", "to its first and last"),
            new ViewProvider.Key("Esc", "close what is open, then clear brush, then selection"),
            new ViewProvider.Key("Ctrl W", "close the tab"),
            new ViewProvider.Key("Ctrl Page Up, Down", "the tab before, the next"),
            new ViewProvider.Key("Ctrl S", "save the workspace"),
            new ViewProvider.Key("T", "dark or day"),
            new ViewProvider.Key("Z", "site time, UTC, local time"),
            new ViewProvider.Key("I", "fold the inspector"),
            new ViewProvider.Key("F12", "time per screen and pulse"),
            new ViewProvider.Key("?", "this list"));

    /** What one arrow moves the list by, lines. */
    private static final int LINES = 2;

    private final List<ViewProvider> views;
    private final ScrollPane scroll;
    private final Label note;

    KeysHelp(List<ViewProvider> views) {
        super(8);
        this.views = views;
        getStyleClass().addAll("command-palette", "keys-help");
        GridPane desk = new GridPane(10, 4);
        DESK.forEach(key -> add(desk, key));
        GridPane first = new GridPane(10, 4);
        GridPane rest = new GridPane(10, 4);
        int all = views.stream().mapToInt(v -> v.keys().size() + 1).sum();
        for (int i = 0; i < views.size(); i++) {
            ViewProvider view = views.get(i);
            GridPane into = 2 * first.getRowCount() < all && rest.getRowCount() == 0 ? first : rest;
            add(into, new ViewProvider.Key(i < 9 ? String.valueOf(i + 1) : "", view.title()));
            view.keys().forEach(key -> add(into, key));
        }
        note = new Label("* where the part that has the focus does not take it for itself, as listed under its screen");
        note.getStyleClass().add("small");
        scroll = new ScrollPane(
                new HBox(24, part("Keys", desk), part("Screens and keys in them", first), part("", rest)));
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        getChildren().addAll(scroll, note);
        setFocusTraversable(true);
        addEventHandler(KeyEvent.KEY_PRESSED, this::scroll);
        setAccessibleText("List of keys");
    }

    /** The keys that move in a list move in this one. */
    private void scroll(KeyEvent event) {
        double seen = scroll.getViewportBounds().getHeight();
        double rest = scroll.getContent().getLayoutBounds().getHeight() - seen;
        double line = LINES * (note.getHeight() + getSpacing());
        double by = switch (event.getCode()) {
            case UP -> -line;
            case DOWN -> line;
            case PAGE_UP -> line - seen;
            case PAGE_DOWN -> seen - line;
            case HOME -> -rest;
            case END -> rest;
            default -> Double.NaN;
        };
        if (!Double.isNaN(by)) {
            scroll.setVvalue(rest > 0 ? Math.clamp(scroll.getVvalue() + by / rest, 0, 1) : 0);
            event.consume();
        }
    }

    /** From 0 at the top to 1 at the end. */
    double scrolled() {
        return scroll.getVvalue();
    }

    /** All that are listed for a screen, and those of the desk. */
    List<ViewProvider.Key> of(ViewProvider view) {
        return Stream.concat(DESK.stream(), views.contains(view) ? view.keys().stream() : Stream.of())
                .toList();
    }

    private static VBox part(String title, GridPane grid) {
        Label head = new Label(title);
        head.getStyleClass().add("section-title");
        return new VBox(8, head, grid);
    }

    private static void add(GridPane grid, ViewProvider.Key key) {
        int row = grid.getRowCount();
        Label name = new Label(key.name());
        name.getStyleClass().add("key-hint");
        name.setMinWidth(USE_PREF_SIZE);
        Label does = new Label(key.does());
        does.setMinWidth(USE_PREF_SIZE);
        grid.add(name, 0, row);
        grid.add(does, 1, row);
    }
}
