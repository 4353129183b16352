package millwright.desk.shell;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import millwright.desk.ViewProvider;

/** The list of keys. FX thread. */
final class KeysHelp extends VBox {
    private static final String[][] KEYS = {
        {"Ctrl K", "find any entity, screen or action"},
        {"Space", "pause and play"},
        {"L", "back to live"},
        {"Left, Right", "one step in time, where no screen takes them"},
        {"Tab, arrows, Enter", "move, choose, open"},
        {"Esc", "close what is open, then clear brush, then selection"},
        {"Ctrl W", "close the tab"},
        {"Ctrl S", "save the workspace"},
        {"T", "dark or day"},
        {"Z", "site time, UTC, local time"},
        {"I", "fold the inspector"},
        {"F12", "time per screen and pulse"},
        {"?", "this list"}
    };

    KeysHelp(List<ViewProvider> views) {
        getStyleClass().add("command-palette");
        Label title = new Label("Keys");
        title.getStyleClass().add("section-title");
        GridPane grid = new GridPane(16, 6);
        int row = 0;
        for (int i = 0; i < Math.min(9, views.size()); i++) {
            row = add(grid, row, String.valueOf(i + 1), views.get(i).title());
        }
        for (String[] key : KEYS) {
            row = add(grid, row, key[0], key[1]);
        }
        getChildren().addAll(title, grid);
        setFocusTraversable(true);
        setAccessibleText("List of keys");
    }

    private static int add(GridPane grid, int row, String key, String what) {
        Label name = new Label(key);
        name.getStyleClass().add("key-hint");
        grid.add(name, 0, row);
        grid.add(new Label(what), 1, row);
        return row + 1;
    }
}
