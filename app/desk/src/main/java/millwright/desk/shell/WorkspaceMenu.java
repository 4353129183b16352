package millwright.desk.shell;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextInputDialog;
import millwright.desk.workspace.Workspace;
import millwright.desk.workspace.WorkspaceShelf;

/** The name of the workspace, and saving and opening others. FX thread; files are small. */
final class WorkspaceMenu {
    private static final System.Logger LOG = System.getLogger(WorkspaceMenu.class.getName());

    private final WorkspaceShelf shelf;
    private final Function<String, Workspace> current;
    private final Consumer<Workspace> apply;
    private final Consumer<String> say;
    private final Consumer<String> warn;
    private final MenuButton button = new MenuButton();
    private String name = "Default";

    WorkspaceMenu(
            WorkspaceShelf shelf,
            Function<String, Workspace> current,
            Consumer<Workspace> apply,
            Consumer<String> say,
            Consumer<String> warn) {
        this.shelf = shelf;
        this.current = current;
        this.apply = apply;
        this.say = say;
        this.warn = warn;
        button.getStyleClass().add("quiet");
        button.setAccessibleText("Workspace");
        button.setOnShowing(_ -> fill());
        button.getItems().add(new MenuItem("Save"));
        name(name);
    }

    MenuButton button() {
        return button;
    }

    WorkspaceShelf shelf() {
        return shelf;
    }

    void name(String newName) {
        name = newName;
        button.setText("Workspace: " + newName);
    }

    String name() {
        return name;
    }

    private void fill() {
        MenuItem save = new MenuItem("Save");
        save.setOnAction(_ -> save());
        MenuItem saveAs = new MenuItem("Save as …");
        saveAs.setOnAction(_ -> saveAs());
        Menu open = new Menu("Open");
        try {
            for (String saved : shelf.names()) {
                MenuItem item = new MenuItem(saved);
                item.setOnAction(_ -> open(saved));
                open.getItems().add(item);
            }
        } catch (IOException e) {
            warn.accept("Workspaces cannot be listed: " + e.getMessage());
        }
        open.setDisable(open.getItems().isEmpty());
        button.getItems().setAll(save, saveAs, new SeparatorMenuItem(), open);
    }

    void open(String saved) {
        try {
            Workspace workspace = shelf.load(saved);
            name(workspace.name());
            apply.accept(workspace);
        } catch (IOException e) {
            warn.accept("The workspace cannot be opened: " + e.getMessage());
        }
    }

    void save() {
        try {
            shelf.save(current.apply(name));
            say.accept("Workspace " + name + " saved");
        } catch (IOException e) {
            warn.accept("The workspace cannot be saved: " + e.getMessage());
        }
    }

    /** On closing, when nobody is there to read a message. */
    void saveQuietly() {
        try {
            shelf.save(current.apply(name));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the workspace was not saved", e);
        }
    }

    private void saveAs() {
        TextInputDialog ask = new TextInputDialog(name);
        ask.setTitle("Save workspace");
        ask.setHeaderText("Name of the workspace");
        if (button.getScene() != null) {
            ask.initOwner(button.getScene().getWindow());
            ask.getDialogPane()
                    .getStylesheets()
                    .setAll(button.getScene().getRoot().getStylesheets());
        }
        ask.showAndWait().filter(n -> !n.isBlank()).ifPresent(n -> {
            name(n.strip());
            save();
        });
    }
}
